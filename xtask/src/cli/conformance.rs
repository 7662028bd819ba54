//! What `conformance` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// What `conformance` takes.
#[derive(Debug, Args)]
pub struct ConformanceArgs {
    /// Whose tests.
    #[arg(long, value_name = "SUITE")]
    pub suite: Suite,
    /// Only this file, such as `test_grammar` or `grammar`; may be given several times [default: all of the suite].
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub only: Vec<String>,
    /// Writes the table as Markdown.
    #[arg(long, value_name = "FILE", conflicts_with = "only")]
    pub table: Option<PathBuf>,
    /// Prints each method that fails or is pending, and why.
    #[arg(long)]
    pub failures: bool,
    /// With the address and undefined sanitizers, in place of a fast build.
    #[arg(long)]
    pub sanitize: bool,
    /// In this tier as it lies in dist/, run by Node, in place of the native program.
    #[arg(long, value_name = "TIER", conflicts_with = "sanitize")]
    pub tier: Option<String>,
}

/// Whose tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Suite {
    /// Those of the machine's CPython.
    Cpython,
}
