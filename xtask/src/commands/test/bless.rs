//! `BLESS=1 cargo xtask test --only python`: CPython writes what the Python programs must print.
//!
//! A program that says `# expectation: pocketpy only, because …` in its first lines has no counterpart in CPython; its
//! expectation is argued and written by hand, and left alone here.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::error::{Error, Result};
use crate::tools::cpython;
use crate::tools::files::{self, Folders};
use crate::tools::hash::read;
use crate::tools::process::{Invocation, run};
use crate::ui::Ui;

/// Rewrites every expectation that CPython can write.
pub fn python(folders: &Folders, ui: &Ui) -> Result<()> {
    let python = cpython::environment(folders, ui)?;
    for program in programs(&folders.at("tests/python"))? {
        let source = String::from_utf8_lossy(&read(&program)?).into_owned();
        if source.lines().take(10).any(|line| line.starts_with("# expectation: pocketpy only")) {
            continue;
        }
        let scratch = folders.scratch().join("bless");
        files::remove_folder(&scratch)?;
        files::make_folder(&scratch)?;
        let printed =
            run(&Invocation::new(&python).args(["-I", "-X", "utf8"]).arg(&program).in_folder(&scratch))?;
        files::write_if_changed(&program.with_extension("expected"), printed.as_bytes())?;
    }
    Ok(())
}

/// The Python programs in the folders of a folder, in alphabetical order.
pub fn programs(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut programs = Vec::new();
    for entry in WalkDir::new(folder).min_depth(2).max_depth(2).sort_by_file_name() {
        let entry = entry.map_err(|cause| Error::work("cannot read `tests/python`").detail(cause))?;
        if entry.path().extension().is_some_and(|extension| extension == "py") {
            programs.push(entry.into_path());
        }
    }
    Ok(programs)
}
