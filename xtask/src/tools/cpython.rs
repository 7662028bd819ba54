//! The authority on what Python programs print: CPython with the reference packages, in a virtual environment of its own.

use std::path::PathBuf;

use crate::error::Result;
use crate::tools::files::Folders;
use crate::tools::venv;
use crate::ui::Ui;

/// The interpreter of a virtual environment with the packages that are pinned by hash; made where it is not there.
pub fn environment(folders: &Folders, ui: &Ui) -> Result<PathBuf> {
    venv::python(folders, "venv", "tests/python/reference-requirements.txt", ui)
}
