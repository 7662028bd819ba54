//! The plan as text, for `cargo xtask plan` and for the golden files.

use std::fmt::{self, Display, Formatter};

use super::{Interpreter, LibraryPlan, Plan, TierPlan, Unit, UnitOrigin};
use crate::plan::flags;
use crate::plan::manifest::reader::Choice;
use crate::plan::manifest::{Signature, ValueType};

impl Display for Plan {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "emscripten {}", self.emscripten)?;
        writeln!(f, "interpreter {}", self.interpreter)?;
        writeln!(f, "packages at version {}", self.version)?;
        for pin in &self.sources {
            writeln!(f, "source {} {} from {}, {}", pin.name, pin.version, pin.carrier, pin.folder)?;
        }
        for library in &self.libraries {
            writeln!(f, "{library}")?;
        }
        match &self.registry {
            Some(loader) => writeln!(
                f,
                "registry → {}, at most {} bytes (brotli)",
                loader.package.value, loader.brotli_bytes_max
            )?,
            None => writeln!(f, "registry is left as it is: it is made when all tiers are built")?,
        }
        self.tiers.iter().try_for_each(|tier| write!(f, "\n{tier}"))
    }
}

impl Display for Interpreter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pinned(version) => write!(f, "pocketpy {version}, pinned"),
            Self::Local(folder) => write!(f, "pocketpy from `{}`, cannot be released", folder.display()),
        }
    }
}

impl Display for LibraryPlan {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { name, pin, target, archives, .. } = self;
        writeln!(f, "library {name} {} from {}, {}: {target}", pin.version, pin.carrier, pin.folder)?;
        write!(f, "  cmake {} {}", self.cmake_options.join(" "), flags::library(self).join(" "))?;
        for file in &self.steady_files {
            write!(f, "\n  {file} {}", flags::STEADY.join(" "))?;
        }
        write!(f, "\n  archives {}", archives.join(" "))
    }
}

impl Display for TierPlan {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "tier {} → {}", self.name, self.package)?;
        writeln!(f, "  bindings {}", self.bindings.join(" "))?;
        writeln!(f, "  modules {}", self.modules.join(" "))?;
        for unit in &self.units {
            writeln!(f, "  compile {unit}")?;
        }
        if !self.libraries.is_empty() {
            writeln!(f, "  libraries {}", self.libraries.join(" "))?;
        }
        writeln!(f, "  link {}", flags::link(self).join(" "))?;
        writeln!(f, "  optimize {}", flags::wasm_opt(self).join(" "))?;
        for export in &self.exports {
            writeln!(f, "  export {} {}", export.name, export.signature)?;
        }
        writeln!(f, "  import {}", self.link.imports.join(" "))?;
        let budget = &self.budget;
        writeln!(
            f,
            "  budget wasm {} bytes, glue {} bytes (brotli)",
            budget.wasm_brotli_bytes_max, budget.glue_brotli_bytes_max
        )
    }
}

impl Display for Unit {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path(), flags::compile(self).words().join(" "))
    }
}

impl Unit {
    /// The file as it is named in status lines and errors.
    pub fn path(&self) -> String {
        match &self.origin {
            UnitOrigin::Ours(file) => format!("bindings/{}/{file}", self.binding),
            UnitOrigin::Source(source, file) => format!("{source}:{file}"),
        }
    }
}

impl Display for Signature {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let parameters: Vec<&str> = self.parameters.iter().map(|kind| kind.word()).collect();
        let result = self.result.map_or("()", ValueType::word);
        write!(f, "({}) -> {result}", parameters.join(", "))
    }
}

impl ValueType {
    /// The word in `variants.toml`.
    pub fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(_, kind)| *kind == self);
        found.map(|(word, _)| *word).expect("every type has a word")
    }
}
