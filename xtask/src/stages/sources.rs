//! Sources: other people's files, located in their crates, checked against their hashes, staged below `target/`.
//!
//! Staging gives them short relative paths, so that no folder of this machine reaches the compiler.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::crates::Crates;
use crate::error::{Context as _, Error, Result};
use crate::files::{self, Folders, SCRATCH};
use crate::hash;
use crate::local_pocketpy;
use crate::pins::{Content, Pin, Pins};
use crate::plan::{Interpreter, Plan};
use crate::stages::Context;

/// The staged sources; made only by [`sources`].
pub struct Sources {
    staged: BTreeMap<String, Staged>,
}

/// One staged source.
pub struct Staged {
    /// Its folder, relative to the checkout.
    pub folder: PathBuf,
    /// Name and sha256 of every staged file.
    pub files: Vec<(String, String)>,
}

impl Staged {
    /// Where its headers are found: its folder, and `include/` where upstream keeps them there.
    pub fn include_folders(&self) -> Vec<PathBuf> {
        let nested = self.files.iter().any(|(name, _)| name.starts_with("include/"));
        let mut folders = vec![self.folder.clone()];
        folders.extend(nested.then(|| self.folder.join("include")));
        folders
    }
}

impl Sources {
    /// A source by name.
    pub fn find(&self, name: &str) -> &Staged {
        self.staged.get(name).expect("the plan names only sources that were staged")
    }

    /// The folder that holds all staged sources, relative to the checkout.
    pub fn include_root() -> PathBuf {
        Path::new(SCRATCH).join("sources")
    }
}

/// Locates, checks and stages what the plan needs.
pub fn sources(context: &Context<'_>) -> Result<Sources> {
    let crates = Crates::locate(context.folders)?;
    let mut staged = BTreeMap::new();
    for pin in &context.plan.sources {
        staged.insert(pin.name.clone(), stage(context.folders, context.plan, &crates, pin)?);
    }
    refuse_other_version(context, &staged)?;
    Ok(Sources { staged })
}

fn stage(folders: &Folders, plan: &Plan, crates: &Crates, pin: &Pin) -> Result<Staged> {
    let relative = Sources::include_root().join(&pin.staged_as);
    let files = match (&plan.interpreter, &pin.content) {
        (Interpreter::Local(folder), Content::Files(_)) if pin.name == "pocketpy" => {
            local_pocketpy::files(folder)?
        }
        (Interpreter::Local(_) | Interpreter::Pinned(_), Content::Files(pinned)) => {
            pinned_files(crates, pin, pinned)?
        }
        (Interpreter::Local(_) | Interpreter::Pinned(_), Content::Tree(_)) => {
            return Err(Error::request(format!("source `{}` is pinned as a tree", pin.name))
                .help("pin the files that are compiled under `[source.NAME.files]`"));
        }
    };
    let mut staged = Vec::new();
    for (name, content) in files {
        files::write_if_changed(&folders.root.join(&relative).join(&name), &content)?;
        staged.push((name, hash::sha256(&content)));
    }
    Ok(Staged { folder: relative, files: staged })
}

fn pinned_files(crates: &Crates, pin: &Pin, pinned: &[(String, String)]) -> Result<Vec<(String, Vec<u8>)>> {
    let (folder, version) = crates.folder(&pin.krate)?;
    let mut files = Vec::new();
    for (name, expected) in pinned {
        let path = folder.join(&pin.folder).join(name);
        let content = fs::read(&path)
            .context(|| format!("crate `{} {version}` holds no `{}/{name}`", pin.krate, pin.folder))?;
        refuse_changed(
            &format!("{}/{name} of crate {} {version}", pin.folder, pin.krate),
            expected,
            &hash::sha256(&content),
        )?;
        files.push((name.clone(), content));
    }
    Ok(files)
}

fn refuse_changed(what: &str, expected: &str, found: &str) -> Result<()> {
    if expected == found {
        return Ok(());
    }
    Err(Error::work(format!("`{what}` is not the pinned source"))
        .detail(format!("expected sha256 {expected}"))
        .detail(format!("found    sha256 {found}"))
        .help("remove the crate's folder below Cargo's `registry/src` to unpack it anew; if you changed the pin, \
               write the new hash into pocketpy/sources.toml"))
}

/// `PK_VERSION` of the header that is compiled must be the one in `variants.toml`.
fn refuse_other_version(context: &Context<'_>, staged: &BTreeMap<String, Staged>) -> Result<()> {
    let (Interpreter::Pinned(wanted), Some(source)) = (&context.plan.interpreter, staged.get("pocketpy"))
    else {
        return Ok(());
    };
    let path = context.folders.root.join(&source.folder).join("pocketpy.h");
    let text = String::from_utf8_lossy(&hash::read(&path)?).into_owned();
    let found = local_pocketpy::version(&text);
    if found.as_deref() == Some(wanted.as_str()) {
        return Ok(());
    }
    Err(Error::request("the pinned pocketpy is not the version that `variants.toml` wants")
        .detail(format!("wanted {wanted}, PK_VERSION says {}", found.unwrap_or_else(|| "nothing".to_owned())))
        .help("write the version of the pinned source into variants.toml and pocketpy/sources.toml"))
}

/// The folder of a source that only tests read, checked against its hash.
pub fn tree_of_tests(folders: &Folders, pins: &Pins, name: &str) -> Result<PathBuf> {
    let pin = pins.find(name).ok_or_else(|| {
        Error::request(format!("no `[source.{name}]` in pocketpy/sources.toml")).help("pin it there")
    })?;
    let crates = Crates::locate(folders)?;
    let (folder, version) = crates.folder(&pin.krate)?;
    let tree = folder.join(&pin.folder);
    if let Content::Tree(expected) = &pin.content {
        let found = hash::sha256_of_tree(&tree)?;
        refuse_changed(&format!("{} of crate {} {version}", pin.folder, pin.krate), expected, &found)?;
    }
    Ok(tree)
}
