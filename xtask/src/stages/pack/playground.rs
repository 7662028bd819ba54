//! The playground: a static page beside the packages. It loads the loader and the tiers from `../npm/`, so `dist/` as a whole
//! is what a static host serves.

use std::collections::BTreeMap;

use super::bundle::{Bundles, Entry};
use super::{Package, place};
use crate::error::Result;
use crate::stages::Context;
use crate::tools::hash::read;

/// What is a file of its own at run time is not bundled.
const FLAGS: &[&str] = &["--format=esm", "--external:../npm/*"];

const ENTRIES: [Entry; 2] = [
    Entry { output: "page.mjs", source: "page.mjs", flags: FLAGS },
    Entry { output: "worker.mjs", source: "worker.mjs", flags: FLAGS },
];

/// Files that are served as they are.
const PLAIN: [&str; 2] = ["index.html", "style.css"];

/// Lays out `dist/playground/`, where all tiers are built: it knows what each of them has.
pub fn playground(context: &Context<'_>) -> Result<()> {
    if context.plan.registry.is_none() {
        return Ok(());
    }
    let modules: BTreeMap<&str, &[String]> =
        context.plan.tiers.iter().map(|tier| (tier.name.as_str(), tier.modules.as_slice())).collect();
    let modules = serde_json::to_string(&modules).expect("names are strings");
    let constants = &[("POCKETPY_TIER_MODULES", modules.as_str())];
    let folder = Bundles { folder: "js/playground", entries: &ENTRIES, constants }.make(context)?;
    let mut package = Package::new();
    for entry in &ENTRIES {
        package
            .insert(entry.output.to_owned(), read(&context.folders.root.join(&folder).join(entry.output))?);
    }
    for name in PLAIN {
        package.insert(name.to_owned(), read(&context.folders.at("js/playground").join(name))?);
    }
    place(context.folders, context.ui, "playground", &package)?;
    Ok(())
}
