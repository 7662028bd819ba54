//! `cargo xtask test --only format`: rustfmt over Rust, clang-format over C; with `BLESS=1` they write.
//!
//! clang-format is a wheel pinned by hash in a private environment, since each version lays out differently. How it lays out is said in
//! `.clang-format`; a folder whose own `.clang-format` says `DisableFormat: true` is left alone.

use std::path::PathBuf;

use walkdir::WalkDir;

use crate::error::{Error, Result};
use crate::tools::files::Folders;
use crate::tools::process::{Invocation, interactive};
use crate::tools::venv;
use crate::ui::Ui;

/// Where C of ours lies.
const C_FOLDERS: [&str; 2] = ["bindings", "tests/native"];

const C_ENDINGS: [&str; 4] = ["c", "cc", "cpp", "h"];

/// Compares the layout of all sources with what the formatters make of them, or lets them write that.
pub fn format(folders: &Folders, cargo: Invocation, ui: &Ui) -> Result<()> {
    let writes = std::env::var_os("BLESS").is_some();
    let help = "`BLESS=1 cargo xtask test --only format` writes it";
    let check: &[&str] = if writes { &[] } else { &["--", "--check"] };
    interactive(&cargo.args(["fmt", "--all"]).args(check.to_vec())).map_err(|error| error.help(help))?;
    let changes: &[&str] = if writes { &["-i"] } else { &["--dry-run", "-Werror"] };
    let command = clang_format(folders, ui)?.args(changes.to_vec()).args(c_files(folders)?);
    interactive(&command.in_folder(&folders.root)).map_err(|error| error.help(help))
}

fn clang_format(folders: &Folders, ui: &Ui) -> Result<Invocation> {
    let python = venv::python(folders, "clang-format", "xtask/clang-format-requirements.txt", ui)?;
    Ok(Invocation::new(python.with_file_name("clang-format")).arg("--style=file"))
}

/// All C of ours, relative to the checkout.
fn c_files(folders: &Folders) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in C_FOLDERS {
        for entry in WalkDir::new(folders.at(folder)).sort_by_file_name() {
            let entry =
                entry.map_err(|cause| Error::work(format!("cannot read `{folder}`")).detail(cause))?;
            let path = entry.path().strip_prefix(&folders.root).unwrap_or(entry.path());
            if path.extension().is_some_and(|ending| C_ENDINGS.iter().any(|known| ending == *known)) {
                files.push(path.to_path_buf());
            }
        }
    }
    Ok(files)
}
