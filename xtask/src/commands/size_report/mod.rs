//! `cargo xtask size-report`: what each tier costs, against its budget and against an earlier report, and what it consists of.
//! Needs no rebuild: the build left what it knows of the origin of every byte.

mod attribute;
mod difference;
mod history;
mod page;
mod parts;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::cli::SizeReportArgs;
use crate::commands::{self, Request};
use crate::error::{Context, Error, Result};
use crate::plan::{Plan, TierPlan};
use crate::stages::symbols::{self, Symbols};
use crate::stages::wasm::without_names;
use crate::stages::{NAMED_WASM, origin_of_packed};
use crate::tools::files::{self, Folders};
use crate::tools::hash::read;
use crate::tools::parallel;
use crate::tools::sizes::{Size, grouped};
use crate::ui::Ui;
use parts::Parts;

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
    /// What the wasm consists of.
    parts: Parts,
}

/// Schema 1 had no parts.
const SCHEMA: u32 = 2;

/// What was asked for.
enum Wanted<'a> {
    /// One line per tier and part.
    Table,
    /// A report for programs, and for a difference later.
    Json,
    /// A page to look at.
    Page {
        /// Where it goes.
        file: &'a Path,
        /// The releases of its history, in place of the default.
        index: Option<&'a Path>,
    },
    /// What changed between two reports.
    Difference {
        /// The earlier one.
        before: &'a Path,
        /// The later one; else what is built.
        after: Option<&'a Path>,
    },
}

impl<'a> Wanted<'a> {
    fn of(args: &'a SizeReportArgs) -> Self {
        match (&args.html, args.diff.as_slice()) {
            (Some(file), _) => Self::Page { file, index: args.index.as_deref() },
            (None, [before, after]) => Self::Difference { before, after: Some(after) },
            (None, [before, ..]) => Self::Difference { before, after: None },
            (None, []) if args.json => Self::Json,
            (None, []) => Self::Table,
        }
    }
}

/// Measures `dist/` where that is asked for, and prints to stdout or writes the page. A table or a report is kept for the next.
pub fn size_report(folders: &Folders, args: &SizeReportArgs, ui: &Ui) -> Result<()> {
    let plan = &commands::resolve(folders, &Request::from(&args.tiers).plan)?;
    let kept = folders.scratch().join("size-report.json");
    match Wanted::of(args) {
        Wanted::Table => {
            let before = last(&kept, ui);
            let report = measure(folders, plan)?;
            print!("{}", table(&report, before.as_ref()));
            files::write(&kept, json(&report).as_bytes())
        }
        Wanted::Json => {
            let text = json(&measure(folders, plan)?);
            println!("{text}");
            files::write(&kept, text.as_bytes())
        }
        Wanted::Page { file, index } => {
            page::refuse_missing_folder(file)?;
            let history = history::load(folders, index, ui)?;
            let report = measure(folders, plan)?;
            files::write(file, page::page(folders, plan, &report, &history, ui)?.as_bytes())?;
            ui.status("page", file.display());
            Ok(())
        }
        Wanted::Difference { before, after } => {
            let before = load(before)?;
            let after = after.map_or_else(|| measure(folders, plan), load)?;
            let (before, after) = (before.only(plan), after.only(plan));
            print!("{}{}", table(&after, Some(&before)), difference::text(&before, &after));
            Ok(())
        }
    }
}

impl Report {
    /// The tiers of a plan.
    fn only(mut self, plan: &Plan) -> Self {
        self.tiers.retain(|name, _| plan.tiers.iter().any(|tier| tier.name == *name));
        self
    }
}

fn json(report: &Report) -> String {
    serde_json::to_string_pretty(report).expect("a report has only string keys")
}

/// The report of the last run; one that cannot be read, such as that of an older xtask, is none.
fn last(kept: &Path, ui: &Ui) -> Option<Report> {
    if !kept.is_file() {
        return None;
    }
    let loaded = load(kept);
    if loaded.is_err() {
        ui.status("note", "the last report has another format; this one begins anew");
    }
    loaded.ok()
}

fn load(path: &Path) -> Result<Report> {
    let text =
        std::fs::read_to_string(path).context(|| format!("cannot read the report `{}`", path.display()))?;
    let value: serde_json::Value =
        serde_json::from_str(&text).map_err(|cause| bad_report(path, &cause.to_string()))?;
    match value.get("schema").and_then(serde_json::Value::as_u64) {
        Some(schema) if schema == u64::from(SCHEMA) => {
            serde_json::from_value(value).map_err(|cause| bad_report(path, &cause.to_string()))
        }
        Some(schema) => Err(bad_report(path, &format!("its schema is {schema}, known is {SCHEMA}"))),
        None => Err(bad_report(path, "it names no schema")),
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
        let sizes = parallel::map(&names, |name| Size::remembered(folders, &read(&folder.join(name))?))?;
        let glue = if sizes[1].brotli >= sizes[2].brotli { sizes[1] } else { sizes[2] };
        tiers.insert(
            tier.name.clone(),
            TierSizes {
                wasm: sizes[0],
                glue,
                total: sizes[0].plus(glue),
                wasm_brotli_bytes_max: tier.budget.wasm_brotli_bytes_max,
                glue_brotli_bytes_max: tier.budget.glue_brotli_bytes_max,
                parts: parts_of(folders, tier, &folder.join("pocketpy.wasm"))?,
            },
        );
    }
    Ok(Report { schema: SCHEMA, tiers })
}

/// What a tier's wasm consists of, as its build left it.
fn parts_of(folders: &Folders, tier: &TierPlan, shipped: &Path) -> Result<Parts> {
    let other = |why: &str| {
        Error::request(format!("the origin of tier `{}` is not known", tier.name))
            .detail(why)
            .help(format!("build it with `cargo xtask build --tier {}`", tier.name))
    };
    let origin = std::fs::read_to_string(origin_of_packed(folders, &tier.name))
        .map_err(|_| other("`target/pocketpy/` does not say what it was packed from"))?;
    let folder = folders.at(&origin);
    if !folder.join(NAMED_WASM).is_file() {
        return Err(other(&format!("`{origin}` holds no `{NAMED_WASM}`")));
    }
    let named = read(&folder.join(NAMED_WASM))?;
    let shipped = read(shipped)?;
    if without_names(&named)? != shipped {
        return Err(other("what lies in `dist/` is not what was built here last"));
    }
    let parts = attribute::attribute(&named, &Symbols::load(&folder.join(symbols::FILE))?)?;
    assert_eq!(parts.total(), shipped.len() as u64, "every byte is counted once");
    Ok(parts)
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
