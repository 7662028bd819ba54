//! Tests of the toolchain's rules; none needs a network or Emscripten.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::find::{Candidate, facts_or_skip, is_too_old_for_node, refuse_meddling_variables, wrong_version};
use super::install::{discarded, version_to_take};
use super::lock::{COMPILER, Lock, Package, verify};
use super::{Demand, Origin, apt, private, probe};
use crate::ui::Ui;

/// A program cannot be started while another test, about to start one, inherits the file it is written to.
static STARTING: Mutex<()> = Mutex::new(());

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
    assert!(is_too_old_for_node("3.1.6~dfsg"));
    assert!(!is_too_old_for_node("3.1.70-git"));
}

#[test]
fn variables_that_change_results_in_silence_are_refused_by_name() {
    let names = ["PATH", "EM_CONFIG", "EMCC_CFLAGS", "EMSDK", "CPATH"].map(OsString::from);
    let text = refuse_meddling_variables(names.into_iter()).unwrap_err().to_string();
    assert!(
        text.contains("sets `CPATH`, `EMCC_CFLAGS`") && text.contains("unset CPATH EMCC_CFLAGS`"),
        "{text}"
    );
    for read_by_cc in ["CFLAGS", "HOST_CFLAGS", "TARGET_CFLAGS", "CFLAGS_wasm32-unknown-emscripten"] {
        refuse_meddling_variables(std::iter::once(OsString::from(read_by_cc))).unwrap_err();
    }
    refuse_meddling_variables(["EM_CONFIG", "HOME"].map(OsString::from).into_iter()).unwrap();
}

#[test]
fn the_mirror_is_read_from_both_formats_and_security_updates_are_passed_over() {
    let stanzas = "Types: deb\nURIs: http://security.test/debian\nSuites: bookworm-security\nComponents: main\n\n\
                   Types: deb deb-src\n# a comment\nURIs: http://mirror.test/debian\nSuites: bookworm bookworm-updates\nComponents: main contrib\n";
    assert_eq!(mirrors_of(&[("sources.list.d/a.sources", stanzas)]).unwrap(), ["http://mirror.test/debian"]);
    let lines = "# deb http://no.test/debian bookworm main\ndeb http://security.test/debian bookworm-security main\n\
                 deb [signed-by=/k.gpg arch=amd64] http://mirror.test/debian bookworm main contrib\n";
    assert_eq!(mirrors_of(&[("sources.list", lines)]).unwrap(), ["http://mirror.test/debian"]);
    let tabs = "deb\thttp://tab.test/debian\tbookworm\tcontrib main\n";
    assert_eq!(mirrors_of(&[("sources.list", tabs)]).unwrap(), ["http://tab.test/debian"]);
    let text =
        mirrors_of(&[("sources.list", "deb http://u.test/ubuntu noble main\n")]).unwrap_err().to_string();
    assert!(text.contains("no mirror of Debian's main archive") && !text.contains("u.test"), "{text}");
}

#[test]
fn another_publishers_stable_main_is_not_taken_before_debians_mirror() {
    let browser = "deb [signed-by=/k.gpg] https://browser.test/ stable main\n";
    let debian = "Types: deb\nURIs: http://mirror.test/debian/\nSuites: bookworm\nComponents: main\n";
    let files = [("sources.list.d/a.list", browser), ("sources.list.d/debian.sources", debian)];
    assert_eq!(mirrors_of(&files).unwrap(), ["http://mirror.test/debian/", "https://browser.test/"]);
}

fn mirrors_of(files: &[(&str, &str)]) -> crate::error::Result<Vec<String>> {
    let etc = tempfile::tempdir().unwrap();
    for (name, text) in files {
        crate::tools::files::write(&etc.path().join(name), text.as_bytes()).unwrap();
    }
    apt::mirrors(etc.path())
}

