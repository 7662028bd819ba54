//! `cargo xtask size-report`: what each tier costs, against its budget and against an earlier report. Needs no rebuild.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Context, Error, Result};
use crate::files::{self, Folders};
use crate::hash::read;
use crate::plan::Plan;
use crate::sizes::{Size, grouped};

/// Sizes of all tiers at one moment; also the format of `--json` and `--diff`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Version of this format.
    schema: u32,
    /// By tier.
    tiers: BTreeMap<String, TierSizes>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TierSizes {
    wasm: Size,
    glue: Size,
    total: Size,
    wasm_brotli_bytes_max: u64,
    glue_brotli_bytes_max: u64,
}

const SCHEMA: u32 = 1;

/// What was asked for.
pub struct Request<'a> {
    /// JSON in place of a table.
    pub json: bool,
    /// An earlier report to compare with, in place of the last one.
    pub diff: Option<&'a Path>,
}

/// Measures `dist/`, prints to stdout, and keeps the report for the next time.
pub fn size_report(folders: &Folders, plan: &Plan, request: &Request<'_>) -> Result<()> {
    let last = folders.scratch().join("size-report.json");
    let before = match request.diff {
        Some(path) => Some(load(path)?),
        None => {
            if last.is_file() {
                Some(load(&last)?)
            } else {
                None
            }
        }
    };
    let report = measure(folders, plan)?;
    let json = serde_json::to_string_pretty(&report).expect("a report has only string keys");
    if request.json {
        println!("{json}");
    } else {
        print!("{}", table(&report, before.as_ref()));
    }
    files::write(&last, json.as_bytes())
}

fn load(path: &Path) -> Result<Report> {
    let text =
        std::fs::read_to_string(path).context(|| format!("cannot read the report `{}`", path.display()))?;
    let report: Report = serde_json::from_str(&text).map_err(|cause| bad_report(path, &cause.to_string()))?;
    if report.schema == SCHEMA {
        Ok(report)
    } else {
        Err(bad_report(path, &format!("schema {} is not {SCHEMA}", report.schema)))
    }
}

fn bad_report(path: &Path, cause: &str) -> Error {
    Error::request(format!("`{}` is not a size report", path.display()))
        .detail(cause)
        .help("make one with `cargo xtask size-report --json > FILE`")
}

fn measure(folders: &Folders, plan: &Plan) -> Result<Report> {
    let mut tiers = BTreeMap::new();
    for tier in &plan.tiers {
        let folder = folders.packages().join(&tier.package).join("dist");
        if !folder.is_dir() {
            return Err(Error::request(format!("tier `{}` is not built", tier.name))
                .help(format!("build it with `cargo xtask build --tier {}`", tier.name)));
        }
        let names = ["pocketpy.wasm", "pocketpy.js", "pocketpy.mjs"];
        let sizes = crate::parallel::map(&names, |name| Ok(Size::of(&read(&folder.join(name))?)))?;
        let glue = if sizes[1].brotli >= sizes[2].brotli { sizes[1] } else { sizes[2] };
        tiers.insert(
            tier.name.clone(),
            TierSizes {
                wasm: sizes[0],
                glue,
                total: sizes[0].plus(glue),
                wasm_brotli_bytes_max: tier.budget.wasm_brotli_bytes_max,
                glue_brotli_bytes_max: tier.budget.glue_brotli_bytes_max,
            },
        );
    }
    Ok(Report { schema: SCHEMA, tiers })
}

/// One line per tier and part.
fn table(report: &Report, before: Option<&Report>) -> String {
    let mut text =
        row(["tier", "part", "raw", "gzip", "brotli", "change", "budget", "head-room"].map(str::to_owned));
    for (name, tier) in &report.tiers {
        let old = before.and_then(|before| before.tiers.get(name));
        let total = tier.wasm_brotli_bytes_max + tier.glue_brotli_bytes_max;
        text += &part(name, "wasm", tier.wasm, old.map(|old| old.wasm), tier.wasm_brotli_bytes_max);
        text += &part(name, "glue", tier.glue, old.map(|old| old.glue), tier.glue_brotli_bytes_max);
        text += &part(name, "total", tier.total, old.map(|old| old.total), total);
    }
    text
}

fn part(tier: &str, part: &str, size: Size, old: Option<Size>, budget: u64) -> String {
    row([
        tier.to_owned(),
        part.to_owned(),
        grouped(size.raw),
        grouped(size.gzip),
        grouped(size.brotli),
        old.map_or_else(|| "new".to_owned(), |old| difference(size.brotli, old.brotli)),
        grouped(budget),
        difference(budget, size.brotli),
    ])
}

/// `new - old` with a sign.
fn difference(new: u64, old: u64) -> String {
    if new >= old { format!("+{}", grouped(new - old)) } else { format!("-{}", grouped(old - new)) }
}

fn row(cells: [String; 8]) -> String {
    let mut line = String::new();
    for (index, cell) in cells.iter().enumerate() {
        let text = if index < 2 { format!("{cell:<7}") } else { format!("{cell:>11}") };
        write!(line, "{text}").expect("writing to a String cannot fail");
    }
    format!("{}\n", line.trim_end())
}
