//! Sources: other people's files, located in their crates and source distributions, checked against their hashes, staged below `target/`.
//!
//! Staging gives them short relative paths, so that no folder of this machine reaches the compiler.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Context as _, Error, Result};
use crate::plan::Interpreter;
use crate::plan::manifest::reader::join;
use crate::plan::pins::{Carrier, Content, Pin, Pins};
use crate::stages::Context;
use crate::stages::amalgamation::{self, Section, Texts, sections};
use crate::stages::libraries::{Configured, configure};
use crate::stages::local_pocketpy;
use crate::tools::crates::Crates;
use crate::tools::files::{self, Folders, SCRATCH};
use crate::tools::hash;
use crate::tools::sdist;

/// The staged sources; made only by [`sources`].
pub struct Sources {
    staged: BTreeMap<String, Staged>,
    libraries: BTreeMap<String, Configured>,
}

/// One staged source.
pub struct Staged {
    /// Its folder, relative to the checkout.
    pub folder: PathBuf,
    /// Folders in it that are searched for headers besides it.
    include: Vec<String>,
    /// Name and sha256 of every staged file.
    pub files: Vec<(String, String)>,
}

impl Staged {
    /// Where its headers are found.
    pub fn include_folders(&self) -> Vec<PathBuf> {
        let below = self.include.iter().map(|folder| self.folder.join(folder));
        [self.folder.clone()].into_iter().chain(below).collect()
    }
}

impl Sources {
    /// A source by name.
    pub fn find(&self, name: &str) -> &Staged {
        self.staged.get(name).expect("the plan names only sources that were staged")
    }

    /// A library by name.
    pub fn library(&self, name: &str) -> &Configured {
        self.libraries.get(name).expect("the plan names only libraries that were configured")
    }

    /// All libraries by name.
    pub fn libraries(&self) -> &BTreeMap<String, Configured> {
        &self.libraries
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
        staged.insert(pin.name.clone(), stage(context, &crates, pin)?);
    }
    let mut libraries = BTreeMap::new();
    for library in &context.plan.libraries {
        libraries.insert(library.name.clone(), configure(context, &crates, library)?);
    }
    Ok(Sources { staged, libraries })
}

fn stage(context: &Context<'_>, crates: &Crates, pin: &Pin) -> Result<Staged> {
    let folder = Sources::include_root().join(&pin.staged_as);
    let include = pin.include.clone();
    let pinned = match &pin.content {
        Content::Files(pinned) => pinned,
        Content::Tree(_) => {
            return Err(Error::request(format!("source `{}` is pinned as a tree", pin.name))
                .help("pin the files that are compiled under `[source.NAME.files]`"));
        }
    };
    let contents = match (&context.plan.interpreter, &pin.carrier) {
        (Interpreter::Local(local), _) if pin.name == "pocketpy" => local_pocketpy::files(local)?,
        (Interpreter::Local(_) | Interpreter::Pinned(_), Carrier::Crate(name)) => {
            files_of_crate(crates, name, pin, pinned)?
        }
        (Interpreter::Local(_) | Interpreter::Pinned(_), Carrier::Sdist(project, sha256)) => {
            if is_staged(context.folders, &folder, pinned) {
                return Ok(Staged { folder, include, files: pinned.clone() });
            }
            files_of_sdist(context, project, sha256, pin, pinned)?
        }
    };
    if pin.name == "pocketpy" {
        let texts = if matches!(context.plan.interpreter, Interpreter::Pinned(_)) {
            Texts::Pinned
        } else {
            Texts::Any
        };
        amalgamation::write(&context.folders.root, &folder, &contents, &context.plan.ownership, texts)?;
    }
    let mut files = Vec::new();
    for (name, content) in contents {
        files::write_if_changed(&context.folders.root.join(&folder).join(&name), &content)?;
        files.push((name, hash::sha256(&content)));
    }
    let is_pinned = pin.name != "pocketpy" || matches!(context.plan.interpreter, Interpreter::Pinned(_));
    if is_pinned {
        refuse_other_version(pin, &context.folders.root.join(&folder))?;
    }
    Ok(Staged { folder, include, files })
}

/// Whether every file is there as it was pinned; saves unpacking a large archive.
fn is_staged(folders: &Folders, folder: &Path, pinned: &[(String, String)]) -> bool {
    let read = |name: &String| fs::read(folders.root.join(folder).join(name));
    pinned.iter().all(|(name, expected)| read(name).is_ok_and(|content| hash::sha256(&content) == *expected))
}

fn files_of_crate(
    crates: &Crates,
    krate: &str,
    pin: &Pin,
    pinned: &[(String, String)],
) -> Result<Vec<(String, Vec<u8>)>> {
    let (folder, version) = crates.folder(krate)?;
    let mut files = Vec::new();
    for (name, expected) in pinned {
        let path = folder.join(&pin.folder).join(name);
        let content = fs::read(&path)
            .context(|| format!("crate `{krate} {version}` holds no `{}/{name}`", pin.folder))?;
        let what = format!("{}/{name} of crate {krate} {version}", pin.folder);
        refuse_changed(&what, expected, &hash::sha256(&content))?;
        files.push((name.clone(), content));
    }
    Ok(files)
}

