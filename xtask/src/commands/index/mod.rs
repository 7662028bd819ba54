//! `cargo xtask index`: `dist/index/`, a registry that any static file server serves.
//!
//! The packages of a release are laid out by version and described by `index.json` (docs/index-format.md). `--merge` adds them to an
//! index that exists; what is published there never changes, but for the mark that a version was yanked. Limits: what a release
//! holds is taken from `dist/release/`, never from `dist/npm/`, but by `--rehearse`, whose index is marked and cannot be merged.

mod contents;
mod format;

use std::path::Path;

use crate::cli::IndexArgs;
use crate::commands;
use crate::commands::release::finished;
use crate::error::{Error, Result};
use crate::plan;
use crate::stages::release::{Released, package_names, released};
use crate::stages::{Package, in_folder, place, sums};
use crate::tools::build_lock;
use crate::tools::files::{self, Folders};
use crate::tools::hash::integrity;
use crate::ui::Ui;

use format::{Index, Release};

/// The file that describes all others.
const FILE: &str = "index.json";

/// Reads the old index where there is one, adds a release or yanks a version, and puts the whole to its place.
pub fn index(folders: &Folders, args: &IndexArgs, ui: &Ui) -> Result<()> {
    let _lock = build_lock::take(folders, ui)?;
    if let Some(folder) = &args.rehearse {
        return rehearse(folders, folder, ui);
    }
    let (mut index, mut files) = match &args.merge {
        Some(folder) => contents::read(folder)?,
        None => (Index::default(), Package::new()),
    };
    if let Some(version) = &args.version {
        for package in released(&finished(folders, version)?, version)? {
            add(package, &mut index, &mut files)?;
        }
    }
    for version in &args.yank {
        index.yank(version)?;
    }
    files.insert(FILE.to_owned(), index.to_json());
    let (_, fresh) = place(folders, ui, "index", &files)?;
    let state = if fresh { "" } else { ", up to date" };
    ui.status("index", format!("dist/index: {} files, {}{state}", files.len(), index.summary()));
    Ok(())
}

/// Refuses an index in which anything differs from what it says of its files.
pub fn refuse_changed(folder: &Path) -> Result<()> {
    contents::read(folder).map(drop)
}

/// An index of what is built, for tests of what reads one.
fn rehearse(folders: &Folders, folder: &Path, ui: &Ui) -> Result<()> {
    files::make_folder(folder)?;
    if !files::entries(folder)?.is_empty() {
        return Err(Error::request(format!("`{}` is not empty", folder.display()))
            .help("name a folder that is empty or not there"));
    }
    let plan = commands::resolve(folders, &plan::Request::default())?;
    let (mut index, mut contents) = (Index::default(), Package::new());
    for name in package_names(&plan)? {
        let built = folders.packages().join(name);
        if !built.is_dir() {
            return Err(
                Error::request(format!("package `{name}` is not built")).help("run `cargo xtask build`")
            );
        }
        add(Released::of(in_folder(&built)?)?, &mut index, &mut contents)?;
    }
    contents.insert(contents::REHEARSAL.to_owned(), b"Made of what was built: no release.\n".to_vec());
    contents.insert(FILE.to_owned(), index.to_json());
    for (name, content) in &contents {
        files::write(&folder.join(name), content)?;
    }
    ui.status("index", format!("{}: {}, a rehearsal", folder.display(), index.summary()));
    Ok(())
}

/// Adds one package; the same version with the same bytes is there already, with others it is a conflict.
fn add(package: Released, index: &mut Index, files: &mut Package) -> Result<()> {
    let Released { name, version, tier, files: content } = package;
    let variant = tier.as_ref().map(|tier| tier.name.clone());
    let modules = tier.map_or_else(Vec::new, |tier| tier.modules);
    let folder = format::folder(variant.as_deref(), &version);
    let release = Release::of(&version, &folder, &content, modules)?;
    index.add(&name, variant.as_deref(), release)?;
    for (file, content) in laid_out(&name, content)? {
        let path = format!("{folder}/{file}");
        let hash = integrity(&content);
        if files.insert(path.clone(), content).is_some_and(|old| integrity(&old) != hash) {
            return Err(changed(&name, &version, &path));
        }
    }
    Ok(())
}

/// A package without its folder `dist/`, and the sums of all its files.
fn laid_out(name: &str, package: Package) -> Result<Package> {
    let mut flat = Package::new();
    for (file, content) in package {
        let place = file.strip_prefix("dist/").unwrap_or(&file).to_owned();
        if flat.insert(place.clone(), content).is_some() || place == sums::FILE {
            return Err(Error::request(format!("`{name}` has no room in an index"))
                .detail(format!("two of its files would be `{place}`"))
                .help("give one of them another name"));
        }
    }
    flat.insert(sums::FILE.to_owned(), sums::of(&flat));
    Ok(flat)
}

/// What was published never changes.
fn changed(name: &str, version: &str, what: &str) -> Error {
    Error::request(format!("the index has another `{name}` {version}"))
        .detail(format!("`{what}` differs"))
        .help("what is published never changes: raise the version in Cargo.toml, or check out the commit of that release")
}
