//! `cargo xtask test --release`: a release from what is built, without one.

use super::{folder_name, notes};
use crate::commands::verify;
use crate::commands::{self, Request, test};
use crate::error::Result;
use crate::plan;
use crate::stages::release::{assemble, package_names};
use crate::stages::{self, in_folder};
use crate::tools::files::{self, Folders};
use crate::tools::git;
use crate::tools::npm;
use crate::ui::Ui;

/// A release rehearsed.
pub fn rehearse(folders: &Folders, ui: &Ui) -> Result<()> {
    commands::build(folders, &Request::default(), ui)?;
    ui.status("test", "release");
    release(folders, ui)?;
    ui.status("passed", "release");
    Ok(())
}

/// A release from what was built, in a copy of the checkout: published to a registry on this machine, installed, tampered with.
fn release(folders: &Folders, ui: &Ui) -> Result<()> {
    let rehearsal = folders.scratch().join("rehearsal");
    files::remove_folder(&rehearsal)?;
    verify::copy_checkout(folders, &rehearsal)?;
    let there = Folders { root: rehearsal.clone() };
    for (name, content) in in_folder(&folders.packages())? {
        files::write(&there.packages().join(name), &content)?;
    }
    let plan = commands::resolve(&there, &plan::Request::default())?;
    // the very files that a release of this commit has, unless the version was released before
    let notes = notes(&there, &plan).unwrap_or_else(|_| "rehearsed\n".to_owned());
    let contents = assemble(&there, &plan, &git::head(folders)?, &notes)?;
    stages::place(&there, ui, &folder_name(&plan.version), &contents)?;
    npm::install(&folders.at("tests/release"))?;
    let packages = package_names(&plan)?.join(",");
    let environment =
        [("POCKETPY_REHEARSAL".into(), rehearsal.into()), ("POCKETPY_PACKAGES".into(), packages.into())];
    test::node_tests(folders, "tests/release", &environment)
}
