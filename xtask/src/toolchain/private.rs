//! The private toolchain: where it lies, how it is run, and its repair after the checkout was moved.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::find::Candidate;
use super::lock::Lock;
use super::{Origin, install};
use crate::error::Result;
use crate::tools::files;
use crate::tools::hash::read;
use crate::ui::Ui;

/// The folder of the private toolchain; only a complete one has this name.
pub fn folder(root: &Path) -> PathBuf {
    let toolchain = root.join("target/toolchain");
    toolchain.canonicalize().unwrap_or(toolchain).join("private")
}

/// The installed files.
pub fn prefix(folder: &Path) -> PathBuf {
    folder.join("prefix")
}

/// What `EM_CONFIG` names.
fn config(folder: &Path) -> PathBuf {
    folder.join("emscripten.config")
}

/// The place that the programs were prepared for.
fn stamp(folder: &Path) -> PathBuf {
    folder.join("prepared-for")
}

/// The packages that it was made from.
fn packages(folder: &Path) -> PathBuf {
    folder.join("packages.lock")
}

/// Notes the packages before the toolchain counts as complete.
pub fn note_packages(written_to: &Path, installed: &Lock) -> Result<()> {
    installed.save(&packages(written_to))
}

/// What it was made from, for the fingerprint: the packages that decide what it makes.
pub fn compiler_packages(root: &Path) -> Result<Vec<String>> {
    let installed = Lock::load(&packages(&folder(root)))?.compiler();
    let texts = installed.values().flatten().map(|(name, package)| format!("{name} {}", package.sha256));
    Ok(texts.collect())
}

/// Why it is not the one that `toolchain.lock` describes; `None` when it is.
pub fn difference_to_lock(root: &Path) -> Result<Option<String>> {
    let locked = Lock::load(&root.join("toolchain.lock"))?;
    let installed = Lock::load(&packages(&folder(root)))?;
    Ok(locked.difference(&installed))
}

/// The private toolchain, if a complete one is there.
pub fn candidate(root: &Path) -> Option<Candidate> {
    let folder = folder(root);
    let emcc = prefix(&folder).join("usr/share/emscripten/emcc");
    if !(emcc.is_file() && stamp(&folder).is_file()) {
        return None;
    }
    Some(Candidate { origin: Origin::Private, emcc, environment: environment(&folder) })
}

fn environment(folder: &Path) -> Vec<(OsString, OsString)> {
    vec![("EM_CONFIG".into(), config(folder).into())]
}

/// Writes what must name the final place; the stamp comes last.
pub fn describe(written_to: &Path, place: &Path, node: &Path) -> Result<()> {
    files::write(&config(written_to), config_text(place, node).as_bytes())?;
    files::write(&stamp(written_to), place.to_string_lossy().as_bytes())
}

fn config_text(place: &Path, node: &Path) -> String {
    let prefix = prefix(place);
    format!(
        "LLVM_ROOT = {:?}\nBINARYEN_ROOT = {:?}\nNODE_JS = {:?}\nCACHE = {:?}\nFROZEN_CACHE = True\n",
        prefix.join("usr/lib/llvm-19/bin"),
        prefix.join("usr"),
        node,
        prefix.join("usr/share/emscripten/cache"),
    )
}

/// Prepares the programs anew when the checkout, or the machine's Node.js, lies elsewhere than when they were installed.
pub fn repair(root: &Path, node: &Path, ui: &Ui) -> Result<()> {
    let folder = folder(root);
    if !stamp(&folder).is_file() {
        return Ok(());
    }
    if read(&stamp(&folder))? == folder.to_string_lossy().as_bytes() {
        return files::write_if_changed(&config(&folder), config_text(&folder, node).as_bytes());
    }
    ui.status("repair", "the private toolchain, since the checkout was moved");
    let _ = fs::remove_file(stamp(&folder)); // until it is prepared again it does not count as complete
    install::prepare_programs(&folder, &folder)?;
    describe(&folder, &folder, node)
}
