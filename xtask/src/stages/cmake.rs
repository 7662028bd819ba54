//! CMake, driven by the crate `cmake`: configures and builds a project of other people's.
//!
//! The crate is made for build scripts: it prints, takes settings from variables and panics. So it runs in a process of xtask's own,
//! `cargo xtask cmake REQUEST`, a command that nobody types: [`drive`] starts it and [`carry_out`] is what it does. What it prints is
//! our progress, and how it ends our error; a signal that ends xtask ends its group, with CMake, Ninja and compilers in it.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::compiler;
use crate::error::{Error, Result};
use crate::toolchain::Toolchain;
use crate::tools::files;
use crate::tools::hash::read;
use crate::tools::parallel;
use crate::tools::process::{Invocation, stream};

/// What Emscripten is to Rust's crates.
const TARGET: &str = "wasm32-unknown-emscripten";

/// What Ninja does when it shall build nothing: it lists its targets.
pub const NOTHING: &str = "help";

/// CMake and Ninja.
pub struct Programs {
    /// `cmake`.
    pub cmake: PathBuf,
    /// `ninja`.
    pub ninja: PathBuf,
}

/// One run, as it is handed to the process of its own. Unless CMake was through with `folder` before, it configures there first.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The folder of `CMakeLists.txt`.
    pub project: PathBuf,
    /// CMake works in `build` below it.
    pub folder: PathBuf,
    /// Flags of C and C++, as a shell reads them.
    pub flags: Vec<String>,
    /// Variables of CMake and their values.
    pub defines: Vec<(String, String)>,
    /// What Ninja builds.
    pub target: String,
    /// `emcc` itself, beside all that Emscripten has for CMake.
    pub emcc: PathBuf,
}

/// Carries out a request in a process of its own, giving each line that it prints to `on_line`.
pub fn drive(
    tools: &Toolchain,
    programs: &Programs,
    request: &Request,
    on_line: impl FnMut(&str),
) -> Result<()> {
    let place = request.folder.join("request.json");
    let text = serde_json::to_string_pretty(request).expect("a request has only texts");
    files::write(&place, text.as_bytes())?;
    let of_emscripten = |name: &str| request.emcc.with_file_name(name);
    let command = Invocation::new(own_program()?)
        .arg("cmake")
        .arg(&place)
        .envs(&tools.environment)
        // the crate looks for the names with the target in them first
        .env(format!("CMAKE_{TARGET}"), &programs.cmake)
        .env(format!("EMCMAKE_{TARGET}"), of_emscripten("emcmake"))
        .env(format!("EMMAKE_{TARGET}"), of_emscripten("emmake"))
        .env("NUM_JOBS", parallel::jobs().to_string());
    stream(&command, on_line).map_err(|error| error.without_details(is_of_the_crate))
}

/// Whether a line is what the crate and Emscripten's wrappers say of themselves: `NAME = None`, the commands that they run, and that these failed.
fn is_of_the_crate(line: &str) -> bool {
    let is_variable = line
        .split_once(" = ")
        .is_some_and(|(name, value)| !name.contains(' ') && (value == "None" || value.starts_with("Some(")));
    let starts = ["running: ", "configure: ", "make: ", "emcmake: error:", "emmake: error:", FAILED, "  | "];
    is_variable || starts.iter().any(|start| line.starts_with(start))
}

/// How the process of its own says that the crate panicked.
const FAILED: &str = "error: CMake failed";

/// The program that runs now, even where its file was replaced since.
fn own_program() -> Result<PathBuf> {
    let cannot_find = |cause| Error::machine("cannot find the file of xtask").detail(cause);
    let file = std::env::current_exe().map_err(cannot_find)?;
    Ok(if file.is_file() { file } else { PathBuf::from("/proc/self/exe") })
}

/// `cargo xtask cmake REQUEST`.
pub fn carry_out(request: &Path) -> Result<()> {
    let request: Request = serde_json::from_slice(&read(request)?).map_err(|cause| {
        Error::request(format!("cannot understand `{}`", request.display()))
            .detail(cause)
            .help("run `cargo xtask build`, which writes it")
    })?;
    set_hook(Box::new(|_| {})); // what a panic of the crate says is said by the error
    configure_and_build(&request)
}

fn configure_and_build(request: &Request) -> Result<()> {
    let mut config = config(request);
    catch_unwind(AssertUnwindSafe(|| config.build())).map(drop).map_err(|panic| {
        let said = panic.downcast_ref::<String>().map_or("the crate `cmake` panicked", String::as_str);
        Error::work("CMake failed").detail(said.trim_start().lines().next().unwrap_or_default())
    })
}

fn config(request: &Request) -> cmake::Config {
    let mut config = cmake::Config::new(&request.project);
    config
        .target(TARGET)
        .host(&compiler::host())
        .out_dir(&request.folder)
        .generator("Ninja")
        .profile("None") // no flags of CMake's own
        .no_default_flags(true)
        .init_c_cfg(compiler_of(request, "emcc"))
        .init_cxx_cfg(compiler_of(request, "em++"))
        .always_configure(!request.folder.join("build/build.ninja").is_file())
        .build_target(&request.target);
    for flag in &request.flags {
        config.cflag(flag).cxxflag(flag);
    }
    for (name, value) in &request.defines {
        config.define(name, value);
    }
    config
}

fn compiler_of(request: &Request, name: &str) -> cc::Build {
    let mut build = compiler::build(TARGET, &request.emcc.with_file_name(name), &request.folder);
    build.extra_warnings(false);
    build
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_the_crate_is_an_error_with_its_reason() {
        let folder = tempfile::tempdir().unwrap();
        let request = Request {
            project: folder.path().join("nowhere"),
            folder: folder.path().join("out"),
            flags: Vec::new(),
            defines: Vec::new(),
            target: NOTHING.to_owned(),
            emcc: folder.path().join("emcc"),
        };
        let said = configure_and_build(&request).unwrap_err().to_string();
        assert!(said.starts_with("error: CMake failed\n  | ") && said.lines().count() == 2, "{said}");
    }

    #[test]
    fn what_the_crate_says_of_itself_is_in_no_error_and_what_cmake_says_is() {
        let noise = [
            "TARGET_CMAKE = None",
            "CMAKE_x = Some(\"/cmake\")",
            "running: cd \"/\" && cmake",
            "error: CMake failed",
        ];
        assert!(noise.iter().all(|line| is_of_the_crate(line)));
        let said =
            ["CMake Error at CMakeLists.txt:59 (project):", "  x = None of these", "a.cpp:1:1: error: x"];
        assert!(!said.iter().any(|line| is_of_the_crate(line)));
    }

    #[test]
    fn a_request_with_a_key_that_nobody_reads_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("request.json");
        files::write(&place, b"{\"projekt\": \"/\"}").unwrap();
        let said = carry_out(&place).unwrap_err().to_string();
        assert!(said.contains("unknown field `projekt`"), "{said}");
    }
}