fn files_of_sdist(
    context: &Context<'_>,
    project: &str,
    sha256: &str,
    pin: &Pin,
    pinned: &[(String, String)],
) -> Result<Vec<(String, Vec<u8>)>> {
    let archive = sdist::archive(context.folders, project, &pin.version, sha256, context.ui)?;
    let folder = format!("{project}-{}/{}", pin.version, pin.folder);
    let names: Vec<String> = pinned.iter().map(|(name, _)| name.clone()).collect();
    let files = sdist::files(&archive, &folder, &names)?;
    for ((name, content), (_, expected)) in files.iter().zip(pinned) {
        let what = format!("{}/{name} of {project} {}", pin.folder, pin.version);
        refuse_changed(&what, expected, &hash::sha256(content))?;
    }
    Ok(files)
}

/// Name and content of the files of a source that is pinned file by file, without staging them.
pub fn pinned_files(crates: &Crates, pin: &Pin) -> Result<Vec<(String, Vec<u8>)>> {
    let (Carrier::Crate(krate), Content::Files(pinned)) = (&pin.carrier, &pin.content) else {
        return Err(Error::request(format!("source `{}` is not pinned as files of a crate", pin.name))
            .help("pin it with `crate` and `[source.NAME.files]`"));
    };
    files_of_crate(crates, krate, pin, pinned)
}

fn refuse_changed(what: &str, expected: &str, found: &str) -> Result<()> {
    if expected == found {
        return Ok(());
    }
    Err(Error::work(format!("`{what}` is not the pinned source"))
        .detail(format!("expected sha256 {expected}"))
        .detail(format!("found    sha256 {found}"))
        .help("remove the crate's folder below Cargo's `registry/src` to unpack it anew (a source distribution: the folder \
               target/pocketpy/sdists); if you changed the pin, \
               write the new hash into pocketpy/sources.toml"))
}

/// What `pocketpy/sources.toml` says of a source's version must be what the source says itself; packages tell it on.
fn refuse_other_version(pin: &Pin, folder: &Path) -> Result<()> {
    let Some(stated) = &pin.stated else { return Ok(()) };
    let text = String::from_utf8_lossy(&hash::read(&folder.join(&stated.file))?).into_owned();
    let found = stated.version_in(&text);
    if found.as_deref() == Some(pin.version.as_str()) {
        return Ok(());
    }
    let found = found.unwrap_or_else(|| "no version".to_owned());
    Err(Error::request(format!(
        "source `{}` is {found}, and pocketpy/sources.toml calls it {}",
        pin.name, pin.version
    ))
    .detail(format!("`{}` says so, in {}", stated.file, join(stated.words.iter().map(String::as_str))))
    .help("write the version of the pinned source there, and of pocketpy into variants.toml too"))
}

/// The units of the pinned pocketpy.
pub fn pinned_units(folders: &Folders, pins: &Pins) -> Result<Vec<Section>> {
    let pin = pins.find("pocketpy");
    let (Some(pin), Some(Carrier::Crate(krate)), Some(Content::Files(pinned))) =
        (pin, pin.map(|pin| &pin.carrier), pin.map(|pin| &pin.content))
    else {
        return Err(Error::request("`[source.pocketpy]` pins no files of a crate")
            .help("pin it in pocketpy/sources.toml"));
    };
    Ok(sections(&files_of_crate(&Crates::locate(folders)?, krate, pin, pinned)?))
}

/// The units of a pocketpy on this machine.
pub fn local_units(folder: &Path) -> Result<Vec<Section>> {
    Ok(sections(&local_pocketpy::files(folder)?))
}

/// The folder of a source that only tests read, checked against its hash.
pub fn tree_of_tests(folders: &Folders, pins: &Pins, name: &str) -> Result<PathBuf> {
    let pin = pins.find(name).ok_or_else(|| {
        Error::request(format!("no `[source.{name}]` in pocketpy/sources.toml")).help("pin it there")
    })?;
    tree_of_crate(&Crates::locate(folders)?, pin)
}

/// The folder of a source that is pinned as a tree, checked against its hash.
pub fn tree_of_crate(crates: &Crates, pin: &Pin) -> Result<PathBuf> {
    let (Carrier::Crate(krate), Content::Tree(expected)) = (&pin.carrier, &pin.content) else {
        return Err(Error::request(format!("source `{}` is no tree of a crate", pin.name))
            .help("pin it with `crate` and `tree-sha256`"));
    };
    let (folder, version) = crates.folder(krate)?;
    let tree = folder.join(&pin.folder);
    refuse_changed(
        &format!("{} of crate {krate} {version}", pin.folder),
        expected,
        &hash::sha256_of_tree(&tree)?,
    )?;
    refuse_other_version(pin, &tree)?;
    Ok(tree)
}
