//! In what two wasm files differ: the section, and in the code the function, by name where a name is to be had.
//!
//! What is shipped has no names. The build keeps the same file with names in its scratch, and exports name some too.

use std::collections::BTreeMap;
use std::ops::Range;

use wasmparser::{BinaryReaderError, ExternalKind, KnownCustom, Name, Parser, Payload, TypeRef};

use super::compare::sizes;
use crate::tools::files::{self, Folders};

/// How many functions are named before the rest is counted.
const NAMED_MAX: usize = 20;

/// One file, taken apart.
#[derive(Default)]
struct Module<'a> {
    /// Bytes by the section's name, in file order.
    sections: Vec<(String, &'a [u8])>,
    /// Bodies, in order; the first has the index of the first function that is not imported.
    functions: Vec<&'a [u8]>,
    imported: u32,
    names: BTreeMap<u32, String>,
}

/// One line per section that differs, and one per function.
pub fn differences(folders: &Folders, ours: &[u8], theirs: &[u8]) -> Vec<String> {
    let (Ok(mut here), Ok(there)) = (Module::read(ours), Module::read(theirs)) else {
        return vec![format!("one of the two is no whole wasm file, {}", sizes(ours, theirs))];
    };
    here.names.extend(kept_names(folders, ours));
    let mut lines = different_sections(&here, &there);
    lines.extend(different_functions(&here, &there));
    lines
}

fn different_sections(here: &Module<'_>, there: &Module<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let (ours, theirs): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (here.sections.iter().cloned().collect(), there.sections.iter().cloned().collect());
    for (name, content) in &ours {
        match theirs.get(name) {
            None => lines.push(format!("section `{name}` is missing there")),
            Some(other) if other == content => {}
            Some(other) => lines.push(format!("section `{name}` differs, {}", sizes(content, other))),
        }
    }
    let only_there = theirs.keys().filter(|name| !ours.contains_key(*name));
    lines.extend(only_there.map(|name| format!("section `{name}` is there and not built here")));
    lines
}

fn different_functions(here: &Module<'_>, there: &Module<'_>) -> Vec<String> {
    if here.functions.len() != there.functions.len() {
        return vec![format!("{} functions here, {} there", here.functions.len(), there.functions.len())];
    }
    let pairs = (here.imported..).zip(here.functions.iter().zip(&there.functions));
    let different: Vec<String> = pairs
        .filter(|(_, (one, other))| one != other)
        .map(|(index, (one, other))| {
            format!("function {} differs, {}", here.called(there, index), sizes(one, other))
        })
        .collect();
    let more = different.len().saturating_sub(NAMED_MAX);
    let rest = (more > 0).then(|| format!("{more} more functions differ"));
    different.into_iter().take(NAMED_MAX).chain(rest).collect()
}

/// The names of the file that the build kept beside one with these bytes.
fn kept_names(folders: &Folders, ours: &[u8]) -> BTreeMap<u32, String> {
    let optimized = files::entries(&folders.scratch().join("optimized")).unwrap_or_default(); // then they have no names
    let same = |folder: &std::path::Path| {
        std::fs::read(folder.join("pocketpy.wasm")).is_ok_and(|bytes| bytes == ours)
    };
    let named = optimized
        .into_iter()
        .find(|folder| same(folder))
        .map(|folder| folder.join(crate::stages::NAMED_WASM));
    let bytes = named.and_then(|file| std::fs::read(file).ok()).unwrap_or_default();
    Module::read(&bytes).map(|module| module.names).unwrap_or_default()
}

