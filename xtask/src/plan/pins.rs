//! `pocketpy/sources.toml`: other people's sources, where they lie in which crate, and what they must hash to.
//!
//! The versions of the crates are pinned in `pocketpy/Cargo.toml`, once.

use std::fmt::{self, Display, Formatter};
use std::path::Path;

use crate::error::Result;
use crate::plan::manifest::reader::{self, At, Faults, Row};

/// Every pinned source, in file order.
#[derive(Clone, Debug)]
pub struct Pins {
    /// The sources.
    pub sources: Vec<Pin>,
}

/// One upstream project.
#[derive(Clone, Debug)]
pub struct Pin {
    /// How `variants.toml` calls it.
    pub name: String,
    /// Its own version.
    pub version: String,
    /// Where it says its version itself; a source distribution has it in its name.
    pub stated: Option<Stated>,
    /// What carries it.
    pub carrier: Carrier,
    /// The folder inside the carrier.
    pub folder: String,
    /// Folders below its own where its headers are found; its own is always one.
    pub include: Vec<String>,
    /// Where its files stand among the staged sources, as its includes expect it.
    pub staged_as: String,
    /// SPDX expression of its own licence, which may differ from the crate's.
    pub license: String,
    /// What is taken.
    pub content: Content,
}

/// A file of a source, and the words in it whose values make up its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Below the source's folder.
    pub file: String,
    /// In the order of the version's parts.
    pub words: Vec<String>,
}

impl Stated {
    /// The version that a text says: `#define MAJOR 1` and `MAJOR=1` give `MAJOR` the value 1.
    pub fn version_in(&self, text: &str) -> Option<String> {
        let value = |word: &String| {
            text.lines().find_map(|line| {
                let mut parts =
                    line.split(|c: char| c.is_whitespace() || c == '=').filter(|part| !part.is_empty());
                parts.find(|part| part == word)?;
                let value = parts.next()?.trim_matches('"');
                value.starts_with(|c: char| c.is_ascii_digit()).then(|| value.to_owned())
            })
        };
        let parts: Option<Vec<String>> = self.words.iter().map(value).collect();
        Some(parts?.join("."))
    }
}

/// The package of a registry that carries a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// A crate; its version is pinned in `pocketpy/Cargo.toml`.
    Crate(String),
    /// The source distribution of a Python project, at the source's own version, with the sha256 of the archive.
    Sdist(String, String),
}

impl Display for Carrier {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Crate(name) => write!(f, "crate {name}"),
            Self::Sdist(project, _) => write!(f, "sdist {project}"),
        }
    }
}

/// What is taken from a source.
#[derive(Clone, Debug)]
pub enum Content {
    /// Single files with their sha256.
    Files(Vec<(String, String)>),
    /// The whole folder with the sha256 of its listing; for sources that only tests read.
    Tree(String),
}

impl Pins {
    /// Reads and checks the file; every fault is reported.
    pub fn load(path: &Path) -> Result<Self> {
        reader::read_file(path, pins)
    }

    /// Like [`Pins::load`], for a text that is at hand.
    #[cfg(test)]
    pub fn from_text(name: &str, text: &str) -> Result<Self> {
        reader::read_text(name, text, pins)
    }

    /// The pin of that name.
    pub fn find(&self, name: &str) -> Option<&Pin> {
        self.sources.iter().find(|pin| pin.name == name)
    }
}

fn pins(faults: &Faults, mut file: Row<'_>) -> Pins {
    let rows = file.rows("source");
    file.finish();
    Pins { sources: rows.into_iter().map(|(name, row)| pin(faults, name, row)).collect() }
}

fn pin(faults: &Faults, name: At<String>, mut row: Row<'_>) -> Pin {
    let staged_as = row.optional_string("staged-as");
    let tree = row.optional_string("tree-sha256");
    let files = row.pairs("files");
    for hash in files.iter().map(|(_, hash)| hash).chain(&tree) {
        refuse_bad_hash(faults, hash);
    }
    let carrier = carrier(faults, &name.value, &mut row);
    let stated = stated(faults, &name.value, &carrier, &mut row);
    let pin = Pin {
        staged_as: staged_as.map_or_else(|| name.value.clone(), |path| path.value),
        version: row.string("version").value,
        stated,
        carrier,
        include: row.strings("include").into_iter().map(|folder| folder.value).collect(),
        folder: row.string("folder").value,
        license: row.string("license").value,
        content: content(faults, row.offset(), &name.value, tree, files),
        name: name.value,
    };
    row.finish();
    pin
}

/// Needed of a crate, whose own version is another number; an archive of Python's registry is named by the version.
fn stated(faults: &Faults, name: &str, carrier: &Carrier, row: &mut Row<'_>) -> Option<Stated> {
    let (file, words) = (row.optional_string("version-file"), row.strings("version-words"));
    match (carrier, file) {
        (Carrier::Crate(_), Some(file)) if !words.is_empty() => {
            Some(Stated { file: file.value, words: words.into_iter().map(|word| word.value).collect() })
        }
        (Carrier::Sdist(..), None) if words.is_empty() => None,
        _ => {
            let text =
                "needs `version-file` and `version-words` if it has `crate`, and neither if it has `sdist`";
            faults.note(row.offset(), format!("source `{name}` {text}"));
            None
        }
    }
}

/// Exactly one of `crate` and `sdist`.
fn carrier(faults: &Faults, name: &str, row: &mut Row<'_>) -> Carrier {
    let (krate, sdist) = (row.optional_string("crate"), row.optional_string("sdist"));
    let sha256 = row.optional_string("sdist-sha256");
    if let Some(hash) = &sha256 {
        refuse_bad_hash(faults, hash);
    }
    match (krate, sdist, sha256) {
        (Some(krate), None, None) => Carrier::Crate(krate.value),
        (None, Some(sdist), Some(sha256)) => Carrier::Sdist(sdist.value, sha256.value),
        _ => {
            faults.note(
                row.offset(),
                format!("source `{name}` needs either `crate`, or `sdist` and `sdist-sha256`"),
            );
            Carrier::Crate(String::new())
        }
    }
}

fn content(
    faults: &Faults,
    offset: usize,
    name: &str,
    tree: Option<At<String>>,
    files: Vec<(At<String>, At<String>)>,
) -> Content {
    if tree.is_some() != files.is_empty() {
        faults.note(offset, format!("source `{name}` needs either `files` or `tree-sha256`"));
    }
    match tree {
        Some(tree) => Content::Tree(tree.value),
        None => Content::Files(files.into_iter().map(|(file, hash)| (file.value, hash.value)).collect()),
    }
}

fn refuse_bad_hash(faults: &Faults, hash: &At<String>) {
    let hexadecimal = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    if hash.value.len() != 64 || !hash.value.chars().all(hexadecimal) {
        faults.note(hash.offset, format!("`{}` is not a sha256 in lower-case hexadecimal", hash.value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_as_c_defines_it_and_as_cmake_sets_it() {
        let stated = |words: &[&str]| Stated {
            file: String::new(),
            words: words.iter().map(|&word| word.to_owned()).collect(),
        };
        let text = "/* MAJOR */\n#define MAJOR    1    /* 9 */\n#define MAJOR_ALSO 7\nMINOR=10\n#define ALL\t\"2.2.0\"\n";
        assert_eq!(stated(&["MAJOR", "MINOR"]).version_in(text).as_deref(), Some("1.10"));
        assert_eq!(stated(&["ALL"]).version_in(text).as_deref(), Some("2.2.0"));
        assert_eq!(stated(&["MAJOR_ALSO", "MISSING"]).version_in(text), None);
    }
}
