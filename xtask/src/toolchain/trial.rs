//! Whether the private toolchain works: it must be the locked one and compile.

use std::path::{Path, PathBuf};

use super::find::{self, Candidate};
use super::{Demand, Toolchain, private, probe};
use crate::error::{Error, Result};
use crate::tools::files;
use crate::tools::process::{Invocation, run};
use crate::ui::Ui;

/// The private toolchain, if it is the locked one and compiles; what is wrong with it is said.
pub fn healthy(demand: &Demand, root: &Path, ui: &Ui) -> Result<Option<Toolchain>> {
    let (Some(candidate), place) = (private::candidate(root), private::folder(root)) else { return Ok(None) };
    let node = probe::node(root)?;
    private::repair(root, &node.0, ui)?;
    let found = match private::difference_to_lock(root)? {
        Some(difference) => Err(Error::work(difference)),
        None => compiling(demand, root, &candidate, &place, node),
    };
    match found {
        Ok(toolchain) => Ok(Some(toolchain)),
        Err(error) => {
            ui.status("repair", error.to_string().trim_start_matches("error: "));
            Ok(None)
        }
    }
}

/// A toolchain counts only when it compiles.
pub fn tried(demand: &Demand, root: &Path, place: &Path, node: (PathBuf, String)) -> Result<Toolchain> {
    let candidate = private::candidate(root).expect("the toolchain was just installed");
    compiling(demand, root, &candidate, place, node)
}

fn compiling(
    demand: &Demand,
    root: &Path,
    candidate: &Candidate,
    place: &Path,
    node: (PathBuf, String),
) -> Result<Toolchain> {
    let facts = probe::facts(root, candidate)?;
    refuse_other_version(candidate, &facts.emscripten, demand)?;
    compile_something(candidate, place)?;
    probe::toolchain(root, candidate, facts, node)
}

fn refuse_other_version(candidate: &Candidate, found: &str, demand: &Demand) -> Result<()> {
    if found == demand.emscripten || demand.allow_other {
        return Ok(());
    }
    Err(find::wrong_version(candidate, found, demand))
}

fn compile_something(candidate: &Candidate, place: &Path) -> Result<()> {
    let source = place.join("try.c");
    files::write(&source, b"int main(void) { return 0; }\n")?;
    let command = Invocation::new(&candidate.emcc)
        .arg("-O2") // so that the JavaScript optimizer is tried too
        .arg(&source)
        .arg("-o")
        .arg(place.join("try.js"))
        .envs(&candidate.environment);
    run(&command).map(|_| ()).map_err(|error| error.within("the installed Emscripten does not compile"))
}
