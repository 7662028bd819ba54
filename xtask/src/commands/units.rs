//! `cargo xtask units`: whose each file of upstream's amalgamation is; with `--against`, what another version of upstream changed.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::UnitsArgs;
use crate::error::Result;
use crate::plan::ownership::{Ownership, Whose};
use crate::plan::pins::Pins;
use crate::stages::{Section, body_hash, local_units, pinned_units};
use crate::tools::files::Folders;

/// A line for each unit, to stdout; or for each that differs.
pub fn units(folders: &Folders, args: &UnitsArgs) -> Result<()> {
    let ownership = Ownership::load(&folders.at("pocketpy"))?;
    let pinned = pinned_units(folders, &Pins::load(&folders.at("pocketpy/sources.toml"))?)?;
    match &args.against {
        None => list(&ownership, &pinned),
        Some(folder) => compare(&ownership, &pinned, folder)?,
    }
    Ok(())
}

fn list(ownership: &Ownership, sections: &[Section]) {
    for section in sections {
        let lines = section.text.lines().count();
        println!("{:<32} {lines:>5} lines  {}", section.name, owner(ownership, &section.name));
    }
    let whose =
        |wanted: fn(&Whose) -> bool| ownership.units.iter().filter(|unit| wanted(&unit.whose)).count();
    println!(
        "{} units: {} upstream's ({} functions edited), {} ours, {} left out",
        sections.len(),
        whose(|whose| matches!(whose, Whose::Upstream)),
        ownership.edits.len(),
        whose(|whose| matches!(whose, Whose::Ours(_))),
        whose(|whose| matches!(whose, Whose::LeftOut(_))),
    );
}

fn owner(ownership: &Ownership, name: &str) -> String {
    match ownership.find(name).map(|unit| &unit.whose) {
        None => "not in pocketpy/units.toml".to_owned(),
        Some(Whose::Upstream) => "upstream's".to_owned(),
        Some(Whose::Ours(folder)) => format!("ours, bindings/{folder}/"),
        Some(Whose::LeftOut(why)) => format!("left out: {why}"),
    }
}

fn compare(ownership: &Ownership, pinned: &[Section], folder: &Path) -> Result<()> {
    let other: BTreeMap<String, String> =
        local_units(folder)?.into_iter().map(|section| (section.name, section.text)).collect();
    for section in pinned {
        let whose = owner(ownership, &section.name);
        match other.get(&section.name) {
            None => println!("gone     {:<32} {whose}", section.name),
            Some(text) if same(text, &section.text) => {}
            Some(_) => println!("changed  {:<32} {whose}", section.name),
        }
    }
    for name in other.keys().filter(|name| !pinned.iter().any(|section| section.name == **name)) {
        println!("new      {name}");
    }
    for edit in &ownership.edits {
        let found = other.get(&edit.unit).and_then(|text| body_hash(text, &edit.function));
        if found.as_ref() != Some(&edit.sha256) {
            let what = if found.is_some() { "changed" } else { "gone" };
            println!("edited   {:<32} its function {} is {what}", edit.unit, edit.function);
        }
    }
    Ok(())
}

/// The lines that name files are the amalgamation's, and so are blank ones at the ends.
fn same(one: &str, other: &str) -> bool {
    let lines = |text: &str| {
        let named = text.strip_prefix("// ").and_then(|rest| rest.split_once('\n')).map(|(_, rest)| rest);
        named.unwrap_or(text).trim().to_owned()
    };
    lines(one) == lines(other)
}
