//! What must be refused, survive, or be rebuilt: each shown on a copy of the checkout with its caches.
//!
//! Needs a built checkout (`cargo xtask build`); `cargo xtask test --only faults` sees to that.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // tests start xtask themselves, and may panic
#![allow(missing_docs)]

mod support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use support::{Checkout, lines_with, own, script, stderr};

#[test]
fn a_build_with_nothing_changed_makes_nothing() {
    let checkout = Checkout::new();
    checkout.built(&["build"]);
    let said = checkout.built(&["build"]);
    for stage in ["objects", "glue", "link", "optimize", "check", "pack"] {
        assert!(said.contains(&format!("{stage} up to date")), "{said}");
    }
}

#[test]
fn after_a_change_in_one_binding_only_that_file_and_what_follows_are_made_again() {
    let checkout = Checkout::new();
    checkout.built(&["build"]);
    checkout.edit("bindings/msgpack/encode.c", "#include", "/* changed */\n#include");
    let said = checkout.built(&["build"]);
    assert_eq!(lines_with(&said, "compile"), ["compile bindings/msgpack/encode.c"], "{said}");
    let mut relinked = lines_with(&said, "link");
    relinked.sort();
    assert!(relinked.is_empty() || relinked == ["link core", "link geos", "link numpy"], "{said}");
}

#[test]
fn a_changed_header_compiles_again_what_includes_it_and_nothing_else() {
    let checkout = Checkout::new();
    checkout.edit("bindings/page/platform.h", "#include", "/* changed */\n#include");
    let said = checkout.built(&["build", "--tier", "core"]);
    let includers = ["output.c", "page.c", "platform.c"];
    assert_eq!(
        sorted(lines_with(&said, "compile")),
        includers.map(|file| format!("compile bindings/page/{file}")),
        "{said}"
    );
    checkout.edit("bindings/include/pkw.h", "#pragma once", "/* changed */\n#pragma once");
    let said = checkout.built(&["build", "--tier", "geos"]);
    assert!(said.contains("compile bindings/shapely/geometry/platform.c"), "{said}");
    assert!(
        !said.contains("compile bindings/shapely/operations/unary.c")
            && !said.contains("compile bindings/numpy/ufunc/"),
        "{said}"
    );
}

#[test]
fn a_header_that_comes_before_another_of_its_name_is_seen() {
    let checkout = Checkout::new();
    fs::copy(checkout.at("bindings/include/pkw.h"), checkout.at("bindings/msgpack/pkw.h")).unwrap();
    let said = checkout.built(&["build", "--tier", "core"]);
    assert!(
        said.contains("compile bindings/msgpack/msgpack.c") && !said.contains("compile bindings/lz4/lz4.c"),
        "{said}"
    );
    checkout.edit("bindings/msgpack/pkw.h", "#", "#error found\n#");
    let said = checkout.refused_without_help(&["build", "--tier", "core"]);
    assert!(said.contains("error: cannot compile `bindings/msgpack/"), "{said}");
}

#[test]
fn a_changed_line_of_the_glue_links_and_optimizes_nothing_again() {
    let checkout = Checkout::new();
    checkout.built(&["build", "--tier", "core"]);
    let before = fs::read(checkout.package().join("dist/pocketpy.cjs")).unwrap();
    checkout.edit("js/glue/pocketpy.cjs", "globalThis.performance ?? Date", "globalThis.performance || Date");
    let said = checkout.built(&["build", "--tier", "core"]);
    assert!(said.contains("link up to date, optimize up to date"), "{said}");
    assert_eq!(lines_with(&said, "check").len(), 1, "{said}");
    assert_ne!(before, fs::read(checkout.package().join("dist/pocketpy.cjs")).unwrap());
}

#[test]
fn a_copied_checkout_with_what_it_had_built_makes_nothing_again() {
    let checkout = Checkout::new();
    let said = checkout.built(&["build"]);
    for stage in ["objects", "glue", "link", "optimize", "check"] {
        assert!(said.contains(&format!("{stage} up to date")), "{said}");
    }
}

