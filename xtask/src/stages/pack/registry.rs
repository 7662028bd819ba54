//! The loader package: our JavaScript bundled by esbuild, with the hashes of every tier's files put in.

use std::path::{Path, PathBuf};

use super::bundle::{Bundles, Entry};
use super::{Package, notices, package_json, place};
use crate::error::{Error, Result};
use crate::plan::manifest::Registry;
use crate::stages::{Context, Packed};
use crate::tools::hash::read;
use crate::tools::sizes::{Size, grouped};
use serde_json::{Map, Value, json};

/// A finished loader; made only by [`registry`].
pub struct Loader {
    /// Its folder.
    pub folder: PathBuf,
    /// What a page downloads.
    pub size: Size,
    /// Whether `dist/` changed.
    pub fresh: bool,
}

/// Our sources, relative to the checkout.
const SOURCES: &str = "packages/registry";

/// What the loader loads of a tier.
const LOADED: [&str; 2] = ["pocketpy.mjs", "pocketpy.wasm"];

/// What only Node needs, and what few pages need, is a file of its own beside the module, so that others do not download it.
const ENTRIES: [Entry; 5] = [
    Entry {
        output: "registry.mjs",
        source: "index.mjs",
        flags: &["--format=esm", "--external:./node.mjs", "--external:./releases.mjs"],
    },
    Entry { output: "releases.mjs", source: "releases.mjs", flags: &["--format=esm"] },
    Entry { output: "node.mjs", source: "node.mjs", flags: &["--format=esm", "--platform=node"] },
    Entry {
        output: "registry.cjs",
        source: "index.mjs",
        flags: &["--format=cjs", "--platform=node", "--define:import.meta.url=undefined"], // it has `__filename`
    },
    Entry {
        output: "registry.umd.js",
        source: "index.mjs",
        flags: &[
            "--format=iife",
            "--global-name=PocketPy",
            "--external:./node.mjs",
            "--external:./releases.mjs",
        ],
    },
];

/// Bundles, checks the budget, and lays out the package.
pub fn registry(context: &Context<'_>, loader: &Registry, tiers: &[&Packed]) -> Result<Loader> {
    let variants = variants(context, tiers);
    let modules = modules(context, tiers);
    let constants = &[("POCKETPY_VARIANTS", variants.as_str()), ("POCKETPY_MODULES", modules.as_str())];
    let folder = Bundles { folder: SOURCES, entries: &ENTRIES, constants }.make(context)?;
    let page = read(&context.folders.root.join(&folder).join("registry.mjs"))?;
    let size = Size::remembered(context.folders, &page)?;
    check_budget(loader, size)?;
    let package = contents(context, loader, &folder)?;
    let (folder, fresh) =
        place(context.folders, context.ui, &format!("npm/{}", loader.package.value), &package)?;
    Ok(Loader { folder, size, fresh })
}

/// What the loader knows of the tiers, as JSON: name → package, version, hashes.
fn variants(context: &Context<'_>, tiers: &[&Packed]) -> String {
    let mut table = Map::new();
    for (tier, packed) in context.plan.tiers.iter().zip(tiers) {
        let loaded = packed.measured.files.iter().filter(|file| LOADED.contains(&file.name.as_str()));
        let hashes: Map<String, Value> =
            loaded.map(|file| (file.name.clone(), Value::String(file.integrity.clone()))).collect();
        let entry = json!({ "pkg": tier.package, "version": context.plan.version, "integrity": hashes });
        table.insert(tier.name.clone(), entry);
    }
    Value::Object(table).to_string()
}

/// What a program can import of each tier, and what that costs a page, as JSON: package@version → modules, brotli bytes.
fn modules(context: &Context<'_>, tiers: &[&Packed]) -> String {
    let mut table = Map::new();
    for (tier, packed) in context.plan.tiers.iter().zip(tiers) {
        let facts =
            json!({ "modules": context.plan.modules_of(tier), "bytes": packed.measured.wasm().brotli });
        table.insert(format!("{}@{}", tier.package, context.plan.version), facts);
    }
    Value::Object(table).to_string()
}

fn check_budget(loader: &Registry, size: Size) -> Result<()> {
    if size.brotli <= loader.brotli_bytes_max {
        return Ok(());
    }
    let more = grouped(size.brotli - loader.brotli_bytes_max);
    Err(Error::work("the registry is over its budget")
        .detail(format!(
            "registry.mjs is {} bytes (brotli), {more} more than brotli-bytes-max allows",
            grouped(size.brotli)
        ))
        .help("make it smaller, or raise the budget in variants.toml if it is worth it"))
}

fn contents(context: &Context<'_>, loader: &Registry, folder: &Path) -> Result<Package> {
    let root = &context.folders.root;
    let mut package = Package::new();
    for Entry { output, .. } in &ENTRIES {
        package.insert(format!("dist/{output}"), read(&root.join(folder).join(output))?);
    }
    let types = read(&root.join(SOURCES).join("registry.d.ts"))?;
    package.insert("dist/registry.d.cts".to_owned(), types.clone());
    package.insert("dist/registry.d.ts".to_owned(), types);
    package.insert("dist/registry.umd.d.ts".to_owned(), read(&root.join(SOURCES).join("registry.umd.d.ts"))?);
    package.insert("package.json".to_owned(), package_json::registry_json(context.plan, loader));
    package.insert("README.md".to_owned(), read(&root.join(SOURCES).join("README.md"))?);
    package.insert("LICENSE".to_owned(), read(&root.join("LICENSE"))?);
    package.insert("THIRD-PARTY-NOTICES".to_owned(), notices::of_registry(context.folders)?);
    Ok(package)
}
