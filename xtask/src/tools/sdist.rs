//! Source distributions of Python projects: fetched with `unearth`, which builds nothing, and checked against their hash.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use xshell::cmd;

use crate::error::{Context as _, Error, Result};
use crate::tools::files::{self, Folders};
use crate::tools::hash;
use crate::tools::process::{run, shell};
use crate::tools::venv;
use crate::ui::Ui;

/// The archive of that version; downloaded when it is not there or not what it should be.
pub fn archive(folders: &Folders, project: &str, version: &str, sha256: &str, ui: &Ui) -> Result<PathBuf> {
    let folder = folders.scratch().join("sdists");
    let place = folder.join(format!("{project}-{version}.tar.gz"));
    if hash::read(&place).is_ok_and(|content| hash::sha256(&content) == sha256) {
        return Ok(place);
    }
    ui.status("download", format!("source distribution of {project} {version}"));
    let partial = folder.join(format!("partial-{}", std::process::id()));
    files::remove_folder(&partial)?;
    files::make_folder(&partial)?;
    let python = venv::python(folders, "unearth", "pocketpy/unearth-requirements.txt", ui)?;
    let shell = shell(&folders.root)?;
    run(&cmd!(shell, "{python} -m unearth --no-binary -d {partial} {project}=={version}").into()).map_err(
        |error| {
            error
                .within(format!("cannot fetch the source distribution of {project} {version}"))
                .help("check the network to the Python registry, then run the command again")
        },
    )?;
    let found = only_file(&partial, project)?;
    refuse_other(project, version, sha256, &hash::sha256(&hash::read(&found)?))?;
    fs::rename(&found, &place).context(|| format!("cannot keep `{}`", place.display()))?;
    files::remove_folder(&partial)?;
    Ok(place)
}

fn only_file(folder: &Path, project: &str) -> Result<PathBuf> {
    match files::entries(folder)?.as_slice() {
        [one] if one.to_string_lossy().ends_with(".tar.gz") => Ok(one.clone()),
        _ => Err(Error::work(format!("the registry offers no `.tar.gz` of {project} in this version"))
            .help("pin another version in pocketpy/sources.toml")),
    }
}

fn refuse_other(project: &str, version: &str, expected: &str, found: &str) -> Result<()> {
    if expected == found {
        return Ok(());
    }
    Err(Error::work(format!("the source distribution of {project} {version} is not the pinned one"))
        .detail(format!("expected sha256 {expected}"))
        .detail(format!("found    sha256 {found}"))
        .help("run the command again; if it stays so, the registry serves another file than was pinned in pocketpy/sources.toml"))
}

/// Files of a folder in an archive, in the order of `names`.
pub fn files(archive: &Path, folder: &str, names: &[String]) -> Result<Vec<(String, Vec<u8>)>> {
    let unreadable = || format!("cannot unpack `{}`", archive.display());
    let mut found: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let file = fs::File::open(archive).context(unreadable)?;
    let mut tar = tar::Archive::new(GzDecoder::new(file));
    for entry in tar.entries().context(unreadable)? {
        let mut entry = entry.context(unreadable)?;
        let path = entry.path().context(unreadable)?.to_string_lossy().into_owned();
        let name = path.strip_prefix(folder).map(|rest| rest.trim_start_matches('/').to_owned());
        if let Some(name) = name.filter(|name| names.contains(name)) {
            let mut content = Vec::new();
            entry.read_to_end(&mut content).context(unreadable)?;
            found.insert(name, content);
        }
    }
    let take = |name: &String| {
        let content = found.remove(name).ok_or_else(|| {
            Error::work(format!("`{}` holds no `{folder}/{name}`", archive.display()))
                .help("correct the names under `[source.NAME.files]` in pocketpy/sources.toml")
        })?;
        Ok((name.clone(), content))
    };
    names.iter().map(take).collect()
}
