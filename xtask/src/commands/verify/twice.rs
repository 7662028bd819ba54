//! Builds in other folders with everything around them different, compared byte for byte.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::compare;
use crate::commands;
use crate::error::{Error, Result};
use crate::plan;
use crate::stages::release::assemble;
use crate::stages::{LIBRARIES, Package};
use crate::stages::{in_folder, sums};
use crate::toolchain;
use crate::tools::files::{self, Folders};
use crate::tools::git;
use crate::tools::hash::read;
use crate::tools::process::{Invocation, run, stream};
use crate::ui::Ui;

/// What surrounds a build and must not reach what it makes.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings {
    /// Of the folder, and so of every path.
    pub folder: &'static str,
    umask: &'static str,
    locale: &'static str,
    time_zone: &'static str,
    jobs: usize,
    /// Whether folders are read from their last entry to the first.
    reversed: bool,
}

/// A short path, the C locale, as many pieces of work as a small machine has cores.
const PLAIN: Surroundings =
    Surroundings { folder: "one", umask: "022", locale: "C", time_zone: "UTC", jobs: 2, reversed: false };

/// A long path with a blank and an umlaut, everything else turned round.
const ODD: Surroundings = Surroundings {
    folder: "another föld er/below",
    umask: "077",
    locale: "de_DE.UTF-8",
    time_zone: "Pacific/Kiritimati",
    jobs: 5,
    reversed: true,
};

impl Surroundings {
    /// The odd ones.
    pub fn odd() -> Self {
        ODD
    }
}

/// Where a build takes the archives of other people's libraries from, which take as long as everything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Archives {
    /// It builds them.
    Anew,
    /// From the checkout, where they are built.
    OfTheCheckout,
}

/// `cargo xtask verify --twice`: two copies of the checkout, built and packed in different surroundings.
pub fn twice(folders: &Folders, ui: &Ui) -> Result<()> {
    let copies = [PLAIN, ODD]
        .map(|surroundings| (surroundings, folders.scratch().join("twice").join(surroundings.folder)));
    let mut released = Vec::new();
    for (surroundings, copy) in &copies {
        build_elsewhere(folders, *surroundings, copy, Archives::Anew, ui)?;
        released.push(packed(folders, copy)?);
    }
    refuse_different(folders, &copies, &released)?;
    print!("{}", String::from_utf8_lossy(&released[0][sums::FILE]));
    ui.status("equal", format!("{} files of two releases, built in two folders", released[0].len()));
    files::remove_folder(&folders.scratch().join("twice"))
}

/// The release that a copy gives; its commit is that of the checkout it was copied from.
fn packed(folders: &Folders, copy: &Path) -> Result<Package> {
    let there = Folders { root: copy.to_path_buf() };
    let plan = commands::resolve(&there, &plan::Request::default())?;
    assemble(&there, &plan, &git::head(folders)?, "compared, not released\n")
}

fn refuse_different(
    folders: &Folders,
    copies: &[(Surroundings, PathBuf); 2],
    released: &[Package],
) -> Result<()> {
    if released[0] == released[1] {
        return Ok(());
    }
    let [ours, theirs] = [&copies[0].1, &copies[1].1].map(|copy| built(&Folders { root: copy.clone() }));
    let mut lines = compare::packages(folders, &ours?, &theirs?);
    if lines.is_empty() {
        lines = compare::packages(folders, &released[0], &released[1]);
    }
    Err(differ(&lines).detail(format!("here: {:?}\nthere: {:?}", copies[0].0, copies[1].0)))
}

/// All that a build puts into `dist/`; releases and indexes are made of it.
fn built(folders: &Folders) -> Result<Package> {
    let mut files = Package::new();
    for part in ["npm", "playground"] {
        let folder = folders.at("dist").join(part);
        files.extend(
            in_folder(&folder)?.into_iter().map(|(name, content)| (format!("{part}/{name}"), content)),
        );
    }
    Ok(files)
}

