//! The private toolchain: where it lies, how it is run, and its repair after the checkout was moved.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::find::Candidate;
use super::{Origin, install};
use crate::error::Result;
use crate::files;
use crate::hash::read;
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
pub fn describe(written_to: &Path, place: &Path) -> Result<()> {
    let prefix = prefix(place);
    let node = which::which("node").unwrap_or_else(|_| PathBuf::from("node"));
    let text = format!(
        "LLVM_ROOT = {:?}\nBINARYEN_ROOT = {:?}\nNODE_JS = {:?}\nCACHE = {:?}\nFROZEN_CACHE = True\n",
        prefix.join("usr/lib/llvm-19/bin"),
        prefix.join("usr"),
        node,
        prefix.join("usr/share/emscripten/cache"),
    );
    files::write(&config(written_to), text.as_bytes())?;
    files::write(&stamp(written_to), place.to_string_lossy().as_bytes())
}

/// Prepares the programs anew when the checkout lies elsewhere than when they were installed.
pub fn repair(root: &Path, ui: &Ui) -> Result<()> {
    let folder = folder(root);
    if !stamp(&folder).is_file() || read(&stamp(&folder))? == folder.to_string_lossy().as_bytes() {
        return Ok(());
    }
    ui.status("repair", "the private toolchain, since the checkout was moved");
    let _ = fs::remove_file(stamp(&folder)); // until it is prepared again it does not count as complete
    install::prepare_programs(&folder, &folder)?;
    describe(&folder, &folder)
}
