//! What `cargo xtask profile` measured: which functions of the interpreter do the work, and so are compiled for speed (`flags.rs`).

use std::path::Path;

use serde::Serialize;

use crate::error::Result;
use crate::plan::manifest::reader::{self, At, Faults, Row};

/// Where it is kept, relative to the checkout.
pub const FILE: &str = "pocketpy/profile/interpreter.toml";

/// What was measured, and with what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Profile {
    /// With what.
    #[serde(flatten)]
    pub measured_with: MeasuredWith,
    /// The functions that are compiled for speed, most often executed first.
    pub hot: Vec<String>,
    /// Those of them that are inlined at their call sites.
    pub inlined: Vec<String>,
}

/// Hashes of everything that decides what is measured.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct MeasuredWith {
    /// Of the interpreter's source.
    pub interpreter_sha256: String,
    /// Of our own files in the interpreter's translation unit, without their comments.
    pub host_sha256: String,
    /// Of the folder with the programs.
    pub programs_sha256: String,
}

impl Profile {
    /// Reads and checks the file; every fault is reported.
    pub fn load(path: &Path) -> Result<Self> {
        reader::read_file(path, profile)
    }
}

fn profile(faults: &Faults, mut file: Row<'_>) -> Profile {
    let measured_with = MeasuredWith {
        interpreter_sha256: file.string("interpreter-sha256").value,
        host_sha256: file.string("host-sha256").value,
        programs_sha256: file.string("programs-sha256").value,
    };
    let (hot, inlined) = (file.strings("hot"), file.strings("inlined"));
    file.finish();
    for name in inlined.iter().filter(|name| !hot.iter().any(|known| known.value == name.value)) {
        faults.note(name.offset, format!("`{}` of `inlined` is not in `hot`", name.value));
    }
    let plain = |names: Vec<At<String>>| names.into_iter().map(|name| name.value).collect();
    Profile { measured_with, hot: plain(hot), inlined: plain(inlined) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "interpreter-sha256 = \"a\"\nhost-sha256 = \"b\"\nprograms-sha256 = \"c\"\nhot = [\"f\"]\n";

    fn refusal(more: &str) -> String {
        let text = format!("{TEXT}{more}");
        reader::read_text("interpreter.toml", &text, profile).unwrap_err().to_string()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let read =
            reader::read_text("interpreter.toml", &format!("{TEXT}inlined = [\"f\"]\n"), profile).unwrap();
        let written = toml::to_string_pretty(&read).unwrap();
        assert_eq!(reader::read_text("interpreter.toml", &written, profile).unwrap(), read);
    }

    #[test]
    fn reject_an_inlined_function_that_is_not_hot_and_an_unknown_key() {
        assert!(
            refusal("inlined = [\"g\"]\n")
                .contains("interpreter.toml:5:12: `g` of `inlined` is not in `hot`")
        );
        assert!(refusal("written-out = []\n").contains("unknown key `written-out`"));
    }
}
