use std::fs;
use std::process::Command;

use crate::support::{Checkout, own, stderr};

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
