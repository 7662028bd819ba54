//! The library in Python that is packed into the interpreter: gathered out of the pinned source and of our own modules, made into one C file.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::WalkDir;

use crate::error::{Error, Result};
use crate::generate::python::library::{Library, Module, to_c};
use crate::plan::Unit;
use crate::plan::manifest::{Manifest, Python};
use crate::plan::pins::Pins;
use crate::stages::{Context, Sources, sources};
use crate::tools::crates::Crates;
use crate::tools::files::Folders;
use crate::tools::hash::{Key, KeyBuilder, read};

/// Our own modules, each in the place of CPython's of its name.
const OWN: &str = "bindings/library/python";

/// Where the modules written in C are listed.
const NATIVE: [&str; 2] = ["bindings/library/library.h", "bindings/library/objects.h"];

/// Written in C, and in no list.
const CORE: [&str; 4] = ["_weakref", "builtins", "gc", "sys"];

/// The pinned source with CPython's library.
const SOURCE: &str = "pylib";

/// The C file of a unit.
pub fn of_unit(context: &Context<'_>, sources: &Sources, unit: &Unit) -> Result<String> {
    let root = &context.folders.root;
    let mut files = BTreeMap::new();
    for staged in unit.sources.iter().map(|name| sources.find(name)) {
        for (name, _) in staged.files.iter().filter(|(name, _)| name.ends_with(".py")) {
            files.insert(name.clone(), text_of(&root.join(&staged.folder).join(name))?);
        }
    }
    Ok(to_c(&library(root, files, &context.plan.python)?.packed(&context.plan.python.names())?))
}

/// What decides the C file beside the pinned source.
pub fn key(context: &Context<'_>) -> Result<Key> {
    let python = &context.plan.python;
    let library = library(&context.folders.root, BTreeMap::new(), python)?;
    let files = library.files.iter().flat_map(|(name, text)| [name, text]);
    let late = library.deferred.iter().flat_map(|(name, late)| [name].into_iter().chain(late));
    let builder = KeyBuilder::new("packed library").texts(files).texts(&library.native);
    let edits = python.edits.iter().flat_map(|edit| [&edit.module, &edit.sha256, &edit.text]);
    Ok(builder.texts(python.names()).text("").texts(late).text("").texts(edits).finish())
}

/// The modules that `variants.toml` names, packed, without a plan.
pub fn of_checkout(folders: &Folders) -> Result<Vec<Module>> {
    let (library, list) = library_of_checkout(folders)?;
    library.packed(&list)
}

/// All that can be packed, and the names of what is.
pub fn library_of_checkout(folders: &Folders) -> Result<(Library, Vec<String>)> {
    let manifest = Manifest::load(&folders.at("variants.toml"))?;
    let pins = Pins::load(&folders.at("pocketpy/sources.toml"))?;
    let pin = pins.find(SOURCE).ok_or_else(|| {
        Error::request(format!("no `[source.{SOURCE}]` in pocketpy/sources.toml")).help("pin it there")
    })?;
    let mut files = BTreeMap::new();
    for (name, content) in sources::pinned_files(&Crates::locate(folders)?, pin)? {
        files.insert(name, String::from_utf8_lossy(&content).into_owned());
    }
    Ok((library(&folders.root, files, &manifest.python)?, manifest.python.names()))
}

/// With our own modules in the place of those of their names.
fn library(root: &Path, mut files: BTreeMap<String, String>, python: &Python) -> Result<Library> {
    let own = root.join(OWN);
    for entry in WalkDir::new(&own).sort_by_file_name() {
        let entry =
            entry.map_err(|cause| Error::work(format!("cannot read the folder `{OWN}`")).detail(cause))?;
        if entry.path().extension().is_some_and(|ending| ending == "py") {
            let name = entry.path().strip_prefix(&own).expect("walkdir stays below its root");
            files.insert(name.to_string_lossy().replace('\\', "/"), text_of(entry.path())?);
        }
    }
    let mut native: Vec<String> = CORE.map(str::to_owned).into();
    for header in NATIVE {
        native.extend(rows(&text_of(&root.join(header))?));
    }
    let deferred =
        python.deferred.iter().map(|(module, late)| (module.value.clone(), late.clone())).collect();
    Ok(Library { files, native, deferred, edits: python.edits.clone() })
}

/// The names in the rows `X(name)` of a header.
fn rows(text: &str) -> Vec<String> {
    let parts = text.split("X(").skip(1).filter_map(|part| part.split_once(')'));
    parts.map(|(name, _)| name.to_owned()).filter(|name| name != "X").collect()
}

fn text_of(path: &Path) -> Result<String> {
    Ok(String::from_utf8_lossy(&read(path)?).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_written_in_c_are_the_rows_of_their_headers() {
        let folders = Folders::of_checkout(None).unwrap();
        let native = library(&folders.root, BTreeMap::new(), &Python::default()).unwrap().native;
        for name in ["sys", "math", "_abc", "itertools", "posix"] {
            assert!(native.iter().any(|known| known == name), "no `{name}` in {native:?}");
        }
        assert!(
            native.iter().all(|name| name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')),
            "{native:?}"
        );
    }
}
