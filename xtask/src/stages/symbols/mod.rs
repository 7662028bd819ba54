//! Where everything in a linked wasm comes from: the linker's map, told in names of modules and files.
//!
//! The link stage writes it beside the wasm, so that the size report needs no rebuild and guesses nothing about folders. No
//! path of the machine is in it.

mod files;
mod map;
mod strings;

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::tools::hash::read;

pub use files::{Archive, Archives, Objects};
pub use strings::constant_address;

/// Name of the file that holds them, beside the wasm.
pub const FILE: &str = "symbols.json";

/// Changes when the file would be written in another way from the same link.
pub const VERSION: &str = "4";

/// The module of Emscripten's own code.
pub const EMSCRIPTEN: &str = "emscripten";

/// Functions and data of one linked wasm.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Symbols {
    /// Every place once.
    pub places: Vec<Place>,
    /// In the order of the linker's output.
    pub functions: Vec<Function>,
    /// In the order of their addresses.
    pub data: Vec<Datum>,
}

/// Where something comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The part of the whole: the interpreter, a binding, a library, libc.
    pub module: String,
    /// File of that module, with slashes.
    pub file: String,
}

/// One function.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Function {
    /// All its names; constructors in C++ often have two.
    pub names: Vec<String>,
    /// Index into [`Symbols::places`].
    pub place: usize,
}

/// Bytes at an address.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Datum {
    /// Where they lie in memory.
    pub address: u64,
    /// How many.
    pub bytes: u64,
    /// Their name.
    pub name: String,
    /// Index into [`Symbols::places`].
    pub place: usize,
}

impl Place {
    /// A place.
    pub fn new(module: impl Into<String>, file: impl Into<String>) -> Self {
        Self { module: module.into(), file: file.into() }
    }
}

impl Symbols {
    /// Reads what [`Origins::symbols`] gave, written as JSON.
    pub fn load(path: &Path) -> Result<Self> {
        serde_json::from_slice(&read(path)?).map_err(|cause| {
            Error::work(format!("cannot understand `{}`", path.display()))
                .detail(cause)
                .help("run `cargo xtask clean`, then `cargo xtask build`")
        })
    }

    /// As JSON.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("symbols have only string keys")
    }
}

/// Everything that tells where a linker's input comes from.
pub struct Origins<'a> {
    /// The folder that the map's relative paths start from.
    pub root: &'a Path,
    /// Objects of ours, by the path that the linker was given.
    pub objects: Objects,
    /// Archives: libraries, and those of the toolchain.
    pub archives: Archives,
}

impl Origins<'_> {
    /// Reads the linker's map and the wasm that came out of it.
    pub fn symbols(&self, map: &str, wasm: &[u8]) -> Result<Symbols> {
        let map = map::read(map);
        let mut table = Table::default();
        let mut symbols = Symbols::default();
        for chunk in map.functions {
            let names: Vec<String> = chunk.names();
            let place = table.index(self.place(&chunk.input, &names[0]));
            symbols.functions.push(Function { names, place });
        }
        let merged = strings::Merged::read(self.root, &map.inputs, wasm)?;
        for chunk in map.data {
            if chunk.input == map::INTERNAL {
                for found in merged.split(chunk.address, chunk.bytes) {
                    let place = table.index(self.place_of_string(found.input));
                    let name = "string literals".to_owned();
                    symbols.data.push(Datum { address: found.address, bytes: found.bytes, name, place });
                }
            } else {
                let name = chunk.names().swap_remove(0);
                let place = table.index(self.place(&chunk.input, &name));
                symbols.data.push(Datum { address: chunk.address, bytes: chunk.bytes, name, place });
            }
        }
        symbols.data.sort_by_key(|datum| datum.address);
        symbols.places = table.places;
        Ok(symbols)
    }

    /// Where `name` of a linker's input comes from.
    fn place(&self, input: &str, name: &str) -> Place {
        if input == map::INTERNAL {
            return Place::new(EMSCRIPTEN, "linker");
        }
        self.objects.find(input).unwrap_or_else(|| self.archives.place(input, name))
    }

    /// A string literal has no name.
    fn place_of_string(&self, input: Option<&str>) -> Place {
        input.map_or_else(|| Place::new(EMSCRIPTEN, "linker"), |input| self.place(input, ""))
    }
}

/// Places by index.
#[derive(Default)]
struct Table {
    places: Vec<Place>,
    indices: BTreeMap<Place, usize>,
}

impl Table {
    fn index(&mut self, place: Place) -> usize {
        let next = self.places.len();
        let places = &mut self.places;
        *self.indices.entry(place).or_insert_with_key(|place| {
            places.push(place.clone());
            next
        })
    }
}
