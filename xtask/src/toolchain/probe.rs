//! What a candidate is: asked once, then remembered by the time and size of its files.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::find::Candidate;
use super::{Origin, Toolchain, Versions, private};
use crate::error::{Error, Result};
use crate::files;
use crate::hash::KeyBuilder;
use crate::process::{Invocation, run};

/// Oldest Node.js that runs the packages and Emscripten.
const NODE_MAJOR_MIN: u32 = 18;

/// What is remembered of a candidate.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Version of emcc.
    pub emscripten: String,
    /// Version of clang.
    pub clang: String,
    /// Version of wasm-opt.
    pub binaryen: String,
    /// Its `wasm-opt`.
    pub wasm_opt: PathBuf,
}

/// Node.js and its version; too old is a fault of the machine.
pub fn node() -> Result<(PathBuf, String)> {
    let path = which::which("node").map_err(|_| {
        Error::machine("there is no Node.js").help("install Node.js 18 or newer, so that `node` is on PATH")
    })?;
    let stamp = stamp(&path);
    let version = remembered_node(&stamp).map_or_else(|| ask_node(&path, &stamp), Ok)?;
    let major = version.split('.').next().and_then(|part| part.parse::<u32>().ok());
    if major.is_some_and(|major| major >= NODE_MAJOR_MIN) {
        return Ok((path, version));
    }
    Err(Error::machine(format!("Node.js {version} is too old"))
        .detail(format!("found at `{}`, wanted {NODE_MAJOR_MIN} or newer", path.display()))
        .help("install a newer Node.js, so that it comes first on PATH"))
}

fn remembered_node(stamp: &str) -> Option<String> {
    let text = std::fs::read_to_string(node_record()).ok()?;
    let (key, version) = text.split_once('\n')?;
    (key == stamp).then(|| version.trim().to_owned())
}

fn ask_node(path: &Path, stamp: &str) -> Result<String> {
    let said = run(&Invocation::new(path).arg("--version"))?;
    let version = said.trim().trim_start_matches('v').to_owned();
    let _ = files::write(&node_record(), format!("{stamp}\n{version}\n").as_bytes()); // only saves time
    Ok(version)
}

fn node_record() -> PathBuf {
    std::env::temp_dir().join("pocketpy-wasm-node-version")
}

/// Asks a candidate what it is, unless it was asked before and has not changed.
pub fn facts(root: &Path, candidate: &Candidate) -> Result<Facts> {
    let key = KeyBuilder::new("probe").text(&stamp(&candidate.emcc)).text(candidate.origin.word()).finish();
    let record = private::folder(root).with_file_name(format!("probe-{}.json", key.as_str()));
    if let Some(facts) = remembered(&record) {
        return Ok(facts);
    }
    let facts = ask(candidate)?;
    let text = serde_json::to_string(&facts).expect("facts have only string keys");
    files::write(&record, text.as_bytes())?;
    Ok(facts)
}

fn remembered(record: &Path) -> Option<Facts> {
    let facts: Facts = serde_json::from_slice(&std::fs::read(record).ok()?).ok()?;
    facts.wasm_opt.is_file().then_some(facts)
}

fn ask(candidate: &Candidate) -> Result<Facts> {
    let emscripten = version_in(&say(candidate, &candidate.emcc, &["--version"])?)?;
    let config = candidate.emcc.with_file_name("em-config");
    let llvm = say(candidate, &config, &["LLVM_ROOT"])?;
    let binaryen = say(candidate, &config, &["BINARYEN_ROOT"])?;
    let wasm_opt = Path::new(binaryen.trim()).join("bin/wasm-opt");
    let clang = Path::new(llvm.trim()).join("clang");
    Ok(Facts {
        emscripten,
        clang: version_in(&say(candidate, &clang, &["--version"])?)?,
        binaryen: version_in(&say(candidate, &wasm_opt, &["--version"])?)?,
        wasm_opt,
    })
}

fn say(candidate: &Candidate, program: &Path, arguments: &[&str]) -> Result<String> {
    run(&Invocation::new(program).args(arguments.iter().copied()).envs(&candidate.environment)).map_err(
        |error| {
            error
                .within(format!("the Emscripten on {} does not work", candidate.origin.word()))
                .help("mend or remove it; `cargo xtask setup` installs a private one")
        },
    )
}

/// The first word of a program's first line that is a number with or without dots.
pub fn version_in(said: &str) -> Result<String> {
    let line = said.lines().next().unwrap_or_default();
    let is_version = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let word = line.split_whitespace().find(is_version);
    word.map(str::to_owned).ok_or_else(|| Error::machine("a tool does not tell its version").detail(line))
}

/// The toolchain of a candidate whose facts are known.
pub fn toolchain(candidate: &Candidate, facts: Facts, node: (PathBuf, String)) -> Toolchain {
    let fingerprint = KeyBuilder::new("toolchain")
        .text(&facts.emscripten)
        .text(&facts.clang)
        .text(&facts.binaryen)
        .text(match candidate.origin {
            Origin::Emsdk | Origin::Path => "machine",
            Origin::Private => "private",
        })
        .finish();
    Toolchain {
        emcc: candidate.emcc.clone(),
        wasm_opt: facts.wasm_opt,
        node: node.0,
        environment: candidate.environment.clone(),
        versions: Versions {
            emscripten: facts.emscripten,
            clang: facts.clang,
            binaryen: facts.binaryen,
            node: node.1,
        },
        fingerprint: fingerprint.as_str().to_owned(),
    }
}

/// A file's path, time and size as text.
fn stamp(path: &Path) -> String {
    let facts = std::fs::metadata(path).ok();
    let time = facts.as_ref().and_then(|facts| facts.modified().ok()?.duration_since(UNIX_EPOCH).ok());
    format!("{} {:?} {:?}", path.display(), time, facts.map(|facts| facts.len()))
}
