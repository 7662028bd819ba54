//! How many instructions the programs take, counted: a guard against regressions that no busy machine disturbs.
//!
//! Compared with `tests/bench/instructions.json`, which `BLESS=1` rewrites, or with another build. Limits: an instruction is not a time;
//! what the processor makes of them is measured by the benchmark itself.

use std::collections::BTreeMap;
use std::path::Path;

use super::instrument::instrumented;
use crate::commands;
use crate::error::{Error, Result};
use crate::plan;
use crate::tools::files::{self, Folders};
use crate::tools::hash::read;
use crate::tools::npm;
use crate::tools::process::{Invocation, run};
use crate::tools::sizes::grouped;
use crate::ui::Ui;

/// Above this many percent more than expected it is a regression.
const PERCENT_MAX: u64 = 2;

const EXPECTED: &str = "tests/bench/instructions.json";
const BLESS_COMMAND: &str = "BLESS=1 cargo xtask bench --count-instructions";

/// Instructions by program.
type Counts = BTreeMap<String, u64>;

/// Compares the counts of what lies in `dist/` with what is expected, and fails where a program takes more; with another build it only tells.
pub fn count_instructions(folders: &Folders, only: &[String], against: Option<&Path>, ui: &Ui) -> Result<()> {
    let ours = counts(folders, &smallest_tier(folders)?, "ours", only)?;
    if let Some(folder) = against {
        print_table(&ours, &counts(folders, folder, "against", only)?);
        return Ok(());
    }
    if std::env::var_os("BLESS").is_some() && only.is_empty() {
        return bless(folders, &ours);
    }
    compare(folders, &ours, only, ui)
}

fn compare(folders: &Folders, ours: &Counts, only: &[String], ui: &Ui) -> Result<()> {
    let expected = expected(folders)?;
    print_table(ours, &expected);
    if only.is_empty() && !ours.keys().eq(expected.keys()) {
        return Err(Error::work(format!("`{EXPECTED}` names other programs than there are"))
            .help(format!("rewrite it with `{BLESS_COMMAND}`")));
    }
    let (worse, better) = changes(ours, &expected);
    if !better.is_empty() {
        ui.status("better", format!("{}; keep it with `{BLESS_COMMAND}`", better.join(", ")));
    }
    if worse.is_empty() {
        return Ok(());
    }
    Err(Error::work(format!("programs take over {PERCENT_MAX} % more instructions than before"))
        .detail(worse.join("\n"))
        .help(format!("find what made them slower, or, if it is worth it, accept it with `{BLESS_COMMAND}`")))
}

fn smallest_tier(folders: &Folders) -> Result<std::path::PathBuf> {
    let plan = commands::resolve(folders, &plan::Request::default())?;
    let tier = plan.tiers.first().expect("a manifest without tiers is refused");
    Ok(folders.packages().join(&tier.package).join("dist"))
}

/// Puts a counter into a build's wasm and runs the programs with it.
fn counts(folders: &Folders, build: &Path, name: &str, only: &[String]) -> Result<Counts> {
    npm::install(&folders.at("tests"))?;
    let wasm = folders.scratch().join(format!("counted/{name}.wasm"));
    files::write(&wasm, &instrumented(&read(&build.join("pocketpy.wasm"))?)?)?;
    let script = Invocation::new("node").arg("tests/bench/count.mjs").arg("--wasm").arg(&wasm);
    let glue = std::path::absolute(build.join("pocketpy.mjs")).expect("a folder that was read has a path");
    let only = only.iter().flat_map(|name| ["--only", name]);
    let said = run(&script.arg("--glue").arg(glue).args(only).in_folder(&folders.root))?;
    serde_json::from_str(&said)
        .map_err(|cause| Error::work("the counted programs printed no counts").detail(cause))
}

fn expected(folders: &Folders) -> Result<Counts> {
    serde_json::from_slice(&read(&folders.at(EXPECTED))?).map_err(|cause| {
        Error::work(format!("`{EXPECTED}` is damaged"))
            .detail(cause)
            .help(format!("rewrite it with `{BLESS_COMMAND}`"))
    })
}

fn bless(folders: &Folders, ours: &Counts) -> Result<()> {
    let mut text = serde_json::to_vec_pretty(ours).expect("counts have only string keys");
    text.push(b'\n');
    files::write(&folders.at(EXPECTED), &text)
}

fn percent(now: u64, before: u64) -> f64 {
    (now as f64 / before as f64 - 1.0) * 100.0
}

/// The programs that changed by more than the threshold: those that take more, and those that take less.
fn changes(ours: &Counts, expected: &Counts) -> (Vec<String>, Vec<String>) {
    let (mut worse, mut better) = (vec![], vec![]);
    for (name, now) in ours {
        let Some(before) = expected.get(name) else { continue };
        let change = percent(*now, *before);
        let line = format!("{name}: {} instead of {}, {change:+.1} %", grouped(*now), grouped(*before));
        if now * 100 > before * (100 + PERCENT_MAX) {
            worse.push(line);
        } else if now * 100 < before * (100 - PERCENT_MAX) {
            better.push(line);
        }
    }
    (worse, better)
}

fn print_table(ours: &Counts, others: &Counts) {
    println!("{:<18}{:>16}{:>16}{:>9}", "program", "instructions", "compared with", "change");
    for (name, now) in ours {
        match others.get(name) {
            Some(before) => {
                let change = percent(*now, *before);
                println!("{name:<18}{:>16}{:>16}{change:>+7.2} %", grouped(*now), grouped(*before));
            }
            None => println!("{name:<18}{:>16}{:>16}", grouped(*now), "-"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, changes};

    fn counts(pairs: &[(&str, u64)]) -> Counts {
        pairs.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    }

    #[test]
    fn two_percent_more_are_a_regression_and_two_percent_less_are_told() {
        let before = counts(&[("calls", 1000), ("loops", 1000), ("sieve", 1000), ("lists", 1000)]);
        let now = counts(&[("calls", 1021), ("loops", 1020), ("sieve", 979), ("lists", 980)]);
        let (worse, better) = changes(&now, &before);
        assert_eq!(worse, ["calls: 1 021 instead of 1 000, +2.1 %"]);
        assert_eq!(better, ["sieve: 979 instead of 1 000, -2.1 %"]);
    }
}
