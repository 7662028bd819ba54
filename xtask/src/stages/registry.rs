//! The loader package: our JavaScript bundled by esbuild, with the hashes of every tier's files put in.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use walkdir::WalkDir;

use crate::error::{Context as _, Error, Result};
use crate::esbuild::{self, Bundle};
use crate::files::{self, SCRATCH};
use crate::hash::{Key, KeyBuilder, read};
use crate::manifest::Registry;
use crate::npm;
use crate::sizes::{Size, grouped};
use crate::stages::pack::{Package, place};
use crate::stages::{Context, Packed};

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

/// Bundle, the source it starts from, and esbuild's flags for its format. What only Node needs is a file of its own
/// beside the module, so that pages do not download it.
const BUNDLES: [(&str, &str, &[&str]); 4] = [
    ("registry.mjs", "index.mjs", &["--format=esm", "--external:./node.mjs"]),
    ("node.mjs", "node.mjs", &["--format=esm", "--platform=node"]),
    ("registry.cjs", "index.mjs", &["--format=cjs", "--platform=node"]),
    ("registry.umd.js", "index.mjs", &["--format=iife", "--global-name=PocketPy", "--external:./node.mjs"]),
];

/// Bundles, checks the budget, and lays out the package.
pub fn registry(context: &Context<'_>, loader: &Registry, tiers: &[&Packed]) -> Result<Loader> {
    let variants = variants(context, tiers);
    let key = key(context, &variants)?;
    let folder = Path::new(SCRATCH).join("registry").join(key.as_str());
    if !context.folders.root.join(&folder).is_dir() {
        context.ui.status("bundle", &loader.package.value);
        bundle(context, &variants, &folder)?;
    }
    let size = Size::of(&read(&context.folders.root.join(&folder).join("registry.mjs"))?);
    check_budget(loader, size)?;
    let package = contents(context, loader, &folder)?;
    let (folder, fresh) = place(context, &loader.package.value, &package)?;
    Ok(Loader { folder, size, fresh })
}

/// What the loader knows of the tiers, as JSON: name → package, version, hashes.
fn variants(context: &Context<'_>, tiers: &[&Packed]) -> String {
    let mut table = Map::new();
    for (tier, packed) in context.plan.tiers.iter().zip(tiers) {
        let loaded = packed.measured.files.iter().filter(|file| file.name != "pocketpy.js");
        let hashes: Map<String, Value> =
            loaded.map(|file| (file.name.clone(), Value::String(file.integrity.clone()))).collect();
        let entry = json!({ "pkg": tier.package, "version": context.plan.version, "integrity": hashes });
        table.insert(tier.name.clone(), entry);
    }
    Value::Object(table).to_string()
}

fn key(context: &Context<'_>, variants: &str) -> Result<Key> {
    let root = &context.folders.root;
    let mut builder = KeyBuilder::new("registry")
        .text(variants)
        .texts(esbuild::COMMON)
        .file(&root.join(npm::PACKAGES_LOCK))?;
    for (name, entry, flags) in BUNDLES {
        builder = builder.text(name).text(entry).texts(flags);
    }
    for entry in WalkDir::new(root.join(SOURCES).join("src")).sort_by_file_name() {
        let entry = entry.map_err(|cause| Error::work("cannot read the loader's sources").detail(cause))?;
        if entry.file_type().is_file() {
            builder = builder.text(&entry.file_name().to_string_lossy()).file(entry.path())?;
        }
    }
    Ok(builder.finish())
}

fn bundle(context: &Context<'_>, variants: &str, folder: &Path) -> Result<()> {
    let root = &context.folders.root;
    let partial = files::partial_name(folder);
    files::remove_folder(&root.join(&partial))?;
    for (name, entry, flags) in BUNDLES {
        let constants = &[("POCKETPY_VARIANTS", variants)];
        let output = partial.join(name);
        esbuild::bundle(
            root,
            &Bundle { entry: &format!("{SOURCES}/src/{entry}"), flags, constants, output },
        )?;
    }
    std::fs::rename(root.join(&partial), root.join(folder))
        .context(|| "cannot keep the bundled loader".to_owned())
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
    for (name, ..) in BUNDLES {
        package.insert(format!("dist/{name}"), read(&root.join(folder).join(name))?);
    }
    let types = read(&root.join(SOURCES).join("registry.d.ts"))?;
    package.insert("dist/registry.d.cts".to_owned(), types.clone());
    package.insert("dist/registry.d.ts".to_owned(), types);
    package.insert("package.json".to_owned(), npm::registry_json(context.plan, loader));
    package.insert("README.md".to_owned(), read(&root.join(SOURCES).join("README.md"))?);
    package.insert("LICENSE".to_owned(), read(&root.join("LICENSE"))?);
    Ok(package)
}
