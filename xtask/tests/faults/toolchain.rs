use std::fs;

use crate::support::{Checkout, fake_emsdk, script, stderr};

#[test]
fn a_wrong_emscripten_in_emsdk_is_refused_with_found_and_wanted() {
    let checkout = Checkout::new();
    fake_emsdk(&checkout, "emsdk", "3.1.6", "15.0.0", "105");
    fs::remove_file(checkout.at("target/toolchain")).ok();
    let output = checkout.command(&["build"]).env("EMSDK", checkout.at("emsdk")).output().unwrap();
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("error: Emscripten 3.1.6 is not the version of this build"), "{said}");
    assert!(said.contains("wanted 3.1.69 exactly") && said.contains("breaks on Node.js 18"), "{said}");
}

#[test]
fn variables_that_would_change_the_build_in_silence_are_refused() {
    let checkout = Checkout::new();
    let output = checkout.command(&["build"]).env("EMCC_CFLAGS", "-O0").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("error: the environment sets `EMCC_CFLAGS`"), "{}", stderr(&output));
}

#[test]
fn what_cmake_says_against_a_library_is_told_without_the_chatter_around_it() {
    let checkout = Checkout::new();
    let refused = "\"CMAKE_PROJECT_GEOS_INCLUDE=/nowhere/refused.cmake\", \"BUILD_SHARED_LIBS=OFF\"";
    checkout.edit("variants.toml", "\"BUILD_SHARED_LIBS=OFF\"", refused);
    let said = checkout.refused_without_help(&["build", "--tier", "geos"]);
    assert!(said.contains("error: cannot configure library `geos`\n"), "{said}");
    assert!(said.contains("CMake Error at CMakeLists.txt"), "{said}");
    assert!(said.contains("/nowhere/refused.cmake\n"), "{said}");
    assert!(!said.contains(" = None") && !said.contains("panicked") && !said.contains("running:"), "{said}");
}

#[test]
fn a_variable_of_cmake_without_a_value_is_refused() {
    let checkout = Checkout::new();
    checkout.edit("variants.toml", "\"BUILD_SHARED_LIBS=OFF\"", "\"BUILD_SHARED_LIBS\"");
    let said = checkout.refused(&["build", "--tier", "geos"], 2);
    assert!(said.contains("error: `BUILD_SHARED_LIBS` of library `geos` is no variable of CMake"), "{said}");
}

#[test]
fn a_version_of_emscripten_that_is_not_locked_is_refused_before_anything_is_replaced() {
    let checkout = Checkout::unbuilt();
    checkout.edit("variants.toml", "emscripten = \"3.1.69\"", "emscripten = \"3.1.70\"");
    for words in [&["plan"][..], &["build"], &["setup"], &["doctor"]] {
        let said = checkout.refused(words, 2);
        assert!(
            said.contains("variants.toml wants Emscripten 3.1.70, and toolchain.lock has 3.1.69"),
            "{said}"
        );
    }
    assert!(checkout.at("target/toolchain").exists());
}

#[test]
fn doctor_names_a_python_without_venv() {
    let checkout = Checkout::unbuilt();
    let bin = checkout.at("dist/bin");
    script(&bin.join("python3"), "case \"$*\" in *ensurepip*) exit 1;; *) echo Python 3.11.2;; esac");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let output = checkout.command(&["doctor"]).env("PATH", path).output().unwrap();
    let listed = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(output.status.code(), Some(3), "{listed}");
    assert!(
        listed.contains("problem: python3 lacks it") && listed.contains("(Debian: python3-venv)"),
        "{listed}"
    );
    assert!(
        stderr(&output).contains("this machine lacks something: ")
            && stderr(&output).contains("python3-venv")
    );
}

#[test]
fn setup_leaves_a_toolchain_that_compiles_as_it_is() {
    let checkout = Checkout::unbuilt();
    let place = checkout.at("target/toolchain/private/prefix");
    let before = fs::metadata(&place).unwrap().modified().unwrap();
    let said = checkout.built(&["setup"]);
    assert!(said.contains("it compiles and was left as it is") && !said.contains("install"), "{said}");
    assert_eq!(fs::metadata(&place).unwrap().modified().unwrap(), before);
}

#[test]
fn a_lock_file_that_does_not_fit_is_called_so_and_not_the_network() {
    let checkout = Checkout::new();
    checkout.edit("Cargo.lock", " \"lz4-sys\",\n", "");
    let output = checkout.command(&["build"]).env("CARGO_NET_OFFLINE", "true").output().unwrap();
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("help: `Cargo.lock` does not fit the pins") && !said.contains("check the network"),
        "{said}"
    );
}

#[test]
fn a_machine_without_sanitizers_is_told_what_to_install() {
    let checkout = Checkout::new().with_references();
    script(&checkout.at("tools/cc"), "echo 'cc: error: cannot find -lasan' >&2; exit 1");
    let path = format!("{}:{}", checkout.at("tools").display(), std::env::var("PATH").unwrap());
    let output = checkout.command(&["test", "--sanitize"]).env("PATH", path).output().unwrap();
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("has no sanitizers that work") && said.contains("cannot find -lasan"), "{said}");
    assert!(said.contains("help: install the runtime of its sanitizers"), "{said}");
}
