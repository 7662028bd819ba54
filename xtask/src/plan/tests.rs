//! Golden tests of manifest and plan: `tests/plan/`. `BLESS=1 cargo test` rewrites the golden files.
//!
//! A case is `base.toml` with edits: lines `-TEXT` name lines of the base to take out, lines `+TEXT` what comes there.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Inputs, Request, resolve};
use crate::error::{Error, Result};
use crate::plan::listing::Listing;
use crate::plan::manifest::Manifest;
use crate::plan::ownership::Ownership;
use crate::plan::pins::Pins;
use crate::tools::files;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/plan")
}

fn base() -> String {
    fs::read_to_string(folder().join("base.toml")).unwrap()
}

/// The base with a case's edits; an edit of a line that is not there is a fault of the case.
fn edited(case: &Path) -> String {
    let mut lines: Vec<String> = base().lines().map(str::to_owned).collect();
    let mut place = lines.len();
    for edit in fs::read_to_string(case).unwrap().lines() {
        if let Some(old) = edit.strip_prefix('-') {
            let found = lines.iter().position(|line| line == old);
            place = found.unwrap_or_else(|| panic!("{}: the base has no line `{old}`", case.display()));
            lines.remove(place);
        } else if let Some(new) = edit.strip_prefix('+') {
            lines.insert(place, new.to_owned());
            place += 1;
        } else {
            panic!("{}: a line is `-TEXT` or `+TEXT`, found `{edit}`", case.display());
        }
    }
    lines.join("\n") + "\n"
}

/// The files of `bindings/` in all cases.
const FILES: [&str; 3] = ["host/host.c", "host/host.h", "numpy/numpy.c"];

fn plan_text(manifest: &str, request: &Request) -> Result<String> {
    plan_with_files(manifest, &FILES, request)
}

fn plan_with_files(manifest: &str, files: &[&str], request: &Request) -> Result<String> {
    let pins = fs::read_to_string(folder().join("sources.toml")).unwrap();
    let inputs = Inputs {
        manifest: Manifest::from_text("variants.toml", manifest)?,
        pins: Pins::from_text("sources.toml", &pins)?,
        listing: Listing::of(files.iter().map(|&file| file.to_owned()).collect()),
        ownership: Ownership::default(),
    };
    Ok(resolve(&inputs, request)?.to_string())
}

fn compare(golden: &Path, found: &str) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(golden, found).unwrap();
        return;
    }
    let expected = fs::read_to_string(golden).unwrap_or_default();
    assert_eq!(
        expected,
        found,
        "{} differs; `BLESS=1 cargo xtask test --only rust` rewrites it",
        golden.display()
    );
}

fn cases(kind: &str) -> Vec<PathBuf> {
    let mut cases = files::entries(&folder().join(kind)).unwrap();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "case"));
    assert!(!cases.is_empty(), "no cases in tests/plan/{kind}");
    cases
}

#[test]
fn every_rule_refuses_its_case_with_the_golden_text() {
    for case in cases("reject") {
        let refusal = plan_text(&edited(&case), &Request::default());
        let error = refusal.err().unwrap_or_else(|| panic!("{} is accepted", case.display()));
        compare(&case.with_extension("error"), &format!("{error}\n"));
    }
}

#[test]
fn every_accepted_case_has_the_golden_plan() {
    for case in cases("accept") {
        let plan = plan_text(&edited(&case), &Request::default()).unwrap_or_else(|error| panic!("{error}"));
        compare(&case.with_extension("plan"), &plan);
    }
}

#[test]
fn every_golden_file_belongs_to_a_case() {
    for kind in ["reject", "accept"] {
        for path in files::entries(&folder().join(kind)).unwrap() {
            assert!(path.with_extension("case").is_file(), "{} has no case", path.display());
        }
    }
}

fn refusal_of(tiers: &[&str]) -> Error {
    let request = Request { tiers: tiers.iter().map(|&name| name.to_owned()).collect(), pocketpy_dir: None };
    plan_text(&base(), &request).unwrap_err()
}

#[test]
fn an_unknown_tier_is_refused_and_the_legal_tiers_are_listed() {
    let text = refusal_of(&["numpie"]).to_string();
    assert_eq!(text, "error: unknown tier `numpie`\nhelp: legal tiers: `core`, `numpy`");
}

#[test]
fn one_tier_of_two_is_planned_when_it_is_asked_for() {
    let request = Request { tiers: vec!["numpy".to_owned()], pocketpy_dir: None };
    let text = plan_text(&base(), &request).unwrap();
    assert!(text.contains("\ntier numpy →") && !text.contains("\ntier core →"), "{text}");
}

fn refusal_with(files: &[&str]) -> String {
    let files: Vec<&str> = FILES.iter().chain(files).copied().collect();
    plan_with_files(&base(), &files, &Request::default()).unwrap_err().to_string()
}

#[test]
fn reject_code_in_a_folder_without_a_row_and_code_in_no_folder() {
    let text = refusal_with(&["foo/foo.c", "foo/foo.h", "foo.c", "README.md"]);
    assert!(text.starts_with("error: code in `bindings/` belongs to no row of variants.toml"), "{text}");
    assert!(text.contains("| `bindings/foo.c`, `bindings/foo/foo.c`\nhelp: "), "{text}");
}

#[test]
fn every_file_of_a_folder_is_compiled_in_the_order_of_paths() {
    let files: Vec<&str> = FILES.into_iter().chain(["numpy/z/a.c", "numpy/b.py", "numpy/notes.md"]).collect();
    let text = plan_with_files(&base(), &files, &Request::default()).unwrap();
    let compiled: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("compile bindings/numpy/")?.split(' ').next())
        .collect();
    assert_eq!(compiled, ["b.py", "numpy.c", "z/a.c"]);
}

#[test]
fn reject_a_row_whose_folder_holds_no_code() {
    let text = plan_with_files(&base(), &["host/host.c"], &Request::default()).unwrap_err().to_string();
    assert!(text.starts_with("error: binding `numpy` has neither code in `bindings/numpy/` nor"), "{text}");
}

#[test]
fn a_folder_that_nothing_links_yet_is_named_in_the_table_and_nothing_else_is() {
    let manifest = base().replace("[compile]\n", "[compile]\nunlinked = [\"foo\"]\n");
    let files: Vec<&str> = FILES.into_iter().chain(["foo/foo.c"]).collect();
    plan_with_files(&manifest, &files, &Request::default()).unwrap();
    let text = plan_text(&manifest, &Request::default()).unwrap_err().to_string();
    assert!(text.starts_with("error: `unlinked` names `foo`, and `bindings/foo` holds no code"), "{text}");
}

#[test]
fn the_plan_of_the_repository_is_without_faults() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    resolve(&Inputs::of_checkout(&root).unwrap(), &Request::default()).unwrap();
}
