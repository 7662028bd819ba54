//! A copy of the checkout that a test may break.
#![allow(dead_code)] // each test file uses its part

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use walkdir::WalkDir;

/// A copy of the checkout; toolchain and formatter are shared, the caches are its own.
pub struct Checkout {
    pub folder: TempDir,
}

impl Checkout {
    /// With everything that was built, so that little is built again.
    pub fn new() -> Self {
        let checkout = Self::unbuilt();
        for cache in ["sources", "libraries", "objects", "glue", "linked", "optimized", "checked", "measured"]
        {
            checkout.copy_tree(&own(), &format!("target/pocketpy/{cache}"));
        }
        checkout
    }

    /// For what is refused before anything is built.
    pub fn unbuilt() -> Self {
        let (checkout, own) = (Self { folder: tempfile::tempdir().unwrap() }, own());
        for name in repository_files() {
            checkout.copy(&own, &name);
        }
        for tool in ["target/toolchain", "target/pocketpy/clang-format"] {
            if own.join(tool).is_dir() {
                fs::create_dir_all(checkout.at(tool).parent().unwrap()).unwrap();
                std::os::unix::fs::symlink(own.join(tool), checkout.at(tool)).unwrap();
            }
        }
        checkout
    }

    /// With what only some tests use, where it is there: the objects with sanitizers, and CPython's packages.
    pub fn with_references(self) -> Self {
        let own = own();
        if own.join("target/pocketpy/native").is_dir() {
            self.copy_tree(&own, "target/pocketpy/native");
        }
        if own.join("target/pocketpy/venv").is_dir() {
            let venv = "target/pocketpy/venv";
            std::os::unix::fs::symlink(own.join(venv), self.at(venv)).unwrap();
        }
        self
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn copy(&self, from: &Path, name: &str) {
        fs::create_dir_all(self.at(name).parent().unwrap()).unwrap();
        fs::copy(from.join(name), self.at(name)).unwrap();
    }

    pub fn copy_tree(&self, from: &Path, name: &str) {
        for entry in WalkDir::new(from.join(name)) {
            let entry = entry.unwrap();
            if entry.file_type().is_file() {
                self.copy(from, entry.path().strip_prefix(from).unwrap().to_str().unwrap());
            }
        }
    }

    pub fn edit(&self, name: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.at(name)).unwrap();
        assert!(text.contains(old), "{name} holds no `{old}`");
        fs::write(self.at(name), text.replacen(old, new, 1)).unwrap();
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("--root").arg(self.folder.path()).args(words).env_remove("POCKETPY_DIR");
        command
    }

    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// Runs to a failure with that exit code; returns what it said.
    pub fn refused(&self, words: &[&str], code: i32) -> String {
        let output = self.run(words);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains("\nhelp: "), "no action that helps: {said}");
        said
    }

    pub fn built(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{}", stderr(&output));
        stderr(&output)
    }

    pub fn package(&self) -> PathBuf {
        self.at("dist/npm/@pocketpy/core")
    }
}

/// What git knows or would add, relative to the checkout.
pub fn repository_files() -> Vec<String> {
    let list = ["ls-files", "--cached", "--others", "--exclude-standard"];
    let names = Command::new("git").args(list).current_dir(own()).output().unwrap();
    let names = String::from_utf8(names.stdout).unwrap();
    names.lines().filter(|name| own().join(name).is_file()).map(str::to_owned).collect()
}

/// The checkout that this was compiled in.
pub fn own() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn lines_with(said: &str, word: &str) -> Vec<String> {
    said.lines().map(str::trim).filter(|line| line.starts_with(word)).map(str::to_owned).collect()
}

impl Checkout {
    /// Like `refused`, where the compiler's own words are the help.
    pub fn refused_without_help(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        stderr(&output)
    }
}

pub fn script(path: &Path, body: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, format!("#!/bin/sh\n{body}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// An emsdk below the checkout whose programs only tell these versions.
pub fn fake_emsdk(checkout: &Checkout, place: &str, emcc: &str, clang: &str, wasm_opt: &str) {
    let upstream = checkout.at(place).join("upstream");
    let programs = [
        ("emscripten/emcc", format!("emcc (Emscripten) {emcc} ()")),
        ("bin/clang", format!("clang version {clang}")),
        ("bin/wasm-opt", format!("wasm-opt version {wasm_opt}")),
    ];
    for (name, said) in programs {
        script(&upstream.join(name), &format!("echo '{said}'"));
    }
    let config = format!(
        "if [ $1 = LLVM_ROOT ]; then echo {}; else echo {}; fi",
        upstream.join("bin").display(),
        upstream.display()
    );
    script(&upstream.join("emscripten/em-config"), &config);
}
