//! `cargo xtask conformance`: CPython's own test files in the interpreter of `bindings/language`, as a native program or in a built tier.

use crate::cli::{ConformanceArgs, Suite};
use crate::commands::{self, Request};
use crate::error::Result;
use crate::plan;
use crate::tools::files::Folders;
use crate::tools::process::{Invocation, interactive};
use crate::ui::Ui;

/// How many seconds a method may take: in a fast build, and under the sanitizers.
const SECONDS: (&str, &str) = ("20", "200");

/// Builds the program and runs the suite; fails where the list of exclusions is wrong.
pub fn conformance(folders: &Folders, args: &ConformanceArgs, ui: &Ui) -> Result<()> {
    match args.suite {
        Suite::Cpython => {}
    }
    match &args.tier {
        Some(tier) => built(folders, tier, ui)?,
        None => native(folders, args.sanitize, ui)?,
    }
    ui.status("test", "CPython's own test files");
    interactive(&suite(folders, args))
}

fn built(folders: &Folders, tier: &str, ui: &Ui) -> Result<()> {
    let plan = plan::Request { tiers: vec![tier.to_owned()], pocketpy_dir: None };
    commands::build(folders, &Request { plan, allow_toolchain: false }, ui)
}

fn native(folders: &Folders, sanitize: bool, ui: &Ui) -> Result<()> {
    ui.status("build", "the interpreter as a native program");
    let build = python(folders, "tests/language/build.py");
    interactive(&if sanitize { build } else { build.arg("--plain") })
}

fn suite(folders: &Folders, args: &ConformanceArgs) -> Invocation {
    let (program, seconds) = if args.sanitize { ("pkl", SECONDS.1) } else { ("pkl-plain", SECONDS.0) };
    let mut run = python(folders, "tests/conformance/cpython/host/run.py").args(["--seconds", seconds]);
    run = match &args.tier {
        Some(tier) => run.args(["--tier", tier]),
        None => run.arg("--program").arg(folders.at("target/language").join(program)),
    };
    for name in &args.only {
        run = run.args(["--only", name]);
    }
    if let Some(table) = &args.table {
        run = run.arg("--table").arg(table);
    }
    if args.failures { run.arg("--failures") } else { run }
}

fn python(folders: &Folders, script: &str) -> Invocation {
    Invocation::new("python3").arg(script).in_folder(&folders.root)
}
