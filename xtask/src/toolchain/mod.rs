//! The compiler and its friends: found on the machine, or installed below `target/toolchain/`.
//!
//! Looked for in this order: `$EMSDK`, `emcc` on PATH, the private toolchain. Only the exact version is taken.

mod apt;
mod browser;
mod find;
mod install;
mod lock;
mod native;
mod private;
mod probe;
mod survey;
#[cfg(test)]
mod tests;
mod trial;
pub mod wasm_opt;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::ui::Ui;

pub use browser::Browser;
pub use find::on_path;
pub use lock::Package;
pub use native::{NativeCompiler, native_compiler, plain_compiler};
pub use survey::survey;

/// What the plan demands.
#[derive(Clone, Debug)]
pub struct Demand {
    /// The exact Emscripten version.
    pub emscripten: String,
    /// Whether another version is accepted, and recorded.
    pub allow_other: bool,
}

/// Where a toolchain came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// `$EMSDK`.
    Emsdk,
    /// `emcc` on PATH.
    Path,
    /// Below `target/toolchain/`.
    Private,
}

impl Origin {
    /// As it is named in texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Emsdk => "$EMSDK",
            Self::Path => "PATH",
            Self::Private => "target/toolchain",
        }
    }
}

/// Versions that go into build info and keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    /// Of emcc.
    pub emscripten: String,
    /// Of clang.
    pub clang: String,
    /// Of wasm-opt.
    pub binaryen: String,
    /// Of Node.js.
    pub node: String,
}

/// A toolchain that works.
#[derive(Clone, Debug)]
pub struct Toolchain {
    /// `emcc`.
    pub emcc: PathBuf,
    /// `wasm-opt` of the same toolchain.
    pub wasm_opt: PathBuf,
    /// Node.js.
    pub node: PathBuf,
    /// Variables that its programs run with.
    pub environment: Vec<(OsString, OsString)>,
    /// What it is.
    pub versions: Versions,
    /// Changes when the toolchain changes in a way that may change its output; the same in every checkout.
    pub fingerprint: String,
}

/// Finds the right one; installs the private one where none is and the machine is of Debian's family.
pub fn obtain(demand: &Demand, root: &Path, ui: &Ui) -> Result<Toolchain> {
    find::refuse_meddling_variables(std::env::vars_os().map(|(name, _)| name))?;
    if let Some(found) = find::installed(demand, root, ui)? {
        return Ok(found);
    }
    install::install(demand, root, ui, false)
}

/// The right one if it is there already; installs nothing.
pub fn look(demand: &Demand, root: &Path, ui: &Ui) -> Result<Option<Toolchain>> {
    find::refuse_meddling_variables(std::env::vars_os().map(|(name, _)| name))?;
    find::installed(demand, root, ui)
}

/// The packages of `toolchain.lock` that decide the bytes of a build, by architecture and name.
pub fn locked_packages(root: &Path) -> Result<BTreeMap<String, BTreeMap<String, Package>>> {
    Ok(lock::Lock::load(&root.join("toolchain.lock"))?.compiler())
}

/// Refuses a version of Emscripten that toolchain.lock does not have.
pub fn refuse_unlocked(demand: &Demand, root: &Path) -> Result<()> {
    lock::Lock::load(&root.join("toolchain.lock"))?.refuse_other_emscripten(&demand.emscripten)
}

/// The private one, installed or repaired where it does not work; `relock` takes what the mirror offers now. `true` with one that was there.
pub fn set_up(demand: &Demand, root: &Path, ui: &Ui, relock: bool) -> Result<(Toolchain, bool)> {
    find::refuse_meddling_variables(std::env::vars_os().map(|(name, _)| name))?;
    if !relock && let Some(healthy) = trial::healthy(demand, root, ui)? {
        return Ok((healthy, true));
    }
    Ok((install::install(demand, root, ui, relock)?, false))
}
