//! `cargo xtask test`: every kind of test in order, each named as it starts, so that a hang is seen.

mod bless;
mod clock;
mod format;
mod programs;
mod wasm_opt;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use walkdir::WalkDir;

use crate::cli::TestKind;
use crate::commands::bench;
use crate::commands::verify::{self, Archives, Surroundings};
use crate::commands::{self, Request};
use crate::error::{Error, Result};
use crate::plan;
use crate::plan::pins::Pins;
use crate::stages;
use crate::toolchain::{Browser, on_path};
use crate::tools::files::{self, Folders};
use crate::tools::npm;
use crate::tools::parallel;
use crate::tools::process::{Invocation, interactive};
use crate::ui::Ui;

pub use clock::Clock;
pub use programs::{expectation, programs, working_folder};
pub use wasm_opt::wasm_opt_crate;

/// Runs the kinds that were asked for, or all; stops at the first that fails, and tells how long each took.
pub fn test(folders: &Folders, only: &[TestKind], tiers: &[String], ui: &Ui) -> Result<()> {
    let mut chosen = if only.is_empty() { all_kinds() } else { TestKind::value_variants().to_vec() };
    chosen.retain(|kind| only.is_empty() || only.contains(kind));
    refuse_kinds_of_all_tiers(&chosen, tiers)?;
    Clock::tell(ui, |clock| kinds(folders, &chosen, tiers, clock, ui))
}

/// A build where one of the kinds needs it, then each of them.
pub fn kinds(
    folders: &Folders,
    kinds: &[TestKind],
    tiers: &[String],
    clock: &mut Clock,
    ui: &Ui,
) -> Result<()> {
    if kinds.iter().any(|kind| needs_build(*kind)) {
        let plan = plan::Request { tiers: tiers.to_vec(), pocketpy_dir: None };
        let request = Request { plan, allow_toolchain: false };
        clock.part("build", || commands::build(folders, &request, ui))?;
    }
    for kind in kinds {
        ui.status("test", name(*kind));
        clock
            .part(name(*kind), || run_kind(folders, *kind, tiers, ui))
            .map_err(|error| error.within(format!("tests of kind `{}` failed", name(*kind))))?;
    }
    ui.status("passed", kinds.iter().map(|kind| name(*kind)).collect::<Vec<_>>().join(", "));
    Ok(())
}

/// Those that every commit must pass, in the order in which they run.
pub fn all_kinds() -> Vec<TestKind> {
    TestKind::value_variants().iter().copied().filter(|kind| *kind != TestKind::WasmOptCrate).collect()
}

