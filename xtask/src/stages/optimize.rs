//! Optimized: wasm-opt over the linked wasm, and emcc's glue put into our two wrappers.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Context as _, Error, Result};
use crate::files::{self, SCRATCH};
use crate::flags;
use crate::hash::{Key, KeyBuilder, read};
use crate::plan::TierPlan;
use crate::stages::{Context, Linked};
use crate::wasm_opt;

/// The three files of a tier in their final form; made only by [`optimize`].
pub struct Optimized {
    /// Equal keys mean equal bytes.
    pub key: Key,
    /// Folder with `pocketpy.js`, `pocketpy.mjs` and `pocketpy.wasm`, relative to the checkout.
    pub folder: PathBuf,
    /// Whether something was made now.
    pub fresh: bool,
}

/// Our wrappers around emcc's glue.
const WRAPPERS: [&str; 2] = ["pocketpy.js", "pocketpy.mjs"];

/// What a wrapper takes in, each at a line `/*{{NAME}}*/` of its own.
const SHARED: &str = "packages/glue/start.js";

/// Optimizes one tier unless the same inputs were optimized before.
pub fn optimize(context: &Context<'_>, tier: &TierPlan, linked: Linked) -> Result<Optimized> {
    let root = &context.folders.root;
    let mut builder = KeyBuilder::new("optimized")
        .text(linked.key.as_str())
        .texts(flags::wasm_opt(tier.optimize))
        .text(wasm_opt::BACKEND)
        .file(&root.join(SHARED))?;
    for wrapper in WRAPPERS {
        builder = builder.file(&root.join("packages/glue").join(wrapper))?;
    }
    let key = builder.finish();
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
    shrink(context, tier, &from.join("pocketpy.wasm"), &partial.join("pocketpy.wasm"))?;
    let inner = text_of(&from.join("pocketpy.js"))?;
    let shared = text_of(&root.join(SHARED))?;
    for wrapper in WRAPPERS {
        let glue = wrap(wrapper, &text_of(&root.join("packages/glue").join(wrapper))?, &shared, &inner)?;
        files::write(&partial.join(wrapper), glue.as_bytes())?;
    }
    fs::rename(&partial, root.join(folder))
        .context(|| format!("cannot keep the optimized tier `{}`", tier.name))
}

fn shrink(context: &Context<'_>, tier: &TierPlan, from: &Path, to: &Path) -> Result<()> {
    let flags = flags::wasm_opt(tier.optimize);
    if flags.is_empty() {
        let copied = fs::copy(from, to).map(|_| ());
        return copied.context(|| format!("cannot copy `{}`", from.display()));
    }
    wasm_opt::run(context.tools, &flags, from, to)
        .map_err(|error| error.within(format!("cannot optimize tier `{}`", tier.name)))
}

fn wrap(name: &str, wrapper: &str, shared: &str, inner: &str) -> Result<String> {
    let with_shared = put(name, wrapper, "start", shared)?;
    put(name, &with_shared, "inner", inner)
}

/// Replaces the one line `/*{{slot}}*/`; a wrapper without it would ship an empty package.
fn put(name: &str, text: &str, slot: &str, content: &str) -> Result<String> {
    let mark = format!("/*{{{{{slot}}}}}*/");
    let is_mark = |line: &&str| line.trim() == mark;
    let count = text.lines().filter(is_mark).count();
    if count != 1 {
        return Err(Error::request(format!("`packages/glue/{name}` has {count} lines `{mark}`"))
            .help("a wrapper has exactly one such line; put it back"));
    }
    let lines = text.lines().map(|line| if is_mark(&line) { content.trim_end() } else { line });
    Ok(lines.collect::<Vec<_>>().join("\n") + "\n")
}

fn text_of(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?)
        .map_err(|cause| Error::work(format!("`{}` is not UTF-8", path.display())).detail(cause))
}
