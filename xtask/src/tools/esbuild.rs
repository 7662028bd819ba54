//! esbuild, as the lock file of `packages/` pins it: the only place that knows its flags.

use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::tools::npm;
use crate::tools::process::{Invocation, run};

/// Of every output: what Node 18 and the browsers of its age read. Lines stay short because Node prints the one that threw.
pub const COMMON: [&str; 5] =
    ["--minify", "--line-limit=500", "--target=es2022", "--log-level=warning", "--charset=utf8"];

/// One entry with what it imports, as one file.
pub struct Bundle<'a> {
    /// Relative to the checkout.
    pub entry: &'a str,
    /// Format, names and what stays outside, as esbuild spells them.
    pub flags: &'a [&'a str],
    /// Name and JavaScript text of each constant that is put in.
    pub constants: &'a [(&'a str, &'a str)],
    /// Relative to the checkout.
    pub output: PathBuf,
}

/// Makes one script smaller without following its imports. Both paths are absolute.
pub fn minify(root: &Path, from: &Path, to: &Path) -> Result<()> {
    let command = command(root)?.arg(from).arg(format!("--outfile={}", to.display()));
    run(&command).map(drop).map_err(|error| error.within(format!("cannot minify `{}`", from.display())))
}

/// Makes one bundle.
pub fn bundle(root: &Path, bundle: &Bundle<'_>) -> Result<()> {
    let defines = bundle.constants.iter().map(|(name, value)| format!("--define:{name}={value}"));
    let command = command(root)?
        .arg(bundle.entry)
        .arg("--bundle")
        .args(bundle.flags.iter().copied())
        .args(defines)
        .arg(format!("--outfile={}", bundle.output.display()));
    run(&command)
        .map(drop)
        .map_err(|error| error.within(format!("cannot bundle `{}`", bundle.output.display())))
}

fn command(root: &Path) -> Result<Invocation> {
    npm::install(&root.join("packages"))?;
    let program = root.join("packages/node_modules/.bin/esbuild");
    Ok(Invocation::new(program).args(COMMON).in_folder(root))
}