impl<'a> Module<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, BinaryReaderError> {
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload?;
            if let Some((id, range)) = payload.as_section() {
                module.sections.push((module.section_name(&payload, id), part(bytes, range)));
            }
            module.take(bytes, payload)?;
        }
        Ok(module)
    }

    /// Several custom sections may have one name.
    fn section_name(&self, payload: &Payload<'_>, id: u8) -> String {
        let name = if let Payload::CustomSection(custom) = payload {
            format!("custom {}", custom.name())
        } else {
            KNOWN.get(usize::from(id)).map_or_else(|| format!("number {id}"), |name| (*name).to_owned())
        };
        let before = self.sections.iter().filter(|(other, _)| other.trim_end_matches('\'') == name).count();
        name + &"'".repeat(before)
    }

    fn take(&mut self, bytes: &'a [u8], payload: Payload<'a>) -> Result<(), BinaryReaderError> {
        // Only these say something of functions; all others are compared as a whole.
        if let Payload::ImportSection(reader) = payload {
            for import in reader.into_imports() {
                if let TypeRef::Func(_) = import?.ty {
                    self.imported += 1;
                }
            }
        } else if let Payload::ExportSection(reader) = payload {
            for export in reader {
                let export = export?;
                if export.kind == ExternalKind::Func {
                    self.names.insert(export.index, export.name.to_owned());
                }
            }
        } else if let Payload::CodeSectionEntry(body) = payload {
            self.functions.push(part(bytes, body.range()));
        } else if let Payload::CustomSection(custom) = payload
            && let KnownCustom::Name(names) = custom.as_known()
        {
            for name in names {
                if let Name::Function(map) = name? {
                    for naming in map {
                        let naming = naming?;
                        self.names.insert(naming.index, naming.name.to_owned());
                    }
                }
            }
        }
        Ok(())
    }

    fn called(&self, other: &Self, index: u32) -> String {
        match self.names.get(&index).or_else(|| other.names.get(&index)) {
            Some(name) => format!("{index} `{name}`"),
            None => index.to_string(),
        }
    }
}

/// A section of a cut file claims more than there is; the parser says so when it comes to the end.
fn part(bytes: &[u8], range: Range<u64>) -> &[u8] {
    let at = |place: u64| usize::try_from(place).map_or(bytes.len(), |place| place.min(bytes.len()));
    &bytes[at(range.start)..at(range.end)]
}

/// Sections by the number that the format gives them.
const KNOWN: [&str; 14] = [
    "custom",
    "type",
    "import",
    "function",
    "table",
    "memory",
    "global",
    "export",
    "start",
    "element",
    "code",
    "data",
    "data count",
    "tag",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with one type, two functions of these bodies, exported as `a` and `b`, and a custom section.
    fn module(first: &[u8], second: &[u8], custom: &[u8]) -> Vec<u8> {
        let section =
            |id: u8, content: &[u8]| [&[id, u8::try_from(content.len()).unwrap()], content].concat();
        let body = |code: &[u8]| [&[u8::try_from(code.len()).unwrap()], code].concat();
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[1, 0x60, 0, 1, 0x7f]),
            section(3, &[2, 0, 0]),
            section(7, &[2, 1, b'a', 0, 0, 1, b'b', 0, 1]),
            section(10, &[&[2][..], &body(first), &body(second)].concat()),
            section(0, &[&[1, b'x'][..], custom].concat()),
        ]
        .concat()
    }

    const ONE: &[u8] = &[0, 0x41, 1, 0x0b];
    const TWO: &[u8] = &[0, 0x41, 2, 0x0b];
    const LONGER: &[u8] = &[0, 0x41, 2, 0x1a, 0x41, 3, 0x0b];

    fn said(ours: &[u8], theirs: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        differences(&Folders { root: folder.path().to_path_buf() }, ours, theirs).join("\n")
    }

    #[test]
    fn a_function_that_differs_is_named_with_its_section() {
        let said = said(&module(ONE, TWO, b""), &module(ONE, LONGER, b""));
        assert!(said.contains("section `code` differs, 11 bytes here, 14 there"), "{said}");
        assert!(said.contains("function 1 `b` differs, 4 bytes here, 7 there"), "{said}");
        assert!(!said.contains("`a`") && !said.contains("`type`"), "{said}");
    }

    #[test]
    fn a_custom_section_that_differs_is_named() {
        assert_eq!(
            said(&module(ONE, TWO, b"1"), &module(ONE, TWO, b"22")),
            "section `custom x` differs, 3 bytes here, 4 there"
        );
    }

    #[test]
    fn a_cut_file_is_told_as_such() {
        let whole = module(ONE, TWO, b"");
        assert!(said(&whole, &whole[..whole.len() - 8]).contains("no whole wasm file"));
    }

    #[test]
    fn names_come_from_the_file_that_the_build_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (ours, theirs) = (module(ONE, TWO, b""), module(ONE, LONGER, b""));
        let kept = folder.path().join("target/pocketpy/optimized/key");
        std::fs::create_dir_all(&kept).unwrap();
        std::fs::write(kept.join("pocketpy.wasm"), &ours).unwrap();
        let names = [&[0, 16][..], &[4], b"name", &[1, 9, 1, 1, 6], b"inner!"].concat();
        std::fs::write(kept.join(crate::stages::NAMED_WASM), [ours.clone(), names].concat()).unwrap();
        let said = differences(&Folders { root: folder.path().to_path_buf() }, &ours, &theirs).join("\n");
        assert!(said.contains("function 1 `inner!` differs"), "{said}");
    }
}
