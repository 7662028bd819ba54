//! Where Cargo put the crates that carry other people's sources.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::tools::files::Folders;
use crate::tools::process::{Invocation, run};

/// The packages of the workspace's lock file, with their folders.
pub struct Crates {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    manifest_path: PathBuf,
}

impl Crates {
    /// Asks Cargo, which downloads and checks what is missing.
    pub fn locate(folders: &Folders) -> Result<Self> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let metadata = Invocation::new(cargo)
            .args(["metadata", "--locked", "--format-version", "1", "--manifest-path"])
            .arg(folders.at("Cargo.toml"));
        let text = run(&metadata).map_err(|error| {
            error
                .within("cannot obtain the crates that carry the C sources")
                .help("check the network to the crate registry, then run the command again")
        })?;
        let metadata: Metadata = serde_json::from_str(&text)
            .map_err(|cause| Error::work("cannot understand `cargo metadata`").detail(cause))?;
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
