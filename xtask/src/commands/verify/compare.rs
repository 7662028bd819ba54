//! In what two packages differ, in words: the file, and within it the place.

use std::collections::BTreeSet;

use super::wasm_diff;
use crate::stages::Package;
use crate::tools::files::Folders;

/// One line or more for every file that is not equal; none when all are.
pub fn packages(folders: &Folders, ours: &Package, theirs: &Package) -> Vec<String> {
    let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    names.into_iter().flat_map(|name| file(folders, name, ours.get(name), theirs.get(name))).collect()
}

/// The lines, each with what they are about before it.
pub fn within(what: &str, lines: Vec<String>) -> Vec<String> {
    lines.into_iter().map(|line| format!("{what}: {line}")).collect()
}

fn file(folders: &Folders, name: &str, ours: Option<&Vec<u8>>, theirs: Option<&Vec<u8>>) -> Vec<String> {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) if ours == theirs => Vec::new(),
        (Some(ours), Some(theirs)) => within(name, contents(folders, name, ours, theirs)),
        (Some(_), None) => vec![format!("{name}: is missing there")],
        (None, Some(_)) => vec![format!("{name}: is there and not built here")],
        (None, None) => Vec::new(),
    }
}

fn contents(folders: &Folders, name: &str, ours: &[u8], theirs: &[u8]) -> Vec<String> {
    if name.ends_with(".wasm") {
        return wasm_diff::differences(folders, ours, theirs);
    }
    vec![format!("{}, {}", first_difference(ours, theirs), sizes(ours, theirs))]
}

/// How long both are.
pub fn sizes(ours: &[u8], theirs: &[u8]) -> String {
    format!("{} bytes here, {} there", ours.len(), theirs.len())
}

/// The first line of a text, the first byte of anything else.
fn first_difference(ours: &[u8], theirs: &[u8]) -> String {
    match (std::str::from_utf8(ours), std::str::from_utf8(theirs)) {
        (Ok(ours), Ok(theirs)) => {
            let equal = ours.lines().zip(theirs.lines()).take_while(|(one, other)| one == other).count();
            format!("differs from line {}", equal + 1)
        }
        _ => {
            let equal = ours.iter().zip(theirs).take_while(|(one, other)| one == other).count();
            format!("differs from byte {equal}")
        }
    }
}
