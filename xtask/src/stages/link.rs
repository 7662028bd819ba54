//! Linked: a tier's objects and its generated table, linked by emcc into the wasm.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Context as _, Error, Result};
use crate::plan::TierPlan;
use crate::plan::flags;
use crate::stages::objects::object_path;
use crate::stages::origins::origins;
use crate::stages::symbols::{self, Origins};
use crate::stages::{Context, Parts};
use crate::tools::files::{self, SCRATCH};
use crate::tools::hash::{Key, KeyBuilder, read};
use crate::tools::process::{Invocation, run};

/// The linker's map, as long as it is there.
const MAP: &str = "pocketpy.map";

/// A linked tier; made only by [`link`].
pub struct Linked {
    /// Equal keys mean equal bytes.
    pub key: Key,
    /// Folder with `pocketpy.wasm` and its symbols, relative to the checkout.
    pub folder: PathBuf,
    /// Whether emcc ran now.
    pub fresh: bool,
}

/// Links one tier unless the same inputs were linked before.
pub fn link(context: &Context<'_>, tier: &TierPlan, parts: &Parts<'_>) -> Result<Linked> {
    let table = parts.objects.table(tier);
    let keys = parts.objects.of(&tier.units);
    let libraries = tier.libraries.iter().map(|name| parts.sources.library(name).key.as_str());
    let key = KeyBuilder::new("linked")
        .text(&context.tools.fingerprint)
        .texts(flags::link(tier))
        .texts(keys.iter().map(|key| key.as_str()))
        .texts(libraries)
        .text(table.as_str())
        .text(symbols::VERSION)
        .finish();
    let folder = Path::new(SCRATCH).join("linked").join(key.as_str());
    let fresh = !context.folders.root.join(&folder).is_dir();
    if fresh {
        context.ui.status("link", &tier.name);
        let archives = archives(tier, parts)?;
        let objects = [table].into_iter().chain(keys).map(object_path);
        make(context, tier, parts, objects.chain(archives).collect(), &folder)?;
    }
    Ok(Linked { key, folder, fresh })
}

/// The archives of a tier's libraries; waits until they are built.
fn archives(tier: &TierPlan, parts: &Parts<'_>) -> Result<Vec<PathBuf>> {
    if tier.libraries.is_empty() {
        return Ok(Vec::new());
    }
    Ok(parts.libraries.wait()?.archives(&tier.libraries).into_iter().cloned().collect())
}

/// All files of the linked folder, in a folder of another name until they are complete.
fn make(
    context: &Context<'_>,
    tier: &TierPlan,
    parts: &Parts<'_>,
    inputs: Vec<PathBuf>,
    folder: &Path,
) -> Result<()> {
    let root = &context.folders.root;
    let partial = files::partial_name(folder);
    files::remove_folder(&root.join(&partial))?;
    files::make_folder(&root.join(&partial))?;
    run_linker(context, tier, parts, inputs, &partial)?;
    keep_symbols(&origins(context, tier, parts)?, &root.join(&partial))?;
    fs::rename(root.join(&partial), root.join(folder))
        .context(|| format!("cannot keep the linked tier `{}`", tier.name))
}

/// C++ wants its own driver.
fn run_linker(
    context: &Context<'_>,
    tier: &TierPlan,
    parts: &Parts<'_>,
    inputs: Vec<PathBuf>,
    folder: &Path,
) -> Result<()> {
    let driver = if tier.libraries.is_empty() { "emcc" } else { "em++" };
    let command = Invocation::new(context.tools.emcc.with_file_name(driver))
        .envs(&context.tools.environment)
        .args(flags::link(tier))
        .arg(format!("-Wl,-Map={}", folder.join(MAP).display()))
        .args(inputs)
        .arg("-o")
        .arg(folder.join("pocketpy.wasm"))
        .in_folder(&context.folders.root);
    run(&command)
        .map(drop)
        .map_err(|error| explained(&error.to_string(), tier, parts).unwrap_or(error))
        .map_err(|error| error.within(format!("cannot link tier `{}`", tier.name)))
}

/// What the linker misses, in the words of our files; nothing where it misses nothing.
fn explained(said: &str, tier: &TierPlan, parts: &Parts<'_>) -> Option<Error> {
    let objects = tier.units.iter().zip(parts.objects.of(&tier.units));
    let units: Vec<(String, String)> =
        objects.map(|(unit, key)| (object_path(key).display().to_string(), unit.path())).collect();
    let missing = missing(said, &units);
    (!missing.is_empty()).then(|| {
        Error::work("something is used that no file defines")
            .detail(missing.join("\n"))
            .help("define it in a file of `bindings/`, or take it off `[export]` in variants.toml or out of what uses it")
    })
}

/// Lines of wasm-ld that name a missing symbol, each once; `units` are objects and the files they were made of.
fn missing(said: &str, units: &[(String, String)]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in said.lines() {
        let line = if let Some((_, name)) = line.split_once("symbol exported via --export not found: ") {
            format!("export `{}` is defined nowhere", name.trim())
        } else if let Some((object, name)) = line.split_once(": undefined symbol: ") {
            let object = object.rsplit(' ').next().unwrap_or_default();
            let unit = units.iter().find(|(path, _)| path == object).map_or(object, |(_, unit)| unit);
            format!("`{}` is defined nowhere, and `{unit}` uses it", name.trim())
        } else {
            continue;
        };
        if !found.contains(&line) {
            found.push(line);
        }
    }
    found
}

/// Puts what the size report needs in the place of the linker's map, which names folders of this machine.
fn keep_symbols(origins: &Origins<'_>, folder: &Path) -> Result<()> {
    let map = folder.join(MAP);
    let text = String::from_utf8_lossy(&read(&map)?).into_owned();
    let symbols = origins.symbols(&text, &read(&folder.join("pocketpy.wasm"))?)?;
    files::write(&folder.join(symbols::FILE), &symbols.to_json())?;
    fs::remove_file(&map).context(|| format!("cannot remove `{}`", map.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_linker_misses_is_said_with_the_file_that_uses_it() {
        let said = "error: `em++ …` failed\n  | wasm-ld: error: symbol exported via --export not found: py_nothing\n\
                    \u{20} | wasm-ld: error: target/pocketpy/objects/1.o: undefined symbol: other\n\
                    \u{20} | wasm-ld: error: x.a(y.o): undefined symbol: third\n  | emcc: error: 'wasm-ld' failed\n";
        let units = [("target/pocketpy/objects/1.o".to_owned(), "bindings/msgpack/decode.c".to_owned())];
        let expected = [
            "export `py_nothing` is defined nowhere",
            "`other` is defined nowhere, and `bindings/msgpack/decode.c` uses it",
            "`third` is defined nowhere, and `x.a(y.o)` uses it",
        ];
        assert_eq!(missing(said, &units), expected);
        assert!(missing("wasm-ld: error: something else", &units).is_empty());
    }
}