#[test]
fn addresses_never_appear_in_an_error() {
    let hosts = ["mirror.test".to_owned()];
    let hidden = |line| apt::hide_in(line, &hosts);
    assert_eq!(
        hidden("E: Failed to fetch http://mirror.test/x 404 gone"),
        "E: Failed to fetch <mirror> 404 gone"
    );
    assert_eq!(hidden("E: Could not resolve 'mirror.test'"), "E: Could not resolve <mirror>");
    assert_eq!(hidden("to mirror.test:80 (192.0.2.7), 110"), "to <mirror> <mirror> 110");
    assert_eq!(hidden("to 127.0.0.1:9 (127.0.0.1). - refused"), "to 127.0.0.1:9 (127.0.0.1). - refused");
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
    assert!(text.contains(&format!("does not lock package `{}`", COMPILER[0])), "{text}");
}

#[test]
fn a_half_installed_toolchain_does_not_count() {
    let root = tempfile::tempdir().unwrap();
    let emcc = private::prefix(&private::folder(root.path())).join("usr/share/emscripten/emcc");
    std::fs::create_dir_all(emcc.parent().unwrap()).unwrap();
    std::fs::write(&emcc, "").unwrap();
    assert!(private::candidate(root.path()).is_none());
    let (folder, node) = (private::folder(root.path()), PathBuf::from("/usr/bin/node"));
    private::describe(&folder, &folder, &node).unwrap();
    assert!(private::candidate(root.path()).is_some());
}

#[test]
fn a_broken_emcc_on_path_is_passed_over_and_a_chosen_one_is_refused() {
    let _alone = STARTING.lock().unwrap();
    let root = tempfile::tempdir().unwrap();
    let broken = |origin| Candidate { origin, emcc: PathBuf::from("/bin/false"), environment: vec![] };
    assert!(facts_or_skip(root.path(), &broken(Origin::Path), &Ui::new()).unwrap().is_none());
    let text = facts_or_skip(root.path(), &broken(Origin::Emsdk), &Ui::new()).unwrap_err().to_string();
    assert!(text.starts_with("error: the Emscripten on $EMSDK does not work"), "{text}");
}

#[test]
fn a_moved_toolchain_does_not_count_until_it_is_prepared_anew() {
    let _alone = STARTING.lock().unwrap();
    let root = tempfile::tempdir().unwrap();
    let (folder, node) = (private::folder(root.path()), PathBuf::from("/usr/bin/node"));
    let emcc = private::prefix(&folder).join("usr/share/emscripten/emcc");
    crate::tools::files::write(&emcc, b"").unwrap();
    private::describe(&folder, Path::new("/elsewhere/private"), &node).unwrap();
    private::repair(root.path(), &node, &Ui::new()).unwrap_err(); // there is no patchelf in this one
    assert!(private::candidate(root.path()).is_none());
}

#[test]
fn a_moved_node_reaches_the_toolchains_config() {
    let root = tempfile::tempdir().unwrap();
    let folder = private::folder(root.path());
    private::describe(&folder, &folder, Path::new("/old/node")).unwrap();
    private::repair(root.path(), Path::new("/new/node"), &Ui::new()).unwrap();
    let config = std::fs::read_to_string(folder.join("emscripten.config")).unwrap();
    assert!(config.contains("NODE_JS = \"/new/node\"") && !config.contains("/old/"), "{config}");
}

#[test]
fn a_toolchain_of_other_packages_than_the_locked_ones_is_told_by_name() {
    let lock = |version: &str, sha256: &str| {
        let package = Package { version: version.to_owned(), sha256: sha256.to_owned() };
        let packages = BTreeMap::from([("clang-19".to_owned(), package)]);
        Lock { architecture: BTreeMap::from([("amd64".to_owned(), packages)]) }
    };
    let locked = lock("19.1.7-4", "aa");
    assert_eq!(locked.difference(&lock("19.1.7-4", "aa")), None);
    let changed = locked.difference(&lock("19.1.7-3", "bb")).unwrap();
    assert_eq!(changed, "package `clang-19` is 19.1.7-3, toolchain.lock has 19.1.7-4");
    let rebuilt = locked.difference(&lock("19.1.7-4", "bb")).unwrap();
    assert!(rebuilt.ends_with("has 19.1.7-4, another file"), "{rebuilt}");
    assert!(locked.difference(&Lock::default()).is_some());
}

