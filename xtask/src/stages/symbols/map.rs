//! The linker's map as wasm-ld writes it: address, offset, size, and by indentation a section, an input of it, or a symbol.

use std::collections::BTreeSet;

/// What the map says.
#[derive(Debug, Default)]
pub struct Map {
    /// Pieces of the code section in their order.
    pub functions: Vec<Chunk>,
    /// Pieces of memory in their order.
    pub data: Vec<Chunk>,
    /// Every input file that something came from, in the order of its first piece.
    pub inputs: Vec<String>,
}

/// One piece of one input file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Chunk {
    /// The input: a path, or a path with the member of an archive in parentheses.
    pub input: String,
    /// The name of the input's section.
    pub section: String,
    /// The symbols that lie in it.
    pub symbols: Vec<String>,
    /// Address in memory; 0 for code.
    pub address: u64,
    /// Size in bytes.
    pub bytes: u64,
}

/// What the linker made itself; among data, the string literals of all inputs.
pub const INTERNAL: &str = "<internal>";

/// Columns of indentation, in the part after the numbers.
const OF_INPUT: usize = 8;
const OF_SYMBOL: usize = 16;

impl Chunk {
    /// Its symbols; where it has none, the end of its section's name.
    pub fn names(&self) -> Vec<String> {
        if !self.symbols.is_empty() {
            return self.symbols.clone();
        }
        let own = [".rodata.", ".data.", ".bss."].iter().find_map(|start| self.section.strip_prefix(start));
        vec![own.unwrap_or(&self.section).to_owned()]
    }
}

/// Reads a map. What it cannot understand is left out, and shows up as bytes that nobody owns.
pub fn read(text: &str) -> Map {
    let mut map = Map::default();
    let mut seen = BTreeSet::new();
    let mut code = false;
    for line in text.lines().skip(1) {
        let Some((address, bytes, rest)) = columns(line) else { continue };
        let name = rest.trim_start();
        match rest.len() - name.len() {
            0 => code = name == "CODE",
            OF_INPUT => {
                let Some(chunk) = chunk(name, address, bytes) else { continue };
                if seen.insert(chunk.input.clone()) {
                    map.inputs.push(chunk.input.clone());
                }
                let list = if code { &mut map.functions } else { &mut map.data };
                list.push(chunk);
            }
            OF_SYMBOL => {
                let list = if code { &mut map.functions } else { &mut map.data };
                if let Some(chunk) = list.last_mut() {
                    chunk.symbols.push(name.to_owned());
                }
            }
            _ => {}
        }
    }
    map
}

/// Address, size, and what stands behind the numbers with its indentation.
fn columns(line: &str) -> Option<(u64, u64, &str)> {
    let number = |rest: &mut &str| -> Option<String> {
        let start = rest.trim_start();
        let (word, after) = start.split_once(' ')?;
        *rest = after;
        Some(word.to_owned())
    };
    let mut rest = line;
    let address = number(&mut rest)?;
    number(&mut rest)?;
    let bytes = u64::from_str_radix(&number(&mut rest)?, 16).ok()?;
    let address = if address == "-" { 0 } else { u64::from_str_radix(&address, 16).ok()? };
    Some((address, bytes, rest))
}

/// `path:(section)`.
fn chunk(name: &str, address: u64, bytes: u64) -> Option<Chunk> {
    let (input, section) = name.split_once(":(")?;
    let section = section.strip_suffix(')')?;
    Some(Chunk { input: input.to_owned(), section: section.to_owned(), symbols: Vec::new(), address, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
    Addr      Off     Size Out     In      Symbol
       -        8      17d TYPE
       0        0        0         __stack_pointer
       -     14aa    bbfb1 CODE
       -     14ac        9         <internal>:(__wasm_call_ctors)
       -     14b5       36         objects/a.o:(pk_arrayview)
       -     14b5       36                 pk_arrayview
       -     2000       10         lib/libgeos.a(Edge.cpp.o):(_ZN4geos4EdgeC1Ev)
       -     2000       10                 geos::Edge::Edge()
       -     2000       10                 geos::Edge::Edge(int)
       -    bd45b    1dd81 DATA
  400000    bd45c    1d5fc .rodata
  400000    bd466     6126         <internal>:(.rodata)
  406130    c3596       18         objects/a.o:(.rodata.pkw_modules)
       -    db1dc     8975 CUSTOM(.debug_abbrev)
";

    #[test]
    fn functions_keep_all_their_names_and_data_their_addresses() {
        let map = read(TEXT);
        let functions: Vec<_> =
            map.functions.iter().map(|chunk| (chunk.input.as_str(), chunk.names())).collect();
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        assert_eq!(
            functions,
            [
                ("<internal>", names(&["__wasm_call_ctors"])),
                ("objects/a.o", names(&["pk_arrayview"])),
                ("lib/libgeos.a(Edge.cpp.o)", names(&["geos::Edge::Edge()", "geos::Edge::Edge(int)"])),
            ]
        );
        let data: Vec<_> = map.data.iter().map(|chunk| (chunk.address, chunk.bytes, chunk.names())).collect();
        assert_eq!(
            data,
            [(0x40_0000, 0x6126, names(&[".rodata"])), (0x40_6130, 0x18, names(&["pkw_modules"]))]
        );
        assert_eq!(map.inputs, ["<internal>", "objects/a.o", "lib/libgeos.a(Edge.cpp.o)"]);
    }
}