fn name(kind: TestKind) -> String {
    kind.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn needs_build(kind: TestKind) -> bool {
    match kind {
        TestKind::Format | TestKind::Lint | TestKind::Rust | TestKind::Language => false,
        TestKind::Faults
        | TestKind::Python
        | TestKind::Js
        | TestKind::Instructions
        | TestKind::Packages
        | TestKind::Recipes
        | TestKind::Conformance
        | TestKind::Reproducible
        | TestKind::Browser
        | TestKind::WasmOptCrate => true,
    }
}

/// Kinds that ask every tier the same can ask one; the others compare tiers, or are about none.
fn asks_each_tier(kind: TestKind) -> bool {
    match kind {
        TestKind::Python | TestKind::Conformance => true,
        TestKind::Format
        | TestKind::Lint
        | TestKind::Rust
        | TestKind::Language
        | TestKind::Faults
        | TestKind::Js
        | TestKind::Instructions
        | TestKind::Packages
        | TestKind::Recipes
        | TestKind::Reproducible
        | TestKind::Browser
        | TestKind::WasmOptCrate => false,
    }
}

fn refuse_kinds_of_all_tiers(kinds: &[TestKind], tiers: &[String]) -> Result<()> {
    match kinds.iter().find(|kind| !tiers.is_empty() && !asks_each_tier(**kind)) {
        None => Ok(()),
        Some(kind) => {
            let legal = TestKind::value_variants().iter().filter(|kind| asks_each_tier(**kind));
            let legal: Vec<String> = legal.map(|kind| name(*kind)).collect();
            Err(Error::request(format!("tests of kind `{}` are not run for single tiers", name(*kind)))
                .help(format!("leave --tier away; kinds that know it: {}", legal.join(", "))))
        }
    }
}

/// What the tests in Node are told of the tiers that were asked for.
fn tier_environment(tiers: &[String]) -> Vec<(OsString, OsString)> {
    let named = (!tiers.is_empty()).then(|| ("POCKETPY_TIERS".into(), tiers.join(",").into()));
    named.into_iter().collect()
}

fn run_kind(folders: &Folders, kind: TestKind, tiers: &[String], ui: &Ui) -> Result<()> {
    match kind {
        TestKind::Format => format::format(folders, cargo(folders), ui),
        TestKind::Lint => lint(folders, ui),
        TestKind::Rust => interactive(&cargo(folders).args([
            "test",
            "--quiet",
            "--locked",
            "--bins",
            "--test",
            "workflows",
            "--test",
            "rooms",
        ])),
        TestKind::Faults => {
            interactive(&cargo(folders).args(["test", "--locked", "--test", "faults", "--test", "releases"]))
        }
        TestKind::Language => language(folders),
        TestKind::Python => {
            if std::env::var_os("BLESS").is_some() {
                bless::python(folders, ui)?;
            }
            programs::refuse_halves(&folders.at("tests/python"))?;
            node_tests(folders, "tests/python", &tier_environment(tiers))
        }
        TestKind::Js => js(folders),
        TestKind::Instructions => bench::count_instructions(folders, &[], None, ui),
        TestKind::Packages => node_tests(folders, "tests/packages", &[]),
        TestKind::Recipes => recipes(folders, ui),
        TestKind::Conformance => conformance(folders, tiers),
        TestKind::Reproducible => reproducible(folders, ui),
        TestKind::Browser => browser(folders, ui),
        TestKind::WasmOptCrate => wasm_opt_crate(folders, ui),
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
    if on_path(&["cargo-deny"]).is_none() {
        ui.status("note", "cargo-deny is not installed, so deny.toml is left to CI");
        return Ok(());
    }
    interactive(&cargo(folders).args(["deny", "--offline", "check", "bans", "licenses", "sources"]))
}

/// The front end alone on cases that CPython 3.14 has answered, then programs in the whole interpreter; CONTRIBUTING.md tells the rest.
fn language(folders: &Folders) -> Result<()> {
    let python = || Invocation::new("python3").in_folder(&folders.root);
    interactive(&python().arg("tests/language/front_end.py"))?;
    // here, since each file of tests would compile it for itself
    interactive(&python().arg("tests/language/build.py"))?;
    node_tests(folders, "tests/language", &[])?;
    node_tests(folders, "tests/library", &[])
}

/// Node's own test runner over the `*.test.mjs` files of a folder.
pub fn node_tests(folders: &Folders, folder: &str, environment: &[(OsString, OsString)]) -> Result<()> {
    let files = test_files(&folders.at(folder))?;
    if files.is_empty() {
        return Err(Error::request(format!("`{folder}` holds no `*.test.mjs`")).help("restore the tests"));
    }
    node_files(folders, &files, environment)
}

/// The same over files that are named, as many at once as there are jobs: left alone, Node keeps one core for itself.
pub fn node_files<F: Clone + Into<OsString>>(
    folders: &Folders,
    files: &[F],
    environment: &[(OsString, OsString)],
) -> Result<()> {
    npm::install(&folders.at("tests"))?;
    let at_once = format!("--test-concurrency={}", parallel::jobs());
    let command = Invocation::new("node").args(["--test", &at_once]).args(files.to_vec());
    interactive(&command.envs(environment).in_folder(&folders.root))
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let ours = |entry: &walkdir::DirEntry| entry.file_name() != "node_modules";
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(ours) {
        let entry = entry.map_err(|cause| Error::work("cannot read the tests").detail(cause))?;
        if entry.file_name().to_string_lossy().ends_with(".test.mjs") {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// Some compare with what the loader bundles, which a build with nothing to do did not install.
fn js(folders: &Folders) -> Result<()> {
    npm::install(&folders.at("packages"))?;
    node_tests(folders, "tests/js", &[])
}

fn conformance(folders: &Folders, tiers: &[String]) -> Result<()> {
    let pins = Pins::load(&folders.at("pocketpy/sources.toml"))?;
    let tree = stages::tree_of_tests(folders, &pins, "conformance")?;
    let mut environment = tier_environment(tiers);
    environment.push(("POCKETPY_CONFORMANCE_TESTS".into(), tree.join("tests").into()));
    node_tests(folders, "tests/conformance", &environment)
}

/// `tests/browser/` in each browser, then `tests/chromium/`.
fn browser(folders: &Folders, ui: &Ui) -> Result<()> {
    for browser in Browser::ALL {
        let environment = browser_environment(browser, ui)?;
        ui.status("test", format!("browser: {}", browser.name()));
        node_tests(folders, "tests/browser", &environment)?;
    }
    node_tests(folders, "tests/chromium", &browser_environment(Browser::Chromium, ui)?)
}

/// With the bundlers and servers that `tests/recipes/` pins.
fn recipes(folders: &Folders, ui: &Ui) -> Result<()> {
    npm::install(&folders.at("tests/recipes"))?;
    node_tests(folders, "tests/recipes", &browser_environment(Browser::Chromium, ui)?)
}

/// What `tests/support/browser.mjs` reads.
pub fn browser_environment(browser: Browser, ui: &Ui) -> Result<[(OsString, OsString); 2]> {
    let executable = browser.obtain(ui)?.into();
    Ok([(browser.variable().into(), executable), ("POCKETPY_BROWSER".into(), browser.name().into())])
}

/// Builds a copy of the checkout in odd surroundings and compares every file with what was built here. The libraries are those of
/// here: `cargo xtask verify --twice`, of `--long`, builds them too.
fn reproducible(folders: &Folders, ui: &Ui) -> Result<()> {
    let around = Surroundings::odd();
    let copy = folders.scratch().join(around.folder);
    verify::build_elsewhere(folders, around, &copy, Archives::OfTheCheckout, ui)?;
    let equal = verify::compare_built(folders, &copy)?;
    ui.status("equal", format!("{equal} files of dist/ in two folders"));
    files::remove_folder(&copy)
}
