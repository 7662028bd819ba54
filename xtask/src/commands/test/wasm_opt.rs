//! Kind `wasm-opt-crate`: the optional backend `embedded-wasm-opt` builds all tiers, to the sizes of the toolchain's wasm-opt.
//!
//! Its C++ is compiled once, below `target/pocketpy/embedded`, so that the xtask in use stays what it is.

use std::os::unix::fs::symlink;
use std::path::PathBuf;

use super::cargo;
use crate::commands::{self, verify};
use crate::error::{Context as _, Error, Result};
use crate::plan;
use crate::tools::files::{self, Folders};
use crate::tools::hash::read;
use crate::tools::process::{Invocation, stream};
use crate::ui::Ui;

/// Where the xtask with the backend is compiled.
const COMPILED: &str = "target/pocketpy/embedded";

/// What the copy of the checkout shares with it: nothing of it depends on wasm-opt.
const SHARED: [&str; 6] = ["sources", "sdists", "crates", "libraries", "objects", "glue"];

/// How far two releases of Binaryen may lie apart, in thousandths of a tier's wasm; core was 4.3, numpy 2.8 larger by the embedded one.
const APART_MAX: u64 = 10;

/// Builds the tiers in a copy of the checkout, where each is checked too, and compares them.
pub fn wasm_opt_crate(folders: &Folders, ui: &Ui) -> Result<()> {
    let program = with_backend(folders, ui)?;
    let copy = folders.scratch().join("wasm-opt-crate");
    files::remove_folder(&copy)?;
    verify::copy_checkout(folders, &copy)?;
    let there = Folders { root: copy };
    files::make_folder(&there.scratch())?;
    for cache in SHARED.iter().filter(|cache| folders.scratch().join(cache).is_dir()) {
        symlink(folders.scratch().join(cache), there.scratch().join(cache))
            .context(|| format!("cannot share `{cache}` with the copy of the checkout"))?;
    }
    let build = Invocation::new(program).arg("--root").arg(&there.root).arg("build");
    stream(&build, |line| ui.status("", line.trim_start()))?;
    compare(folders, &there, ui)?;
    files::remove_folder(&there.root)
}

fn with_backend(folders: &Folders, ui: &Ui) -> Result<PathBuf> {
    ui.status("compile", "xtask with the embedded wasm-opt (once, some minutes of C++)");
    let words = [
        "build",
        "--locked",
        "--package",
        "xtask",
        "--features",
        "embedded-wasm-opt",
        "--target-dir",
        COMPILED,
    ];
    stream(&cargo(folders).args(words), |_| {})?;
    Ok(folders.at(COMPILED).join("debug/xtask"))
}

fn compare(here: &Folders, there: &Folders, ui: &Ui) -> Result<()> {
    let plan = commands::resolve(here, &plan::Request::default())?;
    for tier in &plan.tiers {
        let wasm =
            |folders: &Folders| read(&folders.packages().join(&tier.package).join("dist/pocketpy.wasm"));
        let (toolchain, embedded) = (wasm(here)?.len() as u64, wasm(there)?.len() as u64);
        ui.status(
            "compare",
            format!("{}: {toolchain} bytes, {embedded} by the embedded wasm-opt", tier.name),
        );
        refuse_apart(&tier.name, toolchain, embedded)?;
    }
    Ok(())
}

fn refuse_apart(tier: &str, toolchain: u64, embedded: u64) -> Result<()> {
    if toolchain.abs_diff(embedded) * 1_000 <= toolchain * APART_MAX {
        return Ok(());
    }
    Err(Error::work(format!("the embedded wasm-opt makes another tier `{tier}` than the toolchain's"))
        .detail(format!("{toolchain} bytes by the toolchain's, {embedded} by the embedded one"))
        .help("compare how xtask/src/toolchain/wasm_opt.rs tells each of them the flags of xtask/src/plan/flags.rs"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_may_lie_a_hundredth_apart_and_no_more() {
        for (embedded, accepted) in
            [(100_000, true), (101_000, true), (99_000, true), (101_001, false), (98_999, false)]
        {
            assert_eq!(refuse_apart("core", 100_000, embedded).is_ok(), accepted, "{embedded}");
        }
    }
}
