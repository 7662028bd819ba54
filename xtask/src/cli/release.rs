//! What `release` and `publish` take.

use std::path::PathBuf;

use clap::Args;

/// What `release` takes.
#[derive(Debug, Args)]
pub struct ReleaseArgs {
    /// The version; the same as in Cargo.toml, with an unreleased heading in CHANGELOG.md.
    #[arg(long, value_name = "X.Y.Z")]
    pub version: String,
    /// Says what it would do, and does nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Refused: such a build cannot be released.
    #[arg(long, env = "POCKETPY_DIR", value_name = "DIR", hide = true)]
    pub pocketpy_dir: Option<PathBuf>,
}

/// What `publish` takes.
#[derive(Debug, Args)]
pub struct PublishArgs {
    /// The version, as it lies in dist/release/.
    #[arg(long, value_name = "X.Y.Z")]
    pub version: String,
    /// npm's registry, an http or https URL [default: the one that npm is configured for].
    #[arg(long, value_name = "URL")]
    pub registry: Option<String>,
    /// How long each answer of the registry is waited for.
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    pub query_seconds_max: u64,
    /// How long each upload may take.
    #[arg(long, value_name = "N", default_value_t = 600, value_parser = clap::value_parser!(u64).range(1..))]
    pub upload_seconds_max: u64,
    /// Publishes without a statement of where the packages were built; npm can make one in CI only.
    #[arg(long)]
    pub no_provenance: bool,
    /// Says what it would publish, and publishes nothing.
    #[arg(long)]
    pub dry_run: bool,
}
