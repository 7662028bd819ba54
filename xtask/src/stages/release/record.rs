//! `build-info.json` of a release: its commit, the toolchain by package and hash, flags and sizes of every tier.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, Result};
use crate::plan::Plan;
use crate::toolchain;
use crate::tools::files::Folders;
use crate::tools::git::Commit;
use crate::tools::hash::{npm_integrity, sha256};

/// Changes when a key changes its meaning.
const SCHEMA: u32 = 1;

/// The whole file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Record {
    schema: u32,
    /// Of all its packages.
    pub version: String,
    commit: String,
    commit_time: String,
    emscripten: String,
    toolchain_packages: Value,
    /// By name.
    pub packages: BTreeMap<String, Row>,
}

/// What is told of one package.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Name of its tarball.
    pub tarball: String,
    bytes: usize,
    sha256: String,
    integrity: String,
    /// What a tier says of itself; the loader says nothing.
    pub build: Option<Value>,
}

/// One package of a release.
pub struct Packed {
    /// As npm calls it.
    pub name: String,
    /// Name of its tarball.
    pub tarball: String,
    /// The tarball.
    pub bytes: Vec<u8>,
    /// What a tier says of itself; the loader says nothing.
    pub build: Option<Value>,
}

/// The file's bytes.
pub fn record(folders: &Folders, plan: &Plan, commit: &Commit, packed: &[Packed]) -> Result<Vec<u8>> {
    let locked = toolchain::locked_packages(&folders.root)?;
    let record = Record {
        schema: SCHEMA,
        version: plan.version.clone(),
        commit: commit.id.clone(),
        commit_time: commit.time.clone(),
        emscripten: plan.emscripten.clone(),
        toolchain_packages: serde_json::to_value(locked).expect("packages have only string keys"),
        packages: packed.iter().map(|package| (package.name.clone(), Row::of(package))).collect(),
    };
    let mut text = serde_json::to_vec_pretty(&record).expect("the record has only string keys");
    text.push(b'\n');
    Ok(text)
}

impl Record {
    /// Reads a record of the form that [`record`] writes.
    pub fn from_json(text: &[u8]) -> Result<Self> {
        let help = "get the release again, or make it anew with `cargo xtask release`";
        let record: Self = serde_json::from_slice(text).map_err(|cause| {
            Error::work("`build-info.json` of the release cannot be understood").detail(cause).help(help)
        })?;
        if record.schema == SCHEMA {
            return Ok(record);
        }
        Err(Error::work(format!(
            "`build-info.json` of the release has schema {}, this xtask writes {SCHEMA}",
            record.schema
        ))
        .help("use the xtask of that release's commit"))
    }
}

impl Row {
    fn of(package: &Packed) -> Self {
        Self {
            tarball: package.tarball.clone(),
            bytes: package.bytes.len(),
            sha256: sha256(&package.bytes),
            integrity: npm_integrity(&package.bytes),
            build: package.build.clone(),
        }
    }

    /// Whether it tells of these bytes.
    pub fn is_of(&self, tarball: &[u8]) -> bool {
        self.bytes == tarball.len()
            && self.sha256 == sha256(tarball)
            && self.integrity == npm_integrity(tarball)
    }
}
