//! Packed: a tier's npm package, whole, in `dist/npm/`. Nothing but `place` writes to `dist/`.

mod bundle;
mod notices;
pub mod package_json;
mod placed;
mod playground;
mod registry;
pub mod relinking;
pub mod sums;

use std::collections::BTreeMap;
use std::path::PathBuf;

use walkdir::WalkDir;

use crate::error::{Error, Result};
use crate::generate::module_table::BuildInfo;
use crate::plan::{LibraryPlan, TierPlan};
use crate::stages::check::Measured;
use crate::stages::{Checked, Context, Sources};
use crate::tools::files::{self, Folders};
use crate::tools::hash::read;
use crate::ui::Ui;

pub use bundle::{Bundles, Entry};
pub use placed::{in_folder, refuse_changed};
pub use playground::playground;
pub use registry::{Loader, registry};

/// A finished package; made only by [`pack`].
pub struct Packed {
    /// Its folder.
    pub folder: PathBuf,
    /// What was measured on the way.
    pub measured: Measured,
    /// Whether `dist/` changed.
    pub fresh: bool,
}

/// Files of a package by path with slashes.
pub type Package = BTreeMap<String, Vec<u8>>;

/// Lays out one package, and moves it to its place only when it is complete and differs from what is there.
pub fn pack(context: &Context<'_>, tier: &TierPlan, sources: &Sources, checked: Checked) -> Result<Packed> {
    let mut package = contents(context, tier, &checked)?;
    for library in context.plan.libraries_of(tier) {
        add_library(context, library, sources, &mut package)?;
    }
    let (folder, fresh) = place(context.folders, context.ui, &format!("npm/{}", tier.package), &package)?;
    let origin = checked.wasm.to_string_lossy();
    files::write_if_changed(&origin_of_packed(context.folders, &tier.name), origin.as_bytes())?;
    Ok(Packed { folder, measured: checked.measured, fresh })
}

/// The file that says from which folder, relative to the checkout, the wasm of a tier was packed last; the size report starts there.
pub fn origin_of_packed(folders: &Folders, tier: &str) -> PathBuf {
    folders.scratch().join("origins").join(tier)
}

/// Puts a whole folder to its place below `dist/`, unless it is there already.
pub fn place(folders: &Folders, ui: &Ui, name: &str, package: &Package) -> Result<(PathBuf, bool)> {
    let place = folders.at("dist").join(name);
    let fresh = !placed::is_there(&place, package);
    placed::note(folders, name, package)?;
    if fresh {
        ui.status("pack", name.trim_start_matches("npm/"));
        let unique = format!("{}-{}", name.replace('/', "-"), std::process::id());
        let staging = folders.scratch().join("packed").join(unique);
        files::remove_folder(&staging)?;
        for (name, content) in package {
            files::write(&staging.join(name), content)?;
        }
        files::replace_folder(&staging, &place)?;
    }
    Ok((place, fresh))
}

/// Removes packages of tiers that are no longer in the plan, where all are: nothing may stay in `dist/npm/` that no row names.
pub fn remove_others(context: &Context<'_>) -> Result<()> {
    let Some(loader) = &context.plan.registry else { return Ok(()) };
    let tiers = context.plan.tiers.iter().map(|tier| tier.package.as_str());
    let planned: Vec<&str> = tiers.chain([loader.package.value.as_str()]).collect();
    for entry in WalkDir::new(context.folders.packages()).min_depth(2).max_depth(2) {
        let entry = entry.map_err(|cause| Error::work("cannot read `dist/npm/`").detail(cause))?;
        let name =
            entry.path().strip_prefix(context.folders.packages()).expect("walkdir stays below its root");
        let name = name.to_string_lossy().replace('\\', "/");
        if !planned.contains(&name.as_str()) {
            context.ui.status("remove", format!("{name}, which no row of variants.toml makes"));
            files::remove_folder(entry.path())?;
        }
    }
    Ok(())
}

fn contents(context: &Context<'_>, tier: &TierPlan, checked: &Checked) -> Result<Package> {
    let mut package = Package::new();
    for file in &checked.measured.files {
        package.insert(format!("dist/{}", file.name), read(&context.folders.root.join(checked.place(file)))?);
    }
    for types in package_json::TYPES {
        package.insert(format!("dist/{types}"), read(&context.folders.at("js/glue/types").join(types))?);
    }
    package.insert("dist/build-info.json".to_owned(), build_info(context, tier, &checked.measured));
    package.insert("package.json".to_owned(), package_json::package_json(context.plan, tier));
    package.insert("README.md".to_owned(), package_json::readme(tier));
    package.insert("LICENSE".to_owned(), read(&context.folders.at("LICENSE"))?);
    package.insert("THIRD-PARTY-NOTICES".to_owned(), notices::of_tier(context.folders, tier)?);
    Ok(package)
}

/// The texts of a library's licences, and how to put another one in its place.
fn add_library(
    context: &Context<'_>,
    library: &LibraryPlan,
    sources: &Sources,
    package: &mut Package,
) -> Result<()> {
    let licenses = context.folders.root.join(sources.library(&library.name).licenses());
    for (file, _) in &library.licenses {
        package.insert(file.clone(), read(&licenses.join(file))?);
    }
    package.insert(
        format!("RELINKING-{}.md", library.name.to_uppercase()),
        relinking::text(context.folders, context.plan, library)?.into_bytes(),
    );
    Ok(())
}

/// What the wasm says of itself, and the facts of its files.
fn build_info(context: &Context<'_>, tier: &TierPlan, measured: &Measured) -> Vec<u8> {
    let info = serde_json::to_value(BuildInfo::of(context.plan, &context.tools.versions, tier))
        .expect("build info has only string keys");
    let files = serde_json::to_value(&measured.files).expect("facts have only string keys");
    let mut map = info.as_object().cloned().expect("build info is a table");
    map.insert("interpreter_modules".to_owned(), context.plan.interpreter_modules.clone().into());
    map.insert("files".to_owned(), files);
    let mut text = serde_json::to_vec_pretty(&map).expect("the map has only string keys");
    text.push(b'\n');
    text
}
