//! `cargo xtask check`: what lies in `dist/`: that it is what was built and released, and that the wasm files keep the plan's border,
//! budgets, and run.
//!
//! Limits: with `--tier`, the packages of these tiers alone. What was built is told by `target/`, what was released by the release itself.

use std::path::Path;

use crate::commands::index;
use crate::commands::{Request, resolve};
use crate::error::{Error, Result};
use crate::plan::{Plan, TierPlan};
use crate::stages::release::{package_names, released};
use crate::stages::{self, refuse_changed};
use crate::tools::files::{Folders, entries};
use crate::ui::Ui;

const RELEASES: &str = "dist/release";
const INDEX: &str = "dist/index";

/// Tier by tier, then all else in `dist/`.
pub fn check(folders: &Folders, request: &Request, ui: &Ui) -> Result<()> {
    let plan = resolve(folders, &request.plan)?;
    for tier in &plan.tiers {
        tier_in_dist(folders, &plan, tier)?;
        ui.status("checked", format!("{}: as built, exports, imports, budget, and it runs", tier.name));
    }
    if plan.registry.is_some() {
        all_else(folders, &plan)?;
        ui.status("checked", "dist/: all of it as it was built and released, and nothing besides");
    }
    Ok(())
}

fn tier_in_dist(folders: &Folders, plan: &Plan, tier: &TierPlan) -> Result<()> {
    let folder = folders.packages().join(&tier.package).join("dist");
    if !folder.is_dir() {
        return Err(Error::request(format!("tier `{}` is not built", tier.name))
            .help(format!("build it with `cargo xtask build --tier {}`", tier.name)));
    }
    refuse_changed(folders, &format!("npm/{}", tier.package))?;
    stages::verify(folders, plan, tier, &folder, Path::new("node"))?;
    Ok(())
}

fn all_else(folders: &Folders, plan: &Plan) -> Result<()> {
    let packages: Vec<String> =
        package_names(plan)?.into_iter().map(|package| format!("npm/{package}")).collect();
    refuse_changed(folders, packages.last().expect("the loader is a package"))?;
    refuse_changed(folders, "playground")?;
    let made = packages.iter().map(String::as_str).chain(["playground", "release", "index"]);
    let made: Vec<String> = made.map(|name| format!("dist/{name}")).collect();
    refuse_others(folders, "dist", &made)?;
    if folders.at(RELEASES).is_dir() {
        for release in entries(&folders.at(RELEASES))? {
            let version = release.file_name().unwrap_or_default().to_string_lossy().into_owned();
            released(&release, &version)?;
        }
    }
    if folders.at(INDEX).is_dir() {
        index::refuse_changed(&folders.at(INDEX))?;
    }
    Ok(())
}

/// Refuses what neither is something made nor leads to it.
fn refuse_others(folders: &Folders, place: &str, made: &[String]) -> Result<()> {
    for entry in entries(&folders.at(place))? {
        let name = format!("{place}/{}", entry.file_name().unwrap_or_default().to_string_lossy());
        if made.contains(&name) {
            continue;
        }
        if !made.iter().any(|one| one.starts_with(&format!("{name}/"))) {
            return Err(Error::work(format!("nothing of xtask's makes `{name}`"))
                .help("take it away: `dist/` is served and published as a whole"));
        }
        refuse_others(folders, &name, made)?;
    }
    Ok(())
}
