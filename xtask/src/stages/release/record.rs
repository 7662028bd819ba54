//! `build-info.json` of a release: its commit, the toolchain by package and hash, flags and sizes of every tier.

use serde_json::{Map, Value, json};

use crate::error::Result;
use crate::plan::Plan;
use crate::toolchain;
use crate::tools::files::Folders;
use crate::tools::git::Commit;
use crate::tools::hash::{npm_integrity, sha256};

/// Changes when a key changes its meaning.
const SCHEMA: u32 = 1;

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
    let packages: Map<String, Value> =
        packed.iter().map(|package| (package.name.clone(), one(package))).collect();
    let record = json!({
        "schema": SCHEMA,
        "version": plan.version,
        "commit": commit.id,
        "commit-time": commit.time,
        "emscripten": plan.emscripten,
        "toolchain-packages": toolchain::locked_packages(&folders.root)?,
        "packages": packages,
    });
    let mut text = serde_json::to_vec_pretty(&record).expect("the record has only string keys");
    text.push(b'\n');
    Ok(text)
}

fn one(package: &Packed) -> Value {
    json!({
        "tarball": package.tarball,
        "bytes": package.bytes.len(),
        "sha256": sha256(&package.bytes),
        "integrity": npm_integrity(&package.bytes),
        "build": package.build,
    })
}
