//! `cargo xtask plan`: everything a build would do, to stdout.

use super::{Request, resolve};
use crate::error::Result;
use crate::tools::files::Folders;

/// Prints the plan, and does nothing.
pub fn plan(folders: &Folders, request: &Request) -> Result<()> {
    print!("{}", resolve(folders, &request.plan)?);
    Ok(())
}
