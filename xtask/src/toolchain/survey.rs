//! `cargo xtask doctor`: every tool, its version, where it is, and what helps when it is missing. Installs nothing.

use std::path::{Path, PathBuf};

use super::{Browser, Demand, Origin, apt, find, on_path, probe};
use crate::tools::process::{Invocation, run};

/// One tool.
#[derive(Debug)]
pub struct Finding {
    /// Its name.
    pub tool: String,
    /// Its version, when it tells one.
    pub version: Option<String>,
    /// Where it is.
    pub place: Option<PathBuf>,
    /// Why it will not do.
    pub problem: Option<String>,
    /// The one action that helps.
    pub help: Option<String>,
}

/// Every tool that some command needs.
pub fn survey(demand: &Demand, root: &Path) -> Vec<Finding> {
    let mut findings = emscriptens(demand, root);
    findings.push(node(root));
    let needed = [
        ("cargo", "install Rust with rustup"),
        ("git", "install git"),
        ("npm", "install npm; it usually comes with Node.js"),
        ("python3", "install python3"),
    ];
    findings.extend(needed.into_iter().map(|(tool, help)| program(tool, help)));
    findings.push(venv());
    findings.extend(Browser::ALL.map(browser));
    findings
}

fn emscriptens(demand: &Demand, root: &Path) -> Vec<Finding> {
    let mut usable = false;
    let mut findings = Vec::new();
    for candidate in find::candidates(root) {
        let facts = probe::facts(root, &candidate);
        let version = facts.as_ref().ok().map(|facts| facts.emscripten.clone());
        let right = version.as_ref() == Some(&demand.emscripten);
        usable |= right;
        findings.push(Finding {
            tool: format!("emcc ({})", candidate.origin.word()),
            problem: (!right && candidate.origin == Origin::Emsdk)
                .then(|| format!("the build wants {} exactly", demand.emscripten)),
            help: Some("activate that version in emsdk, or unset EMSDK".to_owned()),
            version,
            place: Some(candidate.emcc),
        });
    }
    if !usable {
        findings.push(no_emscripten(demand));
    }
    findings
}

fn no_emscripten(demand: &Demand) -> Finding {
    let help = if apt::is_available() {
        "run `cargo xtask setup`; a build does it by itself"
    } else {
        "install it with emsdk and set EMSDK"
    };
    Finding {
        tool: "emcc".to_owned(),
        version: None,
        place: None,
        problem: Some(format!("there is no Emscripten {}", demand.emscripten)),
        help: Some(help.to_owned()),
    }
}

fn node(root: &Path) -> Finding {
    let found = probe::node(root);
    let (place, version) =
        found.as_ref().map(|(path, version)| (Some(path.clone()), Some(version.clone()))).unwrap_or_default();
    Finding {
        tool: "node".to_owned(),
        version,
        place,
        problem: found.err().map(|error| error.to_string()),
        help: Some("install Node.js 18 or newer".to_owned()),
    }
}

fn program(tool: &str, help: &str) -> Finding {
    let place = on_path(&[tool]);
    let version = place.as_ref().and_then(|path| {
        let said = run(&Invocation::new(path).arg("--version")).ok()?;
        probe::version_in(&said).ok()
    });
    Finding {
        tool: tool.to_owned(),
        problem: place.is_none().then(|| "it is not on PATH".to_owned()),
        help: Some(help.to_owned()),
        version,
        place,
    }
}

/// Debian ships python3 without what makes an environment with pip in it.
fn venv() -> Finding {
    let place = on_path(&["python3"]);
    let has = |path: &PathBuf| run(&Invocation::new(path).args(["-c", "import venv, ensurepip"])).is_ok();
    let problem = match &place {
        Some(python) if has(python) => None,
        Some(_) => Some("python3 lacks it".to_owned()),
        None => Some("there is no python3".to_owned()),
    };
    let help = Some("install Python's `venv` module (Debian: python3-venv)".to_owned());
    Finding {
        tool: "python3-venv".to_owned(),
        version: None,
        place: place.filter(|_| problem.is_none()),
        problem,
        help,
    }
}

fn browser(browser: Browser) -> Finding {
    let (place, problem) = match browser.find() {
        Ok(Some(place)) => (Some(place), None),
        Ok(None) => (None, Some("the browser tests need it".to_owned())),
        Err(_) => (None, Some(format!("{} names no file", browser.variable()))),
    };
    Finding { tool: browser.name().to_owned(), version: None, place, problem, help: Some(browser.help()) }
}
