//! `cargo xtask profile`: runs programs on an instrumented interpreter, and keeps which of its functions do the work.
//!
//! These functions are compiled for speed, all others for size (`flags.rs`). What was measured is `pocketpy/profile/interpreter.toml`,
//! compiled into this program; a build refuses one that was measured with another interpreter or other programs.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::commands;
use crate::error::{Context as _, Error, Result};
use crate::pins::Content;
use crate::plan::{self, Interpreter, Plan};
use crate::stages::{self, Context, Parts};
use crate::toolchain;
use crate::tools::build_lock;
use crate::tools::files::{self, Folders};
use crate::tools::hash::sha256_of_tree;
use crate::tools::parallel;
use crate::tools::process::{Invocation, run};
use crate::ui::Ui;

const TEXT: &str = include_str!("../../pocketpy/profile/interpreter.toml");

const HEADER: &str = "# Written by `cargo xtask profile`: functions of the interpreter that are compiled for speed, most often executed first.\n\n";

/// Functions are compiled for speed, from the most executed one, until they make up this share of all that was executed, in
/// thousandths (decision 9).
const HOT_SHARE: u64 = 840;

/// And those are written out where they are called, until they make up this one. All of the hot ones cost 1 100 bytes more and save nothing.
const WRITTEN_OUT_SHARE: u64 = 650;

/// What was measured, and with what.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Profile {
    /// Of the interpreter's source.
    interpreter_sha256: String,
    /// Of the folder with the programs.
    programs_sha256: String,
    /// The functions that are compiled for speed.
    hot: Vec<String>,
    /// Those of them that are written out where they are called.
    written_out: Vec<String>,
}

impl Profile {
    fn kept() -> Self {
        toml::from_str(TEXT).expect("`cargo xtask profile` wrote it; a test reads it")
    }
}

/// Names of the interpreter's functions that are compiled for speed.
pub fn hot() -> Vec<String> {
    Profile::kept().hot
}

/// Names of those that are written out where they are called.
pub fn written_out() -> Vec<String> {
    Profile::kept().written_out
}

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
fn measured_with(folders: &Folders, plan: &Plan) -> Result<(String, String)> {
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

/// Builds the instrumented interpreter, runs the programs, and writes what was measured.
pub fn profile(folders: &Folders, ui: &Ui) -> Result<()> {
    let all = commands::resolve(folders, &plan::Request::default())?;
    let smallest = all.tiers.first().expect("a plan has a tier").name.clone();
    let plan = commands::resolve(folders, &plan::Request { tiers: vec![smallest], pocketpy_dir: None })?;
    let _lock = build_lock::take(folders, ui)?;
    let tools = toolchain::obtain(&commands::demand(&plan, false), &folders.root, ui)?;
    let context = Context { folders, plan: &plan, tools: &tools, ui };
    let sources = stages::sources(&context)?;
    let glue = parallel::beside(
        || stages::libraries(&context, sources.libraries()),
        |libraries| {
            let objects = stages::compile(&context, &sources)?;
            stages::instrumented(&context, &Parts { sources: &sources, objects: &objects, libraries })
        },
    )?;
    ui.status("measure", "the programs of pocketpy/profile/programs");
    let counts = run(&training(folders, &glue)?)?;
    let (interpreter_sha256, programs_sha256) = measured_with(folders, &plan)?;
    let hot = hottest(&counts, HOT_SHARE)?;
    let written_out = hottest(&counts, WRITTEN_OUT_SHARE)?;
    let kept = Profile { interpreter_sha256, programs_sha256, hot, written_out };
    let text = toml::to_string_pretty(&kept).expect("a profile has only texts");
    files::write_if_changed(
        &folders.at("pocketpy/profile/interpreter.toml"),
        (HEADER.to_owned() + &text).as_bytes(),
    )?;
    ui.status("written", format!("pocketpy/profile/interpreter.toml: {} functions", kept.hot.len()));
    Ok(())
}

fn training(folders: &Folders, glue: &Path) -> Result<Invocation> {
    let folder = folders.at("pocketpy/profile/programs");
    let entries = std::fs::read_dir(&folder).context(|| format!("cannot read `{}`", folder.display()))?;
    let mut programs: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    programs.sort();
    let script = folders.at("pocketpy/profile/train.mjs");
    Ok(Invocation::new("node")
        .arg(script)
        .arg(folders.at("").join(glue))
        .args(programs)
        .in_folder(&folders.root))
}

/// The functions of the lines `COUNT FUNCTION`, in their order, until they make up the share.
fn hottest(counts: &str, share: u64) -> Result<Vec<String>> {
    let rows: Option<Vec<(u64, &str)>> = counts
        .lines()
        .map(|line| line.split_once(' ').and_then(|(count, name)| Some((count.parse().ok()?, name))))
        .collect();
    let rows =
        rows.ok_or_else(|| Error::work("cannot understand what `pocketpy/profile/train.mjs` printed"))?;
    let all: u64 = rows.iter().map(|(count, _)| count).sum();
    let mut taken = 0;
    let hot = rows.iter().take_while(|(count, _)| {
        let is_wanted = taken * 1000 < all * share;
        taken += count;
        is_wanted
    });
    Ok(hot.map(|(_, name)| (*name).to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kept_profile_can_be_read_and_names_the_bytecode_loop_first() {
        assert_eq!(hot().first().map(String::as_str), Some("VM__run_top_frame"));
    }

    #[test]
    fn functions_are_taken_until_they_make_up_the_share_and_no_further() {
        assert_eq!(hottest("900 a\n45 b\n54 c\n1 d\n0 e\n", 940).unwrap(), ["a", "b"]);
    }

    #[test]
    fn a_line_without_a_count_is_refused() {
        assert!(hottest("12 a\nb\n", 940).is_err());
    }
}
