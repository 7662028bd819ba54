//! What a release refuses, and what a kill leaves: each shown on a copy of the checkout with its caches.
//!
//! Needs a built checkout (`cargo xtask build`); `cargo xtask test --only faults` sees to that.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // tests start xtask themselves, and may panic
#![allow(missing_docs)]

mod support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use support::{Checkout, fake_emsdk, stderr};
use walkdir::WalkDir;

impl Checkout {
    /// As a commit of a repository of its own.
    fn committed(self) -> Self {
        for words in [
            &["init", "--quiet"][..],
            &["add", "--all"],
            &["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "--message", "all"],
        ] {
            assert!(
                Command::new("git").args(words).current_dir(self.folder.path()).status().unwrap().success()
            );
        }
        self
    }

    fn version(&self) -> String {
        let table = fs::read_to_string(self.at("Cargo.toml")).unwrap();
        let line = table.lines().find(|line| line.starts_with("version = ")).unwrap();
        line.split('"').nth(1).unwrap().to_owned()
    }
}

/// The heading of the changelog for the version that is to be released.
fn heading(version: &str) -> String {
    format!("## {version} - unreleased")
}

#[test]
fn a_release_of_another_version_than_cargos_or_from_a_local_pocketpy_is_refused() {
    let checkout = Checkout::unbuilt().committed();
    let said = checkout.refused(&["release", "--version", "99.0.0"], 2);
    assert!(said.contains("not 99.0.0"), "{said}");
    let version = checkout.version();
    let said = checkout.refused(&["release", "--version", &version, "--pocketpy-dir", "somewhere"], 2);
    assert!(said.contains("a build from a local pocketpy cannot be released"), "{said}");
    let output =
        checkout.command(&["release", "--version", &version]).env("POCKETPY_DIR", "elsewhere").output();
    assert!(stderr(&output.unwrap()).contains("`elsewhere` is not the pinned source"));
}

#[test]
fn a_release_that_the_changelog_does_not_announce_or_that_has_a_date_is_refused() {
    let checkout = Checkout::unbuilt().committed();
    let version = checkout.version();
    checkout.edit("CHANGELOG.md", &heading(&version), &format!("## {version} - 2026-01-02"));
    let said = checkout.refused(&["release", "--version", &version], 2);
    assert!(said.contains(&format!("version {version} was released on 2026-01-02")), "{said}");
    checkout.edit("CHANGELOG.md", &format!("## {version} - 2026-01-02"), "## Unreleased");
    let said = checkout.refused(&["release", "--version", &version], 2);
    assert!(said.contains("is not in CHANGELOG.md"), "{said}");
}

#[test]
fn a_release_of_a_checkout_that_differs_from_its_commit_is_refused_with_the_files() {
    let checkout = Checkout::unbuilt().committed();
    let version = checkout.version();
    fs::write(checkout.at("docs/new.md"), "").unwrap();
    checkout.edit("README.md", "# pocketpy-wasm", "# other");
    let said = checkout.refused(&["release", "--version", &version], 2);
    assert!(said.contains("M README.md") && said.contains("?? docs/new.md"), "{said}");
}

#[test]
fn a_checkout_of_another_user_is_refused_with_what_git_must_be_told() {
    let checkout = Checkout::unbuilt().committed();
    let words = ["release", "--version", &checkout.version(), "--dry-run"];
    let of_another = |extra: &[(&str, &str)]| {
        let mut command = checkout.command(&words);
        command.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1").envs(extra.iter().copied()).output().unwrap()
    };
    let output = of_another(&[]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains(
            "\nhelp: if you trust the checkout's owner: `git config --global --add safe.directory /"
        ),
        "{said}"
    );
    let told =
        [("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "safe.directory"), ("GIT_CONFIG_VALUE_0", "*")];
    let output = of_another(&told);
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn a_release_outside_of_git_or_with_another_toolchain_is_refused() {
    let checkout = Checkout::unbuilt();
    let version = checkout.version();
    let output =
        checkout.command(&["release", "--version", &version]).env("GIT_CEILING_DIRECTORIES", "/").output();
    assert_eq!(output.unwrap().status.code(), Some(1));
    let checkout = checkout.committed();
    fake_emsdk(&checkout, "dist/emsdk", "3.1.69", "19.0.0", "120");
    let command = ["release", "--version", &version, "--dry-run"];
    let output = checkout.command(&command).env("EMSDK", checkout.at("dist/emsdk")).output().unwrap();
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("a release is made with the toolchain of toolchain.lock only"), "{said}");
}

#[test]
fn a_red_test_ends_a_release_and_nothing_is_released() {
    let checkout = Checkout::new();
    checkout.edit("xtask/src/main.rs", "mod cli;", "mod   cli;");
    let checkout = checkout.committed();
    let said = checkout.refused_without_help(&["release", "--version", &checkout.version()]);
    assert!(said.contains("tests of kind `format` failed"), "{said}");
    assert!(!checkout.at("dist/release").exists());
}

#[test]
fn a_release_over_budget_is_refused_with_the_bytes() {
    let checkout = Checkout::new();
    let table = fs::read_to_string(checkout.at("variants.toml")).unwrap();
    let line = table.lines().find(|line| line.starts_with("wasm-brotli-bytes-max")).unwrap();
    checkout.edit("variants.toml", line, "wasm-brotli-bytes-max = 1000");
    let checkout = checkout.committed();
    let said = checkout.refused(&["release", "--version", &checkout.version()], 1);
    assert!(said.contains("error: tier `core` is over its budget"), "{said}");
}

#[test]
fn a_killed_release_leaves_nothing_behind() {
    let checkout = Checkout::new().committed();
    let version = checkout.version();
    let mut release =
        checkout.command(&["release", "--version", &version]).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(release.stderr.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.trim().starts_with("test format")), "the release never tested");
    release.kill().unwrap();
    release.wait().unwrap();
    assert!(!checkout.at("dist/release").exists());
}

#[test]
fn a_dry_run_says_what_would_be_released_and_makes_nothing() {
    let checkout = Checkout::unbuilt().committed();
    let version = checkout.version();
    let output = checkout.run(&["release", "--version", &version, "--dry-run"]);
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let plan = String::from_utf8(checkout.run(&["plan"]).stdout).unwrap();
    let packages: Vec<&str> = plan.lines().filter_map(|line| line.split(" → @").nth(1)).collect();
    assert!(packages.len() > 1, "{plan}");
    for package in packages {
        let name = package.split(',').next().unwrap().replace('/', "-");
        assert!(said.contains(&format!("{name}-{version}.tgz")), "{said}");
    }
    assert!(said.contains("SHA256SUMS") && said.contains("### Added"), "{said}");
    assert!(!checkout.at("dist").exists());
}

#[test]
fn a_clock_that_jumped_makes_nothing_be_built_again() {
    let checkout = Checkout::new();
    checkout.built(&["build"]);
    let ages = [std::time::Duration::from_secs(1), std::time::Duration::from_secs(4_000_000_000)];
    for (index, entry) in WalkDir::new(checkout.folder.path()).into_iter().flatten().enumerate() {
        if entry.file_type().is_file() {
            let file = fs::File::options().append(true).open(entry.path()).unwrap();
            file.set_modified(std::time::SystemTime::UNIX_EPOCH + ages[index % 2]).unwrap();
        }
    }
    let said = checkout.built(&["build"]);
    for stage in ["objects", "link", "optimize", "check", "pack"] {
        assert!(said.contains(&format!("{stage} up to date")), "{said}");
    }
}
