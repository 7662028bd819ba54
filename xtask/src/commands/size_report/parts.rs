//! What a wasm consists of: module → file → name → bytes, of code and of data; the sum is the size of the file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Bytes of one wasm by where they come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Parts(pub BTreeMap<String, BTreeMap<String, FileParts>>);

/// What one file gave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileParts {
    /// Functions, with the bytes that say how long each is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub code: BTreeMap<String, u64>,
    /// Initial content of the memory.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data: BTreeMap<String, u64>,
    /// What the format wants: sections, types, imports, exports.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub structure: BTreeMap<String, u64>,
}

/// What bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A function.
    Code,
    /// Initial content of the memory.
    Data,
    /// What the format wants.
    Structure,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Code, Self::Data, Self::Structure];

    /// As it is named in texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Data => "data",
            Self::Structure => "structure",
        }
    }
}

/// The module of what the format wants.
pub const STRUCTURE: &str = "wasm structure";

/// The module of code and data that nobody is known to own.
pub const OTHER: &str = "other";

impl FileParts {
    /// Names and bytes of one kind.
    pub fn of(&self, kind: Kind) -> &BTreeMap<String, u64> {
        match kind {
            Kind::Code => &self.code,
            Kind::Data => &self.data,
            Kind::Structure => &self.structure,
        }
    }

    fn of_mut(&mut self, kind: Kind) -> &mut BTreeMap<String, u64> {
        match kind {
            Kind::Code => &mut self.code,
            Kind::Data => &mut self.data,
            Kind::Structure => &mut self.structure,
        }
    }
}

/// One named part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part<'a> {
    /// Its module.
    pub module: &'a str,
    /// Its file.
    pub file: &'a str,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: &'a str,
}

impl Parts {
    /// Adds bytes to a name.
    pub fn add(&mut self, part: Part<'_>, bytes: u64) {
        if bytes > 0 {
            *self.file(part).entry(part.name.to_owned()).or_default() += bytes;
        }
    }

    /// Adds a function; the second of the same name in a file is called `name #2`.
    pub fn add_function(&mut self, part: Part<'_>, bytes: u64) {
        let list = self.file(part);
        let numbered = (2..).map(|number| format!("{} #{number}", part.name));
        let free = [part.name.to_owned()].into_iter().chain(numbered).find(|name| !list.contains_key(name));
        list.insert(free.expect("there is always a next number"), bytes);
    }

    fn file(&mut self, part: Part<'_>) -> &mut BTreeMap<String, u64> {
        let module = self.0.entry(part.module.to_owned()).or_default();
        module.entry(part.file.to_owned()).or_default().of_mut(part.kind)
    }

    /// All parts with their bytes, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (Part<'_>, u64)> {
        let files = self.0.iter().flat_map(|(module, files)| files.iter().map(move |file| (module, file)));
        files.flat_map(|(module, (file, parts))| {
            Kind::ALL.into_iter().flat_map(move |kind| {
                let part = move |name| Part { module, file, kind, name };
                parts.of(kind).iter().map(move |(name, bytes)| (part(name.as_str()), *bytes))
            })
        })
    }

    /// Bytes by module.
    pub fn modules(&self) -> BTreeMap<&str, u64> {
        let mut modules = BTreeMap::new();
        for (part, bytes) in self.iter() {
            *modules.entry(part.module).or_default() += bytes;
        }
        modules
    }

    /// All bytes.
    pub fn total(&self) -> u64 {
        self.iter().map(|(_, bytes)| bytes).sum()
    }
}
