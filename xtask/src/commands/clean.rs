//! `cargo xtask clean`: `dist/` and the scratch, with `all` the toolchain too.

use crate::error::Result;
use crate::tools::files::{self, Folders};
use crate::ui::Ui;

/// Removes what builds left.
pub fn clean(folders: &Folders, all: bool, ui: &Ui) -> Result<()> {
    let mut gone = vec![folders.at("dist"), folders.scratch()];
    if all {
        gone.push(folders.at("target/toolchain"));
    }
    for folder in gone {
        ui.status("remove", folder.strip_prefix(&folders.root).unwrap_or(&folder).display());
        files::remove_folder(&folder)?;
    }
    Ok(())
}
