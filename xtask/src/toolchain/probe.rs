//! What a candidate is: asked once, then remembered by the time and size of its files.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::find::Candidate;
use super::{Origin, Toolchain, Versions, on_path, private};
use crate::error::{Error, Result};
use crate::tools::files;
use crate::tools::hash::KeyBuilder;
use crate::tools::process::{Invocation, run};

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
    /// Its `clang`.
    pub clang_program: PathBuf,
}

/// Facts with the paths, times and sizes of the files that they were learnt from.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    learnt_from: String,
    facts: Facts,
}

/// Node.js and its version; too old is a fault of the machine.
pub fn node(root: &Path) -> Result<(PathBuf, String)> {
    let path = on_path(&["node"]).ok_or_else(|| {
        Error::machine("there is no Node.js").help("install Node.js 18 or newer, so that `node` is on PATH")
    })?;
    let (stamp, record) = (stamp(&path), private::folder(root).with_file_name("probe-node"));
    let version = remembered_node(&stamp, &record).map_or_else(|| ask_node(&path, &stamp, &record), Ok)?;
    let major = version.split('.').next().and_then(|part| part.parse::<u32>().ok());
    if major.is_some_and(|major| major >= NODE_MAJOR_MIN) {
        return Ok((path, version));
    }
    Err(Error::machine(format!("Node.js {version} is too old"))
        .detail(format!("found at `{}`, wanted {NODE_MAJOR_MIN} or newer", path.display()))
        .help("install a newer Node.js, so that it comes first on PATH"))
}

fn remembered_node(stamp: &str, record: &Path) -> Option<String> {
    let text = std::fs::read_to_string(record).ok()?;
    let (key, version) = text.split_once('\n')?;
    (key == stamp).then(|| version.trim().to_owned())
}

fn ask_node(path: &Path, stamp: &str, record: &Path) -> Result<String> {
    let said = run(&Invocation::new(path).arg("--version"))?;
    let version = said.trim().trim_start_matches('v').to_owned();
    let _ = files::write(record, format!("{stamp}\n{version}\n").as_bytes()); // only saves time
    Ok(version)
}

/// Emscripten's programs are Python; emsdk may bring its own.
pub fn refuse_missing_python() -> Result<()> {
    if std::env::var_os("EMSDK_PYTHON").is_some() || on_path(&["python3"]).is_some() {
        return Ok(());
    }
    Err(Error::machine("there is no python3, which Emscripten needs")
        .help("install python3, so that it is on PATH"))
}

/// Asks a candidate what it is, unless it was asked before and has not changed.
pub fn facts(root: &Path, candidate: &Candidate) -> Result<Facts> {
    let emcc = candidate.emcc.display().to_string();
    let key = KeyBuilder::new("probe").text(&emcc).text(candidate.origin.word()).finish();
    let record = private::folder(root).with_file_name(format!("probe-{}.json", key.as_str()));
    if let Some(facts) = remembered(candidate, &record) {
        return Ok(facts);
    }
    let facts = ask(candidate)?;
    let known = Record { learnt_from: learnt_from(candidate, &facts), facts };
    let text = serde_json::to_string(&known).expect("a record has only string keys");
    files::write(&record, text.as_bytes())?;
    Ok(known.facts)
}

fn remembered(candidate: &Candidate, record: &Path) -> Option<Facts> {
    let known: Record = serde_json::from_slice(&std::fs::read(record).ok()?).ok()?;
    (known.learnt_from == learnt_from(candidate, &known.facts)).then_some(known.facts)
}

/// `emcc` is a small script that stays the same through versions; these files do not.
fn learnt_from(candidate: &Candidate, facts: &Facts) -> String {
    let emcc = candidate.emcc.canonicalize().unwrap_or_else(|_| candidate.emcc.clone());
    let mut files = vec![emcc.clone(), emcc.with_file_name("emscripten-version.txt")];
    files.extend([facts.clang_program.clone(), facts.wasm_opt.clone()]);
    files.extend(configs(candidate, &emcc));
    files.iter().map(|file| stamp(file)).collect::<Vec<_>>().join("\n")
}

/// Where Emscripten looks for the file that names its LLVM and Binaryen.
fn configs(candidate: &Candidate, emcc: &Path) -> Vec<PathBuf> {
    let own =
        candidate.environment.iter().find(|(name, _)| name == "EM_CONFIG").map(|(_, path)| path.clone());
    let named = own.or_else(|| std::env::var_os("EM_CONFIG")).map(PathBuf::from);
    let beside = emcc.with_file_name(".emscripten");
    let in_emsdk = emcc.ancestors().nth(3).map(|emsdk| emsdk.join(".emscripten"));
    let at_home = std::env::var_os("HOME").map(|home| Path::new(&home).join(".emscripten"));
    named.into_iter().chain([beside]).chain(in_emsdk).chain(at_home).collect()
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
        clang_program: clang,
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
pub fn toolchain(
    root: &Path,
    candidate: &Candidate,
    facts: Facts,
    node: (PathBuf, String),
) -> Result<Toolchain> {
    let packages = match candidate.origin {
        Origin::Emsdk | Origin::Path => vec!["machine".to_owned()],
        Origin::Private => private::compiler_packages(root)?,
    };
    let fingerprint = KeyBuilder::new("toolchain")
        .text(&facts.emscripten)
        .text(&facts.clang)
        .text(&facts.binaryen)
        .texts(packages)
        .finish();
    Ok(Toolchain {
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
    })
}

/// A file's path, time and size as text.
fn stamp(path: &Path) -> String {
    let facts = std::fs::metadata(path).ok();
    let time = facts.as_ref().and_then(|facts| facts.modified().ok()?.duration_since(UNIX_EPOCH).ok());
    format!("{} {:?} {:?}", path.display(), time, facts.map(|facts| facts.len()))
}
