//! `pocketpy/runtime.toml`: the libraries that the compiler brings and links, as components of the bill of materials.

use cyclonedx_bom::models::component::{Classification, Component};

use super::sbom::{component, license, purl};
use crate::error::{Error, Result};
use crate::plan::manifest::reader::{self, At, Choice, Faults, Row};
use crate::plan::{Plan, TierPlan};
use crate::tools::files::Folders;

const FILE: &str = "pocketpy/runtime.toml";

/// All of them, and the Emscripten that they were read from.
pub struct Runtime {
    emscripten: String,
    libraries: Vec<Library>,
}

/// One library.
struct Library {
    name: String,
    version: String,
    license: String,
    part_of: PartOf,
}

/// Which tiers it is linked into.
#[derive(Clone, Copy)]
enum PartOf {
    EveryTier,
    TiersWithLibraries,
}

impl Choice for PartOf {
    const WORDS: &'static [(&'static str, Self)] =
        &[("every tier", Self::EveryTier), ("tiers with libraries", Self::TiersWithLibraries)];
}

impl Runtime {
    /// Reads the file; refuses one that was written for another Emscripten.
    pub fn load(folders: &Folders, plan: &Plan) -> Result<Self> {
        let runtime: Self = reader::read_file(&folders.at(FILE), runtime)?;
        if runtime.emscripten == plan.emscripten {
            return Ok(runtime);
        }
        Err(Error::request(format!(
            "`{FILE}` tells the libraries of Emscripten {}, the build uses {}",
            runtime.emscripten, plan.emscripten
        ))
        .help("look their versions up in Emscripten's folder `system/lib`, and write them and its version there"))
    }

    /// As components.
    pub fn components(&self) -> impl Iterator<Item = Component> {
        self.libraries.iter().map(|library| {
            let mut described = component(Classification::Library, &library.name, &library.version);
            described.bom_ref = Some(library.reference());
            described.licenses = Some(license(&library.license));
            described.purl =
                Some(purl(&format!("pkg:generic/{}@{}", library.name.replace('+', "%2B"), library.version)));
            described
        })
    }

    /// References to those that a tier contains.
    pub fn of(&self, tier: &TierPlan) -> impl Iterator<Item = String> {
        let is_in = |library: &&Library| match library.part_of {
            PartOf::EveryTier => true,
            PartOf::TiersWithLibraries => !tier.libraries.is_empty(),
        };
        self.libraries.iter().filter(is_in).map(Library::reference)
    }
}

impl Library {
    fn reference(&self) -> String {
        format!("runtime:{}@{}", self.name, self.version)
    }
}

fn runtime(_: &Faults, mut file: Row<'_>) -> Runtime {
    let emscripten = file.string("emscripten").value;
    let rows = file.rows("library");
    file.finish();
    Runtime { emscripten, libraries: rows.into_iter().map(|(name, row)| library(name, row)).collect() }
}

fn library(name: At<String>, mut row: Row<'_>) -> Library {
    let library = Library {
        name: name.value,
        version: row.string("version").value,
        license: row.string("license").value,
        part_of: row.choice("part-of"),
    };
    row.finish();
    library
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Inputs, Request, resolve};

    #[test]
    fn libraries_of_another_emscripten_are_refused_with_both_versions() {
        let folders = Folders::of_checkout(None).unwrap();
        let mut plan = resolve(&Inputs::of_checkout(&folders.root).unwrap(), &Request::default()).unwrap();
        Runtime::load(&folders, &plan).unwrap();
        plan.emscripten = "9.9.9".to_owned();
        let text = Runtime::load(&folders, &plan).err().unwrap().to_string();
        assert!(text.contains("the libraries of Emscripten 3.1.69, the build uses 9.9.9"), "{text}");
    }
}
