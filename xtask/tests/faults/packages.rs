use std::fs;
use std::path::Path;

use crate::support::{Checkout, stderr};

#[test]
fn a_missing_export_is_named_and_the_linkers_command_is_not_shown() {
    let checkout = Checkout::new();
    checkout.edit("variants.toml", "py_exec = ", "py_nothing = \"() -> i32\"\npy_exec = ");
    let said = checkout.refused(&["build", "--tier", "core"], 1);
    assert!(said.contains("error: cannot link tier `core`"), "{said}");
    assert!(said.contains("| export `py_nothing` is defined nowhere\n"), "{said}");
    let error = &said[said.find("error: ").unwrap()..];
    assert!(error.len() < 600 && !error.contains("--export"), "{error}");
}

#[test]
fn a_program_without_an_expectation_is_refused_and_so_is_an_expectation_without_a_program() {
    let checkout = Checkout::new();
    fs::write(checkout.at("tests/python/json/lonely.py"), "print(1)\n").unwrap();
    let said = checkout.refused(&["test", "--only", "python", "--tier", "core"], 2);
    assert!(said.contains("lonely.py` has no expectation") && said.contains("BLESS=1"), "{said}");
    for part in ["build", "python", "in all"] {
        assert!(said.contains(&format!(" s  {part}\n")), "no time of `{part}`: {said}");
    }
    fs::rename(checkout.at("tests/python/json/lonely.py"), checkout.at("tests/python/json/lonely.expected"))
        .unwrap();
    let said = checkout.refused(&["test", "--only", "python", "--tier", "core"], 2);
    assert!(said.contains("lonely.expected` has no program"), "{said}");
    let said = checkout.refused(&["test", "--only", "js", "--tier", "core"], 2);
    assert!(said.contains("tests of kind `js` are not run for single tiers"), "{said}");
}

#[test]
fn an_allowed_import_that_no_tier_has_is_refused_by_name() {
    let checkout = Checkout::new();
    checkout.edit("variants.toml", "\"env.pkw_js_write\",", "\"env.pkw_js_write\", \"env.nobody\",");
    let said = checkout.refused(&["build"], 2);
    assert!(said.contains("allows imports that no tier has\n  | `env.nobody`"), "{said}");
    assert!(!checkout.package().exists());
}

#[test]
fn a_tier_over_its_budget_is_refused_with_the_bytes() {
    let checkout = Checkout::new();
    let table = fs::read_to_string(checkout.at("variants.toml")).unwrap();
    let line = table.lines().find(|line| line.starts_with("wasm-brotli-bytes-max")).unwrap();
    checkout.edit("variants.toml", line, "wasm-brotli-bytes-max = 1000");
    let said = checkout.refused(&["build"], 1);
    assert!(said.contains("error: tier `core` is over its budget"), "{said}");
    assert!(said.contains("more than wasm-brotli-bytes-max allows"), "{said}");
    assert!(!checkout.package().exists());
}

#[test]
fn an_export_of_another_signature_and_an_unplanned_import_are_named_together() {
    let checkout = Checkout::new();
    checkout.edit("variants.toml", "py_exec = \"(i32, i32, i32, i32) -> i32\"", "py_exec = \"(i32) -> f64\"");
    checkout.edit("variants.toml", "\"wasi_snapshot_preview1.fd_close\", ", "");
    let said = checkout.refused(&["build"], 1);
    assert!(
        said.contains("export `py_exec` has signature (i32, i32, i32, i32) -> i32, planned is (i32) -> f64"),
        "{said}"
    );
    assert!(said.contains("import `wasi_snapshot_preview1.fd_close` is not planned"), "{said}");
}

/// What is done to a file.
type Change<'a> = &'a dyn Fn(&Path);

/// Puts back what stood there before.
struct Damage<'a> {
    file: &'a Path,
    before: Option<Vec<u8>>,
}

impl<'a> Damage<'a> {
    fn of(file: &'a Path) -> Self {
        Self { file, before: fs::read(file).ok() }
    }
}

impl Drop for Damage<'_> {
    fn drop(&mut self) {
        match &self.before {
            Some(content) => fs::write(self.file, content).unwrap(),
            None => fs::remove_file(self.file).unwrap(),
        }
    }
}

#[test]
fn every_change_of_what_lies_in_dist_is_found_by_check_and_mended_by_build() {
    let checkout = Checkout::new();
    checkout.built(&["build"]);
    checkout.built(&["check"]);
    let core = "dist/npm/@pocketpy/core";
    let append = |file: &Path| fs::write(file, [fs::read(file).unwrap(), b"\n".to_vec()].concat()).unwrap();
    let cut = |file: &Path| fs::write(file, &fs::read(file).unwrap()[1..]).unwrap();
    let remove = |file: &Path| fs::remove_file(file).unwrap();
    let add = |file: &Path| fs::write(file, "x").unwrap();
    let link = |file: &Path| std::os::unix::fs::symlink("nowhere", file).unwrap();
    let changed = "is not what SHA256SUMS says";
    let damages: [(String, Change<'_>, &str); 12] = [
        (format!("{core}/dist/pocketpy.wasm"), &cut, changed),
        (format!("{core}/dist/pocketpy.mjs"), &append, changed),
        (format!("{core}/dist/build-info.json"), &append, changed),
        (format!("{core}/LICENSE"), &append, changed),
        (format!("{core}/package.json"), &append, changed),
        (format!("{core}/dist/pocketpy.d.ts"), &remove, "is missing"),
        (format!("{core}/dist/extra.mjs"), &add, "is not in SHA256SUMS"),
        (format!("{core}/dist/linked.mjs"), &link, "is neither a file nor a folder"),
        ("dist/npm/@pocketpy/registry/dist/registry.mjs".to_owned(), &append, changed),
        ("dist/playground/page.mjs".to_owned(), &append, changed),
        ("dist/npm/@pocketpy/stray".to_owned(), &add, "nothing of xtask's makes `dist/npm/@pocketpy/stray`"),
        ("dist/stray".to_owned(), &add, "nothing of xtask's makes `dist/stray`"),
    ];
    for (file, damage, expected) in damages {
        let file = checkout.at(&file);
        let _undone = Damage::of(&file);
        damage(&file);
        let output = checkout.run(&["check"]);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{}: {said}", file.display());
        assert!(said.contains(expected) && said.contains("\nhelp: "), "{}: {said}", file.display());
    }
    checkout.built(&["check"]);
    let glue = checkout.at(core).join("dist/pocketpy.mjs");
    append(&glue);
    link(&checkout.at(core).join("dist/linked.mjs"));
    checkout.built(&["build"]);
    checkout.built(&["check"]);
}

#[test]
fn what_check_knows_nothing_of_is_not_taken_for_whole() {
    let checkout = Checkout::new();
    checkout.built(&["build"]);
    fs::remove_dir_all(checkout.at("target/pocketpy/placed")).unwrap();
    let said = checkout.refused(&["check"], 1);
    assert!(said.contains("nothing tells what was built as `dist/npm/@pocketpy/core`"), "{said}");
    checkout.built(&["build"]);
    checkout.built(&["check"]);
}
