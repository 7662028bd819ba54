//! Bundles of our JavaScript, made anew only when a source, a flag or a constant changed.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::error::{Context as _, Error, Result};
use crate::stages::Context;
use crate::tools::esbuild::{self, Bundle};
use crate::tools::files::{self, SCRATCH};
use crate::tools::hash::{Key, KeyBuilder};
use crate::tools::npm;
use crate::ui::Ui;

/// One output of a package.
pub struct Entry {
    /// Name of the bundle.
    pub output: &'static str,
    /// The source it starts from, below the package's `src/`.
    pub source: &'static str,
    /// esbuild's flags for its format.
    pub flags: &'static [&'static str],
}

/// What is bundled together.
pub struct Bundles<'a> {
    /// Its folder, relative to the checkout; beside it lies the lock file of what it imports from npm.
    pub folder: &'a str,
    /// Its outputs.
    pub entries: &'a [Entry],
    /// Name and JavaScript text of each constant that is put in.
    pub constants: &'a [(&'a str, &'a str)],
}

impl Bundles<'_> {
    /// The folder with all outputs, relative to the checkout.
    pub fn make(&self, context: &Context<'_>) -> Result<PathBuf> {
        self.make_in(&context.folders.root, context.ui)
    }

    /// The same for a command that needs no toolchain.
    pub fn make_in(&self, root: &Path, ui: &Ui) -> Result<PathBuf> {
        let folder = Path::new(SCRATCH).join(self.name()).join(self.key(root)?.as_str());
        if !root.join(&folder).is_dir() {
            ui.status("bundle", self.name());
            self.bundle(root, &folder)?;
        }
        Ok(folder)
    }

    fn name(&self) -> &str {
        self.folder.rsplit('/').next().unwrap_or(self.folder)
    }

    /// Where npm puts what it imports.
    fn npm_folder(&self, root: &Path) -> PathBuf {
        root.join(Path::new(self.folder).parent().unwrap_or(Path::new("")))
    }

    fn key(&self, root: &Path) -> Result<Key> {
        let mut builder = KeyBuilder::new("bundles")
            .texts(esbuild::COMMON)
            .text(esbuild::COMPUTED_IMPORT)
            .texts(self.constants.iter().flat_map(|(name, value)| [name, value]))
            .file(&root.join(npm::PACKAGES_LOCK))?
            .file(&self.npm_folder(root).join("package-lock.json"))?;
        for entry in self.entries {
            builder = builder.text(entry.output).text(entry.source).texts(entry.flags);
        }
        let sources = root.join(self.folder).join("src");
        for entry in WalkDir::new(sources).sort_by_file_name() {
            let entry = entry.map_err(|cause| {
                Error::work(format!("cannot read the sources of `{}`", self.name())).detail(cause)
            })?;
            if entry.file_type().is_file() {
                builder = builder.text(&entry.file_name().to_string_lossy()).file(entry.path())?;
            }
        }
        Ok(builder.finish())
    }

    fn bundle(&self, root: &Path, folder: &Path) -> Result<()> {
        let partial = files::partial_name(folder);
        files::remove_folder(&root.join(&partial))?;
        npm::install(&self.npm_folder(root))?;
        for entry in self.entries {
            let source = format!("{}/src/{}", self.folder, entry.source);
            let output = partial.join(entry.output);
            esbuild::bundle(
                root,
                &Bundle { entry: &source, flags: entry.flags, constants: self.constants, output },
            )?;
        }
        std::fs::rename(root.join(&partial), root.join(folder))
            .context(|| format!("cannot keep the bundles of `{}`", self.name()))
    }
}
