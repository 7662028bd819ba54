//! All files of a release from the finished packages in `dist/npm/`: the same bytes for the same commit, wherever it was built.

mod record;
mod released;
mod runtime;
mod sbom;
pub mod tarball;

use serde_json::Value;

use crate::error::{Error, Result};
use crate::plan::Plan;
use crate::stages::{Package, in_folder, sums};
use crate::tools::files::Folders;
use crate::tools::git::Commit;

use record::{Packed, record};
use sbom::sbom;

pub use released::{Released, released};

/// What is in the packages, as CycloneDX.
pub const SBOM: &str = "sbom.cdx.json";
/// What made them.
pub const RECORD: &str = "build-info.json";
/// What is new.
pub const NOTES: &str = "RELEASE-NOTES.md";

/// The release's files by name.
pub fn assemble(folders: &Folders, plan: &Plan, commit: &Commit, notes: &str) -> Result<Package> {
    let packed = package_names(plan)?
        .into_iter()
        .map(|name| pack(folders, plan, name))
        .collect::<Result<Vec<Packed>>>()?;
    let record = record(folders, plan, commit, &packed)?;
    let sbom = sbom(folders, plan, commit, &packed)?;
    let mut files: Package = packed.into_iter().map(|package| (package.tarball, package.bytes)).collect();
    files.insert(NOTES.to_owned(), notes.as_bytes().to_vec());
    files.insert(RECORD.to_owned(), record);
    files.insert(SBOM.to_owned(), sbom);
    files.insert(sums::FILE.to_owned(), sums::of(&files));
    Ok(files)
}

/// The packages in the order they are published: what others need comes first.
pub fn package_names(plan: &Plan) -> Result<Vec<&str>> {
    let registry = plan.registry.as_ref().ok_or_else(|| {
        Error::request("a release has all packages, and variants.toml names no registry")
            .help("restore `[registry]` in variants.toml")
    })?;
    let tiers = plan.tiers.iter().map(|tier| tier.package.as_str());
    Ok(tiers.chain([registry.package.value.as_str()]).collect())
}

fn pack(folders: &Folders, plan: &Plan, name: &str) -> Result<Packed> {
    let folder = folders.packages().join(name);
    if !folder.is_dir() {
        return Err(Error::request(format!("package `{name}` is not built")).help("run `cargo xtask build`"));
    }
    let files = in_folder(&folder)?;
    let build = releasable(name, &files)?;
    Ok(Packed {
        name: name.to_owned(),
        tarball: tarball::name(name, &plan.version),
        bytes: tarball::pack(&files),
        build,
    })
}

/// What a tier says of itself, refused where it says that other sources or another toolchain made it; the loader says nothing.
pub fn releasable(name: &str, files: &Package) -> Result<Option<Value>> {
    let Some(text) = files.get("dist/build-info.json") else { return Ok(None) };
    let build: Value = serde_json::from_slice(text).map_err(|cause| {
        Error::work(format!("cannot understand the build info of `{name}`")).detail(cause)
    })?;
    if build.get("releasable") == Some(&Value::Bool(true)) {
        return Ok(Some(build));
    }
    Err(Error::request(format!("package `{name}` cannot be released"))
        .detail("it was built from a local pocketpy, or with another Emscripten")
        .help("build it with `cargo xtask build`, without --pocketpy-dir and --allow-toolchain"))
}
