//! Where Cargo put the crates that carry other people's sources.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use xshell::cmd;

use crate::error::{Error, Result};
use crate::tools::files::{self, Folders};
use crate::tools::hash::{Key, KeyBuilder};
use crate::tools::process::{run, shell};

/// The packages of the workspace's lock file, with their folders.
pub struct Crates {
    packages: Vec<Package>,
}

#[derive(Deserialize, Serialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize, Serialize)]
struct Package {
    name: String,
    version: String,
    manifest_path: PathBuf,
}

impl Crates {
    /// Asks Cargo, which downloads and checks what is missing, unless it was asked before and nothing it reads has changed.
    pub fn locate(folders: &Folders) -> Result<Self> {
        let record = folders.scratch().join("crates").join(format!("{}.json", key(folders)?.as_str()));
        if let Some(known) = remembered(&record) {
            return Ok(Self { packages: known.packages });
        }
        let text = ask(folders)?;
        let metadata: Metadata = serde_json::from_str(&text)
            .map_err(|cause| Error::work("cannot understand `cargo metadata`").detail(cause))?;
        let text = serde_json::to_vec(&metadata).expect("packages have only string keys");
        files::write(&record, &text)?;
        Ok(Self { packages: metadata.packages })
    }

    /// The folder of a crate and its version.
    pub fn folder(&self, name: &str) -> Result<(&Path, &str)> {
        let package = self.packages.iter().find(|package| package.name == name).ok_or_else(|| {
            Error::request(format!("crate `{name}` is named in pocketpy/sources.toml and not pinned"))
                .help("pin it with `=` in pocketpy/Cargo.toml")
        })?;
        let folder = package.manifest_path.parent().expect("a manifest lies in a folder");
        Ok((folder, &package.version))
    }
}

/// What decides where Cargo has the packages.
fn key(folders: &Folders) -> Result<Key> {
    let mut builder = KeyBuilder::new("crates");
    for file in ["Cargo.lock", "Cargo.toml", "pocketpy/Cargo.toml", "xtask/Cargo.toml"] {
        builder = builder.file(&folders.at(file))?;
    }
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let configs = [Some(folders.root.clone()), home].map(|folder| Some(folder?.join("config.toml")));
    for config in configs.into_iter().flatten().chain([folders.at(".cargo/config.toml")]) {
        builder = builder.text(&config.to_string_lossy()).bytes(&std::fs::read(config).unwrap_or_default());
    }
    Ok(builder.finish())
}

/// What Cargo said before, as long as every package is still there.
fn remembered(record: &Path) -> Option<Metadata> {
    let known: Metadata = serde_json::from_slice(&std::fs::read(record).ok()?).ok()?;
    known.packages.iter().all(|package| package.manifest_path.is_file()).then_some(known)
}

fn ask(folders: &Folders) -> Result<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let (shell, manifest) = (shell(&folders.root)?, folders.at("Cargo.toml"));
    let metadata = cmd!(shell, "{cargo} metadata --locked --format-version 1 --manifest-path {manifest}");
    run(&metadata.into()).map_err(|error| {
        let error = error.within("cannot obtain the crates that carry the C sources");
        if error.to_string().contains("--locked was passed") {
            return error.help(
                "`Cargo.lock` does not fit the pins in the `Cargo.toml` files: run `cargo update --workspace`, look at the \
                 difference, and commit it",
            );
        }
        error.help("check the network to the crate registry, then run the command again")
    })
}
