//! `cargo xtask profile`: runs programs on an instrumented interpreter, and keeps which of its functions do the work.
//!
//! These functions are compiled for speed, all others for size (`plan/flags.rs`). What was measured is `pocketpy/profile/interpreter.toml`; a
//! build refuses one that was measured with another interpreter, other files of ours in it, or other programs (`stages/profile.rs`).

use std::path::Path;

use xshell::cmd;

use crate::commands;
use crate::error::{Error, Result};
use crate::plan;
use crate::plan::profile::{FILE, Profile};
use crate::stages::{self, Context, PROFILE_PROGRAMS, Parts};
use crate::toolchain;
use crate::tools::build_lock;
use crate::tools::files::{self, Folders};
use crate::tools::parallel;
use crate::tools::process::{Invocation, run, shell};
use crate::ui::Ui;

const HEADER: &str = "# Written by `cargo xtask profile`: functions of the interpreter that are compiled for speed, most often executed first.\n\n";

/// Functions are compiled for speed, from the most executed one, until they make up this share of all that was executed, in
/// thousandths (decision 9).
const HOT_SHARE: u64 = 840;

/// And those are inlined at their call sites, until they make up this one. All of the hot ones cost 1 100 bytes more and save nothing.
const INLINED_SHARE: u64 = 650;

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
    ui.status("measure", format!("the programs of {PROFILE_PROGRAMS}"));
    let counts = run(&training(folders, &glue)?)?;
    let measured_with = stages::measured_with(&context, &sources)?;
    let (hot, inlined) = (hottest(&counts, HOT_SHARE)?, hottest(&counts, INLINED_SHARE)?);
    let kept = Profile { measured_with, hot, inlined };
    let text = toml::to_string_pretty(&kept).expect("a profile has only texts");
    files::write_if_changed(&folders.at(FILE), (HEADER.to_owned() + &text).as_bytes())?;
    ui.status("written", format!("{FILE}: {} functions", kept.hot.len()));
    Ok(())
}

fn training(folders: &Folders, glue: &Path) -> Result<Invocation> {
    let programs = files::entries(&folders.at(PROFILE_PROGRAMS))?;
    let (shell, glue) = (shell(&folders.root)?, folders.root.join(glue));
    Ok(cmd!(shell, "node pocketpy/profile/train.mjs {glue} {programs...}").into())
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
    fn functions_are_taken_until_they_make_up_the_share_and_no_further() {
        assert_eq!(hottest("900 a\n45 b\n54 c\n1 d\n0 e\n", 940).unwrap(), ["a", "b"]);
    }

    #[test]
    fn a_line_without_a_count_is_refused() {
        assert!(hottest("12 a\nb\n", 940).is_err());
    }
}
