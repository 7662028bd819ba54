//! From an optimized wasm with names, and the symbols of its link, to its parts.
//!
//! wasm-opt moves, merges and drops functions, and gives those that share a name the number of their place in the linked
//! file; data keeps its address. What cannot be told is `other`.

use std::collections::HashMap;
use std::ops::Range;

use wasmparser::{Data, KnownCustom, Name, Parser, Payload, TypeRef};

use super::parts::{Kind, OTHER, Part, Parts, STRUCTURE};
use crate::error::{Error, Result};
use crate::stages::symbols::{EMSCRIPTEN, Symbols, constant_address};
use crate::stages::wasm::{HEADER_BYTES, Section, in_memory, sections};

/// Numbers of sections in the format.
const CODE: u8 = 10;
const DATA: u8 = 11;

/// What zeros between two data symbols may be: the alignment of the second.
const ALIGNMENT_BYTES_MAX: u64 = 16;

/// Every byte of the file but its names.
pub fn attribute(named: &[u8], symbols: &Symbols) -> Result<Parts> {
    let content = read(named).map_err(|cause| Error::work("cannot read the named wasm").detail(cause))?;
    let mut parts = Parts::default();
    structure(&mut parts, "header", HEADER_BYTES);
    for section in sections(named)? {
        let whole = section.range.len();
        match (section.id, section.name.as_deref()) {
            (0, Some("name")) => {}
            (CODE, _) => structure(&mut parts, "code section", whole - content.code_bytes()),
            (DATA, _) => structure(&mut parts, "data section", whole - content.data_bytes()),
            (_, _) => structure(&mut parts, &title(&section), whole),
        }
    }
    let finder = Finder::new(symbols, &content.names);
    for (body, name) in content.bodies.iter().zip(&content.names) {
        let owner = finder.owner(name.as_deref());
        parts.add_function(Part { kind: Kind::Code, ..owner }, body.len() as u64);
    }
    for (address, bytes) in &content.segments {
        add_data(&mut parts, symbols, address.map(|address| address..address + bytes), *bytes);
    }
    Ok(parts)
}

fn structure(parts: &mut Parts, name: &str, bytes: usize) {
    parts.add(Part { module: STRUCTURE, file: "sections", kind: Kind::Structure, name }, bytes as u64);
}

fn title(section: &Section) -> String {
    const KNOWN: [&str; 14] = [
        "custom",
        "types",
        "imports",
        "function types",
        "tables",
        "memory",
        "globals",
        "exports",
        "start",
        "elements",
        "code section",
        "data section",
        "data count",
        "tags",
    ];
    match &section.name {
        Some(name) => format!("custom {name}"),
        None => KNOWN
            .get(usize::from(section.id))
            .map_or_else(|| format!("section {}", section.id), |&name| name.to_owned()),
    }
}

/// What is counted in a file.
#[derive(Default)]
struct Content {
    /// Each function with the bytes that say how long it is.
    bodies: Vec<Range<usize>>,
    /// Their names, one for each.
    names: Vec<Option<String>>,
    /// Address, where it is known, and size of each piece of data.
    segments: Vec<(Option<u64>, u64)>,
}

impl Content {
    fn code_bytes(&self) -> usize {
        self.bodies.iter().map(Range::len).sum()
    }

    fn data_bytes(&self) -> usize {
        let bytes: u64 = self.segments.iter().map(|(_, bytes)| bytes).sum();
        usize::try_from(bytes).expect("the file lies in memory")
    }
}

fn read(wasm: &[u8]) -> wasmparser::Result<Content> {
    let mut content = Content::default();
    let (mut imported, mut end, mut by_index) = (0, 0, HashMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        // the other sections are counted as a whole
        let payload = payload?;
        if let Payload::ImportSection(reader) = payload {
            for import in reader.into_imports() {
                imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
            }
        } else if let Payload::CodeSectionStart { count, .. } = payload {
            let (_, range) = payload.as_section().expect("it is a section");
            end = in_memory(&range).start + leb_bytes(count);
        } else if let Payload::CodeSectionEntry(body) = payload {
            let body = in_memory(&body.range());
            content.bodies.push(end..body.end);
            end = body.end;
        } else if let Payload::DataSection(reader) = payload {
            for data in reader {
                content.segments.push(segment(&data?)?);
            }
        } else if let Payload::CustomSection(custom) = payload
            && let KnownCustom::Name(names) = custom.as_known()
        {
            for names in names {
                let Name::Function(map) = names? else { continue };
                for naming in map {
                    let naming = naming?;
                    by_index.insert(naming.index, naming.name.to_owned());
                }
            }
        }
    }
    let indices = (imported..).take(content.bodies.len());
    content.names = indices.map(|index| by_index.remove(&index)).collect();
    Ok(content)
}

