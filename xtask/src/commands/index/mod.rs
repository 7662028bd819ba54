//! `cargo xtask index`: `dist/index/`, a registry that any static file server serves.
//!
//! The finished packages are laid out by version and described by `index.json` (docs/index-format.md). `--merge` adds them to an
//! index that exists; what is published there never changes, but for the mark that a version was yanked.

mod format;

use std::path::Path;

use crate::cli::IndexArgs;
use crate::commands;
use crate::error::{Error, Result};
use crate::plan::{self, Plan};
use crate::stages::release::{package_names, releasable, tarball};
use crate::stages::{Package, place};
use crate::tools::build_lock;
use crate::tools::files::Folders;
use crate::tools::hash::integrity;
use crate::ui::Ui;

use format::{Index, Release};

/// The file that describes all others.
const FILE: &str = "index.json";

/// Reads the old index where there is one, adds what was built, and puts the whole to its place.
pub fn index(folders: &Folders, args: &IndexArgs, ui: &Ui) -> Result<()> {
    let plan = commands::resolve(folders, &plan::Request::default())?;
    let _lock = build_lock::take(folders, ui)?;
    let (mut index, mut files) = match &args.merge {
        Some(folder) => read(folder)?,
        None => (Index::default(), Package::new()),
    };
    for package in package_names(&plan)? {
        add(folders, &plan, package, &mut index, &mut files)?;
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

/// An index with all its files, each found to be what the index says.
fn read(folder: &Path) -> Result<(Index, Package)> {
    let none = || {
        Error::request(format!("`{}` is no index: it holds no `{FILE}`", folder.display()))
            .help("name a folder that `cargo xtask index` made")
    };
    if !folder.join(FILE).is_file() {
        return Err(none());
    }
    let files = tarball::from_folder(folder)?;
    let text = files.get(FILE).ok_or_else(none)?;
    let damaged = |error: Error| error.within(format!("the index in `{}` is damaged", folder.display()));
    let index = Index::from_json(text).map_err(damaged)?;
    index.check_files(&files).map_err(damaged)?;
    Ok((index, files))
}

/// Adds one package; the same version with the same bytes is there already, with others it is a conflict.
fn add(folders: &Folders, plan: &Plan, name: &str, index: &mut Index, files: &mut Package) -> Result<()> {
    let built = folders.packages().join(name);
    if !built.is_dir() {
        return Err(Error::request(format!("package `{name}` is not built")).help("run `cargo xtask build`"));
    }
    let package = tarball::from_folder(&built)?;
    releasable(name, &package)?;
    let tier = plan.tiers.iter().find(|tier| tier.package == name);
    let folder = format!("{}/{}", tier.map_or("registry", |tier| &tier.name), plan.version);
    let modules = tier.map_or_else(Vec::new, |tier| plan.modules_of(tier));
    let release = Release::of(&plan.version, &folder, &package, modules)?;
    index.add(name, tier.map(|tier| tier.name.as_str()), release)?;
    for (file, content) in package {
        let path = format!("{folder}/{}", file.strip_prefix("dist/").unwrap_or(&file));
        let hash = integrity(&content);
        if files.insert(path.clone(), content).is_some_and(|old| integrity(&old) != hash) {
            return Err(changed(name, &plan.version, &path));
        }
    }
    Ok(())
}

/// What was published never changes.
fn changed(name: &str, version: &str, what: &str) -> Error {
    Error::request(format!("the index has another `{name}` {version}"))
        .detail(format!("`{what}` differs"))
        .help("what is published never changes: raise the version in Cargo.toml, or check out the commit of that release")
}
