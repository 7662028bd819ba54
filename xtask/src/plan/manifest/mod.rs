//! `variants.toml` as types: the one table of tiers, bindings, flags, exports and budgets.
//!
//! [`Manifest::load`] accepts only a file without faults; what can be checked without input or output is checked here
//! ([`rules`]), so that the plan never meets an impossible manifest.

mod parse;
pub mod reader;
mod rules;

use std::path::Path;

use crate::error::Result;
use reader::{At, Choice};

/// The whole file.
#[derive(Debug)]
pub struct Manifest {
    /// The exact Emscripten version.
    pub emscripten: At<String>,
    /// The interpreter.
    pub pocketpy: Pocketpy,
    /// The library in Python that is packed into the interpreter.
    pub python: Python,
    /// What the packages say of themselves on npm.
    pub npm: Npm,
    /// Settings of every compilation.
    pub compile: Compile,
    /// Settings of every link.
    pub link: Link,
    /// The loader package.
    pub registry: Registry,
    /// Exports of every tier.
    pub exports: Vec<Export>,
    /// Other people's projects that are built as a whole, in file order.
    pub libraries: Vec<Library>,
    /// The building blocks, in file order.
    pub bindings: Vec<Binding>,
    /// The packages to build, in file order.
    pub tiers: Vec<Tier>,
}

/// `[pocketpy]`.
#[derive(Clone, Debug, Default)]
pub struct Pocketpy {
    /// What `PK_VERSION` of the compiled header must say.
    pub version: String,
    /// Every module that the interpreter itself has.
    pub modules: Vec<At<String>>,
}

/// `[python]`.
#[derive(Clone, Debug, Default)]
pub struct Python {
    /// Modules of CPython's library, and of ours in the place of one.
    pub modules: Vec<At<String>>,
    /// By module of CPython's, what it imports only in the functions that use it.
    pub deferred: Vec<(At<String>, Vec<String>)>,
    /// What differs from CPython's files.
    pub edits: Vec<Edit>,
}

/// `[python.edit.NAME]`: a statement of a module of CPython's, found by its hash, and ours in its place.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    /// The module's whole name.
    pub module: String,
    /// Of the statement without comments, docstrings and needless spaces, with the end of its line.
    pub sha256: String,
    /// What stands there; empty leaves the statement out.
    pub text: String,
    /// Why.
    pub reason: String,
}

impl Python {
    /// The names of the modules.
    pub fn names(&self) -> Vec<String> {
        self.modules.iter().map(|module| module.value.clone()).collect()
    }
}

/// `[npm]`.
#[derive(Clone, Debug, Default)]
pub struct Npm {
    /// SPDX expression of our own code.
    pub license: String,
    /// Search words.
    pub keywords: Vec<String>,
    /// Oldest Node.js that runs the packages.
    pub node: String,
    /// Where the sources are, without `git+` and `.git`.
    pub repository: At<String>,
    /// What npm's page links to.
    pub homepage: At<String>,
    /// Where faults are reported.
    pub bugs: At<String>,
}

/// `[registry]`.
#[derive(Clone, Debug)]
pub struct Registry {
    /// Its npm package.
    pub package: At<String>,
    /// One line for npm.
    pub description: String,
    /// Budget of what a page downloads (`registry.mjs`), brotli -q 11.
    pub brotli_bytes_max: u64,
}

/// `[compile]`.
#[derive(Clone, Debug, Default)]
pub struct Compile {
    /// Preprocessor symbols of every C file.
    pub defines: Vec<String>,
    /// Folders of `bindings/` that have no row, since nothing links them yet.
    pub unlinked: Vec<At<String>>,
}

/// `[link]`.
#[derive(Clone, Debug, Default)]
pub struct Link {
    /// Where the table stands.
    pub offset: usize,
    /// Linear-memory stack in bytes.
    pub stack_bytes: u64,
    /// Memory at the start in bytes.
    pub initial_memory_bytes: u64,
    /// emcc's optimization level of the link.
    pub optimize: Optimize,
    /// What the wasm may import, as `module.name`.
    pub imports: Vec<String>,
}

/// One exported C function and its wasm signature.
#[derive(Clone, Debug)]
pub struct Export {
    /// The C name.
    pub name: At<String>,
    /// Its wasm signature.
    pub signature: Signature,
}

/// A wasm function type in the notation `(i32, f64) -> i32`; no result is `()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Parameter types.
    pub parameters: Vec<ValueType>,
    /// The result type, if any.
    pub result: Option<ValueType>,
}

/// The value types that cross the border.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// 32-bit integer or pointer.
    I32,
    /// 64-bit integer.
    I64,
    /// 32-bit float.
    F32,
    /// 64-bit float.
    F64,
}

