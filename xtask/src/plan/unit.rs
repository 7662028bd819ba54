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
    /// Whether its loops are turned into vectors.
    pub vectorized: bool,
    /// Preprocessor symbols.
    pub defines: Vec<String>,
    /// Its functions that are compiled for speed, where it is measured.
    pub hot: Vec<String>,
    /// Those of them that are inlined at their call sites.
    pub inlined: Vec<String>,
}

/// Where the C file of a unit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MadeOf {
    /// It is the unit's own file.
    Itself,
    /// Made of Python source.
    Python,
    /// Made of tables in the binding's sources, which a list names.
    Ranges,
    /// Made of Python source in the binding's sources, which a list names.
    Texts,
    /// Made of the modules of Python that `[python]` names, and of those in its folder.
    PackedPython,
    /// Made of the table of Unicode types in a header of the binding's sources, whose name it has.
    UnicodeTypes,
}

impl Unit {
    /// Whether it is the interpreter: a file of ours that does nothing but include it.
    pub fn is_interpreter(&self) -> bool {
        self.binding == "host" && self.origin == UnitOrigin::Ours("interpreter.c".to_owned())
    }

    /// Whether it is Python source, put into the wasm as text.
    pub fn is_python(&self) -> bool {
        self.made_of() == MadeOf::Python
    }

    /// What its C file is made of.
    pub fn made_of(&self) -> MadeOf {
        match &self.origin {
            UnitOrigin::Ours(file) if file.ends_with(".py") => MadeOf::Python,
            UnitOrigin::Ours(file) if file.ends_with(".packed") => MadeOf::PackedPython,
            UnitOrigin::Ours(file) if file.ends_with(".ranges") => MadeOf::Ranges,
            UnitOrigin::Ours(file) if file.ends_with(".texts") => MadeOf::Texts,
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
