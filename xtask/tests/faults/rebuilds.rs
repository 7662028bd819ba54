use std::fs;

use crate::sorted;
use crate::support::{Checkout, lines_with};

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
