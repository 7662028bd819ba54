//! Files and folders of the build: where scratch lies, and writes that are whole or not there.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::error::{Context, Error, Result};

/// The checkout's folders.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The checkout.
    pub root: PathBuf,
}

impl Folders {
    /// The checkout that was named, or else the one that this xtask was compiled in.
    pub fn of_checkout(named: Option<&Path>) -> Result<Self> {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the checkout");
        let folder = named.unwrap_or(own);
        let root =
            folder.canonicalize().context(|| format!("cannot go to the checkout `{}`", folder.display()))?;
        if root.join("variants.toml").is_file() {
            return Ok(Self { root });
        }
        Err(Error::request(format!("`{}` is no checkout of pocketpy-wasm", root.display()))
            .detail("it holds no `variants.toml`")
            .help("name the checkout's own folder with --root"))
    }

    /// A path below the checkout.
    pub fn at(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Scratch of the build; every path below it is relative to the checkout, so that no absolute path reaches emcc.
    pub fn scratch(&self) -> PathBuf {
        self.at(SCRATCH)
    }

    /// Where finished packages lie.
    pub fn packages(&self) -> PathBuf {
        self.at("dist/npm")
    }
}

/// Scratch, relative to the checkout.
pub const SCRATCH: &str = "target/pocketpy";

/// Makes a folder and those above it.
pub fn make_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).context(|| format!("cannot make the folder `{}`", folder.display()))
}

/// Writes a whole file: first beside its place, then moved there, so that a kill leaves no half of it.
pub fn write(path: &Path, content: &[u8]) -> Result<()> {
    let folder = path.parent().expect("a file lies in a folder");
    make_folder(folder)?;
    let partial = partial_name(path);
    let written = fs::write(&partial, content).and_then(|()| fs::rename(&partial, path));
    if written.is_err() {
        let _ = fs::remove_file(&partial); // the error below is what matters
    }
    written.context(|| format!("cannot write `{}`", path.display()))
}

/// Writes a file only when its content changes, so that its time stays.
pub fn write_if_changed(path: &Path, content: &[u8]) -> Result<()> {
    match fs::read(path) {
        Ok(existing) if existing == content => Ok(()),
        Ok(_) | Err(_) => write(path, content),
    }
}

/// Removes a folder if it is there.
pub fn remove_folder(folder: &Path) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).context(|| format!("cannot remove `{}`", folder.display()))
}

/// What lies in a folder, sorted by name; not what lies in the folders in it.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name().into_iter();
    let paths: std::io::Result<Vec<PathBuf>> =
        entries.map(|entry| entry.map(walkdir::DirEntry::into_path).map_err(io_error)).collect();
    paths.context(|| format!("cannot read `{}`", folder.display()))
}

/// The system's own error: that of a walk would name the folder a second time.
fn io_error(cause: walkdir::Error) -> std::io::Error {
    cause.into_io_error().expect("only a walk that follows links can fail otherwise")
}

/// Moves a whole folder to a place that may be taken; the old one is gone only when the new one is there.
pub fn replace_folder(new: &Path, place: &Path) -> Result<()> {
    let old = hidden_name(place, "old");
    remove_folder(&old)?;
    make_folder(place.parent().expect("the place lies in a folder"))?;
    if place.exists() {
        fs::rename(place, &old).context(|| format!("cannot move `{}` away", place.display()))?;
    }
    if let Err(cause) = move_folder(new, place) {
        let _ = fs::rename(&old, place); // put the old one back; the error below is what matters
        return Err(cause).context(|| format!("cannot move the finished package to `{}`", place.display()));
    }
    remove_folder(&old)
}

/// Moves a folder, over the border of file systems too; half of it never has the final name.
fn move_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    match fs::rename(from, to) {
        Err(cause) if cause.kind() == std::io::ErrorKind::CrossesDevices => {}
        outcome => return outcome,
    }
    let partial = partial_name(to);
    let moved = copy_folder(from, &partial).and_then(|()| fs::rename(&partial, to));
    if moved.is_err() {
        let _ = fs::remove_dir_all(&partial); // the error is what matters
    }
    moved.and_then(|()| fs::remove_dir_all(from))
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry.map_err(io_error)?;
        let target = to.join(entry.path().strip_prefix(from).expect("walkdir stays below its root"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// A hidden name beside `path` that no other process uses.
pub fn partial_name(path: &Path) -> PathBuf {
    hidden_name(path, "partial")
}

fn hidden_name(path: &Path, purpose: &str) -> PathBuf {
    let name = path.file_name().expect("the path ends in a name").to_string_lossy();
    path.with_file_name(format!(".{name}.{purpose}-{}", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_those_of_the_folder_itself_in_the_order_of_their_names() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b", "a/deep", "c"] {
            write(&folder.path().join(name), b"").unwrap();
        }
        let found = entries(folder.path()).unwrap();
        let names: Vec<&Path> = found.iter().map(|path| path.strip_prefix(folder.path()).unwrap()).collect();
        assert_eq!(names, ["a", "b", "c"].map(Path::new));
    }

    #[test]
    fn a_folder_that_is_not_there_is_named_once_with_the_systems_reason() {
        let error = entries(Path::new("/nowhere")).unwrap_err().to_string();
        assert_eq!(
            error.lines().take(2).collect::<Vec<_>>(),
            ["error: cannot read `/nowhere`", "  | No such file or directory (os error 2)"]
        );
    }

    #[test]
    fn a_folder_is_copied_with_all_that_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        write(&from.join("a/b/c"), b"deep").unwrap();
        make_folder(&from.join("empty")).unwrap();
        copy_folder(&from, &to).unwrap();
        assert_eq!(fs::read(to.join("a/b/c")).unwrap(), b"deep");
        assert!(to.join("empty").is_dir());
    }
}
