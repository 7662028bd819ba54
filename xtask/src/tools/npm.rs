//! npm: installing what a folder's lock file names.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;
use xshell::cmd;

use crate::error::{Error, Result};
use crate::tools::files::{self, Folders};
use crate::tools::hash::read;
use crate::tools::process::{run, shell};

/// Where other Pythons are pinned: those that the benchmark compares with, of which `pyodide` is also CPython 3.14 for tests.
pub const PEERS: &str = "tests/bench/peers";

/// Pins what the build itself runs from npm.
pub const PACKAGES_LOCK: &str = "packages/package-lock.json";

/// The version that the lock file of `packages/` has of a package.
pub fn locked_version(folders: &Folders, package: &str) -> Result<String> {
    let text = read(&folders.at(PACKAGES_LOCK))?;
    let lock: Value = serde_json::from_slice(&text)
        .map_err(|cause| Error::work(format!("cannot understand `{PACKAGES_LOCK}`")).detail(cause))?;
    let version = lock.pointer(&format!("/packages/node_modules~1{package}/version")).and_then(Value::as_str);
    version.map(str::to_owned).ok_or_else(|| {
        Error::request(format!("`{PACKAGES_LOCK}` does not name `{package}`"))
            .help("run `npm install` in packages/ and commit the lock file")
    })
}

/// Tiers are made in parallel, and each wants esbuild: only one may install it.
static INSTALLING: Mutex<()> = Mutex::new(());

/// `npm ci` in a folder, unless the same lock file was installed there before.
pub fn install(folder: &Path) -> Result<()> {
    let _alone = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    let stamp = folder.join("node_modules/.installed-lock");
    let lock = read(&folder.join("package-lock.json"))?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let shell = shell(folder)?;
    run(&cmd!(shell, "npm ci --no-audit --no-fund").into()).map_err(|error| {
        error
            .within(format!("cannot install the npm packages of `{}`", folder.display()))
            .help("check the network to the npm registry, then run the command again")
    })?;
    files::write(&stamp, &lock)
}