#[test]
fn a_change_in_the_binding_of_a_library_does_not_build_the_library_again() {
    let checkout = Checkout::new();
    checkout.built(&["build", "--tier", "geos"]);
    checkout.edit("bindings/shapely/operations/unary.c", "#include", "/* changed */\n#include");
    let said = checkout.built(&["build", "--tier", "geos"]);
    assert_eq!(lines_with(&said, "compile"), ["compile bindings/shapely/operations/unary.c"], "{said}");
    assert!(!said.contains("configure geos") && !said.contains("build library"), "{said}");
}

#[test]
fn a_tampered_library_is_refused_with_both_hashes() {
    let checkout = Checkout::new();
    let pins = fs::read_to_string(checkout.at("pocketpy/sources.toml")).unwrap();
    let geos = pins.split("[source.geos]").nth(1).unwrap();
    let right = geos.split("tree-sha256 = \"").nth(1).unwrap().split('"').next().unwrap();
    let wrong = "0".repeat(64);
    checkout.edit("pocketpy/sources.toml", right, &wrong);
    let said = checkout.refused(&["build", "--tier", "geos"], 1);
    assert!(said.contains("is not the pinned source"), "{said}");
    assert!(said.contains(&wrong) && said.contains(right), "{said}");
}

#[test]
fn a_compiler_error_names_the_file_and_leaves_the_old_package() {
    let checkout = Checkout::new();
    checkout.built(&["build"]);
    let before = fs::read(checkout.package().join("dist/pocketpy.wasm")).unwrap();
    checkout.edit("bindings/msgpack/msgpack.c", "#include", "this is not C\n#include");
    let said = checkout.refused_without_help(&["build"]);
    assert!(said.contains("error: cannot compile `bindings/msgpack/msgpack.c`"), "{said}");
    assert_eq!(before, fs::read(checkout.package().join("dist/pocketpy.wasm")).unwrap());
}

#[test]
fn a_tampered_source_is_refused_by_name_with_both_hashes() {
    let checkout = Checkout::new();
    let pins = fs::read_to_string(checkout.at("pocketpy/sources.toml")).unwrap();
    let line = pins.lines().find(|line| line.starts_with("\"pocketpy.c\"")).unwrap();
    checkout.edit("pocketpy/sources.toml", line, &format!("\"pocketpy.c\" = \"{}\"", "a".repeat(64)));
    let said = checkout.refused(&["build"], 1);
    assert!(
        said.contains("`libs/pocketpy/pocketpy.c of crate pixelscript 0.7.1` is not the pinned source"),
        "{said}"
    );
    assert!(said.contains(&"a".repeat(64)) && said.contains("found    sha256"), "{said}");
    assert!(!checkout.at("dist").exists());
}

