use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::{Checkout, stderr};

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
