//! Glue: its parts put into our wrappers, and these minified by esbuild; the same for every tier.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Context as _, Error, Result};
use crate::stages::Context;
use crate::tools::esbuild;
use crate::tools::files::{self, SCRATCH};
use crate::tools::hash::{Key, KeyBuilder, read};
use crate::tools::npm;

/// The glue in its final form; made only by [`glue`].
pub struct Glue {
    /// Equal keys mean equal bytes.
    pub key: Key,
    /// Folder with the files that [`NAMES`] names, relative to the checkout.
    pub folder: PathBuf,
    /// Whether esbuild ran now.
    pub fresh: bool,
}

/// Its files; a host loads one of them.
pub const NAMES: [&str; 3] = [WRAPPERS[0].name, WRAPPERS[1].name, WRAPPERS[2].name];

/// What a host loads, each in its own way.
struct Wrapper {
    name: &'static str,
    /// What it takes in, each at a line `/*{{NAME}}*/` of its own.
    parts: &'static [&'static str],
}

/// Parts of the wrappers for pages, workers and programs.
const PAGES: &[&str] =
    &["exchange", "life", "start", "hosts", "files", "streams", "devices", "system", "runtime"];
/// Parts of the wrapper for hosts that hand in the assets.
const RESOLVERS: &[&str] = &["exchange", "life", "start", "files", "streams", "devices", "system", "runtime"];

/// Our wrappers.
const WRAPPERS: [Wrapper; 3] = [
    Wrapper { name: "pocketpy.js", parts: PAGES },
    Wrapper { name: "pocketpy.mjs", parts: PAGES },
    Wrapper { name: "pocketpy.cjs", parts: RESOLVERS },
];

/// Makes it unless the same inputs were made into it before.
pub fn glue(context: &Context<'_>) -> Result<Glue> {
    let root = &context.folders.root;
    let key = key(root)?;
    let folder = Path::new(SCRATCH).join("glue").join(key.as_str());
    let fresh = !root.join(&folder).is_dir();
    if fresh {
        context.ui.status("glue", NAMES.join(", "));
        make(root, &root.join(&folder))?;
    }
    Ok(Glue { key, folder, fresh })
}

fn key(root: &Path) -> Result<Key> {
    let mut builder = KeyBuilder::new("glue")
        .texts(esbuild::COMMON)
        .text(esbuild::COMPUTED_IMPORT)
        .file(&root.join(npm::PACKAGES_LOCK))?;
    for Wrapper { name, parts } in &WRAPPERS {
        builder = builder.text(name).file(&source(root, name))?;
        for part in *parts {
            builder = builder.text(part).file(&source(root, &format!("{part}.js")))?;
        }
    }
    Ok(builder.finish())
}

/// All files of the folder, in one of another name until they are complete.
fn make(root: &Path, folder: &Path) -> Result<()> {
    let partial = files::partial_name(folder);
    files::remove_folder(&partial)?;
    files::make_folder(&partial)?;
    for wrapper in &WRAPPERS {
        let whole = partial.join(format!("whole-{}", wrapper.name));
        files::write(&whole, wrap(root, wrapper)?.as_bytes())?;
        esbuild::minify(root, &whole, &partial.join(wrapper.name))?;
        fs::remove_file(&whole).context(|| format!("cannot remove `{}`", whole.display()))?;
    }
    fs::rename(&partial, folder).context(|| "cannot keep the glue".to_owned())
}

fn source(root: &Path, name: &str) -> PathBuf {
    root.join("js/glue").join(name)
}

fn wrap(root: &Path, Wrapper { name, parts }: &Wrapper) -> Result<String> {
    let mut text = text_of(&source(root, name))?;
    for part in *parts {
        text = put(name, &text, part, &text_of(&source(root, &format!("{part}.js")))?)?;
    }
    Ok(text)
}

/// Replaces the one line `/*{{slot}}*/`; a wrapper without it would ship an empty package.
fn put(name: &str, text: &str, slot: &str, content: &str) -> Result<String> {
    let mark = format!("/*{{{{{slot}}}}}*/");
    let is_mark = |line: &&str| line.trim() == mark;
    let count = text.lines().filter(is_mark).count();
    if count != 1 {
        return Err(Error::request(format!("`js/glue/{name}` has {count} lines `{mark}`"))
            .help("a wrapper has exactly one such line; put it back"));
    }
    let lines = text.lines().map(|line| if is_mark(&line) { content.trim_end() } else { line });
    Ok(lines.collect::<Vec<_>>().join("\n") + "\n")
}

fn text_of(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?)
        .map_err(|cause| Error::work(format!("`{}` is not UTF-8", path.display())).detail(cause))
}
