//! `cargo xtask bench`: tables of what was measured, never a test: these numbers are for reading.

mod count;
mod instrument;
mod language;
mod wire;

pub use count::count_instructions;

use crate::cli::BenchArgs;
use crate::commands::{self, Request};
use crate::error::Result;
use crate::toolchain::Browser;
use crate::tools::cpython;
use crate::tools::files::Folders;
use crate::tools::npm;
use crate::tools::process::{Invocation, interactive};
use crate::ui::Ui;

/// Builds, then runs what was asked for.
pub fn bench(folders: &Folders, args: &BenchArgs, ui: &Ui) -> Result<()> {
    if !(args.loader || args.numpy || args.shapely) {
        return language::bench(folders, &args.language, ui);
    }
    commands::build(folders, &Request::default(), ui)?;
    npm::install(&folders.at("tests"))?;
    if args.loader {
        let chromium = Browser::Chromium.obtain(ui)?;
        run(folders, "tests/bench/loader.mjs", &[("CHROMIUM".into(), chromium.into())])?;
    }
    for (is_wanted, script) in
        [(args.numpy, "tests/bench/numpy.mjs"), (args.shapely, "tests/bench/shapely.mjs")]
    {
        if is_wanted {
            let python = cpython::environment(folders, ui)?;
            run(folders, script, &[("REFERENCE_PYTHON".into(), python.into())])?;
        }
    }
    Ok(())
}

fn run(
    folders: &Folders,
    script: &str,
    environment: &[(std::ffi::OsString, std::ffi::OsString)],
) -> Result<()> {
    let command = Invocation::new("node").arg(script).envs(environment).in_folder(&folders.root);
    interactive(&command)
}
