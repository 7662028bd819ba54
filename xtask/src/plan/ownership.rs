//! `pocketpy/units.toml` and `edits.toml`: whose each file of upstream's amalgamation is, and what is taken out of those that stay upstream's.
//!
//! Limits: names and hashes only; whether the source fits is the Sources stage's question.

use std::path::Path;

use crate::error::Result;
use crate::plan::manifest::reader::{self, At, Choice, Faults, Row};

/// Every file that the amalgamation consists of ("unit"), in its order.
#[derive(Clone, Debug, Default)]
pub struct Ownership {
    /// The units.
    pub units: Vec<UpstreamUnit>,
    /// Functions of units that stay upstream's.
    pub edits: Vec<Edit>,
}

/// One unit.
#[derive(Clone, Debug)]
pub struct UpstreamUnit {
    /// As its first line says: `common/vector.c`.
    pub name: String,
    /// Who supplies what is in it.
    pub whose: Whose,
    /// Of the text that was looked at when that was decided.
    pub sha256: String,
}

/// Who supplies what is in a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Upstream's text is compiled.
    Upstream,
    /// A folder of `bindings/` takes its place.
    Ours(String),
    /// Nobody, with the reason.
    LeftOut(String),
}

/// A function that a file of ours supplies in place of a unit's.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Its name.
    pub function: String,
    /// The unit it is in.
    pub unit: String,
    /// Of its body, braces included.
    pub sha256: String,
    /// What becomes of upstream's.
    pub action: Action,
}

/// What becomes of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Only its declaration stays.
    Drop,
    /// It is called `upstream_NAME`, besides.
    Rename,
}

#[derive(Clone, Copy)]
enum Word {
    Upstream,
    Ours,
    LeftOut,
}

impl Choice for Word {
    const WORDS: &'static [(&'static str, Self)] =
        &[("upstream", Self::Upstream), ("ours", Self::Ours), ("left-out", Self::LeftOut)];
}

impl Choice for Action {
    const WORDS: &'static [(&'static str, Self)] = &[("drop", Self::Drop), ("rename", Self::Rename)];
}

impl Ownership {
    /// Reads and checks both files in that folder; every fault of one is reported.
    pub fn load(folder: &Path) -> Result<Self> {
        let units = reader::read_file(&folder.join("units.toml"), units)?;
        let edits = reader::read_file(&folder.join("edits.toml"), |faults, row| edits(faults, row, &units))?;
        Ok(Self { units, edits })
    }

    /// The unit of that name.
    pub fn find(&self, name: &str) -> Option<&UpstreamUnit> {
        self.units.iter().find(|unit| unit.name == name)
    }
}

fn units(faults: &Faults, mut file: Row<'_>) -> Vec<UpstreamUnit> {
    let rows = file.rows("unit");
    file.finish();
    rows.into_iter().map(|(name, row)| unit(faults, name, row)).collect()
}

fn unit(faults: &Faults, name: At<String>, mut row: Row<'_>) -> UpstreamUnit {
    let whose = match row.choice("whose") {
        Word::Upstream => Whose::Upstream,
        Word::Ours => Whose::Ours(row.string("in").value),
        Word::LeftOut => Whose::LeftOut(row.string("why").value),
    };
    let sha256 = sha256(faults, &mut row);
    row.finish();
    UpstreamUnit { name: name.value, whose, sha256 }
}

fn edits(faults: &Faults, mut file: Row<'_>, units: &[UpstreamUnit]) -> Vec<Edit> {
    let rows = file.rows("edit");
    file.finish();
    rows.into_iter().map(|(function, row)| edit(faults, function, row, units)).collect()
}

fn edit(faults: &Faults, function: At<String>, mut row: Row<'_>, units: &[UpstreamUnit]) -> Edit {
    let unit = row.string("unit");
    if !units.iter().any(|known| known.name == unit.value && known.whose == Whose::Upstream) {
        faults.note(unit.offset, format!("unit `{}` is not upstream's in units.toml", unit.value));
    }
    let action = row.choice("action");
    row.string("why");
    let sha256 = sha256(faults, &mut row);
    row.finish();
    Edit { function: function.value, unit: unit.value, sha256, action }
}

fn sha256(faults: &Faults, row: &mut Row<'_>) -> String {
    let hash = row.string("sha256");
    if hash.value.len() != 64 || !hash.value.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f')) {
        faults.note(hash.offset, format!("`{}` is not a sha256 in lower-case hexadecimal", hash.value));
    }
    hash.value
}