#[test]
fn a_wrong_emscripten_in_emsdk_is_refused_with_found_and_wanted() {
    let checkout = Checkout::new();
    let emcc = checkout.at("emsdk/upstream/emscripten/emcc");
    fs::create_dir_all(emcc.parent().unwrap()).unwrap();
    for (name, said) in [
        ("upstream/emscripten/emcc", "emcc (Emscripten) 3.1.6 ()"),
        ("upstream/bin/clang", "clang version 15.0.0"),
        ("upstream/bin/wasm-opt", "wasm-opt version 105"),
    ] {
        script(&checkout.at("emsdk").join(name), &format!("echo '{said}'"));
    }
    let (llvm, binaryen) = (checkout.at("emsdk/upstream/bin"), checkout.at("emsdk/upstream"));
    let config =
        format!("if [ $1 = LLVM_ROOT ]; then echo {}; else echo {}; fi", llvm.display(), binaryen.display());
    script(&emcc.with_file_name("em-config"), &config);
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
fn a_killed_build_leaves_no_half_package_and_the_next_build_recovers() {
    let checkout = Checkout::new();
    fs::remove_dir_all(checkout.at("target/pocketpy/linked")).unwrap();
    fs::remove_dir_all(checkout.at("target/pocketpy/optimized")).unwrap();
    let mut build = checkout.command(&["build"]).stderr(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(build.stderr.take().unwrap()).lines();
    assert!(
        lines.map_while(Result::ok).any(|line| line.trim().starts_with("link")),
        "the build never linked"
    );
    build.kill().unwrap();
    build.wait().unwrap();
    assert!(!checkout.package().exists());
    checkout.built(&["build"]);
    assert!(checkout.package().join("dist/pocketpy.wasm").is_file());
    checkout.built(&["check"]);
}

#[test]
fn a_signal_that_ends_a_build_leaves_no_process_behind() {
    let checkout = Checkout::new();
    fs::remove_dir_all(checkout.at("target/pocketpy/objects")).unwrap();
    ended_by_signal(&checkout, "core", "compile bindings", 2);
}

#[test]
fn a_signal_that_ends_the_build_of_a_library_leaves_neither_cmake_nor_ninja_nor_compilers_behind() {
    let checkout = Checkout::new();
    fs::remove_dir_all(checkout.at("target/pocketpy/libraries")).unwrap();
    // xtask's own process for CMake works where the test does; emmake, CMake, Ninja and emcc in the library's folder
    ended_by_signal(&checkout, "geos", "start build library", 4);
}

/// Sends SIGTERM to the build of a tier once it has said a line and so many processes work in the checkout; none of them may be left.
fn ended_by_signal(checkout: &Checkout, tier: &str, line_begins: &str, processes_min: usize) {
    let mut build = checkout.command(&["build", "--tier", tier]).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(build.stderr.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().trim().starts_with(line_begins)));
    while processes_in(checkout.folder.path()).len() < processes_min {
        assert!(build.try_wait().unwrap().is_none(), "the build ended by itself");
    }
    let kill = std::process::Command::new("kill").arg("-TERM").arg(build.id().to_string()).status().unwrap();
    assert!(kill.success());
    let status = build.wait().unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(15));
    let left = processes_in(checkout.folder.path());
    assert!(left.is_empty(), "{left:?}");
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

/// Command lines of the processes that work in a folder.
fn processes_in(folder: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let works_there = fs::read_link(entry.path().join("cwd")).is_ok_and(|cwd| cwd.starts_with(folder));
        if works_there {
            found.push(
                fs::read_to_string(entry.path().join("cmdline")).unwrap_or_default().replace('\0', " "),
            );
        }
    }
    found
}

#[test]
fn of_two_builds_at_once_the_second_waits() {
    let checkout = Checkout::new();
    fs::remove_dir_all(checkout.at("target/pocketpy/linked")).unwrap();
    let mut first = checkout.command(&["build"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(first.stderr.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().trim().starts_with("link")));
    let mut second = checkout.command(&["build"]).stderr(Stdio::piped()).spawn().unwrap();
    let said: Vec<String> =
        BufReader::new(second.stderr.take().unwrap()).lines().map(Result::unwrap).collect();
    lines.for_each(drop);
    assert!(first.wait().unwrap().success() && second.wait().unwrap().success());
    assert!(said[0].contains("waiting another build runs in this checkout"), "{said:?}");
}

#[test]
fn a_place_where_the_package_cannot_be_written_is_named() {
    let checkout = Checkout::new();
    fs::write(checkout.at("dist"), "a file where a folder must be").unwrap();
    let output = checkout.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("error: cannot make the folder `"), "{}", stderr(&output));
}

