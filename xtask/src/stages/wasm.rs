//! What a wasm file really holds, exports and imports, read with a parser.

use std::collections::BTreeMap;
use std::ops::Range;

use wasmparser::{
    CompositeInnerType, ExternalKind, FuncType, Parser, Payload, TypeRef, ValType, Validator, WasmFeatures,
};

use crate::error::{Error, Result};
use crate::plan::manifest::{Signature, ValueType};

/// What every wasm file starts with: the magic number and the version.
pub const HEADER_BYTES: usize = 8;

/// The border of a wasm module.
#[derive(Debug, Default)]
pub struct Border {
    /// Exported functions; a signature with a type that never crosses the border is `None`.
    pub functions: BTreeMap<String, Option<Signature>>,
    /// Imports as `module.name`.
    pub imports: Vec<String>,
}

/// Validates the bytes and reads their border.
pub fn border(bytes: &[u8]) -> Result<Border> {
    // Emscripten's exceptions are still the first version, which is what hosts of today have
    Validator::new_with_features(WasmFeatures::default() | WasmFeatures::LEGACY_EXCEPTIONS)
        .validate_all(bytes)
        .map_err(|cause| Error::work("the wasm is not valid").detail(cause))?;
    read(bytes).map_err(|cause| Error::work("cannot read the wasm").detail(cause))
}

/// One section of a wasm file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its number in the format; 0 for a custom section.
    pub id: u8,
    /// The name of a custom section.
    pub name: Option<String>,
    /// All its bytes, with the number and the size before its content.
    pub range: Range<usize>,
    /// Its content.
    pub content: Range<usize>,
}

/// The sections of a file in their order; between the eight bytes at its start and its end they leave nothing out.
pub fn sections(bytes: &[u8]) -> Result<Vec<Section>> {
    list_sections(bytes).map_err(|cause| Error::work("cannot read the wasm").detail(cause))
}

fn list_sections(bytes: &[u8]) -> wasmparser::Result<Vec<Section>> {
    let mut sections: Vec<Section> = Vec::new();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        let Some((id, content)) = payload.as_section() else { continue };
        let content = in_memory(&content);
        let name =
            if let Payload::CustomSection(custom) = &payload { Some(custom.name().to_owned()) } else { None };
        let start = sections.last().map_or(HEADER_BYTES, |before| before.range.end);
        sections.push(Section { id, name, range: start..content.end, content });
    }
    Ok(sections)
}

/// The parser's positions as those of bytes in memory.
pub fn in_memory(range: &Range<u64>) -> Range<usize> {
    let position = |place: u64| usize::try_from(place).expect("the file lies in memory");
    position(range.start)..position(range.end)
}

/// The same file without the section that names its functions.
pub fn without_names(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut kept = bytes[..HEADER_BYTES.min(bytes.len())].to_vec();
    for section in sections(bytes)? {
        if section.name.as_deref() != Some("name") {
            kept.extend_from_slice(&bytes[section.range]);
        }
    }
    Ok(kept)
}

/// What is collected on the way through the sections.
#[derive(Default)]
struct Collected {
    types: Vec<Option<FuncType>>,
    functions: Vec<u32>,
    border: Border,
}

fn read(bytes: &[u8]) -> wasmparser::Result<Border> {
    let mut collected = Collected::default();
    for payload in Parser::new(0).parse_all(bytes) {
        // Only these four sections tell the border; every other one was validated before.
        let payload = payload?;
        if let Payload::TypeSection(reader) = payload {
            collected.types(reader)?;
        } else if let Payload::ImportSection(reader) = payload {
            collected.imports(reader)?;
        } else if let Payload::FunctionSection(reader) = payload {
            for index in reader {
                collected.functions.push(index?);
            }
        } else if let Payload::ExportSection(reader) = payload {
            for export in reader {
                let export = export?;
                if export.kind == ExternalKind::Func {
                    let signature = collected.signature(export.index);
                    collected.border.functions.insert(export.name.to_owned(), signature);
                }
            }
        }
    }
    Ok(collected.border)
}

impl Collected {
    fn types(&mut self, reader: wasmparser::TypeSectionReader<'_>) -> wasmparser::Result<()> {
        for group in reader {
            for sub in group?.into_types() {
                self.types.push(match sub.composite_type.inner {
                    CompositeInnerType::Func(function) => Some(function),
                    CompositeInnerType::Array(_)
                    | CompositeInnerType::Struct(_)
                    | CompositeInnerType::Cont(_) => None,
                });
            }
        }
        Ok(())
    }

    fn imports(&mut self, reader: wasmparser::ImportSectionReader<'_>) -> wasmparser::Result<()> {
        for import in reader.into_imports() {
            let import = import?;
            self.border.imports.push(format!("{}.{}", import.module, import.name));
            if let TypeRef::Func(index) = import.ty {
                self.functions.push(index);
            }
        }
        Ok(())
    }

    fn signature(&self, function: u32) -> Option<Signature> {
        let index = self.functions.get(function as usize)?;
        let function = self.types.get(*index as usize)?.as_ref()?;
        let parameters = function.params().iter().map(|kind| value_type(*kind)).collect::<Option<_>>()?;
        let result = match function.results() {
            [] => None,
            [kind] => Some(value_type(*kind)?),
            _ => return None,
        };
        Some(Signature { parameters, result })
    }
}

fn value_type(kind: ValType) -> Option<ValueType> {
    match kind {
        ValType::I32 => Some(ValueType::I32),
        ValType::I64 => Some(ValueType::I64),
        ValType::F32 => Some(ValueType::F32),
        ValType::F64 => Some(ValueType::F64),
        ValType::V128 | ValType::Ref(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A function that returns nothing, exported as `f`, with a custom section on either side of the names.
    const SMALL: &[u8] =
        b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x07\x05\x01\x01f\0\0\x0a\x04\x01\x02\0\x0b\
        \0\x04\x01a12\0\x0b\x04name\x01\x04\x01\0\x01f\0\x04\x01b34";

    #[test]
    fn only_the_names_are_taken_out() {
        let without = without_names(SMALL).unwrap();
        let names: Vec<_> =
            sections(&without).unwrap().into_iter().map(|section| (section.id, section.name)).collect();
        let custom = |name: &str| (0, Some(name.to_owned()));
        assert_eq!(names, [(1, None), (3, None), (7, None), (10, None), custom("a"), custom("b")]);
        assert_eq!(without.len(), SMALL.len() - 13);
        assert!(without.ends_with(b"\0\x04\x01a12\0\x04\x01b34"));
    }

    #[test]
    fn the_sections_cover_the_file_to_its_last_byte() {
        let sections = sections(SMALL).unwrap();
        let bytes: usize = sections.iter().map(|section| section.range.len()).sum();
        assert_eq!(bytes + HEADER_BYTES, SMALL.len());
    }

    #[test]
    fn a_cut_file_is_refused() {
        assert!(without_names(&SMALL[..SMALL.len() - 3]).is_err());
        assert!(without_names(b"\0a").is_err());
    }
}
