//! Linked: a tier's objects and its generated table, linked by emcc into the wasm.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Context as _, Result};
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
    run_linker(context, tier, inputs, &partial)?;
    keep_symbols(&origins(context, tier, parts)?, &root.join(&partial))?;
    fs::rename(root.join(&partial), root.join(folder))
        .context(|| format!("cannot keep the linked tier `{}`", tier.name))
}

/// C++ wants its own driver.
fn run_linker(context: &Context<'_>, tier: &TierPlan, inputs: Vec<PathBuf>, folder: &Path) -> Result<()> {
    let driver = if tier.libraries.is_empty() { "emcc" } else { "em++" };
    let command = Invocation::new(context.tools.emcc.with_file_name(driver))
        .envs(&context.tools.environment)
        .args(flags::link(tier))
        .arg(format!("-Wl,-Map={}", folder.join(MAP).display()))
        .args(inputs)
        .arg("-o")
        .arg(folder.join("pocketpy.wasm"))
        .in_folder(&context.folders.root);
    run(&command).map_err(|error| error.within(format!("cannot link tier `{}`", tier.name)))?;
    Ok(())
}

/// Puts what the size report needs in the place of the linker's map, which names folders of this machine.
fn keep_symbols(origins: &Origins<'_>, folder: &Path) -> Result<()> {
    let map = folder.join(MAP);
    let text = String::from_utf8_lossy(&read(&map)?).into_owned();
    let symbols = origins.symbols(&text, &read(&folder.join("pocketpy.wasm"))?)?;
    files::write(&folder.join(symbols::FILE), &symbols.to_json())?;
    fs::remove_file(&map).context(|| format!("cannot remove `{}`", map.display()))
}
