//! The page of `--html`: one file that asks for nothing else, with the report as compact JSON in it.

use std::path::Path;

use serde_json::{Value, json};

use super::history::History;
use super::parts::{FileParts, Kind, Parts};
use super::{Report, TierSizes};
use crate::error::{Error, Result};
use crate::plan::Plan;
use crate::stages::{Bundles, Entry};
use crate::tools::files::Folders;
use crate::tools::hash::read;
use crate::ui::Ui;

const BUNDLES: Bundles<'static> = Bundles {
    folder: "js/size-report",
    entries: &[Entry { output: "page.js", source: "page.mjs", flags: &["--format=iife"] }],
    constants: &[],
};

/// Whose code is bundled into the page, and the text that goes with every copy of it.
const LICENSE: &str = "js/node_modules/d3-hierarchy/LICENSE";

/// A page goes where a folder is; a mistyped one is not made.
pub fn refuse_missing_folder(file: &Path) -> Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if file.is_dir() {
        return Err(Error::request(format!("`{}` is a folder", file.display())).help("name a file in it"));
    }
    if folder.is_dir() {
        return Ok(());
    }
    Err(Error::request(format!("cannot write `{}`", file.display()))
        .detail(format!("there is no folder `{}`", folder.display()))
        .help("make the folder, or name a file in one that is there"))
}

/// The whole page.
pub fn page(folders: &Folders, plan: &Plan, report: &Report, history: &History, ui: &Ui) -> Result<String> {
    let script = text(&folders.root.join(BUNDLES.make_in(&folders.root, ui)?).join("page.js"))?;
    let source = |name: &str| text(&folders.at("js/size-report").join(name));
    // `<` could end the script that carries the data
    let data = data(plan, report, history).to_string().replace('<', "\\u003c");
    let license = text(&folders.at(LICENSE))?.replace('&', "&amp;").replace('<', "&lt;");
    let slots = [
        ("style", source("style.css")?),
        ("data", data),
        ("license", license.trim().to_owned()),
        ("script", script),
    ];
    let mut page = source("page.html")?;
    for (slot, content) in &slots {
        page = put(&page, slot, content)?;
    }
    Ok(page)
}

fn text(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?)
        .map_err(|cause| Error::work(format!("`{}` is not UTF-8", path.display())).detail(cause))
}

/// Replaces the one `{{slot}}`.
fn put(page: &str, slot: &str, content: &str) -> Result<String> {
    let mark = format!("{{{{{slot}}}}}");
    match page.split_once(&mark) {
        Some((before, after)) => Ok([before, content, after].concat()),
        None => Err(Error::request(format!("`js/size-report/page.html` has no `{mark}`"))
            .help("the page has exactly one; put it back")),
    }
}

/// What the page shows; `js/size-report/src/data.mjs` is the other side.
fn data(plan: &Plan, report: &Report, history: &History) -> Value {
    let tiers = plan.tiers.iter().filter_map(|tier| Some((tier, report.tiers.get(&tier.name)?)));
    let tiers: Vec<Value> = tiers
        .map(|(tier, sizes)| {
            json!({
                "name": tier.name,
                "package": tier.package,
                "wasm": sizes.wasm,
                "glue": sizes.glue,
                "budget": budget(sizes),
                "modules": modules(&sizes.parts),
                "releases": history.get(&tier.name),
            })
        })
        .collect();
    json!({ "version": plan.version, "tiers": tiers })
}

fn budget(sizes: &TierSizes) -> Value {
    json!({ "wasm": sizes.wasm_brotli_bytes_max, "glue": sizes.glue_brotli_bytes_max })
}

/// `[[module, [[file, [[name, bytes, kind], …]], …]], …]`, where the kind of code is 0, of data 1, of structure 2.
fn modules(parts: &Parts) -> Value {
    let file = |(name, parts): (&String, &FileParts)| json!([name, names(parts)]);
    let modules =
        parts.0.iter().map(|(name, files)| json!([name, files.iter().map(file).collect::<Value>()]));
    modules.collect()
}

fn names(parts: &FileParts) -> Value {
    let kinds = Kind::ALL.into_iter().enumerate();
    kinds
        .flat_map(|(kind, of)| parts.of(of).iter().map(move |(name, bytes)| json!([name, bytes, kind])))
        .collect()
}
