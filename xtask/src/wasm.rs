//! What a wasm file really exports and imports, read with a parser.

use std::collections::BTreeMap;

use wasmparser::{
    CompositeInnerType, ExternalKind, FuncType, Parser, Payload, TypeRef, ValType, Validator, WasmFeatures,
};

use crate::error::{Error, Result};
use crate::manifest::{Signature, ValueType};

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
