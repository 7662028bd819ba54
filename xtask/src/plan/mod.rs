//! The plan: everything a build will do, decided before anything is done.
//!
//! [`resolve`] is pure: no input, no output, no clock. What comes after the plan never looks at `variants.toml`.

mod bindings;
pub mod flags;
pub mod listing;
pub mod manifest;
pub mod ownership;
pub mod pins;
mod print;
pub mod profile;
#[cfg(test)]
mod tests;
mod unit;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::plan::listing::Listing;
use crate::plan::manifest::reader::join;
use crate::plan::manifest::{
    Binding, Export, Library, Link, Manifest, Npm, Optimize, Python, Registry, Signature, Tier,
};
use crate::plan::ownership::Ownership;
use crate::plan::pins::{Content, Pin, Pins};
use crate::plan::profile::Profile;

pub use unit::{MadeOf, Unit, UnitOrigin};

/// All that is to be built.
#[derive(Debug)]
pub struct Plan {
    /// The exact Emscripten version.
    pub emscripten: String,
    /// The version of every package.
    pub version: String,
    /// What the packages say of themselves on npm.
    pub npm: Npm,
    /// The pinned sources that the chosen tiers need, in pin order.
    pub sources: Vec<Pin>,
    /// The libraries that the chosen tiers link, in file order.
    pub libraries: Vec<LibraryPlan>,
    /// The tiers, each after the one it extends.
    pub tiers: Vec<TierPlan>,
    /// Where pocketpy comes from.
    pub interpreter: Interpreter,
    /// Every module that the interpreter itself has.
    pub interpreter_modules: Vec<String>,
    /// The library in Python that a binding packs into the interpreter.
    pub python: Python,
    /// The loader, when all tiers are built: it carries the hashes of all of them.
    pub registry: Option<Registry>,
    /// Which of the interpreter's functions are compiled for speed, and with what that was measured.
    pub profile: Profile,
    /// Whose each file of upstream's amalgamation is.
    pub ownership: Ownership,
}

impl Plan {
    /// The libraries that a tier links.
    pub fn libraries_of<'a>(&'a self, tier: &'a TierPlan) -> impl Iterator<Item = &'a LibraryPlan> {
        self.libraries.iter().filter(|library| tier.libraries.contains(&library.name))
    }

    /// Everything that a program can import of a tier, in alphabetical order.
    pub fn modules_of<'a>(&'a self, tier: &'a TierPlan) -> Vec<&'a str> {
        let all = self.interpreter_modules.iter().chain(&tier.modules);
        all.map(String::as_str).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The tier with the most in it: the last, since each comes after the one it extends.
    pub fn largest(&self) -> &TierPlan {
        self.tiers.last().expect("a plan has a tier")
    }
}

/// One library, built as a whole.
#[derive(Clone, Debug)]
pub struct LibraryPlan {
    /// Its name.
    pub name: String,
    /// Where its source comes from: a tree.
    pub pin: Pin,
    /// Optimization level of its files.
    pub optimize: Optimize,
    /// Preprocessor symbols of its files.
    pub defines: Vec<String>,
    /// Entries of CMake's cache, as `NAME=VALUE`.
    pub cmake_options: Vec<String>,
    /// Files of its source that are compiled with [`crate::plan::flags::STEADY`].
    pub steady_files: Vec<String>,
    /// What CMake is asked to build.
    pub target: String,
    /// Archives in the build folder, in link order.
    pub archives: Vec<String>,
    /// Headers as bindings include them, and where each lies below `source/` or `build/`.
    pub headers: Vec<(String, String)>,
    /// Texts of licences as the package has them, and where each lies in its source.
    pub licenses: Vec<(String, String)>,
    /// The Python package whose wheel carries the same library for this machine.
    pub native_wheel: String,
}

/// Where pocketpy comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interpreter {
    /// The pinned source of this version.
    Pinned(String),
    /// A folder of the user; cannot be released.
    Local(PathBuf),
}

/// One tier, complete.
#[derive(Clone, Debug)]
pub struct TierPlan {
    /// Its name.
    pub name: String,
    /// Its npm package.
    pub package: String,
    /// One line for npm.
    pub description: String,
    /// Names of its bindings, those of the tiers it extends first.
    pub bindings: Vec<String>,
    /// Everything to compile.
    pub units: Vec<Unit>,
    /// Names of the libraries it links.
    pub libraries: Vec<String>,
    /// Functions of libraries that `__wrap_<name>` of a binding stands in for.
    pub wraps: Vec<String>,
    /// Modules beyond the interpreter's own, each made by `pkw_add_<module>` on first import.
    pub modules: Vec<String>,
    /// Settings of the link.
    pub link: Link,
    /// Exported functions in alphabetical order.
    pub exports: Vec<ExportPlan>,
    /// wasm-opt's level.
    pub optimize: Optimize,
    /// What may be sent over the wire.
    pub budget: Budget,
}

