//! `cargo xtask doctor`: every tool, its version, where it was found, and what is missing.

use super::{demand, resolve};
use crate::error::{Error, Result};
use crate::plan;
use crate::toolchain;
use crate::tools::files::Folders;

/// Lists them; an error where something is missing.
pub fn doctor(folders: &Folders) -> Result<()> {
    let plan = resolve(folders, &plan::Request::default())?;
    let mut missing = Vec::new();
    for finding in toolchain::survey(&demand(&plan, false), &folders.root) {
        let place = finding.place.map_or_else(|| "not found".to_owned(), |place| place.display().to_string());
        println!("{:<12} {:<12} {place}", finding.tool, finding.version.as_deref().unwrap_or("-"));
        if let Some(problem) = finding.problem {
            println!("{:>12} {problem}", "problem:");
            if let Some(help) = finding.help {
                println!("{:>12} {help}", "help:");
            }
            missing.push(finding.tool);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::machine(format!("this machine lacks something: {}", missing.join(", ")))
        .help("do what stands at `help:` above, then run `cargo xtask doctor` again"))
}
