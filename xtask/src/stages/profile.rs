//! Whether the profile that is compiled in was measured with what is built now.

use crate::error::{Error, Result};
use crate::plan::pins::Content;
use crate::plan::profile::Profile;
use crate::plan::{Interpreter, Plan};
use crate::tools::files::Folders;
use crate::tools::hash::sha256_of_tree;

/// Refuses what was measured with another interpreter, or with other programs. A local pocketpy is whatever its user has.
pub fn refuse_stale(folders: &Folders, plan: &Plan) -> Result<()> {
    match plan.interpreter {
        Interpreter::Pinned(_) => {}
        Interpreter::Local(_) => return Ok(()),
    }
    let (kept, now) = (Profile::kept(), measured_with(folders, plan)?);
    let changed = if kept.interpreter_sha256 != now.0 {
        "the interpreter"
    } else if kept.programs_sha256 != now.1 {
        "the programs in `pocketpy/profile/programs`"
    } else {
        return Ok(());
    };
    Err(Error::request(format!("`pocketpy/profile/interpreter.toml` was measured before {changed} changed"))
        .help("measure again with `cargo xtask profile`, then look at sizes and speed"))
}

/// Hashes of the interpreter's source and of the programs.
pub fn measured_with(folders: &Folders, plan: &Plan) -> Result<(String, String)> {
    let pin = plan.sources.iter().find(|pin| pin.name == "pocketpy").expect("every tier has the interpreter");
    let interpreter = match &pin.content {
        Content::Files(files) => {
            files.iter().find(|(name, _)| name.ends_with(".c")).map(|(_, hash)| hash.clone())
        }
        Content::Tree(hash) => Some(hash.clone()),
    };
    let programs = sha256_of_tree(&folders.at("pocketpy/profile/programs"))?;
    Ok((interpreter.expect("the interpreter is compiled from a C file"), programs))
}
