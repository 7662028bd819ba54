use std::fs;

use crate::support::{Checkout, stderr};

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
