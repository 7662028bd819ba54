//! The Python programs of the tests, and the folder that each runs in.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::error::{Error, Result};
use crate::tools::files::{self, Folders};
use crate::tools::hash::read;

/// Modules that programs import, CPython and our interpreter alike.
const HELPERS: &str = "tests/support/python";

/// The Python programs in the folders of a folder, in alphabetical order.
pub fn programs(folder: &Path) -> Result<Vec<PathBuf>> {
    python_files(folder, 2)
}

/// A new folder for a program to run in: with the modules that it may import, and nothing of the programs before it.
pub fn working_folder(folders: &Folders, folder: &Path) -> Result<()> {
    files::remove_folder(folder)?;
    for helper in python_files(&folders.at(HELPERS), 1)? {
        let name = helper.file_name().expect("a file that was found has a name");
        files::write(&folder.join(name), &read(&helper)?)?;
    }
    Ok(())
}

fn python_files(folder: &Path, depth: usize) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).min_depth(depth).max_depth(depth).sort_by_file_name() {
        let entry = entry
            .map_err(|cause| Error::work(format!("cannot read `{}`", folder.display())).detail(cause))?;
        if entry.path().extension().is_some_and(|extension| extension == "py") {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}
