//! From rows `[binding.NAME]` and the files of `bindings/` to units.

use super::{Inputs, Unit, UnitOrigin};
use crate::error::{Error, Result};
use crate::plan::manifest::Binding;
use crate::plan::manifest::reader::join;
use crate::plan::pins::{Content, Pins};

/// Code in `bindings/` that belongs to no row would be left out in silence, and a row without code would name nothing.
pub fn refuse_left_out_files(inputs: &Inputs) -> Result<()> {
    let manifest = &inputs.manifest;
    let rows = manifest.bindings.iter().map(|binding| &binding.name);
    let known: Vec<&str> = rows.chain(&manifest.compile.unlinked).map(|name| name.value.as_str()).collect();
    for name in &manifest.compile.unlinked {
        if inputs.listing.files(&name.value).is_empty() {
            return Err(Error::request(format!(
                "`unlinked` names `{}`, and `bindings/{0}` holds no code",
                name.value
            ))
            .help("take it off `unlinked` of `[compile]` in variants.toml"));
        }
    }
    let left_out = inputs.listing.left_out(&known);
    if left_out.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = left_out.iter().map(|file| format!("bindings/{file}")).collect();
    Err(Error::request("code in `bindings/` belongs to no row of variants.toml")
        .detail(join(names.iter().map(String::as_str)))
        .help("add a row `[binding.NAME]` with the name of its folder, or remove it"))
}

/// The units of a binding: the code of its folder, then what it compiles out of sources.
pub fn units(inputs: &Inputs, binding: &Binding) -> Result<Vec<Unit>> {
    let (pins, compile) = (&inputs.pins, &inputs.manifest.compile);
    let files = inputs.listing.files(&binding.name.value);
    refuse_missing_files(binding, files)?;
    for source in &binding.sources {
        refuse_unknown_source(pins, binding, &source.value)?;
    }
    let ours = files.iter().filter(|file| !is_packed(file, files)).map(|file| UnitOrigin::Ours(file.clone()));
    let theirs = binding.source_files.iter().filter_map(|file| {
        let (source, file) = file.value.split_once('/')?;
        Some(UnitOrigin::Source(source.to_owned(), file.to_owned()))
    });
    let is_vectorized = |origin: &UnitOrigin| match origin {
        UnitOrigin::Ours(file) => binding.vectorized_files.iter().any(|named| named.value == *file),
        UnitOrigin::Source(..) => false,
    };
    let unit = |origin| Unit {
        binding: binding.name.value.clone(),
        simd: binding.simd,
        vectorized: is_vectorized(&origin),
        origin,
        sources: binding.sources.iter().map(|source| source.value.clone()).collect(),
        uses: binding.uses.iter().map(|used| used.value.clone()).collect(),
        libraries: binding.libraries.iter().map(|library| library.value.clone()).collect(),
        include: binding.include.iter().map(|folder| folder.value.clone()).collect(),
        optimize: binding.optimize,
        defines: compile.defines.iter().chain(&binding.defines).cloned().collect(),
        hot: Vec::new(),
        inlined: Vec::new(),
    };
    let mut units: Vec<Unit> = ours.chain(theirs).map(unit).collect();
    for unit in units.iter_mut().filter(|unit| unit.is_interpreter()) {
        (unit.hot, unit.inlined) = (inputs.profile.hot.clone(), inputs.profile.inlined.clone());
    }
    units.iter().try_for_each(|unit| refuse_unpinned_file(pins, unit))?;
    Ok(units)
}

/// Python source beside a file `NAME.packed` goes into the table that this becomes, and is no unit of its own.
fn is_packed(file: &str, files: &[String]) -> bool {
    let folder = |file: &str| file.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let mut tables =
        files.iter().filter(|table| table.ends_with(".packed")).filter_map(|table| folder(table));
    file.ends_with(".py") && tables.any(|table| file.starts_with(&format!("{table}/")))
}

fn refuse_unknown_source(pins: &Pins, binding: &Binding, source: &str) -> Result<()> {
    if pins.find(source).is_some() {
        return Ok(());
    }
    let legal = join(pins.sources.iter().map(|pin| pin.name.as_str()));
    Err(Error::request(format!("binding `{}` names unknown source `{source}`", binding.name.value))
        .help(format!("sources pinned in pocketpy/sources.toml: {legal}")))
}

fn refuse_unpinned_file(pins: &Pins, unit: &Unit) -> Result<()> {
    let UnitOrigin::Source(source, file) = &unit.origin else { return Ok(()) };
    let Some(pin) = pins.find(source) else { return Ok(()) };
    let pinned = match &pin.content {
        Content::Files(files) => files.iter().any(|(name, _)| name == file),
        Content::Tree(_) => true,
    };
    if pinned {
        return Ok(());
    }
    Err(Error::request(format!("binding `{}` compiles `{source}/{file}`, which is not pinned", unit.binding))
        .help(format!("add `{file}` with its sha256 to `[source.{source}.files]` in pocketpy/sources.toml")))
}

/// A name that no file has would be obeyed in silence, by nobody.
fn refuse_missing_files(binding: &Binding, files: &[String]) -> Result<()> {
    let name = &binding.name.value;
    if files.is_empty() && binding.source_files.is_empty() {
        return Err(Error::request(format!(
            "binding `{name}` has neither code in `bindings/{name}/` nor `source-files`"
        ))
        .help(format!("put its code there, or remove `[binding.{name}]` from variants.toml")));
    }
    let Some(missing) = binding.vectorized_files.iter().find(|file| !files.contains(&file.value)) else {
        return Ok(());
    };
    Err(Error::request(format!(
        "`bindings/{name}/{}` is not there, and `vectorized-files` names it",
        missing.value
    ))
    .detail(format!("code in `bindings/{name}/`: {}", join(files.iter().map(String::as_str))))
    .help(format!("correct `vectorized-files` of `[binding.{name}]` in variants.toml")))
}
