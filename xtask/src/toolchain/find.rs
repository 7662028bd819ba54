//! Finding a toolchain that is there already.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::{Demand, Origin, Toolchain, private, probe};
use crate::error::{Error, Result};
use crate::ui::Ui;

/// Variables of Emscripten that say where it is; every other one would change results in silence.
const HARMLESS: [&str; 1] = ["EM_CONFIG"];

/// Variables that clang, or `cc` for it, takes flags and folders from.
const COMPILER_VARIABLES: [&str; 8] = [
    "CCC_OVERRIDE_OPTIONS",
    "CFLAGS",
    "COMPILER_PATH",
    "CPATH",
    "CPLUS_INCLUDE_PATH",
    "CXXFLAGS",
    "C_INCLUDE_PATH",
    "TARGET_CFLAGS",
];

/// Refuses variables that Emscripten obeys and no key of a build knows of.
pub fn refuse_meddling_variables(names: impl Iterator<Item = OsString>) -> Result<()> {
    let meddles = |name: &str| {
        let emscripten = ["EM_", "EMCC_", "EMMAKEN_"].iter().any(|prefix| name.starts_with(prefix));
        let compiler = COMPILER_VARIABLES.contains(&name) || name.starts_with("CFLAGS_");
        (emscripten && !HARMLESS.contains(&name)) || compiler
    };
    let mut found: Vec<String> =
        names.map(|name| name.to_string_lossy().into_owned()).filter(|name| meddles(name)).collect();
    found.sort();
    if found.is_empty() {
        return Ok(());
    }
    let list = crate::manifest::reader::join(found.iter().map(String::as_str));
    Err(Error::request(format!("the environment sets {list}"))
        .detail("the compiler obeys such variables, and a build would differ without anybody seeing why")
        .help(format!("run `unset {}` and try again; flags belong into variants.toml", found.join(" "))))
}

/// A place that may hold a toolchain.
pub struct Candidate {
    /// Where it came from.
    pub origin: Origin,
    /// Its `emcc`.
    pub emcc: PathBuf,
    /// Variables it runs with.
    pub environment: Vec<(OsString, OsString)>,
}

/// Every place that holds an `emcc`, in the order of preference.
pub fn candidates(root: &Path) -> Vec<Candidate> {
    let emsdk = env::var_os("EMSDK").map(|folder| emsdk_emcc(&folder));
    let on_path = which::which("emcc").ok();
    let mut found = Vec::new();
    for (origin, emcc) in [(Origin::Emsdk, emsdk), (Origin::Path, on_path)] {
        if let Some(emcc) = emcc.filter(|path| path.is_file()) {
            found.push(Candidate { origin, emcc, environment: Vec::new() });
        }
    }
    found.extend(private::candidate(root));
    found
}

fn emsdk_emcc(folder: &OsStr) -> PathBuf {
    Path::new(folder).join("upstream/emscripten/emcc")
}

/// The first candidate of the right version, `None` when the private one is to be installed.
pub fn installed(demand: &Demand, root: &Path, ui: &Ui) -> Result<Option<Toolchain>> {
    refuse_empty_emsdk()?;
    private::repair(root, ui)?;
    let node = probe::node()?;
    for candidate in candidates(root) {
        let facts = probe::facts(root, &candidate)?;
        if facts.emscripten == demand.emscripten || demand.allow_other {
            return Ok(Some(probe::toolchain(&candidate, facts, node)));
        }
        refuse_chosen_emsdk(&candidate, &facts.emscripten, demand)?;
        let (other, place) = (&facts.emscripten, candidate.origin.word());
        ui.status("skip", format!("Emscripten {other} on {place}; the build wants {}", demand.emscripten));
    }
    Ok(None)
}

fn refuse_empty_emsdk() -> Result<()> {
    let Some(folder) = env::var_os("EMSDK") else { return Ok(()) };
    if emsdk_emcc(&folder).is_file() {
        return Ok(());
    }
    Err(Error::machine("`$EMSDK` names a folder without Emscripten")
        .detail(format!("there is no `{}`", emsdk_emcc(&folder).display()))
        .help("install it with `emsdk install 3.1.69`, or unset EMSDK"))
}

/// Who sets `$EMSDK` means that one.
fn refuse_chosen_emsdk(candidate: &Candidate, found: &str, demand: &Demand) -> Result<()> {
    match candidate.origin {
        Origin::Emsdk => Err(wrong_version(candidate, found, demand)),
        Origin::Path | Origin::Private => Ok(()),
    }
}

/// The refusal of a version.
pub fn wrong_version(candidate: &Candidate, found: &str, demand: &Demand) -> Error {
    let wanted = &demand.emscripten;
    let mut error = Error::machine(format!("Emscripten {found} is not the version of this build"))
        .detail(format!("found {found} at `{}`, wanted {wanted} exactly", candidate.emcc.display()));
    if is_too_old_for_node(found) {
        error = error.detail("it is too old besides: its glue breaks on Node.js 18 and newer");
    }
    error.help(format!(
        "run `emsdk install {wanted} && emsdk activate {wanted}`, or unset EMSDK; `--allow-toolchain` accepts another \
         version for a build that cannot be released"
    ))
}

/// Before 3.1.25 the glue mistakes Node 18's `fetch` for a browser's.
pub fn is_too_old_for_node(version: &str) -> bool {
    let numbers: Vec<u32> = version.split('.').map_while(|part| part.parse().ok()).collect();
    numbers.as_slice() < [3, 1, 25].as_slice()
}
