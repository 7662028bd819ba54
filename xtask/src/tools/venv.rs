//! Private virtual environments for CPython, with packages pinned by hash.

use std::path::PathBuf;

use xshell::cmd;

use crate::error::Result;
use crate::tools::files::{self, Folders};
use crate::tools::hash::read;
use crate::tools::process::{run, shell};
use crate::ui::Ui;

/// The Python of `target/pocketpy/<name>`, which holds what the file `requirements` lists; made anew when that file changes.
pub fn python(folders: &Folders, name: &str, requirements: &str, ui: &Ui) -> Result<PathBuf> {
    let requirements = folders.at(requirements);
    let folder = folders.scratch().join(name);
    let (python, stamp) = (folder.join("bin/python"), folder.join("requirements.txt"));
    let wanted = read(&requirements)?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) && python.exists() {
        return Ok(python);
    }
    ui.status("install", format!("Python packages into target/pocketpy/{name}"));
    files::remove_folder(&folder)?;
    let shell = shell(&folders.root)?;
    run(&cmd!(shell, "python3 -m venv {folder}").into())
        .map_err(|error| error.help("install Python 3 with its `venv` module (Debian: python3-venv)"))?;
    let pip = cmd!(shell, "{python} -m pip install --quiet --require-hashes --requirement {requirements}");
    run(&pip.into()).map_err(|error| {
        error.help("check the network to the Python registry, then run the command again")
    })?;
    files::write(&stamp, &wanted)?;
    Ok(python)
}