/// One exported function.
#[derive(Clone, Debug)]
pub struct ExportPlan {
    /// The C name.
    pub name: String,
    /// Its wasm signature.
    pub signature: Signature,
}

/// Most bytes, brotli -q 11.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Of `pocketpy.wasm`.
    pub wasm_brotli_bytes_max: u64,
    /// Of the larger glue file.
    pub glue_brotli_bytes_max: u64,
}

/// What was asked for on the command line.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Names of tiers; empty means all.
    pub tiers: Vec<String>,
    /// A local pocketpy in place of the pinned one.
    pub pocketpy_dir: Option<PathBuf>,
}

/// All that is read before anything is decided.
#[derive(Debug)]
pub struct Inputs {
    /// `variants.toml`.
    pub manifest: Manifest,
    /// `pocketpy/sources.toml`.
    pub pins: Pins,
    /// `pocketpy/profile/interpreter.toml`.
    pub profile: Profile,
    /// The files of `bindings/`.
    pub listing: Listing,
    /// Whose upstream's files are.
    pub ownership: Ownership,
}

impl Inputs {
    /// Reads them; the only input and output of this folder.
    pub fn of_checkout(root: &Path) -> Result<Self> {
        Ok(Self {
            manifest: Manifest::load(&root.join("variants.toml"))?,
            pins: Pins::load(&root.join("pocketpy/sources.toml"))?,
            profile: Profile::load(&root.join(profile::FILE))?,
            listing: Listing::read(&root.join("bindings"))?,
            ownership: Ownership::load(&root.join("pocketpy"))?,
        })
    }
}

/// Decides everything; refuses what cannot be.
pub fn resolve(inputs: &Inputs, request: &Request) -> Result<Plan> {
    let Inputs { manifest, pins, profile, .. } = inputs;
    bindings::refuse_left_out_files(inputs)?;
    let chosen = choose(manifest, &request.tiers)?;
    let plans = chosen.iter().map(|tier| tier_plan(inputs, tier)).collect::<Result<Vec<_>>>()?;
    Ok(Plan {
        emscripten: manifest.emscripten.value.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        npm: manifest.npm.clone(),
        sources: needed_sources(pins, &plans),
        libraries: needed_libraries(manifest, pins, &plans)?,
        tiers: plans,
        interpreter: interpreter(manifest, pins, request)?,
        interpreter_modules: manifest.pocketpy.modules.iter().map(|module| module.value.clone()).collect(),
        python: manifest.python.clone(),
        registry: (chosen.len() == manifest.tiers.len()).then(|| manifest.registry.clone()),
        profile: profile.clone(),
        ownership: inputs.ownership.clone(),
    })
}

fn interpreter(manifest: &Manifest, pins: &Pins, request: &Request) -> Result<Interpreter> {
    if let Some(folder) = &request.pocketpy_dir {
        return Ok(Interpreter::Local(folder.clone()));
    }
    let pinned = pins.find("pocketpy").map(|pin| pin.version.as_str());
    if pinned != Some(manifest.pocketpy.version.as_str()) {
        return Err(Error::request(
            "`variants.toml` and `pocketpy/sources.toml` disagree on pocketpy's version",
        )
        .detail(format!(
            "variants.toml wants {}, sources.toml pins {}",
            manifest.pocketpy.version,
            pinned.unwrap_or("none")
        ))
        .help("write the version of the pinned source into both files"));
    }
    Ok(Interpreter::Pinned(manifest.pocketpy.version.clone()))
}

fn choose<'a>(manifest: &'a Manifest, names: &[String]) -> Result<Vec<&'a Tier>> {
    for name in names {
        refuse_unknown_tier(manifest, name)?;
    }
    let wanted = |tier: &&Tier| names.is_empty() || names.contains(&tier.name.value);
    let mut chosen: Vec<&Tier> = manifest.tiers.iter().filter(wanted).collect();
    chosen.sort_by_key(|tier| lineage(manifest, tier).len());
    Ok(chosen)
}

fn refuse_unknown_tier(manifest: &Manifest, name: &str) -> Result<()> {
    if manifest.tiers.iter().any(|tier| tier.name.value == name) {
        return Ok(());
    }
    let legal = join(manifest.tiers.iter().map(|tier| tier.name.value.as_str()));
    Err(Error::request(format!("unknown tier `{name}`")).help(format!("legal tiers: {legal}")))
}

