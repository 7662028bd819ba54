//! One file to compile, and how.

use crate::plan::manifest::Optimize;

/// One file to compile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The binding that names it.
    pub binding: String,
    /// Where it lies.
    pub origin: UnitOrigin,
    /// Names of the sources whose headers it sees.
    pub sources: Vec<String>,
    /// Names of other bindings whose headers it sees.
    pub uses: Vec<String>,
    /// Names of the libraries whose headers it sees.
    pub libraries: Vec<String>,
    /// Folders of `bindings/<binding>/` that are searched for headers.
    pub include: Vec<String>,
    /// Optimization level.
    pub optimize: Optimize,
    /// Whether it may use wasm's 128-bit vectors.
    pub simd: bool,
    /// Whether it is compiled for speed; with `simd`, its loops are turned into vectors.
    pub fast: bool,
    /// Whether its sums of signed integers wrap around.
    pub wrapping: bool,
    /// Preprocessor symbols.
    pub defines: Vec<String>,
}

/// Where the C file of a unit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MadeOf {
    /// It is the unit's own file.
    Itself,
    /// Made of Python source.
    Python,
    /// Made of the modules of Python that `[python]` names, and of those in its folder.
    PackedPython,
    /// Made of the table of Unicode types in a header of the binding's sources, whose name it has.
    UnicodeTypes,
}

impl Unit {
    /// Whether it is Python source, put into the wasm as text.
    pub fn is_python(&self) -> bool {
        self.made_of() == MadeOf::Python
    }

    /// What its C file is made of.
    pub fn made_of(&self) -> MadeOf {
        match &self.origin {
            UnitOrigin::Ours(file) if file.ends_with(".py") => MadeOf::Python,
            UnitOrigin::Ours(file) if file.ends_with(".packed") => MadeOf::PackedPython,
            UnitOrigin::Ours(file) if file.ends_with(".unicode") => MadeOf::UnicodeTypes,
            UnitOrigin::Ours(_) | UnitOrigin::Source(..) => MadeOf::Itself,
        }
    }
}

/// Where a unit lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitOrigin {
    /// In our `bindings/<binding>/`.
    Ours(String),
    /// Among the staged sources, as `source` and file.
    Source(String, String),
}
