//! Chromium for the browser tests: found, or installed from Debian where that is allowed.

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::tools::process::{Invocation, run};
use crate::ui::Ui;

/// The browser to test with.
pub fn chromium(ui: &Ui) -> Result<PathBuf> {
    if let Some(path) = find() {
        return Ok(path);
    }
    if which::which("apt-get").is_err() || !is_root() {
        return Err(missing());
    }
    ui.status("install", "Chromium, with apt-get");
    let apt = || Invocation::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive");
    run(&apt().args(["update", "--quiet"]))?;
    run(&apt().args(["install", "--quiet", "--yes", "--no-install-recommends", "chromium"]))?;
    find().ok_or_else(missing)
}

/// `$CHROMIUM`, or a program of that kind on PATH.
pub fn find() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from).filter(|path| path.is_file());
    let programs = ["chromium", "chromium-browser", "google-chrome"];
    named.or_else(|| programs.iter().find_map(|name| which::which(name).ok()))
}

fn is_root() -> bool {
    run(&Invocation::new("id").arg("-u")).is_ok_and(|said| said.trim() == "0")
}

fn missing() -> Error {
    Error::machine("there is no Chromium for the browser tests")
        .help("install it (`apt-get install chromium`), or set CHROMIUM to its file")
}
