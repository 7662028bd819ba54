//! The authority on what Python programs print: CPython with the reference packages, in a virtual environment of its own.

use std::path::PathBuf;

use crate::error::Result;
use crate::files::{self, Folders};
use crate::hash::read;
use crate::process::{Invocation, run};
use crate::ui::Ui;

/// The interpreter of a virtual environment with the packages that are pinned by hash; made where it is not there.
pub fn environment(folders: &Folders, ui: &Ui) -> Result<PathBuf> {
    let requirements = folders.at("tests/python/reference-requirements.txt");
    let folder = folders.scratch().join("venv");
    let (python, stamp) = (folder.join("bin/python"), folder.join("requirements.txt"));
    let wanted = read(&requirements)?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    ui.status("install", "reference packages for CPython");
    files::remove_folder(&folder)?;
    run(&Invocation::new("python3").args(["-m", "venv"]).arg(&folder))?;
    let pip = ["-m", "pip", "install", "--quiet", "--require-hashes", "--requirement"];
    run(&Invocation::new(&python).args(pip).arg(&requirements))?;
    files::write(&stamp, &wanted)?;
    Ok(python)
}