#[test]
fn code_of_a_folder_without_a_row_is_refused_and_code_of_a_binding_is_compiled() {
    let checkout = Checkout::new();
    fs::create_dir(checkout.at("bindings/foo")).unwrap();
    fs::write(checkout.at("bindings/foo/foo.c"), "int extra;\n").unwrap();
    fs::write(checkout.at("bindings/foo.c"), "int extra;\n").unwrap();
    let said = checkout.refused(&["plan"], 2);
    assert!(said.contains("`bindings/foo.c`, `bindings/foo/foo.c`"), "{said}");
    fs::remove_file(checkout.at("bindings/foo.c")).unwrap();
    fs::remove_dir_all(checkout.at("bindings/foo")).unwrap();
    fs::write(checkout.at("bindings/msgpack/extra.c"), "#error compiled\n").unwrap();
    let said = checkout.refused_without_help(&["build", "--tier", "core"]);
    assert!(said.contains("error: cannot compile `bindings/msgpack/extra.c`"), "{said}");
}

#[test]
fn a_unit_that_the_table_does_not_name_or_the_source_lacks_is_refused() {
    let checkout = Checkout::new();
    checkout.edit("pocketpy/units.toml", "\"modules/vmath.c\" =", "\"modules/vmaths.c\" =");
    checkout.edit("pocketpy/edits.toml", "modules/vmath.c", "modules/vmaths.c");
    for edit in ["py_newvec4i", "py_tovec4i"] {
        let row = format!("[edit.{edit}]\nunit = \"modules/vmath");
        checkout.edit("pocketpy/edits.toml", &format!("{row}.c"), &format!("{row}s.c"));
    }
    let said = checkout.refused(&["build"], 2);
    assert!(said.contains("it says nothing of `modules/vmath.c`"), "{said}");
    assert!(said.contains("the source has no `modules/vmaths.c`"), "{said}");
}

#[test]
fn a_unit_whose_text_upstream_changed_is_refused_by_name() {
    let checkout = Checkout::new();
    let table = fs::read_to_string(checkout.at("pocketpy/units.toml")).unwrap();
    let line = table.lines().find(|line| line.starts_with("\"modules/json.c\"")).unwrap();
    let right = line.split("sha256 = \"").nth(1).unwrap().split('"').next().unwrap();
    checkout.edit("pocketpy/units.toml", right, &"b".repeat(64));
    let said = checkout.refused(&["build"], 2);
    assert!(said.contains(&format!("`modules/json.c` has sha256 {right}")), "{said}");
    assert!(said.contains("cargo xtask units --against DIR"), "{said}");
}

#[test]
fn an_edit_of_a_function_that_is_gone_changed_or_not_upstreams_is_refused() {
    let checkout = Checkout::new();
    checkout.edit("pocketpy/edits.toml", "[edit.py_newvec4i]", "[edit.py_newvec5i]");
    let said = checkout.refused(&["build"], 2);
    assert!(said.contains("unit `modules/vmath.c` defines no function `py_newvec5i`"), "{said}");
    checkout.edit("pocketpy/edits.toml", "[edit.py_newvec5i]", "[edit.py_newvec2i]");
    let said = checkout.refused(&["build"], 2);
    assert!(said.contains("function `py_newvec2i` of unit `modules/vmath.c` is not the one"), "{said}");
    checkout.edit("pocketpy/edits.toml", "modules/vmath.c", "modules/json.c");
    let said = checkout.refused(&["build"], 2);
    assert!(said.contains("unit `modules/json.c` is not upstream's in units.toml"), "{said}");
}

#[test]
fn the_native_program_gets_the_same_units_as_the_wasm() {
    let checkout = Checkout::new();
    checkout.built(&["build"]);
    let staged = checkout.at("target/pocketpy/sources/pocketpy");
    let other = checkout.at("target/other");
    let script = own().join("tests/language/upstream_units.py");
    let split = Command::new("python3").args([&script, &staged.join("pocketpy.c"), &other]).output().unwrap();
    assert!(split.status.success(), "{}", stderr(&split));
    let compared = Command::new("diff").arg("-r").args([staged.join("units"), other.join("units")]).output();
    let compared = compared.unwrap();
    assert!(compared.status.success(), "{}", String::from_utf8_lossy(&compared.stdout));
    assert!(other.join("units/modules/vmath.c").is_file());
}

