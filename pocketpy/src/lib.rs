//! Pins of other people's sources: see `Cargo.toml` (crates) and `sources.toml` (files and hashes). Holds no code.