/// Compares what this checkout built with what a copy of it did.
pub fn compare_built(folders: &Folders, copy: &Path) -> Result<usize> {
    let (here, there) = (built(folders)?, built(&Folders { root: copy.to_path_buf() })?);
    if here == there {
        return Ok(here.len());
    }
    Err(differ(&compare::packages(folders, &here, &there)))
}

fn differ(lines: &[String]) -> Error {
    Error::work("two builds of the same sources in two folders differ")
        .detail(lines.join("\n"))
        .help("look for absolute paths, times or an unordered listing in the stage that makes the file")
}

/// Copies the checkout without anything that was built but the archives that it may take, and builds it there; the toolchain is shared.
pub fn build_elsewhere(
    folders: &Folders,
    around: Surroundings,
    copy: &Path,
    archives: Archives,
    ui: &Ui,
) -> Result<()> {
    ui.status("copy", around.folder);
    files::remove_folder(copy)?;
    copy_checkout(folders, copy)?;
    if archives == Archives::OfTheCheckout {
        copy_libraries(folders, copy)?;
    }
    let home = copy.join("target/home");
    files::make_folder(&home)?;
    // through Cargo, since tests before may have replaced the file of the xtask that runs now
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Invocation::new("sh")
        .args(["-c", "umask \"$0\"; exec \"$@\"", around.umask])
        .arg(cargo)
        .args(["xtask", "--jobs", &around.jobs.to_string(), "--root"])
        .arg(copy)
        .arg("build")
        .envs(&kept_places())
        .env("HOME", &home)
        .env("TZ", around.time_zone)
        .env("LC_ALL", around.locale)
        .env("LANG", around.locale)
        .in_folder(&folders.root);
    if around.reversed {
        command = command.envs(&reversed_folders(folders, ui)?);
    }
    stream(&command, |line| ui.status("", line.trim_start()))
}

fn copy_libraries(folders: &Folders, copy: &Path) -> Result<()> {
    let there = Folders { root: copy.to_path_buf() }.scratch().join(LIBRARIES);
    for (name, content) in in_folder(&folders.scratch().join(LIBRARIES))? {
        files::write(&there.join(name), &content)?;
    }
    Ok(())
}

/// What programs find by HOME and must find still: Cargo's and Rust's own folders, and where packages come from.
fn kept_places() -> Vec<(OsString, OsString)> {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let places = [
        ("CARGO_HOME", ".cargo"),
        ("RUSTUP_HOME", ".rustup"),
        ("NPM_CONFIG_USERCONFIG", ".npmrc"),
        ("PIP_CONFIG_FILE", ".config/pip/pip.conf"),
        ("PIP_CONFIG_FILE", ".pip/pip.conf"),
    ];
    places
        .into_iter()
        .filter(|(name, place)| std::env::var_os(name).is_none() && home.join(place).exists())
        .map(|(name, place)| (name.into(), home.join(place).into()))
        .collect()
}

/// Makes every program read folders the other way round, where the system lets us in.
fn reversed_folders(folders: &Folders, ui: &Ui) -> Result<Vec<(OsString, OsString)>> {
    if !cfg!(target_os = "linux") {
        ui.status("note", "the order in which folders are read can be turned round on Linux only");
        return Ok(Vec::new());
    }
    let library = folders.scratch().join("reversed-folders.so");
    let compiler = toolchain::plain_compiler()?;
    let source = folders.at("tests/native/reversed_folders.c");
    let command = Invocation::new(compiler)
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(source)
        .arg("-ldl");
    run(&command)?;
    Ok(vec![("LD_PRELOAD".into(), library.into())])
}

/// Everything git knows or would add, and the toolchain by link.
pub fn copy_checkout(folders: &Folders, copy: &Path) -> Result<()> {
    for name in git::files(folders)? {
        files::write(&copy.join(&name), &read(&folders.at(&name))?)?;
    }
    let toolchain = folders.at("target/toolchain");
    if toolchain.is_dir() {
        files::make_folder(&copy.join("target"))?;
        std::os::unix::fs::symlink(&toolchain, copy.join("target/toolchain"))
            .map_err(|cause| Error::work("cannot link the toolchain").detail(cause))?;
    }
    Ok(())
}