#[test]
fn a_unit_of_ours_in_no_folder_and_an_unknown_owner_are_refused() {
    let checkout = Checkout::new();
    checkout.edit("pocketpy/units.toml", "in = \"language/imports\"", "in = \"language/import\"");
    let said = checkout.refused(&["build"], 2);
    assert!(said.contains("is ours in `language/import`, which is no folder of bindings/"), "{said}");
    checkout.edit("pocketpy/units.toml", "whose = \"ours\"", "whose = \"mine\"");
    let said = checkout.refused(&["build"], 2);
    assert!(
        said.contains("unknown whose `mine`") && said.contains("legal: `upstream`, `ours`, `left-out`"),
        "{said}"
    );
}

#[test]
fn a_version_that_the_source_does_not_have_is_refused_with_both() {
    for (name, right, wrong) in [("lz4", "1.10.0", "1.9.4"), ("geos", "3.14.1", "3.14.0")] {
        let checkout = Checkout::new();
        let row = format!("[source.{name}]\nversion = ");
        checkout.edit("pocketpy/sources.toml", &format!("{row}\"{right}\""), &format!("{row}\"{wrong}\""));
        let said = checkout.refused(&["build", "--tier", "geos"], 2);
        let text = format!("source `{name}` is {right}, and pocketpy/sources.toml calls it {wrong}");
        assert!(said.contains(&text), "{said}");
    }
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
fn a_tier_that_is_gone_leaves_no_package() {
    let checkout = Checkout::new();
    fs::create_dir_all(checkout.at("dist/npm/@pocketpy/gone/dist")).unwrap();
    fs::write(checkout.at("dist/npm/@pocketpy/gone/package.json"), "{}").unwrap();
    checkout.built(&["build", "--tier", "core"]);
    assert!(checkout.at("dist/npm/@pocketpy/gone").exists());
    let said = checkout.built(&["build"]);
    assert!(
        said.contains("remove @pocketpy/gone") && !checkout.at("dist/npm/@pocketpy/gone").exists(),
        "{said}"
    );
    assert!(checkout.package().exists());
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

#[test]
fn a_local_pocketpy_is_built_and_marked_as_not_releasable() {
    let checkout = Checkout::new();
    let local = checkout.at("local");
    fs::create_dir(&local).unwrap();
    for name in ["pocketpy.c", "pocketpy.h"] {
        fs::copy(checkout.at("target/pocketpy/sources/pocketpy").join(name), local.join(name)).unwrap();
    }
    checkout.built(&["build", "--pocketpy-dir", local.to_str().unwrap()]);
    let info = fs::read_to_string(checkout.package().join("dist/build-info.json")).unwrap();
    assert!(info.contains("\"pocketpy\": \"local\"") && info.contains("\"releasable\": false"), "{info}");
    let said = checkout.refused(&["build", "--pocketpy-dir", checkout.at("tests").to_str().unwrap()], 2);
    assert!(said.contains("is no pocketpy"), "{said}");
}

#[test]
fn sizes_of_a_tier_that_is_not_built_are_refused_and_a_bad_report_too() {
    let checkout = Checkout::new();
    let said = checkout.refused(&["size-report"], 2);
    assert!(said.contains("error: tier `core` is not built"), "{said}");
    let report = checkout.at("report.json").to_str().unwrap().to_owned();
    for (text, why) in [
        ("{}", "it names no schema"),
        ("{\"schema\":1,\"tiers\":{}}", "its schema is 1, known is 2"),
        ("?", "expected value"),
    ] {
        fs::write(&report, text).unwrap();
        let said = checkout.refused(&["size-report", "--diff", &report, &report], 2);
        assert!(said.contains("is not a size report") && said.contains(why), "{said}");
    }
    let said = checkout.refused(&["size-report", "--diff", &report, "--json"], 2);
    assert!(said.contains("--json"), "{said}");
    let said = checkout.refused(&["size-report", "--index", &report], 2);
    assert!(said.contains("--html"), "{said}");
}

#[test]
fn a_report_names_every_byte_and_a_changed_function_by_name() {
    let checkout = Checkout::new();
    checkout.built(&["build", "--tier", "core"]);
    fs::write(checkout.at("target/pocketpy/size-report.json"), "{\"schema\":1,\"tiers\":{}}").unwrap();
    let output = checkout.run(&["size-report", "--tier", "core", "--json"]);
    assert!(output.status.success(), "{}", stderr(&output));
    fs::write(checkout.at("before.json"), &output.stdout).unwrap();
    let before: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let parts = before["tiers"]["core"]["parts"].as_object().unwrap();
    let sum = |value: &serde_json::Value| sum_of_numbers(value);
    assert_eq!(
        parts.values().map(sum).sum::<u64>(),
        fs::metadata(checkout.package().join("dist/pocketpy.wasm")).unwrap().len()
    );
    let unknown = parts.get("other").map_or(0, sum);
    assert!(unknown * 50 <= parts.values().map(sum).sum::<u64>(), "{unknown} bytes belong to nobody");

    checkout.edit(
        "bindings/lz4/lz4.c",
        "PY_CHECK_ARGC(",
        "static volatile int pkw_test_table[64] = {1}; pkw_test_table[argc & 63]++;\n    PY_CHECK_ARGC(",
    );
    checkout.built(&["build", "--tier", "core"]);
    let words = ["size-report", "--tier", "core", "--diff", checkout.at("before.json").to_str().unwrap()]
        .map(str::to_owned);
    let output = checkout.run(&words.each_ref().map(String::as_str));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("\ntier core: wasm ") && text.contains("  module lz4: "), "{text}");
    assert!(
        text.lines().any(|line| line.contains("data lz4/lz4.c: ") && line.ends_with("pkw_test_table (new)")),
        "{text}"
    );
}

#[test]
fn sizes_of_files_that_did_not_change_are_not_measured_again() {
    let checkout = Checkout::new();
    checkout.built(&["build", "--tier", "core"]);
    let wasm = fs::metadata(checkout.package().join("dist/pocketpy.wasm")).unwrap().len();
    for entry in fs::read_dir(checkout.at("target/pocketpy/measured")).unwrap().map(Result::unwrap) {
        if fs::read_to_string(entry.path()).unwrap().contains(&format!("\"raw\":{wasm},")) {
            fs::write(entry.path(), format!("{{\"raw\":{wasm},\"gzip\":2,\"brotli\":98765}}")).unwrap();
        }
    }
    let table = String::from_utf8(checkout.run(&["size-report", "--tier", "core"]).stdout).unwrap();
    assert!(table.lines().any(|line| line.contains(" wasm ") && line.contains("98 765")), "{table}");
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

/// All numbers in a value.
fn sum_of_numbers(value: &serde_json::Value) -> u64 {
    match value.as_object() {
        Some(map) => map.values().map(sum_of_numbers).sum(),
        None => value.as_u64().unwrap(),
    }
}

#[test]
fn a_page_of_sizes_goes_only_where_a_folder_is_and_from_what_was_built_here() {
    let checkout = Checkout::new();
    checkout.built(&["build", "--tier", "core"]);
    let page = checkout.at("page.html").to_str().unwrap().to_owned();
    let lost = checkout.at("missing/page.html");
    let said = checkout.refused(&["size-report", "--tier", "core", "--html", lost.to_str().unwrap()], 2);
    assert!(said.contains("there is no folder") && !lost.exists(), "{said}");
    let index = checkout.at("index.json").to_str().unwrap().to_owned();
    fs::write(&index, "{\"schema\":9}").unwrap();
    let said = checkout.refused(&["size-report", "--tier", "core", "--html", &page, "--index", &index], 2);
    assert!(said.contains("is not an index of releases") && said.contains("its schema is 9"), "{said}");
    fs::write(checkout.package().join("dist/pocketpy.wasm"), b"\0asm\x01\0\0\0").unwrap();
    let said = checkout.refused(&["size-report", "--tier", "core", "--html", &page], 2);
    assert!(
        said.contains("is not what was built here last") && !std::path::Path::new(&page).exists(),
        "{said}"
    );
    checkout.built(&["build", "--tier", "core"]);
    fs::remove_dir_all(checkout.at("target/pocketpy/origins")).unwrap();
    let said = checkout.refused(&["size-report", "--tier", "core"], 2);
    assert!(said.contains("the origin of tier `core` is not known"), "{said}");
}

#[test]
fn a_misspelt_build_to_fuzz_against_is_refused_and_the_legal_ones_are_listed() {
    let checkout = Checkout::new();
    let said = checkout.refused(&["fuzz", "--against", "wasmm"], 2);
    assert!(said.contains("legal values: wasm, native"), "{said}");
    let said = checkout.refused(&["fuzz", "--speed", "3"], 2);
    assert!(said.contains("legal options: --seed, --count, --module, --against"), "{said}");
    let said = checkout.refused(&["test", "--sanitize", "--only", "python"], 2);
    assert!(said.contains("cannot be used with"), "{said}");
}

#[test]
fn a_wrong_answer_is_found_by_fuzzing_and_named_with_seed_and_index() {
    let checkout = Checkout::new().with_references();
    checkout.edit(
        "bindings/numpy/python/math/math.py",
        "def iscomplexobj(x):\n    return np.asarray(x).dtype.kind == 'c'",
        "def iscomplexobj(x):\n    return np.asarray(x).dtype.kind == 'f'",
    );
    let output = checkout.run(&["fuzz", "--seed", "1", "--count", "4000"]);
    let found = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let named =
        found.lines().any(|line| line.starts_with("seed 1 index ") && line.contains("np.iscomplexobj("));
    assert!(named, "{found}{}", stderr(&output));
    assert!(
        stderr(&output).contains("of 4000 expressions do not answer as NumPy does"),
        "{}",
        stderr(&output)
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

#[test]
fn a_read_beyond_an_array_fails_the_sanitized_programs() {
    let checkout = Checkout::new().with_references();
    checkout.edit(
        "bindings/msgpack/msgpack.c",
        "void pkw_add_msgpack(void) {",
        "void pkw_add_msgpack(void) {\n    char* one = py_malloc(1);\n    volatile char read = one[1];\n    (void)read;\n    py_free(one);",
    );
    let output = checkout.run(&["test", "--sanitize"]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("msgpack/integers.py") && said.contains("heap-buffer-overflow"), "{said}");
}

#[test]
fn c_that_is_laid_out_otherwise_is_refused_with_its_line_and_bless_mends_it() {
    let checkout = Checkout::unbuilt();
    let before = fs::read(checkout.at("bindings/lz4/lz4.c")).unwrap();
    checkout.edit("bindings/lz4/lz4.c", "static bool", "static  bool");
    let said = checkout.refused(&["test", "--only", "format"], 1);
    assert!(said.contains("bindings/lz4/lz4.c:"), "{said}");
    assert!(said.contains("help: `BLESS=1 cargo xtask test --only format` writes it"), "{said}");
    let blessed = checkout.command(&["test", "--only", "format"]).env("BLESS", "1").output().unwrap();
    assert!(blessed.status.success(), "{}", stderr(&blessed));
    assert_eq!(fs::read(checkout.at("bindings/lz4/lz4.c")).unwrap(), before);
}
