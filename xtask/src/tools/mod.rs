//! What every part uses and what knows no tier: files, processes, hashes, and the programs that are called.
//!
//! Nothing here looks at a plan or at `variants.toml`.

pub mod build_lock;
pub mod cpython;
pub mod crates;
pub mod esbuild;
pub mod files;
pub mod git;
pub mod hash;
pub mod npm;
pub mod parallel;
pub mod process;
pub mod sdist;
pub mod signals;
pub mod sizes;
pub mod venv;
