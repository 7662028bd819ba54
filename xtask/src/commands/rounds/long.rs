//! `cargo xtask test --long`: what takes too long for each commit. It goes on after a part that fails, and tells all failures.

use std::ffi::OsString;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::cli::{Against, ConformanceArgs, FuzzArgs, FuzzModule, Suite};
use crate::commands::test::{self, Clock};
use crate::commands::{Request, build, conformance, fuzz, verify};
use crate::error::{Error, Result};
use crate::toolchain::Browser;
use crate::tools::files::Folders;
use crate::ui::Ui;

/// Files of tests that try many more values and lives when they are told to (`tests/support/long.mjs`).
const IN_NODE: [&str; 2] = ["tests/js/exchange-random.test.mjs", "tests/js/lives.test.mjs"];
const IN_BROWSERS: [&str; 2] = ["tests/browser/exchange-random.test.mjs", "tests/browser/instances.test.mjs"];

/// What tells them.
const VARIABLE: &str = "POCKETPY_TEST_LONG";

/// Random expressions for each module: in the wasm, and under sanitizers.
const EXPRESSIONS: u64 = 200_000;
const EXPRESSIONS_NATIVE: u64 = 40_000;

/// All parts. What is random is other every day; `seed` says what it was.
pub fn long(folders: &Folders, seed: Option<u64>, ui: &Ui) -> Result<()> {
    let seed = seed.unwrap_or_else(today);
    ui.status("seed", format!("{seed}; again with `cargo xtask test --long --seed {seed}`"));
    Clock::tell(ui, |clock| {
        clock.part("build", || build(folders, &Request::default(), ui))?;
        let failures: Vec<(String, Error)> = parts(folders, seed, ui)
            .into_iter()
            .filter_map(|(name, part)| {
                ui.status("test", &name);
                clock.part(name.as_str(), part).err().map(|error| (name, error))
            })
            .collect();
        conclude(failures)
    })
}

/// Days since 1970.
fn today() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() / 86_400)
}

type Part<'a> = (String, Box<dyn FnOnce() -> Result<()> + 'a>);

fn parts<'a>(folders: &'a Folders, seed: u64, ui: &'a Ui) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = vec![(
        "values and lives in Node".to_owned(),
        Box::new(move || test::node_files(folders, &IN_NODE, &environment(seed))),
    )];
    for browser in Browser::ALL {
        let work = move || {
            let around = [environment(seed).to_vec(), test::browser_environment(browser, ui)?.to_vec()];
            test::node_files(folders, &IN_BROWSERS, &around.concat())
        };
        parts.push((format!("values and lives in {}", browser.name()), Box::new(work)));
    }
    parts.push(("CPython's tests".to_owned(), Box::new(move || cpython(folders, ui))));
    for module in [FuzzModule::Numpy, FuzzModule::Shapely, FuzzModule::Language] {
        let args = FuzzArgs { seed, count: EXPRESSIONS, module, against: Against::Wasm };
        parts.push((format!("fuzz {}", module.folder()), Box::new(move || fuzz::fuzz(folders, &args, ui))));
        let args = FuzzArgs { count: EXPRESSIONS_NATIVE, against: Against::Native, ..args };
        let name = format!("fuzz {} with sanitizers", module.folder());
        parts.push((name, Box::new(move || fuzz::fuzz(folders, &args, ui))));
    }
    parts.push(("the crate wasm-opt".to_owned(), Box::new(move || test::wasm_opt_crate(folders, ui))));
    parts.push(("verify --twice".to_owned(), Box::new(move || verify::twice(folders, ui))));
    parts
}

fn environment(seed: u64) -> [(OsString, OsString); 2] {
    [(VARIABLE.into(), "1".into()), ("POCKETPY_TEST_SEED".into(), seed.to_string().into())]
}

fn cpython(folders: &Folders, ui: &Ui) -> Result<()> {
    let suite = Suite::Cpython;
    let args =
        ConformanceArgs { suite, only: Vec::new(), table: None, failures: true, sanitize: false, tier: None };
    conformance(folders, &args, ui)
}

fn conclude(failures: Vec<(String, Error)>) -> Result<()> {
    if failures.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = failures.iter().map(|(name, _)| name.as_str()).collect();
    let whole = Error::work(format!("long tests failed: {}", names.join(", ")));
    Err(failures.iter().fold(whole, |whole, (name, error)| whole.detail(format!("{name}: {error}"))))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use walkdir::WalkDir;

    use super::*;

    #[test]
    fn the_long_files_are_those_that_ask_whether_the_run_is_long() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut asking = Vec::new();
        for folder in ["js", "browser", "chromium", "packages", "python", "language"] {
            for entry in WalkDir::new(root.join("tests").join(folder)).into_iter().map(|entry| entry.unwrap())
            {
                let is_test = entry.file_name().to_string_lossy().ends_with(".test.mjs");
                if is_test && std::fs::read_to_string(entry.path()).unwrap().contains("support/long.mjs") {
                    asking.push(entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned());
                }
            }
        }
        let mut known = [IN_NODE, IN_BROWSERS].concat();
        asking.sort();
        known.sort_unstable();
        assert_eq!(asking, known);
    }

    #[test]
    fn every_failure_is_told() {
        let failed = |name: &str| (name.to_owned(), Error::work("red"));
        let said = conclude(vec![failed("one"), failed("two")]).unwrap_err().to_string();
        assert!(
            said.starts_with("error: long tests failed: one, two\n") && said.contains("two: error: red"),
            "{said}"
        );
        assert!(conclude(Vec::new()).is_ok());
    }
}
