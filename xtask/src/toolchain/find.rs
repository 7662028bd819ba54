//! Finding a toolchain that is there already.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::probe::{self, Facts};
use super::{Demand, Origin, Toolchain, private};
use crate::error::{Error, Result};
use crate::ui::Ui;

/// Variables of Emscripten that say where it is; every other one would change results in silence.
const HARMLESS: [&str; 1] = ["EM_CONFIG"];

/// Variables that clang, or `cc` for it, takes flags and folders from.
const COMPILER_VARIABLES: [&str; 9] = [
    "CCC_OVERRIDE_OPTIONS",
    "CFLAGS",
    "COMPILER_PATH",
    "CPATH",
    "CPLUS_INCLUDE_PATH",
    "CXXFLAGS",
    "C_INCLUDE_PATH",
    "HOST_CFLAGS",
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
    let list = crate::plan::manifest::reader::join(found.iter().map(String::as_str));
    Err(Error::request(format!("the environment sets {list}"))
        .detail("the compiler obeys such variables, and a build would differ without anybody seeing why")
        .help(format!("run `unset {}` and try again; flags belong into variants.toml", found.join(" "))))
}

/// The first of these programs that is on PATH.
#[allow(clippy::disallowed_methods)] // the one place
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| which::which(name).ok())
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
    let mut found = Vec::new();
    for (origin, emcc) in [(Origin::Emsdk, emsdk), (Origin::Path, on_path(&["emcc"]))] {
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
    refuse_empty_emsdk(demand)?;
    let node = probe::node(root)?;
    probe::refuse_missing_python()?;
    private::repair(root, &node.0, ui)?;
    for candidate in candidates(root) {
        let Some(facts) = facts_or_skip(root, &candidate, ui)? else { continue };
        match unfit(demand, root, &candidate, &facts.emscripten)? {
            None => return probe::toolchain(root, &candidate, facts, node).map(Some),
            Some(why) => ui.status("skip", why),
        }
    }
    Ok(None)
}

/// A broken `emcc` that merely lies on PATH must not stand in the way of a good one.
pub fn facts_or_skip(root: &Path, candidate: &Candidate, ui: &Ui) -> Result<Option<Facts>> {
    match (probe::facts(root, candidate), candidate.origin) {
        (Ok(facts), Origin::Emsdk | Origin::Path | Origin::Private) => Ok(Some(facts)),
        (Err(error), Origin::Emsdk | Origin::Private) => Err(error),
        (Err(_), Origin::Path) => {
            ui.status("skip", format!("`{}`, which does not work", candidate.emcc.display()));
            Ok(None)
        }
    }
}

/// Why a candidate that works is passed over; a wrong one that the user chose is refused.
fn unfit(demand: &Demand, root: &Path, candidate: &Candidate, found: &str) -> Result<Option<String>> {
    if demand.allow_other {
        return Ok(None);
    }
    let (place, wanted) = (candidate.origin.word(), &demand.emscripten);
    if found != wanted {
        refuse_chosen_emsdk(candidate, found, demand)?;
        return Ok(Some(format!("Emscripten {found} on {place}; the build wants {wanted}")));
    }
    match candidate.origin {
        Origin::Emsdk | Origin::Path => Ok(None),
        Origin::Private => {
            let difference = private::difference_to_lock(root)?;
            Ok(difference.map(|difference| format!("the Emscripten in {place}: {difference}")))
        }
    }
}

fn refuse_empty_emsdk(demand: &Demand) -> Result<()> {
    let Some(folder) = env::var_os("EMSDK") else { return Ok(()) };
    if emsdk_emcc(&folder).is_file() {
        return Ok(());
    }
    Err(Error::machine("`$EMSDK` names a folder without Emscripten")
        .detail(format!("there is no `{}`", emsdk_emcc(&folder).display()))
        .help(format!("install it with `emsdk install {}`, or unset EMSDK", demand.emscripten)))
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
    let number = |part: &str| part.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok();
    let numbers: Vec<u32> = version.split('.').map_while(number).collect();
    numbers.as_slice() < [3, 1, 25].as_slice()
}
