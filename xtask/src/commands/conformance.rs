//! `cargo xtask conformance`: CPython's own test files in the interpreter of `bindings/language`, as a native program.

use crate::cli::{ConformanceArgs, Suite};
use crate::error::Result;
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
    ui.status("build", "the interpreter as a native program");
    let build = python(folders, "tests/language/build.py");
    interactive(&if args.sanitize { build } else { build.arg("--plain") })?;
    ui.status("test", "CPython's own test files");
    interactive(&suite(folders, args))
}

fn suite(folders: &Folders, args: &ConformanceArgs) -> Invocation {
    let (program, seconds) = if args.sanitize { ("pkl", SECONDS.1) } else { ("pkl-plain", SECONDS.0) };
    let mut run = python(folders, "tests/conformance/cpython/host/run.py").arg("--program");
    run = run.arg(folders.at("target/language").join(program)).args(["--seconds", seconds]);
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
