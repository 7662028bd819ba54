//! Optimized: wasm-opt over the linked wasm; the glue's parts put into our wrappers, and these minified by esbuild.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Context as _, Error, Result};
use crate::plan::TierPlan;
use crate::plan::flags;
use crate::stages::symbols;
use crate::stages::wasm::without_names;
use crate::stages::{Context, Linked};
use crate::toolchain::wasm_opt;
use crate::tools::esbuild;
use crate::tools::files::{self, SCRATCH};
use crate::tools::hash::{Key, KeyBuilder, read};
use crate::tools::npm;

/// The files of a tier in their final form; made only by [`optimize`].
pub struct Optimized {
    /// Equal keys mean equal bytes.
    pub key: Key,
    /// Folder with `pocketpy.js`, `pocketpy.mjs`, `pocketpy.cjs` and `pocketpy.wasm`, and what the size report wants, relative to the checkout.
    pub folder: PathBuf,
    /// Whether something was made now.
    pub fresh: bool,
}

/// The shipped wasm with the names of its functions, beside it.
pub const NAMED_WASM: &str = "named.wasm";

/// What a host loads, each in its own way.
struct Wrapper {
    name: &'static str,
    /// What it takes in, each at a line `/*{{NAME}}*/` of its own.
    parts: &'static [&'static str],
}

/// Parts of the wrappers for pages, workers and programs.
const PAGES: &[&str] = &["exchange", "start", "hosts", "files", "streams", "devices", "system", "runtime"];
/// Parts of the wrapper for hosts that hand in the assets.
const RESOLVERS: &[&str] = &["exchange", "start", "files", "streams", "devices", "system", "runtime"];

/// Our wrappers.
const WRAPPERS: [Wrapper; 3] = [
    Wrapper { name: "pocketpy.js", parts: PAGES },
    Wrapper { name: "pocketpy.mjs", parts: PAGES },
    Wrapper { name: "pocketpy.cjs", parts: RESOLVERS },
];

/// Optimizes one tier unless the same inputs were optimized before.
pub fn optimize(context: &Context<'_>, tier: &TierPlan, linked: Linked) -> Result<Optimized> {
    let root = &context.folders.root;
    let mut builder = KeyBuilder::new("optimized")
        .text(linked.key.as_str())
        .texts(flags::wasm_opt(tier))
        .text(wasm_opt::BACKEND)
        .texts(esbuild::COMMON)
        .text(esbuild::COMPUTED_IMPORT)
        .file(&root.join(npm::PACKAGES_LOCK))?;
    for Wrapper { name, parts } in &WRAPPERS {
        builder = builder.text(name).file(&glue_source(root, name))?;
        for part in *parts {
            builder = builder.text(part).file(&glue_source(root, &format!("{part}.js")))?;
        }
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
    shrink(context, tier, &from.join("pocketpy.wasm"), &partial)?;
    files::write(&partial.join(symbols::FILE), &read(&from.join(symbols::FILE))?)?;
    for wrapper in &WRAPPERS {
        let whole = partial.join(format!("whole-{}", wrapper.name));
        files::write(&whole, wrap(root, wrapper)?.as_bytes())?;
        esbuild::minify(root, &whole, &partial.join(wrapper.name))?;
        fs::remove_file(&whole).context(|| format!("cannot remove `{}`", whole.display()))?;
    }
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

fn glue_source(root: &Path, name: &str) -> PathBuf {
    root.join("packages/glue").join(name)
}

/// The glue for Node and classic scripts as it is before it is minified, for programs that are not shipped.
pub fn whole_glue(root: &Path) -> Result<String> {
    wrap(root, &WRAPPERS[0])
}

fn wrap(root: &Path, Wrapper { name, parts }: &Wrapper) -> Result<String> {
    let mut text = text_of(&glue_source(root, name))?;
    for part in *parts {
        text = put(name, &text, part, &text_of(&glue_source(root, &format!("{part}.js")))?)?;
    }
    Ok(text)
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
