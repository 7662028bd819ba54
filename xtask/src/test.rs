//! `cargo xtask test`: every kind of test in order, each named as it starts, so that a hang is seen.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use walkdir::WalkDir;

use crate::bless;
use crate::cli::TestKind;
use crate::commands::{self, Request};
use crate::error::{Error, Result};
use crate::files::{self, Folders};
use crate::hash::{read, sha256};
use crate::npm;
use crate::pins::Pins;
use crate::process::{Invocation, interactive, run};
use crate::stages;
use crate::toolchain;
use crate::ui::Ui;

/// Runs the kinds that were asked for, or all; stops at the first that fails.
pub fn test(folders: &Folders, only: &[TestKind], ui: &Ui) -> Result<()> {
    let wanted = |kind: &TestKind| only.is_empty() || only.contains(kind);
    let kinds: Vec<TestKind> = TestKind::value_variants().iter().copied().filter(wanted).collect();
    if kinds.iter().any(|kind| needs_build(*kind)) {
        commands::build(folders, &Request::default(), ui)?;
    }
    for kind in &kinds {
        ui.status("test", name(*kind));
        run_kind(folders, *kind, ui)
            .map_err(|error| error.within(format!("tests of kind `{}` failed", name(*kind))))?;
    }
    ui.status("passed", kinds.iter().map(|kind| name(*kind)).collect::<Vec<_>>().join(", "));
    Ok(())
}

fn name(kind: TestKind) -> String {
    kind.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn needs_build(kind: TestKind) -> bool {
    match kind {
        TestKind::Format | TestKind::Lint | TestKind::Rust => false,
        TestKind::Faults
        | TestKind::Python
        | TestKind::Js
        | TestKind::Packages
        | TestKind::Conformance
        | TestKind::Reproducible
        | TestKind::Browser => true,
    }
}

fn run_kind(folders: &Folders, kind: TestKind, ui: &Ui) -> Result<()> {
    match kind {
        TestKind::Format => interactive(&cargo(folders).args(["fmt", "--all", "--", "--check"])),
        TestKind::Lint => lint(folders, ui),
        TestKind::Rust => interactive(&cargo(folders).args(["test", "--quiet", "--locked", "--bins"])),
        TestKind::Faults => interactive(&cargo(folders).args(["test", "--locked", "--test", "faults"])),
        TestKind::Python => {
            if std::env::var_os("BLESS").is_some() {
                bless::python(folders, ui)?;
            }
            node_tests(folders, "tests/python", &[])
        }
        TestKind::Js => node_tests(folders, "tests/js", &[]),
        TestKind::Packages => node_tests(folders, "tests/packages", &[]),
        TestKind::Conformance => conformance(folders),
        TestKind::Reproducible => reproducible(folders, ui),
        TestKind::Browser => browser(folders, ui),
    }
}

fn cargo(folders: &Folders) -> Invocation {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    Invocation::new(cargo).in_folder(&folders.root)
}

fn lint(folders: &Folders, ui: &Ui) -> Result<()> {
    let clippy =
        ["clippy", "--quiet", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"];
    interactive(&cargo(folders).args(clippy))?;
    if which::which("cargo-deny").is_err() {
        ui.status("note", "cargo-deny is not installed, so deny.toml is left to CI");
        return Ok(());
    }
    interactive(&cargo(folders).args(["deny", "--offline", "check", "bans", "licenses", "sources"]))
}

/// Node's own test runner over the `*.test.mjs` files of a folder.
fn node_tests(folders: &Folders, folder: &str, environment: &[(OsString, OsString)]) -> Result<()> {
    npm::install(&folders.at("tests"))?;
    let files = test_files(&folders.at(folder))?;
    if files.is_empty() {
        return Err(Error::request(format!("`{folder}` holds no `*.test.mjs`")).help("restore the tests"));
    }
    let command =
        Invocation::new("node").arg("--test").args(files).envs(environment).in_folder(&folders.root);
    interactive(&command)
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|cause| Error::work("cannot read the tests").detail(cause))?;
        if entry.file_name().to_string_lossy().ends_with(".test.mjs") {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

fn conformance(folders: &Folders) -> Result<()> {
    let pins = Pins::load(&folders.at("pocketpy/sources.toml"))?;
    let tree = stages::tree_of_tests(folders, &pins, "conformance")?;
    let environment = [("POCKETPY_CONFORMANCE_TESTS".into(), tree.join("tests").into())];
    node_tests(folders, "tests/conformance", &environment)
}

fn browser(folders: &Folders, ui: &Ui) -> Result<()> {
    let chromium = toolchain::chromium(ui)?;
    node_tests(folders, "tests/browser", &[("CHROMIUM".into(), chromium.into())])
}

/// Builds a copy of the checkout in another folder and compares every file of `dist/`.
fn reproducible(folders: &Folders, ui: &Ui) -> Result<()> {
    let copy = folders.scratch().join("another folder");
    files::remove_folder(&copy)?;
    copy_checkout(folders, &copy)?;
    // through Cargo, since the tests before may have replaced the file of the xtask that runs now
    let build = cargo(folders).args(["xtask", "--root"]).arg(&copy).arg("build");
    run(&build)?;
    let (here, there) = (listing(&folders.at("dist"))?, listing(&copy.join("dist"))?);
    if here != there {
        let only = |left: &[String], right: &[String]| {
            left.iter().filter(|line| !right.contains(line)).cloned().collect::<Vec<_>>().join("\n")
        };
        return Err(Error::work("two builds of the same sources in two folders differ")
            .detail(format!("here:\n{}", only(&here, &there)))
            .detail(format!("there:\n{}", only(&there, &here)))
            .help(
                "look for absolute paths, times or an unordered listing in the stage that makes the file",
            ));
    }
    ui.status("equal", format!("{} files of dist/ in two folders", here.len()));
    files::remove_folder(&copy)
}

/// Everything git knows or would add, and the toolchain by link.
fn copy_checkout(folders: &Folders, copy: &Path) -> Result<()> {
    let list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
    let names = run(&Invocation::new("git").args(list).in_folder(&folders.root))?;
    for name in names.split('\0').filter(|name| !name.is_empty() && folders.at(name).is_file()) {
        files::write(&copy.join(name), &read(&folders.at(name))?)?;
    }
    let toolchain = folders.at("target/toolchain");
    if toolchain.is_dir() {
        files::make_folder(&copy.join("target"))?;
        std::os::unix::fs::symlink(&toolchain, copy.join("target/toolchain"))
            .map_err(|cause| Error::work("cannot link the toolchain").detail(cause))?;
    }
    Ok(())
}

fn listing(folder: &Path) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|cause| Error::work("cannot read `dist/`").detail(cause))?;
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder).expect("walkdir stays below its root");
            lines.push(format!("{}  {}", sha256(&read(entry.path())?), name.display()));
        }
    }
    Ok(lines)
}
