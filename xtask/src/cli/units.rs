//! What `units` takes.

use std::path::PathBuf;

use clap::Args;

/// What `units` takes.
#[derive(Debug, Args)]
pub struct UnitsArgs {
    /// Another pocketpy, amalgamated or a checkout: lists what differs in it.
    #[arg(long, value_name = "DIR")]
    pub against: Option<PathBuf>,
}
