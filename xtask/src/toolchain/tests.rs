//! Tests of the toolchain's rules; none needs a network or Emscripten.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use super::find::{Candidate, is_too_old_for_node, refuse_meddling_variables, wrong_version};
use super::lock::{Lock, PACKAGES, Package, verify};
use super::{Demand, Origin, apt, private, probe};

fn demand() -> Demand {
    Demand { emscripten: "3.1.69".to_owned(), allow_other: false }
}

#[test]
fn debians_old_emscripten_is_refused_with_the_reason() {
    let candidate = Candidate { origin: Origin::Path, emcc: PathBuf::from("emcc"), environment: vec![] };
    let text = wrong_version(&candidate, "3.1.6~dfsg", &demand()).to_string();
    assert!(text.starts_with("error: Emscripten 3.1.6~dfsg is not the version of this build"), "{text}");
    assert!(text.contains("wanted 3.1.69 exactly") && text.contains("breaks on Node.js 18"), "{text}");
}

#[test]
fn only_versions_before_3_1_25_are_too_old_for_node() {
    assert!(is_too_old_for_node("3.1.6"));
    assert!(!is_too_old_for_node("3.1.25"));
    assert!(!is_too_old_for_node("4.0.0"));
}

#[test]
fn variables_that_change_results_in_silence_are_refused_by_name() {
    let names = ["PATH", "EM_CONFIG", "EMCC_CFLAGS", "EMSDK", "CPATH"].map(OsString::from);
    let text = refuse_meddling_variables(names.into_iter()).unwrap_err().to_string();
    assert!(
        text.contains("sets `CPATH`, `EMCC_CFLAGS`") && text.contains("unset CPATH EMCC_CFLAGS`"),
        "{text}"
    );
    refuse_meddling_variables(["EM_CONFIG", "HOME"].map(OsString::from).into_iter()).unwrap();
}

#[test]
fn the_mirror_is_read_from_both_formats_and_security_updates_are_passed_over() {
    let stanzas = "Types: deb\nURIs: http://security.test/debian\nSuites: bookworm-security\nComponents: main\n\n\
                   Types: deb deb-src\n# a comment\nURIs: http://mirror.test/debian\nSuites: bookworm bookworm-updates\nComponents: main contrib\n";
    assert_eq!(apt::mirror_in_stanzas(stanzas).as_deref(), Some("http://mirror.test/debian"));
    let lines = "# deb http://no.test/debian bookworm main\ndeb http://security.test/debian bookworm-security main\n\
                 deb [signed-by=/k.gpg arch=amd64] http://mirror.test/debian bookworm main contrib\n";
    assert_eq!(apt::mirror_in_lines(lines).as_deref(), Some("http://mirror.test/debian"));
    assert_eq!(apt::mirror_in_lines("deb http://u.test/ubuntu noble main\n"), None);
}

#[test]
fn addresses_never_appear_in_an_error() {
    assert_eq!(
        apt::hide_in("E: Failed to fetch http://mirror.test/x 404 gone"),
        "E: Failed to fetch <mirror> 404 gone"
    );
}

#[test]
fn a_tampered_package_is_refused_with_both_hashes() {
    let package = Package { version: "1.2-3".to_owned(), sha256: "aa".to_owned() };
    let text = verify("emscripten", &package, "bb").unwrap_err().to_string();
    assert!(text.starts_with("error: package `emscripten` is not the one in toolchain.lock"), "{text}");
    assert!(text.contains("expected sha256 aa") && text.contains("found    sha256 bb"), "{text}");
    verify("emscripten", &package, "aa").unwrap();
}

#[test]
fn an_architecture_or_package_that_was_never_locked_is_refused() {
    let mut lock = Lock::default();
    let text = lock.packages("riscv64").unwrap_err().to_string();
    assert!(text.contains("no packages for the architecture `riscv64`"), "{text}");
    lock.architecture.insert("riscv64".to_owned(), BTreeMap::new());
    let text = lock.packages("riscv64").unwrap_err().to_string();
    assert!(text.contains(&format!("does not lock package `{}`", PACKAGES[0])), "{text}");
}

#[test]
fn a_half_installed_toolchain_does_not_count() {
    let root = tempfile::tempdir().unwrap();
    let emcc = private::prefix(&private::folder(root.path())).join("usr/share/emscripten/emcc");
    std::fs::create_dir_all(emcc.parent().unwrap()).unwrap();
    std::fs::write(&emcc, "").unwrap();
    assert!(private::candidate(root.path()).is_none());
    private::describe(&private::folder(root.path()), &private::folder(root.path())).unwrap();
    assert!(private::candidate(root.path()).is_some());
}

#[test]
fn versions_are_found_in_what_tools_say() {
    let emcc = "emcc (Emscripten gcc/clang-like replacement + linker emulating GNU ld) 3.1.69 ()\nmore";
    assert_eq!(probe::version_in(emcc).unwrap(), "3.1.69");
    assert_eq!(probe::version_in("Debian clang version 19.1.7 (3+b1)").unwrap(), "19.1.7");
    assert_eq!(probe::version_in("wasm-opt version 120 (version_120)").unwrap(), "120");
    assert!(probe::version_in("no number here").is_err());
}
