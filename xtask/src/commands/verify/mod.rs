//! `cargo xtask verify`: whether what was released is what the sources give, byte for byte.

mod compare;
mod twice;
mod wasm_diff;

use std::path::Path;

use crate::cli::VerifyArgs;
use crate::commands::{self, Request};
use crate::error::{Error, Result};
use crate::plan;
use crate::stages::release::tarball;
use crate::stages::{Package, in_folder, sums};
use crate::tools::files::Folders;
use crate::tools::hash::read;
use crate::ui::Ui;

pub use twice::{Archives, Surroundings, build_elsewhere, compare_built, copy_checkout, twice};

/// One of the two kinds.
pub fn verify(folders: &Folders, args: &VerifyArgs, ui: &Ui) -> Result<()> {
    match &args.against {
        Some(given) => against(folders, given, ui),
        None => twice(folders, ui),
    }
}

/// Builds what the given packages should be, and compares.
fn against(folders: &Folders, given: &Path, ui: &Ui) -> Result<()> {
    let theirs = packages_in(given)?;
    let plan = commands::resolve(folders, &plan::Request::default())?;
    for given in &theirs {
        refuse_other_version(given, &plan.version)?;
    }
    commands::build(folders, &Request::default(), ui)?;
    let mut differences = Vec::new();
    for given in &theirs {
        differences.extend(differences_of(folders, given)?);
    }
    if differences.is_empty() {
        for given in &theirs {
            ui.status("equal", format!("{}@{}, {}", given.name, given.version, given.how()));
        }
        return Ok(());
    }
    Err(Error::work(format!("`{}` is not what this checkout builds", given.display()))
        .detail(differences.join("\n"))
        .help("check out the commit that the release's build-info.json names, and build with the private toolchain"))
}

/// A package that somebody hands out.
struct Given {
    name: String,
    version: String,
    files: Package,
    /// The whole tarball, where it is one.
    tarball: Option<Vec<u8>>,
}

impl Given {
    fn new(files: Package, tarball: Option<Vec<u8>>) -> Result<Self> {
        let text = files.get("package.json").map_or(&b"{}"[..], Vec::as_slice);
        let manifest: serde_json::Value = serde_json::from_slice(text)
            .map_err(|cause| Error::request("its package.json cannot be understood").detail(cause))?;
        let field =
            |key: &str| manifest.get(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        Ok(Self { name: field("name"), version: field("version"), files, tarball })
    }

    fn how(&self) -> String {
        let files = self.files.len();
        if self.tarball.is_some() {
            format!("the tarball and its {files} files")
        } else {
            format!("{files} files")
        }
    }
}

/// A tarball, an unpacked package, or all packages of a release.
fn packages_in(given: &Path) -> Result<Vec<Given>> {
    let unclear = || {
        Error::request(format!("`{}` is no package and no release", given.display()))
            .help("give a `.tgz` of npm, a folder with a package.json, or a folder of `cargo xtask release`")
    };
    if given.is_file() {
        return Ok(vec![from_tarball(read(given)?).map_err(|error| {
            error
                .within(format!("cannot read `{}`", given.display()))
                .help("get the tarball again, with `npm pack`")
        })?]);
    }
    if given.join("package.json").is_file() {
        return Ok(vec![Given::new(in_folder(given)?, None)?]);
    }
    if !given.join(sums::FILE).is_file() {
        return Err(unclear());
    }
    let files = sums::checked(given)?;
    let tarballs = files.into_iter().filter(|(name, _)| name.ends_with(".tgz"));
    let packages = tarballs.map(|(_, bytes)| from_tarball(bytes)).collect::<Result<Vec<_>>>()?;
    if packages.is_empty() { Err(unclear()) } else { Ok(packages) }
}

fn from_tarball(bytes: Vec<u8>) -> Result<Given> {
    Given::new(tarball::unpack(&bytes)?, Some(bytes))
}

fn refuse_other_version(given: &Given, version: &str) -> Result<()> {
    if given.version == version {
        return Ok(());
    }
    Err(Error::request(format!(
        "`{}` has version {}, this checkout builds {version}",
        given.name, given.version
    ))
    .help(format!("check out the tag of that release: `git checkout v{}`", given.version)))
}

fn differences_of(folders: &Folders, given: &Given) -> Result<Vec<String>> {
    let folder = folders.packages().join(&given.name);
    if !folder.is_dir() {
        return Err(Error::request(format!("this checkout builds no package `{}`", given.name))
            .help("give a package of this project"));
    }
    let ours = in_folder(&folder)?;
    let named = compare::within(&given.name, compare::packages(folders, &ours, &given.files));
    let packed_otherwise = given.tarball.as_ref().is_some_and(|bytes| *bytes != tarball::pack(&ours));
    if named.is_empty() && packed_otherwise {
        return Ok(vec![format!("{}: the same files, but packed otherwise", given.name)]);
    }
    Ok(named)
}
