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

/// Where a program's expectation lies.
pub fn expectation_of(program: &Path) -> PathBuf {
    program.with_extension("expected")
}

/// What a program must print.
pub fn expectation(program: &Path) -> Result<Vec<u8>> {
    let path = expectation_of(program);
    if path.is_file() {
        return read(&path);
    }
    Err(Error::request(format!("`{}` has no expectation `{}`", program.display(), path.display())).help(
        "let CPython write it with `BLESS=1 cargo xtask test --only python`; where CPython has no counterpart, say so in the \
         program's first lines (`# expectation: pocketpy only, because …`) and write it by hand",
    ))
}

/// Refuses a program without an expectation, and an expectation without a program.
pub fn refuse_halves(folder: &Path) -> Result<()> {
    for program in programs(folder)? {
        expectation(&program)?;
    }
    for expected in files_with(folder, 2, "expected")? {
        let program = expected.with_extension("py");
        if !program.is_file() {
            return Err(Error::request(format!(
                "`{}` has no program `{}`",
                expected.display(),
                program.display()
            ))
            .help("write the program, or remove the expectation"));
        }
    }
    Ok(())
}

fn python_files(folder: &Path, depth: usize) -> Result<Vec<PathBuf>> {
    files_with(folder, depth, "py")
}

fn files_with(folder: &Path, depth: usize, ending: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).min_depth(depth).max_depth(depth).sort_by_file_name() {
        let entry = entry
            .map_err(|cause| Error::work(format!("cannot read `{}`", folder.display())).detail(cause))?;
        if entry.path().extension().is_some_and(|extension| extension == ending) {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}