/// The tier and all it extends, the innermost first.
fn lineage<'a>(manifest: &'a Manifest, tier: &'a Tier) -> Vec<&'a Tier> {
    let parent = tier.extends.as_ref().and_then(|name| find_tier(manifest, &name.value));
    let mut line = parent.map_or_else(Vec::new, |parent| lineage(manifest, parent));
    line.push(tier);
    line
}

fn find_tier<'a>(manifest: &'a Manifest, name: &str) -> Option<&'a Tier> {
    manifest.tiers.iter().find(|tier| tier.name.value == name)
}

fn tier_plan(inputs: &Inputs, tier: &Tier) -> Result<TierPlan> {
    let manifest = &inputs.manifest;
    let line = lineage(manifest, tier);
    let bindings: Vec<&Binding> = line
        .iter()
        .flat_map(|tier| &tier.bindings)
        .filter_map(|name| manifest.bindings.iter().find(|binding| binding.name.value == name.value))
        .collect();
    let mut units = Vec::new();
    for binding in &bindings {
        units.extend(bindings::units(inputs, binding)?);
    }
    Ok(TierPlan {
        name: tier.name.value.clone(),
        package: tier.package.value.clone(),
        description: tier.description.clone(),
        bindings: bindings.iter().map(|binding| binding.name.value.clone()).collect(),
        units,
        libraries: distinct(bindings.iter().flat_map(|binding| &binding.libraries).map(|name| &name.value)),
        wraps: distinct(bindings.iter().flat_map(|binding| &binding.wraps)),
        modules: bindings
            .iter()
            .flat_map(|binding| &binding.modules)
            .map(|name| name.value.clone())
            .collect(),
        link: manifest.link.clone(),
        exports: export_plans(manifest, &line),
        optimize: tier.optimize,
        budget: Budget {
            wasm_brotli_bytes_max: tier.wasm_brotli_bytes_max,
            glue_brotli_bytes_max: tier.glue_brotli_bytes_max,
        },
    })
}

fn export_plans(manifest: &Manifest, line: &[&Tier]) -> Vec<ExportPlan> {
    let all = manifest.exports.iter().chain(line.iter().flat_map(|tier| &tier.exports));
    let plan =
        |export: &Export| ExportPlan { name: export.name.value.clone(), signature: export.signature.clone() };
    let mut plans: Vec<ExportPlan> = all.map(plan).collect();
    plans.sort_by(|left, right| left.name.cmp(&right.name));
    plans
}

fn needed_sources(pins: &Pins, tiers: &[TierPlan]) -> Vec<Pin> {
    let needed: BTreeSet<&String> =
        tiers.iter().flat_map(|tier| &tier.units).flat_map(|unit| &unit.sources).collect();
    pins.sources.iter().filter(|pin| needed.contains(&pin.name)).cloned().collect()
}

fn distinct<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in names {
        if !found.contains(name) {
            found.push(name.clone());
        }
    }
    found
}

fn needed_libraries(manifest: &Manifest, pins: &Pins, tiers: &[TierPlan]) -> Result<Vec<LibraryPlan>> {
    let needed: BTreeSet<&String> = tiers.iter().flat_map(|tier| &tier.libraries).collect();
    let chosen = manifest.libraries.iter().filter(|library| needed.contains(&library.name.value));
    chosen.map(|library| library_plan(pins, library)).collect()
}

fn library_plan(pins: &Pins, library: &Library) -> Result<LibraryPlan> {
    let (name, source) = (&library.name.value, &library.source.value);
    let pin = pins.find(source).ok_or_else(|| {
        let legal = join(pins.sources.iter().map(|pin| pin.name.as_str()));
        Error::request(format!("library `{name}` names unknown source `{source}`"))
            .help(format!("sources pinned in pocketpy/sources.toml: {legal}"))
    })?;
    match &pin.content {
        Content::Tree(_) => {}
        Content::Files(_) => {
            return Err(Error::request(format!("library `{name}` is built from single files of `{source}`"))
                .help(format!("pin the whole tree with `tree-sha256` in `[source.{source}]`")));
        }
    }
    Ok(LibraryPlan {
        name: name.clone(),
        pin: pin.clone(),
        optimize: library.optimize,
        defines: library.defines.clone(),
        cmake_options: library.cmake_options.clone(),
        steady_files: library.steady_files.clone(),
        target: library.target.clone(),
        archives: library.archives.clone(),
        headers: library
            .headers
            .iter()
            .map(|(header, place)| (header.clone(), place.value.clone()))
            .collect(),
        licenses: library.licenses.clone(),
        native_wheel: library.native_wheel.clone(),
    })
}
