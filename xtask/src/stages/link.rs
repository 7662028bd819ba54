//! Linked: a tier's objects and its generated table, linked by emcc into the inner glue and the wasm.

use std::fs;
use std::path::{Path, PathBuf};

use crate::build_info;
use crate::error::{Context as _, Result};
use crate::files::{self, SCRATCH};
use crate::flags;
use crate::hash::{Key, KeyBuilder};
use crate::plan::TierPlan;
use crate::process::{Invocation, run};
use crate::stages::objects::object_path;
use crate::stages::{Context, Parts};

/// A linked tier; made only by [`link`].
pub struct Linked {
    /// Equal keys mean equal bytes.
    pub key: Key,
    /// Folder with `pocketpy.js` (inner glue) and `pocketpy.wasm`, relative to the checkout.
    pub folder: PathBuf,
    /// Whether emcc ran now.
    pub fresh: bool,
}

/// Links one tier unless the same inputs were linked before.
pub fn link(context: &Context<'_>, tier: &TierPlan, parts: &Parts<'_>) -> Result<Linked> {
    let table = build_info::module_table(context, tier);
    let keys = parts.objects.of(&tier.units);
    let libraries = tier.libraries.iter().map(|name| parts.sources.library(name).key.as_str());
    let key = KeyBuilder::new("linked")
        .text(&context.tools.fingerprint)
        .texts(flags::link(tier))
        .texts(keys.iter().map(|key| key.as_str()))
        .texts(libraries)
        .text(&table)
        .finish();
    let folder = Path::new(SCRATCH).join("linked").join(key.as_str());
    let fresh = !context.folders.root.join(&folder).is_dir();
    if fresh {
        context.ui.status("link", &tier.name);
        let archives = archives(tier, parts)?;
        let inputs = keys.iter().map(|key| object_path(key)).chain(archives).collect();
        run_linker(context, tier, inputs, &table, &folder)?;
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

/// C++ wants its own driver, which would take the table in C for C++; so that is compiled before.
fn run_linker(
    context: &Context<'_>,
    tier: &TierPlan,
    inputs: Vec<PathBuf>,
    table: &str,
    folder: &Path,
) -> Result<()> {
    let root = &context.folders.root;
    let partial = files::partial_name(folder);
    files::remove_folder(&root.join(&partial))?;
    // `emcc` may write its input's path into symbols, so the table lies at a path that every checkout shares
    let generated = Path::new(SCRATCH).join("generated").join(format!("{}-modules.c", tier.name));
    files::write(&root.join(&generated), table.as_bytes())?;
    files::make_folder(&root.join(&partial))?;
    let object = partial.join("modules.o");
    compile_table(context, &generated, &object)?;
    let driver = if tier.libraries.is_empty() { "emcc" } else { "em++" };
    let command = Invocation::new(context.tools.emcc.with_file_name(driver))
        .envs(&context.tools.environment)
        .args(flags::link(tier))
        .arg(&object)
        .args(inputs)
        .arg("-o")
        .arg(partial.join("pocketpy.js"))
        .in_folder(root);
    run(&command).map_err(|error| error.within(format!("cannot link tier `{}`", tier.name)))?;
    fs::remove_file(root.join(&object)).context(|| format!("cannot remove `{}`", object.display()))?;
    fs::rename(root.join(&partial), root.join(folder))
        .context(|| format!("cannot keep the linked tier `{}`", tier.name))
}

fn compile_table(context: &Context<'_>, generated: &Path, object: &Path) -> Result<()> {
    let command = Invocation::new(&context.tools.emcc)
        .envs(&context.tools.environment)
        .args(["-c", "-I", "bindings/host", "-isystem", "target/pocketpy/sources/pocketpy"])
        .arg(generated)
        .arg("-o")
        .arg(object)
        .in_folder(&context.folders.root);
    run(&command).map_err(|error| error.within(format!("cannot compile `{}`", generated.display())))?;
    Ok(())
}