#[test]
fn a_newer_library_that_the_compiler_runs_on_makes_no_other_toolchain() {
    let package = |version: &str| Package { version: version.to_owned(), sha256: version.to_owned() };
    let lock = |libc: &str| {
        let packages = [("clang-19", "19.1.7"), ("libc6", libc)];
        let packages = packages.map(|(name, version)| (name.to_owned(), package(version)));
        Lock { architecture: BTreeMap::from([("amd64".to_owned(), BTreeMap::from(packages))]) }
    };
    assert_eq!(lock("2.41-12").difference(&lock("2.41-13")), None);
    assert_eq!(lock("2.41-12").compiler(), lock("2.41-13").compiler());
    assert_eq!(lock("2.41-12").compiler()["amd64"].keys().collect::<Vec<_>>(), ["clang-19"]);
}

#[test]
fn a_library_that_the_mirror_replaced_is_taken_as_it_is_there_now_and_a_compiler_never() {
    let offered = ["2-2".to_owned(), "2-1".to_owned()];
    assert_eq!(version_to_take("libc6", "2-1", &offered).unwrap(), "2-1");
    assert_eq!(version_to_take("libc6", "1-9", &offered).unwrap(), "2-2");
    let text = version_to_take("clang-19", "1-9", &offered).unwrap_err().to_string();
    assert!(
        text.contains("no longer has package `clang-19` 1-9") && text.contains("it has 2-2, 2-1"),
        "{text}"
    );
    assert!(version_to_take("libc6", "1-9", &[]).unwrap_err().to_string().contains("it has none"));
}

#[test]
fn versions_are_read_from_apts_table_the_newest_first() {
    let said = "     libc6 | 2.41-12+deb13u5 | http://mirror.test trixie/main amd64 Packages\n libc6 | 2.41-1 | x\nzlib1g | 1:1.3 | x\n";
    let offers = apt::versions_in(said);
    assert_eq!(offers["libc6"], ["2.41-12+deb13u5", "2.41-1"]);
    assert_eq!(offers["zlib1g"], ["1:1.3"]);
}

#[test]
fn a_kept_package_file_with_another_hash_is_named_with_both() {
    let said = discarded(Path::new("/x/emscripten_3_all.deb"), "aa", "bb");
    assert_eq!(said, "`emscripten_3_all.deb`: expected sha256 aa, found bb; it is downloaded again");
}

#[test]
fn an_upgraded_clang_is_noticed_behind_an_unchanged_emcc() {
    let _alone = STARTING.lock().unwrap();
    let root = tempfile::tempdir().unwrap();
    let tool = |name: &str, says: &str| {
        let path = root.path().join(name);
        let script = format!("#!/bin/sh\n{says}\n");
        crate::tools::files::write(&path, script.as_bytes()).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    };
    let here = root.path().display();
    let emcc = tool("emcc", "echo emcc 3.1.69");
    tool("em-config", &format!("echo {here}"));
    tool("bin/wasm-opt", "echo wasm-opt version 120");
    tool("clang", "echo clang version 19.1.7");
    let candidate = Candidate { origin: Origin::Path, emcc, environment: vec![] };
    assert_eq!(probe::facts(root.path(), &candidate).unwrap().clang, "19.1.7");
    tool("clang", "echo clang version 20.1.10");
    assert_eq!(probe::facts(root.path(), &candidate).unwrap().clang, "20.1.10");
}

#[test]
fn versions_are_found_in_what_tools_say() {
    let emcc = "emcc (Emscripten gcc/clang-like replacement + linker emulating GNU ld) 3.1.69 ()\nmore";
    assert_eq!(probe::version_in(emcc).unwrap(), "3.1.69");
    assert_eq!(probe::version_in("Debian clang version 19.1.7 (3+b1)").unwrap(), "19.1.7");
    assert_eq!(probe::version_in("wasm-opt version 120 (version_120)").unwrap(), "120");
    assert!(probe::version_in("no number here").is_err());
}
