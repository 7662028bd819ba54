//! `cargo xtask setup`: installs or repairs the private toolchain.

use super::{demand, resolve};
use crate::error::Result;
use crate::plan;
use crate::toolchain;
use crate::tools::build_lock;
use crate::tools::files::Folders;
use crate::ui::Ui;

/// With `relock` it takes what the mirror offers now.
pub fn setup(folders: &Folders, relock: bool, ui: &Ui) -> Result<()> {
    let plan = resolve(folders, &plan::Request::default())?;
    let _lock = build_lock::take(folders, ui)?;
    let tools = toolchain::install(&demand(&plan, false), &folders.root, ui, relock)?;
    ui.status("ready", format!("Emscripten {} below target/toolchain", tools.versions.emscripten));
    Ok(())
}