fn segment(data: &Data<'_>) -> wasmparser::Result<(Option<u64>, u64)> {
    Ok((constant_address(&data.kind)?, data.data.len() as u64))
}

/// How many bytes a number takes in the format.
fn leb_bytes(number: u32) -> usize {
    (32 - number.leading_zeros()).div_ceil(7).max(1) as usize
}

/// Finds functions of the linked file by their names in the optimized one.
struct Finder<'a> {
    symbols: &'a Symbols,
    by_name: HashMap<&'a str, Vec<usize>>,
    /// What a number in a name is more than the place in [`Symbols::functions`]: the imports came first.
    offset: usize,
}

impl<'a> Finder<'a> {
    fn new(symbols: &'a Symbols, names: &[Option<String>]) -> Self {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, function) in symbols.functions.iter().enumerate() {
            for name in &function.names {
                by_name.entry(name).or_default().push(index);
            }
        }
        let mut finder = Self { symbols, by_name, offset: 0 };
        finder.offset = finder.likeliest_offset(names);
        finder
    }

    /// The map does not say how many imports there were when names were numbered; the numbers do.
    fn likeliest_offset(&self, names: &[Option<String>]) -> usize {
        let mut votes: HashMap<usize, usize> = HashMap::new();
        for name in names.iter().flatten() {
            let Some((base, number)) = self.numbered(name) else { continue };
            for offset in self.by_name[base].iter().filter_map(|index| number.checked_sub(*index)) {
                *votes.entry(offset).or_default() += 1;
            }
        }
        votes
            .into_iter()
            .max_by_key(|(offset, votes)| (*votes, std::cmp::Reverse(*offset)))
            .map_or(0, |best| best.0)
    }

    /// `name_12` where there is no such function but a `name`.
    fn numbered<'n>(&self, name: &'n str) -> Option<(&'n str, usize)> {
        let (base, number) = name.rsplit_once('_')?;
        let number = number.parse().ok()?;
        (!self.by_name.contains_key(name) && self.by_name.contains_key(base)).then_some((base, number))
    }

    /// Module, file and name of a function.
    fn owner<'n>(&'n self, name: Option<&'n str>) -> Part<'n> {
        let Some(name) = name else { return nobody("functions without a name") };
        if let Some(indices) = self.by_name.get(name) {
            return self.part(indices[0], name);
        }
        if let Some((base, number)) = self.numbered(name) {
            let candidates = &self.by_name[base];
            let exact = candidates.iter().find(|index| **index + self.offset == number);
            return self.part(*exact.unwrap_or(&candidates[0]), base);
        }
        match name.rsplit_once('$') {
            // what several functions share is called after one of them
            Some((start, base)) if start.starts_with("byn") && self.by_name.contains_key(base) => {
                self.part(self.by_name[base][0], name)
            }
            // calls and numbers in the form that JavaScript wants
            Some((start, _)) if start.starts_with("legal") => {
                Part { module: EMSCRIPTEN, file: "border to JavaScript", kind: Kind::Code, name }
            }
            Some(_) | None => nobody(name),
        }
    }

    fn part<'n>(&'n self, index: usize, name: &'n str) -> Part<'n> {
        let place = &self.symbols.places[self.symbols.functions[index].place];
        Part { module: &place.module, file: &place.file, kind: Kind::Code, name }
    }
}

fn nobody(name: &str) -> Part<'_> {
    Part { module: OTHER, file: "unknown", kind: Kind::Code, name }
}

/// Gives the bytes of one segment to the symbols that lie there.
fn add_data(parts: &mut Parts, symbols: &Symbols, memory: Option<Range<u64>>, bytes: u64) {
    let kind = Kind::Data;
    let mut unknown = bytes;
    if let Some(memory) = memory {
        for (index, datum) in symbols.data.iter().enumerate() {
            let next = symbols.data.get(index + 1).map_or(u64::MAX, |next| next.address);
            let end = datum.address + datum.bytes;
            let end = if next < end + ALIGNMENT_BYTES_MAX { next } else { end };
            let own = end.min(memory.end).saturating_sub(datum.address.max(memory.start));
            let place = &symbols.places[datum.place];
            parts.add(Part { module: &place.module, file: &place.file, kind, name: &datum.name }, own);
            unknown -= own;
        }
    }
    parts.add(Part { module: OTHER, file: "unknown", kind, name: "data without a symbol" }, unknown);
}

