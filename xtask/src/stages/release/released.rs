//! The packages of a finished release, each found to be what the release's sums and its record say.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::record::{Record, Row};
use super::{RECORD, releasable, tarball};
use crate::error::{Error, Result};
use crate::stages::{Package, sums};

/// One package with what it says of itself.
pub struct Released {
    /// As npm calls it.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What a tier says; the loader says nothing.
    pub tier: Option<Tier>,
    /// Its files.
    pub files: Package,
}

/// What an index tells of a tier.
pub struct Tier {
    /// Its name.
    pub name: String,
    /// All modules that can be imported, sorted.
    pub modules: Vec<String>,
}

impl Released {
    /// Of a package's files; refused where it may not be released.
    pub fn of(files: Package) -> Result<Self> {
        let manifest: Value = files
            .get("package.json")
            .and_then(|text| serde_json::from_slice(text).ok())
            .ok_or_else(|| Error::work("a package has no package.json that can be understood"))?;
        let name = text_of(&manifest, "name")?;
        let tier = releasable(&name, &files)?.as_ref().map(Tier::of).transpose()?;
        Ok(Self { version: text_of(&manifest, "version")?, name, tier, files })
    }
}

impl Tier {
    fn of(build: &Value) -> Result<Self> {
        let mut modules = BTreeSet::new();
        for key in ["modules", "interpreter_modules"] {
            let listed = build.get(key).cloned().unwrap_or_default();
            let listed: Vec<String> = serde_json::from_value(listed).map_err(|_| unsaid(key))?;
            modules.extend(listed);
        }
        Ok(Self { name: text_of(build, "tier")?, modules: modules.into_iter().collect() })
    }
}

fn text_of(said: &Value, key: &str) -> Result<String> {
    said.get(key).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| unsaid(key))
}

fn unsaid(key: &str) -> Error {
    Error::work(format!("a package does not say its `{key}`")).help("build it with `cargo xtask build`")
}

/// All packages of the release in a folder.
pub fn released(folder: &Path, version: &str) -> Result<Vec<Released>> {
    let files = sums::checked(folder)?;
    let told = files.get(RECORD).ok_or_else(|| none(RECORD))?;
    let record = Record::from_json(told)?;
    if record.version != version {
        return Err(damaged(format!(
            "the release in `{}` is of version {}",
            folder.display(),
            record.version
        )));
    }
    let named: BTreeSet<&str> = record.packages.values().map(|row| row.tarball.as_str()).collect();
    let is_unnamed = |name: &&String| name.ends_with(".tgz") && !named.contains(name.as_str());
    if let Some(name) = files.keys().find(is_unnamed) {
        return Err(damaged(format!("`{name}` is in no row of {RECORD}")));
    }
    let rows = record.packages.iter();
    rows.map(|(name, row)| one(&files, name, row, version)).collect()
}

fn one(files: &Package, name: &str, row: &Row, version: &str) -> Result<Released> {
    let tarball = files.get(&row.tarball).ok_or_else(|| none(&row.tarball))?;
    if !row.is_of(tarball) {
        return Err(damaged(format!("`{}` is not what {RECORD} says", row.tarball)));
    }
    let package = tarball::unpack(tarball)?;
    let said = releasable(name, &package)?;
    if said != row.build {
        return Err(damaged(format!("`{name}` says something else of itself than {RECORD}")));
    }
    let package = Released::of(package)?;
    if package.name != name || package.version != version {
        let found = format!("{}@{}", package.name, package.version);
        return Err(damaged(format!("`{}` holds `{found}`, not `{name}@{version}`", row.tarball)));
    }
    Ok(package)
}

fn none(file: &str) -> Error {
    damaged(format!("the release has no `{file}`"))
}

fn damaged(message: String) -> Error {
    Error::work(message).help("get the release again, or make it anew with `cargo xtask release`")
}
