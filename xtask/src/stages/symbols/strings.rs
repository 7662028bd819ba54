//! String literals: the linker merges those of all inputs into one piece and its map names none of them.
//!
//! Each is looked up in the inputs; one that several have belongs to the first, as it does for the linker.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use object::read::archive::ArchiveFile;
use wasmparser::{DataKind, KnownCustom, Linking, Operator, Parser, Payload, SegmentFlags};

use super::map::INTERNAL;
use crate::error::{Error, Result};
use crate::tools::hash::read;

/// The strings of all inputs, and the memory they were merged into.
pub struct Merged {
    inputs: Vec<String>,
    owners: HashMap<Vec<u8>, usize>,
    memory: Vec<(u64, Vec<u8>)>,
}

/// Strings of one input that lie side by side.
#[derive(Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// Where they begin.
    pub address: u64,
    /// Their size with the zeros at their ends.
    pub bytes: u64,
    /// Whose they are, if any input has them.
    pub input: Option<&'a str>,
}

impl Merged {
    /// Reads the strings of the inputs, relative to `root`, and the data of the linked wasm.
    pub fn read(root: &Path, inputs: &[String], wasm: &[u8]) -> Result<Self> {
        let mut owners = HashMap::new();
        let mut archives = BTreeMap::new();
        for (index, input) in inputs.iter().enumerate().filter(|(_, input)| *input != INTERNAL) {
            let found = match member(input) {
                Some((archive, name)) => {
                    if !archives.contains_key(archive) {
                        archives.insert(archive, strings_of_archive(&root.join(archive))?);
                    }
                    archives[archive].get(name).cloned().unwrap_or_default()
                }
                None => strings(&read(&root.join(input))?).map_err(|cause| unreadable(input, &cause))?,
            };
            for string in found {
                owners.entry(string).or_insert(index);
            }
        }
        let memory = segments(wasm).map_err(|cause| unreadable("the linked wasm", &cause))?;
        Ok(Self { inputs: inputs.to_vec(), owners, memory })
    }

    /// Takes a merged piece apart.
    pub fn split(&self, address: u64, bytes: u64) -> Vec<Run<'_>> {
        let mut runs: Vec<Run<'_>> = Vec::new();
        let mut place = address;
        for string in self.image(address, bytes).split_inclusive(|byte| *byte == 0) {
            let input = self.owners.get(string).map(|index| self.inputs[*index].as_str());
            let size = string.len() as u64;
            match runs.last_mut() {
                // zeros between strings are the alignment of the next
                Some(run) if run.input == input || string == [0] => run.bytes += size,
                Some(_) | None => runs.push(Run { address: place, bytes: size, input }),
            }
            place += size;
        }
        runs
    }

    /// The memory from `address` on; what no segment fills is zero.
    fn image(&self, address: u64, bytes: u64) -> Vec<u8> {
        let mut image = vec![0; usize::try_from(bytes).expect("a piece of the file lies in memory")];
        for (start, content) in &self.memory {
            let end = start + content.len() as u64;
            let (from, to) = (address.max(*start), (address + bytes).min(end));
            if from < to {
                let at = |base: u64| usize::try_from(from - base).expect("positions lie in memory");
                let length = usize::try_from(to - from).expect("positions lie in memory");
                image[at(address)..][..length].copy_from_slice(&content[at(*start)..][..length]);
            }
        }
        image
    }
}

/// `archive.a(member.o)`.
pub fn member(input: &str) -> Option<(&str, &str)> {
    input.strip_suffix(')')?.rsplit_once('(')
}

fn strings_of_archive(path: &Path) -> Result<BTreeMap<String, Vec<Vec<u8>>>> {
    let name = path.display().to_string();
    let content = read(path)?;
    let archive = ArchiveFile::parse(content.as_slice()).map_err(|cause| unreadable(&name, &cause))?;
    let mut found: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for member in archive.members() {
        let member = member.map_err(|cause| unreadable(&name, &cause))?;
        let bytes = member.data(content.as_slice()).map_err(|cause| unreadable(&name, &cause))?;
        let own = strings(bytes).map_err(|cause| unreadable(&name, &cause))?;
        // two members may share a name
        found.entry(String::from_utf8_lossy(member.name()).into_owned()).or_default().extend(own);
    }
    Ok(found)
}

/// The string literals of an object file.
fn strings(object: &[u8]) -> wasmparser::Result<Vec<Vec<u8>>> {
    let mut segments = Vec::new();
    let mut strings = Vec::new();
    for payload in Parser::new(0).parse_all(object) {
        let payload = payload?;
        if let Payload::DataSection(reader) = payload {
            segments = reader.into_iter().map(|data| Ok(data?.data)).collect::<wasmparser::Result<_>>()?;
        } else if let Payload::CustomSection(custom) = payload
            && let KnownCustom::Linking(linking) = custom.as_known()
        {
            for part in linking.subsections() {
                let Linking::SegmentInfo(infos) = part? else { continue };
                for (info, content) in infos.into_iter().zip(&segments) {
                    if info?.flags.contains(SegmentFlags::STRINGS) {
                        strings.extend(content.split_inclusive(|byte| *byte == 0).map(<[u8]>::to_vec));
                    }
                }
            }
        }
    }
    Ok(strings)
}

/// Address and content of each active segment.
fn segments(wasm: &[u8]) -> wasmparser::Result<Vec<(u64, Vec<u8>)>> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::DataSection(reader) = payload? {
            for data in reader {
                let data = data?;
                if let Some(address) = constant_address(&data.kind)? {
                    found.push((address, data.data.to_vec()));
                }
            }
        }
    }
    Ok(found)
}

/// Where a segment goes, if that is known before the program runs.
pub fn constant_address(kind: &DataKind<'_>) -> wasmparser::Result<Option<u64>> {
    let DataKind::Active { offset_expr, .. } = kind else { return Ok(None) };
    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else { return Ok(None) };
    Ok(Some(u64::from(value.cast_unsigned())))
}

fn unreadable(name: &str, cause: &dyn std::fmt::Display) -> Error {
    Error::work(format!("cannot read the string literals of `{name}`")).detail(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_strings_belong_to_the_input_that_has_them() {
        let inputs = ["a.o", "b.o"].map(str::to_owned).to_vec();
        let owners =
            [(b"one\0".to_vec(), 0), (b"two\0".to_vec(), 0), (b"three\0".to_vec(), 1)].into_iter().collect();
        // the last string ends in zeros that the linked file leaves out
        let memory = vec![(16, b"one\0two\0thr".to_vec()), (27, b"ee\0who".to_vec())];
        let merged = Merged { inputs, owners, memory };
        let run = |address, bytes, input| Run { address, bytes, input };
        assert_eq!(
            merged.split(16, 18),
            [run(16, 8, Some("a.o")), run(24, 6, Some("b.o")), run(30, 4, None)]
        );
    }
}
