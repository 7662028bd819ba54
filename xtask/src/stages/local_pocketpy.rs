//! `--pocketpy-dir`: a local pocketpy in place of the pinned one, amalgamated or as upstream's `src/` and `include/`.
//!
//! Such a build says so in its build info and cannot be released.

use std::path::Path;

use walkdir::WalkDir;

use crate::error::{Error, Result};
use crate::tools::hash;

/// The files to stage: always a `pocketpy.c` and a `pocketpy.h`.
pub fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    if folder.join("pocketpy.c").is_file() && folder.join("pocketpy.h").is_file() {
        return ["pocketpy.c", "pocketpy.h"].into_iter().map(|name| file(folder, name)).collect();
    }
    if folder.join("src").is_dir() && folder.join("include/pocketpy").is_dir() {
        return upstream(folder);
    }
    Err(Error::request(format!("`{}` is no pocketpy", folder.display()))
        .detail("it holds neither `pocketpy.c` and `pocketpy.h` nor `src/` and `include/pocketpy/`")
        .help("point --pocketpy-dir at an amalgamated pocketpy or at a checkout of upstream"))
}

fn file(folder: &Path, name: &str) -> Result<(String, Vec<u8>)> {
    Ok((name.to_owned(), hash::read(&folder.join(name))?))
}

/// Stages `src/` and `include/` as they are, with a `pocketpy.c` that includes every C file in a fixed order.
fn upstream(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut staged = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|cause| Error::work("cannot read the local pocketpy").detail(cause))?;
        let relative = entry.path().strip_prefix(folder).expect("walkdir stays below its root");
        let name = relative.to_string_lossy().replace('\\', "/");
        let wanted = ["src/", "include/"].iter().any(|prefix| name.starts_with(prefix));
        if wanted && entry.file_type().is_file() {
            staged.push(file(folder, &name)?);
        }
    }
    let units = staged.iter().filter(|(name, _)| name.starts_with("src/") && name.ends_with(".c"));
    let unity: String = units.map(|(name, _)| format!("#include \"{name}\"\n")).collect();
    staged.push(("pocketpy.c".to_owned(), unity.into_bytes()));
    staged.push(("pocketpy.h".to_owned(), b"#include \"include/pocketpy/pocketpy.h\"\n".to_vec()));
    Ok(staged)
}
