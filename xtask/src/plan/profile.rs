//! What `cargo xtask profile` measured: which functions of the interpreter do the work, and so are compiled for speed (`flags.rs`).
//!
//! It is `pocketpy/profile/interpreter.toml`, compiled into this program.

use serde::{Deserialize, Serialize};

const TEXT: &str = include_str!("../../../pocketpy/profile/interpreter.toml");

/// What was measured, and with what.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// Of the interpreter's source.
    pub interpreter_sha256: String,
    /// Of the folder with the programs.
    pub programs_sha256: String,
    /// The functions that are compiled for speed.
    pub hot: Vec<String>,
    /// Those of them that are written out where they are called.
    pub written_out: Vec<String>,
}

impl Profile {
    /// The one that is compiled in.
    pub fn kept() -> Self {
        toml::from_str(TEXT).expect("`cargo xtask profile` wrote it; a test reads it")
    }
}

/// Names of the interpreter's functions that are compiled for speed.
pub fn hot() -> Vec<String> {
    Profile::kept().hot
}

/// Names of those that are written out where they are called.
pub fn written_out() -> Vec<String> {
    Profile::kept().written_out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kept_profile_can_be_read_and_names_the_bytecode_loop_first() {
        assert_eq!(hot().first().map(String::as_str), Some("VM__run_top_frame"));
    }
}
