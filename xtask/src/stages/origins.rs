//! What the link stage knows of its inputs, told to [`crate::stages::symbols`]: which object is which file of which binding.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::error::{Context as _, Result};
use crate::plan::pins::Carrier;
use crate::plan::{LibraryPlan, TierPlan, Unit, UnitOrigin};
use crate::stages::objects::object_path;
use crate::stages::symbols::{Archive, Archives, Objects, Origins, Place};
use crate::stages::{Context, Parts};
use crate::tools::crates::Crates;
use crate::tools::hash::Key;

/// Tells where a tier's inputs come from.
pub fn origins<'a>(context: &'a Context<'_>, tier: &TierPlan, parts: &Parts<'_>) -> Result<Origins<'a>> {
    let root = &context.folders.root;
    let keys = parts.objects.of(&tier.units);
    Ok(Origins {
        root,
        objects: objects(&tier.units, &keys, parts.objects.table(tier)),
        archives: Archives::new(archives(context, tier, parts)?, &system_sources(context)?),
    })
}

fn objects(units: &[Unit], keys: &[&Key], table: &Key) -> Objects {
    let compiled = units.iter().zip(keys).map(|(unit, key)| (object_path(key), place(unit)));
    let generated = (object_path(table), Place::new("page", "modules.c, generated"));
    let text = |path: PathBuf| path.to_string_lossy().into_owned();
    Objects(compiled.chain([generated]).map(|(path, place)| (text(path), place)).collect::<BTreeMap<_, _>>())
}

fn place(unit: &Unit) -> Place {
    match &unit.origin {
        UnitOrigin::Ours(file) => Place::new(&unit.binding, file),
        UnitOrigin::Source(source, file) => Place::new(&unit.binding, format!("{source}/{file}")),
    }
}

fn archives(context: &Context<'_>, tier: &TierPlan, parts: &Parts<'_>) -> Result<Vec<Archive>> {
    let mut archives = Vec::new();
    if tier.libraries.is_empty() {
        return Ok(archives);
    }
    let (crates, built) = (Crates::locate(context.folders)?, parts.libraries.wait()?);
    for library in context.plan.libraries_of(tier) {
        let tree = tree(&crates, library)?;
        for path in built.archives(std::slice::from_ref(&library.name)) {
            let path = path.to_string_lossy().into_owned();
            archives.push(Archive::new(path, library.name.clone(), tree.as_deref()));
        }
    }
    Ok(archives)
}

/// The sources of a library, for their names only.
fn tree(crates: &Crates, library: &LibraryPlan) -> Result<Option<PathBuf>> {
    match &library.pin.carrier {
        Carrier::Crate(name) => Ok(Some(crates.folder(name)?.0.join(&library.pin.folder))),
        Carrier::Sdist(..) => Ok(None),
    }
}

/// Where Emscripten keeps the sources of its libraries.
fn system_sources(context: &Context<'_>) -> Result<PathBuf> {
    let emcc = context.folders.root.join(&context.tools.emcc);
    let emcc = emcc.canonicalize().context(|| format!("cannot find `{}`", emcc.display()))?;
    Ok(emcc.with_file_name("system").join("lib"))
}
