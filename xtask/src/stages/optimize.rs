//! Optimized: wasm-opt over the linked wasm.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Context as _, Result};
use crate::plan::TierPlan;
use crate::plan::flags;
use crate::stages::symbols;
use crate::stages::wasm::without_names;
use crate::stages::{Context, Linked};
use crate::toolchain::wasm_opt;
use crate::tools::files::{self, SCRATCH};
use crate::tools::hash::{Key, KeyBuilder, read};

/// The wasm of a tier in its final form; made only by [`optimize`].
pub struct Optimized {
    /// Equal keys mean equal bytes.
    pub key: Key,
    /// Folder with `pocketpy.wasm` and what the size report wants, relative to the checkout.
    pub folder: PathBuf,
    /// Whether wasm-opt ran now.
    pub fresh: bool,
}

/// The shipped wasm with the names of its functions, beside it.
pub const NAMED_WASM: &str = "named.wasm";

/// Optimizes one tier unless the same inputs were optimized before.
pub fn optimize(context: &Context<'_>, tier: &TierPlan, linked: Linked) -> Result<Optimized> {
    let root = &context.folders.root;
    let key = KeyBuilder::new("optimized")
        .text(linked.key.as_str())
        .texts(flags::wasm_opt(tier))
        .text(wasm_opt::BACKEND)
        .finish();
    let folder = Path::new(SCRATCH).join("optimized").join(key.as_str());
    let fresh = !root.join(&folder).is_dir();
    if fresh {
        context.ui.status("optimize", &tier.name);
        make(context, tier, &linked, &folder)?;
    }
    Ok(Optimized { key, folder, fresh })
}

fn make(context: &Context<'_>, tier: &TierPlan, linked: &Linked, folder: &Path) -> Result<()> {
    let root = &context.folders.root;
    let partial = root.join(files::partial_name(folder));
    files::remove_folder(&partial)?;
    files::make_folder(&partial)?;
    let from = root.join(&linked.folder);
    shrink(context, tier, &from.join("pocketpy.wasm"), &partial)?;
    files::write(&partial.join(symbols::FILE), &read(&from.join(symbols::FILE))?)?;
    fs::rename(&partial, root.join(folder))
        .context(|| format!("cannot keep the optimized tier `{}`", tier.name))
}

/// Writes the wasm that is shipped and, for the size report, the same one with the names of its functions.
fn shrink(context: &Context<'_>, tier: &TierPlan, from: &Path, folder: &Path) -> Result<()> {
    let named = folder.join(NAMED_WASM);
    let flags = flags::wasm_opt(tier);
    if flags.is_empty() {
        fs::copy(from, &named).context(|| format!("cannot copy `{}`", from.display()))?;
    } else {
        wasm_opt::run(context.tools, &flags, from, &named)
            .map_err(|error| error.within(format!("cannot optimize tier `{}`", tier.name)))?;
    }
    let shipped = without_names(&read(&named)?)
        .map_err(|error| error.within(format!("cannot take the names out of tier `{}`", tier.name)))?;
    files::write(&folder.join("pocketpy.wasm"), &shipped)
}
