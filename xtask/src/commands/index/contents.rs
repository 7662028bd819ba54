//! The files of an index: those that it names, each hashed, and no others.
//!
//! `index.json` has the hash of each asset; `SHA256SUMS` in the folder of a version has that of each file there, licences too.

use std::path::Path;

use super::FILE;
use super::format::Index;
use crate::error::{Error, Result};
use crate::stages::{Package, in_folder, sums};

/// Marks what `--rehearse` made.
pub const REHEARSAL: &str = "REHEARSAL";

/// An index with all its files.
pub fn read(folder: &Path) -> Result<(Index, Package)> {
    let none = || {
        Error::request(format!("`{}` is no index: it holds no `{FILE}`", folder.display()))
            .help("name a folder that `cargo xtask index` made")
    };
    if !folder.join(FILE).is_file() {
        return Err(none());
    }
    let files = in_folder(folder)?;
    let text = files.get(FILE).ok_or_else(none)?;
    let damaged = |error: Error| error.within(format!("the index in `{}` is damaged", folder.display()));
    if files.contains_key(REHEARSAL) {
        return Err(Error::request(format!(
            "the index in `{}` is no release: `{REHEARSAL}` lies in it",
            folder.display()
        ))
        .help("name a folder with an index of releases"));
    }
    let index = Index::from_json(text).map_err(damaged)?;
    index.check_files(&files).map_err(damaged)?;
    refuse_others(&index, &files).map_err(damaged)?;
    Ok((index, files))
}

/// Every file must be named by the sums of its version, and be what they say.
fn refuse_others(index: &Index, files: &Package) -> Result<()> {
    let mut unnamed: Package = files.clone();
    unnamed.remove(FILE);
    for folder in index.folders() {
        let below = format!("{folder}/");
        let mut version = Package::new();
        unnamed.retain(|path, content| match path.strip_prefix(&below) {
            Some(name) => version.insert(name.to_owned(), std::mem::take(content)).is_some(),
            None => true,
        });
        let named = version
            .remove(sums::FILE)
            .ok_or_else(|| other(format!("`{folder}/{}` is missing", sums::FILE)))?;
        if let Some(difference) = sums::differences(&named, &version).into_iter().next() {
            return Err(other(format!("in `{folder}`, {difference}")));
        }
    }
    match unnamed.keys().next() {
        Some(path) => Err(other(format!("`{path}` is in no version that `{FILE}` names"))),
        None => Ok(()),
    }
}

fn other(message: String) -> Error {
    Error::request(message)
        .help("restore the index from where it is published, with all its files and no others")
}
