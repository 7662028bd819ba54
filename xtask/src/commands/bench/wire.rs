//! What a CDN sends for each file that a page fetches: compressed once, by the encoder that our own sizes are measured with.
//!
//! Limits: keeps what it made below `target/`, by the hash of the file; removes nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::language::BUILD_FILES;
use crate::cli::LanguageArgs;
use crate::commands;
use crate::error::{Error, Result};
use crate::plan;
use crate::tools::files::{self, Folders};
use crate::tools::hash::{read, sha256};
use crate::tools::npm;
use crate::tools::parallel;
use crate::tools::sizes::compressed;
use crate::ui::Ui;

/// A package from npm, as `files.json` tells of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Peer {
    folder: PathBuf,
    files: Vec<String>,
}

/// Compresses all files that will be measured; gives the folder where they are, as `<sha256 of the file>.br`.
pub fn compress(folders: &Folders, args: &LanguageArgs, tiers: &[String], ui: &Ui) -> Result<PathBuf> {
    let folder = folders.scratch().join("wire");
    let missing = missing(&folder, &files_of(folders, args, tiers)?)?;
    if !missing.is_empty() {
        ui.status("compress", format!("{} files, as a CDN does; Pyodide's take a minute", missing.len()));
    }
    parallel::map(&missing, |(place, bytes)| files::write(place, &compressed(bytes)))?;
    Ok(folder)
}

/// What was never compressed, each content once: where to, and what.
fn missing(folder: &Path, files: &[PathBuf]) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut places = BTreeMap::new();
    for file in files {
        let bytes = read(file)?;
        places.insert(folder.join(format!("{}.br", sha256(&bytes))), bytes);
    }
    Ok(places.into_iter().filter(|(place, _)| !place.is_file()).collect())
}

fn files_of(folders: &Folders, args: &LanguageArgs, tiers: &[String]) -> Result<Vec<PathBuf>> {
    let plan = commands::resolve(folders, &plan::Request { tiers: tiers.to_vec(), pocketpy_dir: None })?;
    let named = plan.tiers.iter().filter(|tier| tiers.contains(&tier.name));
    let builds = named.map(|tier| folders.packages().join(&tier.package).join("dist"));
    let mut files: Vec<PathBuf> = builds
        .chain(args.against.clone())
        .flat_map(|folder| BUILD_FILES.map(|file| folder.join(file)))
        .collect();
    if args.peers {
        let peers = peers(&folders.at(npm::PEERS).join("files.json"))?;
        let all = peers.values().flat_map(|peer| peer.files.iter().map(|file| peer.folder.join(file)));
        files.extend(all.map(|file| folders.at(npm::PEERS).join(file)));
    }
    Ok(files)
}

fn peers(file: &Path) -> Result<BTreeMap<String, Peer>> {
    serde_json::from_slice(&read(file)?)
        .map_err(|cause| Error::work(format!("`{}` is damaged", file.display())).detail(cause))
}

#[cfg(test)]
mod tests {
    use super::missing;
    use crate::tools::hash::sha256;

    #[test]
    fn equal_files_are_compressed_once_and_not_again() {
        let folder = tempfile::tempdir().unwrap();
        let files = ["core.mjs", "numpy.mjs"].map(|name| folder.path().join(name));
        files.iter().for_each(|file| std::fs::write(file, "glue").unwrap());
        let place = folder.path().join(format!("{}.br", sha256(b"glue")));
        assert_eq!(missing(folder.path(), &files).unwrap(), [(place.clone(), b"glue".to_vec())]);
        std::fs::write(place, "compressed").unwrap();
        assert_eq!(missing(folder.path(), &files).unwrap(), []);
    }
}
