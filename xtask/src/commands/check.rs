//! `cargo xtask check`: the wasm files that lie in `dist/`.

use std::path::Path;

use super::{Request, resolve};
use crate::error::{Error, Result};
use crate::stages;
use crate::tools::files::Folders;
use crate::ui::Ui;

/// The wasm files that lie in `dist/`.
pub fn check(folders: &Folders, request: &Request, ui: &Ui) -> Result<()> {
    let plan = resolve(folders, &request.plan)?;
    for tier in &plan.tiers {
        let folder = folders.packages().join(&tier.package).join("dist");
        if !folder.is_dir() {
            return Err(Error::request(format!("tier `{}` is not built", tier.name))
                .help(format!("build it with `cargo xtask build --tier {}`", tier.name)));
        }
        stages::verify(folders, &plan, tier, &folder, Path::new("node"))?;
        ui.status("checked", format!("{}: exports, imports, budget, and it runs", tier.name));
    }
    Ok(())
}
