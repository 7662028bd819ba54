//! What was put to a place below `dist/`: the sums of its files, kept below `target/`, so that a later change of it is noticed.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Package, sums};
use crate::error::{Error, Result};
use crate::tools::files::{self, Folders};
use crate::tools::hash::read;

/// Notes what is put to a place, such as `npm/@pocketpy/core`.
pub(super) fn note(folders: &Folders, name: &str, package: &Package) -> Result<()> {
    files::write_if_changed(&note_of(folders, name), &sums::of(package))
}

/// Refuses a place in which anything differs from what was put there.
pub fn refuse_changed(folders: &Folders, name: &str) -> Result<()> {
    let note = note_of(folders, name);
    if !note.is_file() {
        return Err(Error::work(format!("nothing tells what was built as `dist/{name}`"))
            .help("run `cargo xtask build`, which puts it there anew where it differs"));
    }
    let found = sums::differences(&read(&note)?, &in_folder(&folders.at("dist").join(name))?);
    if found.is_empty() {
        return Ok(());
    }
    Err(Error::work(format!("`dist/{name}` is not what was built"))
        .detail(found.join("\n"))
        .help("`cargo xtask build` puts it there anew; what changed it should not write to `dist/`"))
}

fn note_of(folders: &Folders, name: &str) -> PathBuf {
    folders.scratch().join("placed").join(name).join(sums::FILE)
}

/// The files of a package that lies in a folder; what is no file, a link for example, is refused.
pub fn in_folder(folder: &Path) -> Result<Package> {
    let mut package = Package::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|cause| {
            Error::work(format!("cannot read the package `{}`", folder.display())).detail(cause)
        })?;
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder).expect("walkdir stays below its root");
            package.insert(name.to_string_lossy().replace('\\', "/"), read(entry.path())?);
        } else if !entry.file_type().is_dir() {
            return Err(Error::work(format!("`{}` is neither a file nor a folder", entry.path().display()))
                .help("take it away; packages consist of files"));
        }
    }
    Ok(package)
}

/// Whether exactly these files stand there already.
pub(super) fn is_there(place: &Path, package: &Package) -> bool {
    place.is_dir() && in_folder(place).is_ok_and(|found| found == *package)
}
