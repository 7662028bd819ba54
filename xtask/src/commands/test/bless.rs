//! `BLESS=1 cargo xtask test --only python`: CPython writes what the Python programs must print.
//!
//! A program that says `# expectation: pocketpy only, because …` in its first lines has no counterpart in CPython; its
//! expectation is argued and written by hand, and left alone here. So is that of one that says `# expectation: CPython 3.14,
//! because …`: an older CPython on this machine prints something else.

use std::path::Path;

use crate::commands::test::programs::{expectation_of, programs, working_folder};
use crate::error::{Error, Result};
use crate::tools::cpython;
use crate::tools::files::{self, Folders};
use crate::tools::hash::read;
use crate::tools::process::{Invocation, run};
use crate::ui::Ui;

/// Runs a program, for which `-I` keeps modules out that are anywhere but in the working folder.
const RUN: &str =
    "import runpy, sys; sys.path.insert(0, ''); runpy.run_path(sys.argv[1], run_name='__main__')";

/// What CPython cannot run it cannot write the expectation of.
fn without_counterpart(program: &Path, error: &Error) -> Error {
    Error::request(format!("CPython cannot run `{}`, so it cannot write its expectation", program.display()))
        .detail(error)
        .help(
            "mend the program; where CPython has no counterpart, say so in its first lines (`# expectation: pocketpy only, \
             because …`) and write `.expected` by hand",
        )
}

/// What a program says in its first lines whose expectation is not this machine's CPython's.
const LEFT_ALONE: [&str; 2] = ["# expectation: pocketpy only", "# expectation: CPython 3.14"];

/// Rewrites every expectation that CPython can write.
pub fn python(folders: &Folders, ui: &Ui) -> Result<()> {
    let python = cpython::environment(folders, ui)?;
    for program in programs(&folders.at("tests/python"))? {
        let source = String::from_utf8_lossy(&read(&program)?).into_owned();
        if source.lines().take(10).any(|line| LEFT_ALONE.iter().any(|mark| line.starts_with(mark))) {
            continue;
        }
        let scratch = folders.scratch().join("bless");
        working_folder(folders, &scratch)?;
        let command = Invocation::new(&python).args(["-I", "-B", "-X", "utf8", "-c", RUN]).arg(&program);
        let printed =
            run(&command.in_folder(&scratch)).map_err(|error| without_counterpart(&program, &error))?;
        files::write_if_changed(&expectation_of(&program), printed.as_bytes())?;
    }
    Ok(())
}