#[cfg(test)]
mod tests {
    use super::super::parts::FileParts;
    use super::*;
    use crate::stages::symbols::{Datum, Function, Place};

    /// One import, seven functions of rising size, and 24 bytes of data at address 16, put together by hand.
    fn small() -> Vec<u8> {
        let names =
            ["read", "fill", "fill_4", "fill_9", "byn$mgfn-shared$spare", "legalstub$seek", "mystery"];
        let mut name_map = vec![u8::try_from(names.len()).unwrap()];
        let mut code = vec![u8::try_from(names.len()).unwrap()];
        for (index, name) in (0_u8..).zip(names) {
            name_map.extend([index + 1, u8::try_from(name.len()).unwrap()]);
            name_map.extend(name.as_bytes());
            code.extend([2 + index, 0]); // its size, no locals
            code.extend(vec![1; usize::from(index)]); // no operations
            code.push(0x0b);
        }
        let names = [&[4][..], b"name", &section(1, &name_map)].concat();
        let data = [&[1, 0, 0x41, 16, 0x0b, 24][..], &[7; 24]].concat();
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[1, 0x60, 0, 0]),
            section(2, b"\x01\x01a\x01b\0\0"),
            section(3, &[7, 0, 0, 0, 0, 0, 0, 0]),
            section(5, &[1, 0, 1]),
            section(10, &code),
            section(11, &data),
            section(0, &names),
        ]
        .concat()
    }

    fn section(id: u8, content: &[u8]) -> Vec<u8> {
        [&[id, u8::try_from(content.len()).unwrap()], content].concat()
    }

    /// `fill` is in two files; the numbers in names are three more than the places here.
    fn symbols() -> Symbols {
        let function = |name: &str, place| Function { names: vec![name.to_owned()], place };
        let datum =
            |address, bytes, name: &str, place| Datum { address, bytes, name: name.to_owned(), place };
        Symbols {
            places: vec![Place::new("host", "a.c"), Place::new("lz4", "b.c")],
            functions: vec![
                function("fill", 0),
                function("fill", 1),
                function("read", 0),
                function("spare", 1),
            ],
            data: vec![datum(8, 12, "table", 0), datum(24, 8, "text", 1), datum(32, 0, "none", 1)],
        }
    }

    fn bytes(parts: &FileParts, kind: Kind) -> Vec<(&str, u64)> {
        parts.of(kind).iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect()
    }

    #[test]
    fn every_function_goes_to_its_file_and_the_rest_to_nobody() {
        let parts = attribute(&small(), &symbols()).unwrap();
        let code = |module: &str, file: &str| bytes(&parts.0[module][file], Kind::Code);
        // `fill_9` has a number that no place has, so it is taken for the first
        assert_eq!(code("host", "a.c"), [("fill", 4), ("fill #2", 6), ("read", 3)]);
        assert_eq!(code("lz4", "b.c"), [("byn$mgfn-shared$spare", 7), ("fill", 5)]);
        assert_eq!(code(EMSCRIPTEN, "border to JavaScript"), [("legalstub$seek", 8)]);
        assert_eq!(code(OTHER, "unknown"), [("mystery", 9)]);
    }

    #[test]
    fn data_goes_by_address_with_the_alignment_before_the_next() {
        let parts = attribute(&small(), &symbols()).unwrap();
        let data = |module: &str, file: &str| bytes(&parts.0[module][file], Kind::Data);
        assert_eq!(data("host", "a.c"), [("table", 8)]);
        assert_eq!(data("lz4", "b.c"), [("text", 8)]);
        assert_eq!(data(OTHER, "unknown"), [("data without a symbol", 8)]);
    }

    #[test]
    fn the_parts_add_up_to_the_file_without_its_names() {
        let wasm = small();
        let parts = attribute(&wasm, &symbols()).unwrap();
        assert_eq!(parts.total(), crate::stages::wasm::without_names(&wasm).unwrap().len() as u64);
        let structure = bytes(&parts.0[STRUCTURE]["sections"], Kind::Structure);
        assert!(
            structure.contains(&("imports", 9)) && structure.contains(&("code section", 3)),
            "{structure:?}"
        );
    }

    #[test]
    fn a_broken_wasm_is_refused() {
        let wasm = small();
        assert!(attribute(&wasm[..wasm.len() - 1], &symbols()).is_err());
    }
}
