//! What lies in `bindings/`: a row of `variants.toml` names a folder, and every file of code in it is compiled.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::WalkDir;

use crate::error::{Error, Result};

/// Endings of files that are compiled; all others are read by these, or by people.
const CODE: [&str; 8] = [".c", ".cc", ".cpp", ".packed", ".py", ".ranges", ".texts", ".unicode"];

/// Files of code by the folder of `bindings/` they lie in, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    folders: BTreeMap<String, Vec<String>>,
    /// Files that lie in no folder.
    loose: Vec<String>,
}

impl Listing {
    /// Reads the folder.
    pub fn read(bindings: &Path) -> Result<Self> {
        let mut paths = Vec::new();
        for entry in WalkDir::new(bindings) {
            let entry = entry.map_err(|cause| Error::work("cannot read `bindings/`").detail(cause))?;
            if !entry.file_type().is_dir() {
                let path = entry.path().strip_prefix(bindings).expect("walkdir stays below its root");
                paths.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
        Ok(Self::of(paths))
    }

    /// Of paths relative to `bindings/`.
    pub fn of(mut paths: Vec<String>) -> Self {
        paths.sort();
        let mut listing = Self::default();
        for path in paths.into_iter().filter(|path| CODE.iter().any(|ending| path.ends_with(ending))) {
            match path.split_once('/') {
                Some((folder, file)) => {
                    listing.folders.entry(folder.to_owned()).or_default().push(file.to_owned())
                }
                None => listing.loose.push(path),
            }
        }
        listing
    }

    /// The files of a folder, relative to it.
    pub fn files(&self, folder: &str) -> &[String] {
        self.folders.get(folder).map_or(&[], Vec::as_slice)
    }

    /// Code that would be left out in silence, relative to `bindings/`: what lies in no folder, and in none of these.
    pub fn left_out(&self, known: &[&str]) -> Vec<String> {
        let folders = self.folders.iter().filter(|(folder, _)| !known.contains(&folder.as_str()));
        let files =
            folders.flat_map(|(folder, files)| files.iter().map(move |file| format!("{folder}/{file}")));
        self.loose.iter().cloned().chain(files).collect()
    }
}