impl Choice for ValueType {
    const WORDS: &'static [(&'static str, Self)] =
        &[("i32", Self::I32), ("i64", Self::I64), ("f32", Self::F32), ("f64", Self::F64)];
}

/// Optimization levels of compiler, linker and wasm-opt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Optimize {
    /// Nothing is run, or nothing is optimized.
    #[default]
    O0,
    /// Basic.
    O1,
    /// Speed.
    O2,
    /// Most speed.
    O3,
    /// Speed with an eye on size.
    Os,
    /// Smallest.
    Oz,
}

impl Choice for Optimize {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("O0", Self::O0),
        ("O1", Self::O1),
        ("O2", Self::O2),
        ("O3", Self::O3),
        ("Os", Self::Os),
        ("Oz", Self::Oz),
    ];
}

impl Optimize {
    /// The word in `variants.toml`.
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, level)| *level == self);
        found.map(|(word, _)| *word).expect("every level has a word")
    }
}

/// `[library.NAME]`: a project in C++ that its own CMake files build, once, into archives.
#[derive(Clone, Debug)]
pub struct Library {
    /// Its name.
    pub name: At<String>,
    /// The pinned source, a tree.
    pub source: At<String>,
    /// Optimization level of its files.
    pub optimize: Optimize,
    /// Preprocessor symbols of its files.
    pub defines: Vec<String>,
    /// Entries of CMake's cache, as `NAME=VALUE`.
    pub cmake_options: Vec<String>,
    /// Files of its source that the compiler does not compile the same way each time, unless it is held to ([`crate::plan::flags::STEADY`]).
    pub steady_files: Vec<String>,
    /// What CMake is asked to build.
    pub target: String,
    /// Archives in the build folder, in link order.
    pub archives: Vec<String>,
    /// Headers as bindings include them, and where each lies below `source/` or `build/`.
    pub headers: Vec<(String, At<String>)>,
    /// Texts of licences as the package has them, and where each lies in its source.
    pub licenses: Vec<(String, String)>,
    /// The Python package whose wheel carries the same library for this machine.
    pub native_wheel: String,
}

/// `[binding.NAME]`: the code in `bindings/NAME/`, compiled alike.
#[derive(Clone, Debug)]
pub struct Binding {
    /// Its name, and its folder below `bindings/`.
    pub name: At<String>,
    /// The pinned sources whose headers it sees.
    pub sources: Vec<At<String>>,
    /// Files compiled out of those sources, as `source/file`.
    pub source_files: Vec<At<String>>,
    /// Folders in its own folder that are searched for headers.
    pub include: Vec<At<String>>,
    /// Other bindings whose headers it sees.
    pub uses: Vec<At<String>>,
    /// The libraries whose headers it sees, and which a tier with it links.
    pub libraries: Vec<At<String>>,
    /// Functions of libraries that its own `__wrap_<name>` stand in for, all over the tier.
    pub wraps: Vec<String>,
    /// Python modules that its `pkw_add_<module>` makes.
    pub modules: Vec<At<String>>,
    /// Optimization level of its files.
    pub optimize: Optimize,
    /// Whether its files may use wasm's 128-bit vectors.
    pub simd: bool,
    /// Those of its files whose loops the compiler turns into vectors, at the cost of bytes.
    pub vectorized_files: Vec<At<String>>,
    /// Preprocessor symbols beyond `[compile]`.
    pub defines: Vec<String>,
}

/// `[tier.NAME]`: one npm package of assets.
#[derive(Clone, Debug)]
pub struct Tier {
    /// Its name.
    pub name: At<String>,
    /// The tier it contains.
    pub extends: Option<At<String>>,
    /// Its npm package.
    pub package: At<String>,
    /// One line for npm.
    pub description: String,
    /// Bindings beyond those of the tier it extends.
    pub bindings: Vec<At<String>>,
    /// Exports beyond `[export]`.
    pub exports: Vec<Export>,
    /// wasm-opt's level.
    pub optimize: Optimize,
    /// Budget of `pocketpy.wasm`, brotli -q 11.
    pub wasm_brotli_bytes_max: u64,
    /// Budget of the larger glue file, brotli -q 11.
    pub glue_brotli_bytes_max: u64,
}

impl Manifest {
    /// Reads and checks the file; every fault is reported.
    pub fn load(path: &Path) -> Result<Self> {
        reader::read_file(path, parse::manifest)
    }

    /// Like [`Manifest::load`], for a text that is at hand.
    #[cfg(test)]
    pub fn from_text(name: &str, text: &str) -> Result<Self> {
        reader::read_text(name, text, parse::manifest)
    }
}
