//! What `library` takes.

use std::path::PathBuf;

use clap::Args;

/// What to make of the library in Python, and of which modules.
#[derive(Debug, Args)]
pub struct LibraryArgs {
    /// Modules in the place of those that variants.toml names; what they import need not be there.
    pub modules: Vec<String>,
    /// Writes the C file that is compiled into the interpreter.
    #[arg(long, value_name = "FILE")]
    pub c: Option<PathBuf>,
    /// Writes each module as a file, as the interpreter reads it.
    #[arg(long, value_name = "DIR")]
    pub texts: Option<PathBuf>,
    /// Leaves the texts as they are in their source, but for edits.
    #[arg(long)]
    pub unminified: bool,
    /// Prints a table: of each module its bytes, and by how many bytes (brotli) the whole is smaller without it.
    #[arg(long)]
    pub sizes: bool,
}
