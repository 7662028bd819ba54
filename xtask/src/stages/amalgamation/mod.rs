//! Upstream's amalgamation as its own files ("units"), held against `pocketpy/units.toml`, less what `pocketpy/edits.toml` takes out.
//!
//! Before: `pocketpy.c`. After: beside it, `units/modules/vmath.c` and every other unit that stays upstream's, which files of ours include.

mod edits;
mod split;

use std::collections::BTreeSet;
use std::path::Path;

use walkdir::WalkDir;

use crate::error::{Context as _, Error, Result};
use crate::plan::manifest::reader::join;
use crate::plan::ownership::{Ownership, Whose};
use crate::tools::{files, hash};

pub use edits::body_hash;
pub use split::{Section, sections};

/// Whether a text other than the one that was looked at is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// As the table's hashes say.
    Pinned,
    /// Of a local pocketpy.
    Any,
}

/// Splits what was staged in `folder`, and writes the units that stay upstream's below `folder/units`.
pub fn write(
    root: &Path,
    folder: &Path,
    staged: &[(String, Vec<u8>)],
    ownership: &Ownership,
    texts: Texts,
) -> Result<()> {
    let sections = sections(staged);
    refuse_other_units(&sections, ownership)?;
    if texts == Texts::Pinned {
        refuse_changed_texts(&sections, ownership)?;
    }
    refuse_missing_folders(root, ownership)?;
    let place = root.join(folder).join("units");
    let mut written = BTreeSet::new();
    for section in sections {
        if ownership.find(&section.name).is_some_and(|unit| unit.whose == Whose::Upstream) {
            let path = place.join(&section.name);
            files::write_if_changed(&path, edited(section, ownership)?.as_bytes())?;
            written.insert(path);
        }
    }
    remove_others(&place, &written)
}

fn edited(section: Section, ownership: &Ownership) -> Result<String> {
    let mut ours = ownership.edits.iter().filter(|edit| edit.unit == section.name);
    ours.try_fold(section.text, |text, edit| edits::apply(&text, edit))
}

fn refuse_other_units(sections: &[Section], ownership: &Ownership) -> Result<()> {
    let found: BTreeSet<&str> = sections.iter().map(|section| section.name.as_str()).collect();
    let named: BTreeSet<&str> = ownership.units.iter().map(|unit| unit.name.as_str()).collect();
    let list = |names: BTreeSet<&str>| join(names.into_iter());
    let (new, gone) = (&found - &named, &named - &found);
    if new.is_empty() && gone.is_empty() {
        return Ok(());
    }
    let mut error = Error::request("pocketpy/units.toml does not name the units of this pocketpy");
    if !new.is_empty() {
        error = error.detail(format!("it says nothing of {}", list(new)));
    }
    if !gone.is_empty() {
        error = error.detail(format!("the source has no {}", list(gone)));
    }
    Err(error.help("say whose each new unit is, and remove those that are gone"))
}

fn refuse_changed_texts(sections: &[Section], ownership: &Ownership) -> Result<()> {
    let mut changed = sections.iter().filter_map(|section| {
        let sha256 = hash::sha256(section.text.as_bytes());
        let known = ownership.find(&section.name)?;
        (known.sha256 != sha256).then(|| format!("`{}` has sha256 {sha256}", section.name))
    });
    let Some(first) = changed.next() else { return Ok(()) };
    let lines: Vec<String> = std::iter::once(first).chain(changed).collect();
    Err(Error::request("units of pocketpy are not the ones that pocketpy/units.toml was written for")
        .detail(lines.join("\n"))
        .help("read what upstream changed in them (`cargo xtask units --against DIR`), follow it in ours, then write the new hashes"))
}

fn refuse_missing_folders(root: &Path, ownership: &Ownership) -> Result<()> {
    for unit in &ownership.units {
        if let Whose::Ours(folder) = &unit.whose
            && !root.join("bindings").join(folder).is_dir()
        {
            return Err(Error::request(format!(
                "unit `{}` is ours in `{folder}`, which is no folder of bindings/",
                unit.name
            ))
            .help("name the folder whose files take its place in pocketpy/units.toml"));
        }
    }
    Ok(())
}

/// A unit that is ours since yesterday must not be found where it was.
fn remove_others(place: &Path, written: &BTreeSet<std::path::PathBuf>) -> Result<()> {
    if !place.is_dir() {
        return Ok(());
    }
    for entry in WalkDir::new(place) {
        let entry =
            entry.map_err(|cause| Error::work(format!("cannot read `{}`", place.display())).detail(cause))?;
        if entry.file_type().is_file() && !written.contains(entry.path()) {
            std::fs::remove_file(entry.path())
                .context(|| format!("cannot remove `{}`", entry.path().display()))?;
        }
    }
    Ok(())
}
