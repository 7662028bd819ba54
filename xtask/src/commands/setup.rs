//! `cargo xtask setup`: installs or repairs the private toolchain.

use super::{demand, resolve, resolve_unlocked};
use crate::error::Result;
use crate::plan;
use crate::toolchain;
use crate::tools::build_lock;
use crate::tools::files::Folders;
use crate::ui::Ui;

/// Leaves one that works as it is; with `relock` it takes what the mirror offers now.
pub fn setup(folders: &Folders, relock: bool, ui: &Ui) -> Result<()> {
    let request = plan::Request::default();
    let plan = if relock { resolve_unlocked(folders, &request)? } else { resolve(folders, &request)? };
    let _lock = build_lock::take(folders, ui)?;
    let (tools, was_there) = toolchain::set_up(&demand(&plan, false), &folders.root, ui, relock)?;
    let state = if was_there { ", it compiles and was left as it is" } else { "" };
    ui.status("ready", format!("Emscripten {} below target/toolchain{state}", tools.versions.emscripten));
    Ok(())
}
