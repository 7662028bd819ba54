//! Installing the private toolchain: download, check, unpack, prepare, try, and only then give it its name.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use xshell::cmd;

use super::apt::{self, Apt};
use super::find::{self, Candidate};
use super::lock::{self, Lock, Package, RUNTIME, verify};
use super::trial::tried;
use super::{Demand, Toolchain, private, probe};
use crate::error::{Context, Error, Result};
use crate::tools::files;
use crate::tools::hash::{read, sha256};
use crate::tools::parallel;
use crate::tools::process::{run, shell};
use crate::ui::Ui;

/// Programs of LLVM that Emscripten runs.
const LLVM_PROGRAMS: &[&str] = &["clang", "lld", "llvm-ar", "llvm-nm", "llvm-objcopy", "llvm-profdata"];

/// Package files by the package's name.
type Files = BTreeMap<String, PathBuf>;

/// Installs the locked packages, or with `relock` those that the mirror offers now.
pub fn install(demand: &Demand, root: &Path, ui: &Ui, relock: bool) -> Result<Toolchain> {
    refuse_other_machines(root, demand)?;
    let node = probe::node(root)?;
    probe::refuse_missing_python()?;
    ui.status(
        "install",
        format!("Emscripten {} below target/toolchain (once, about 350 MB)", demand.emscripten),
    );
    let place = private::folder(root);
    let toolchain = place.parent().expect("the private toolchain lies in a folder").to_path_buf();
    let (lock, packages) = download(root, &toolchain, ui, relock)?;
    lock.only(&apt::architecture()?)?.refuse_other_emscripten(&demand.emscripten)?;
    let partial = files::partial_name(&place);
    remove_leftovers(&toolchain, ui)?;
    unpack(&packages, &private::prefix(&partial), ui)?;
    prepare_programs(&partial, &place)?;
    private::note_packages(&partial, &lock.only(&apt::architecture()?)?)?;
    private::describe(&partial, &place, &node.0)?;
    let installed = replaced(&partial, &place, || tried(demand, root, &place, node))?;
    if relock {
        lock.save(&root.join("toolchain.lock"))?; // only now: what does not compile is never locked
    }
    for scratch in ["apt", "debs"] {
        files::remove_folder(&toolchain.join(scratch))?;
    }
    remove_leftovers(&toolchain, ui)?; // again: a killed install's dpkg-deb may have written until a moment ago
    Ok(installed)
}

/// Puts a new folder in the place of an old one, which is put back if the new one does not pass.
fn replaced<T>(new: &Path, place: &Path, passes: impl FnOnce() -> Result<T>) -> Result<T> {
    let old = place.with_file_name(format!(".private.old-{}", std::process::id()));
    let moved = || format!("cannot replace `{}`", place.display());
    if place.exists() {
        fs::rename(place, &old).context(moved)?;
    }
    let outcome = fs::rename(new, place).context(moved).and_then(|()| passes());
    if outcome.is_err() {
        files::remove_folder(place)?;
        if old.exists() {
            fs::rename(&old, place).context(moved)?;
        }
    }
    files::remove_folder(&old)?;
    outcome
}

fn refuse_other_machines(root: &Path, demand: &Demand) -> Result<()> {
    if cfg!(target_os = "linux") && apt::is_available() {
        return Ok(());
    }
    let wanted = &demand.emscripten;
    let mut error =
        Error::machine(format!("there is no Emscripten {wanted}, and it cannot be installed here"));
    for other in find::candidates(root) {
        error = error.detail(found_elsewhere(root, &other));
    }
    Err(error
        .detail("a private one is installed only with Debian's package tools and archive keyring")
        .help(format!("install it with emsdk (`emsdk install {wanted}`) and set EMSDK to emsdk's folder")))
}

fn found_elsewhere(root: &Path, other: &Candidate) -> String {
    let place = other.emcc.display();
    let Ok(facts) = probe::facts(root, other) else { return format!("`{place}` does not work") };
    let old = if find::is_too_old_for_node(&facts.emscripten) { ", too old for Node.js 18" } else { "" };
    format!("found {}{old} at `{place}`", facts.emscripten)
}

/// What is installed, as a lock, and the package files by name, every one checked against it.
fn download(root: &Path, toolchain: &Path, ui: &Ui, relock: bool) -> Result<(Lock, Files)> {
    let folder = toolchain.join("debs");
    files::make_folder(&folder)?;
    let mut lock = Lock::load(&root.join("toolchain.lock"))?;
    let architecture = apt::architecture()?;
    if relock {
        files::remove_folder(&folder)?;
        files::make_folder(&folder)?;
        let wanted: Vec<String> = lock::packages().map(str::to_owned).collect();
        fetch(&prepared(toolchain)?, &folder, &wanted, ui)?;
        lock.architecture.insert(architecture.clone(), lock_of(&folder)?);
    }
    let mut packages = lock.packages(&architecture)?.clone();
    let missing = missing(&folder, &packages, ui)?;
    if !missing.is_empty() {
        let apt = prepared(toolchain)?;
        let chosen = chosen(&apt, &packages, &missing)?;
        let wanted: Vec<String> = chosen.iter().map(|(name, version)| format!("{name}={version}")).collect();
        fetch(&apt, &folder, &wanted, ui)?;
        take_newer(&mut packages, &chosen, &folder, ui)?;
    }
    let files = checked(&folder, &packages)?;
    lock.architecture.insert(architecture, packages);
    Ok((lock, files))
}

fn prepared(toolchain: &Path) -> Result<Apt> {
    Apt::prepare(&toolchain.join("apt"), Path::new("/etc/apt"))
}

fn fetch(apt: &Apt, folder: &Path, wanted: &[String], ui: &Ui) -> Result<()> {
    let task = ui.task("download packages", wanted.len() as u64);
    apt.download(wanted, folder, || task.step())
}

/// The version to fetch of each missing package: the locked one, or what the mirror has in its place of what the compiler merely runs on.
fn chosen(
    apt: &Apt,
    locked: &BTreeMap<String, Package>,
    missing: &[String],
) -> Result<BTreeMap<String, String>> {
    let names: Vec<&str> = missing.iter().map(String::as_str).collect();
    let offers = apt.offers(&names)?;
    let none = Vec::new();
    let version = |name: &String| {
        let offered = offers.get(name).unwrap_or(&none);
        version_to_take(name, &locked[name].version, offered).map(|version| (name.clone(), version))
    };
    missing.iter().map(version).collect()
}

/// The locked version where the mirror has it. What decides the bytes of a build is never another one.
pub fn version_to_take(name: &str, locked: &str, offered: &[String]) -> Result<String> {
    if offered.iter().any(|version| version == locked) {
        return Ok(locked.to_owned());
    }
    if let (true, Some(newest)) = (RUNTIME.contains(&name), offered.first()) {
        return Ok(newest.clone());
    }
    let now = if offered.is_empty() { "none".to_owned() } else { offered.join(", ") };
    Err(Error::work(format!("Debian's mirror no longer has package `{name}` {locked}, which toolchain.lock names"))
        .detail(format!("it has {now}; another compiler may give other bytes"))
        .help(
            "set EMSDK to an emsdk with this version, name a mirror that keeps old packages in the machine's apt sources, or \
             run `cargo xtask setup --relock` and look at the diff",
        ))
}

/// Notes what was fetched in place of the locked versions, which apt has checked against Debian's signature.
fn take_newer(
    packages: &mut BTreeMap<String, Package>,
    chosen: &BTreeMap<String, String>,
    folder: &Path,
    ui: &Ui,
) -> Result<()> {
    let files = package_files(folder)?;
    for (name, version) in chosen {
        let (locked, file) = (&packages[name].version, files.get(name));
        if let (true, Some(file)) = (locked != version, file) {
            ui.status(
                "note",
                format!("the compiler runs on `{name}` {version}; {locked} is no longer there"),
            );
            packages.insert(name.clone(), package_of(file)?);
        }
    }
    Ok(())
}

/// Locked packages whose file is not there. A kept file with another hash is named, removed, and so fetched again;
/// [`checked`] refuses it if it stays so.
fn missing(folder: &Path, locked: &BTreeMap<String, Package>, ui: &Ui) -> Result<Vec<String>> {
    let there = package_files(folder)?;
    let mut missing = Vec::new();
    for (name, package) in locked {
        if let Some(file) = there.get(name) {
            let found = sha256(&read(file)?);
            if found == package.sha256 {
                continue;
            }
            ui.status("discard", discarded(file, &package.sha256, &found));
            fs::remove_file(file).context(|| format!("cannot remove `{}`", file.display()))?;
        }
        missing.push(name.clone());
    }
    Ok(missing)
}

/// What is said of a kept package file that is not the locked one.
pub fn discarded(file: &Path, expected: &str, found: &str) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    format!("`{name}`: expected sha256 {expected}, found {found}; it is downloaded again")
}

fn checked(folder: &Path, locked: &BTreeMap<String, Package>) -> Result<Files> {
    let there = package_files(folder)?;
    let mut packages = BTreeMap::new();
    for (name, package) in locked {
        let file = there.get(name).ok_or_else(|| {
            Error::work(format!("apt did not deliver package `{name}` {}", package.version)).help(
                "run the command again; `cargo xtask setup --relock` takes the versions that the mirror has",
            )
        })?;
        let outcome = verify(name, package, &sha256(&read(file)?));
        if outcome.is_err() {
            let _ = fs::remove_file(file); // so that the next try downloads it anew
        }
        outcome?;
        packages.insert(name.clone(), file.clone());
    }
    Ok(packages)
}

/// apt names files `name_version_architecture.deb`.
fn package_files(folder: &Path) -> Result<Files> {
    let mut found = BTreeMap::new();
    for path in files::entries(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let (Some((package, _)), true) = (name.split_once('_'), name.ends_with(".deb")) {
            found.insert(package.to_owned(), path);
        }
    }
    Ok(found)
}

fn lock_of(folder: &Path) -> Result<BTreeMap<String, Package>> {
    let mut packages = BTreeMap::new();
    for (name, file) in package_files(folder)? {
        packages.insert(name, package_of(&file)?);
    }
    Ok(packages)
}

fn package_of(file: &Path) -> Result<Package> {
    let shell = shell(Path::new("/"))?;
    let version = run(&cmd!(shell, "dpkg-deb --field {file} Version").into())?;
    Ok(Package { version: version.trim().to_owned(), sha256: sha256(&read(file)?) })
}

/// What killed installs left behind.
fn remove_leftovers(toolchain: &Path, ui: &Ui) -> Result<()> {
    for path in files::entries(toolchain)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let leftover = [".private.partial-", ".private.old-"].iter().any(|start| name.starts_with(start));
        if leftover && files::remove_folder(&path).is_err() {
            ui.status(
                "note",
                "leftovers of a killed install are still being written; the next install removes them",
            );
        }
    }
    Ok(())
}

fn unpack(packages: &Files, prefix: &Path, ui: &Ui) -> Result<()> {
    files::make_folder(prefix)?;
    let mut archives: Vec<&PathBuf> = packages.values().collect();
    let bytes = |path: &&PathBuf| fs::metadata(path).map_or(0, |facts| facts.len());
    archives.sort_by_key(|path| std::cmp::Reverse(bytes(path))); // the longest first, so that no core waits at the end
    let task = ui.task("unpack packages", archives.len() as u64);
    parallel::map(&archives, |archive| {
        let shell = shell(Path::new("/"))?;
        run(&cmd!(shell, "dpkg-deb --extract {archive} {prefix}").into())
            .map_err(|error| error.within("cannot unpack a package of the toolchain"))?;
        task.step();
        Ok(())
    })?;
    link_node_modules(prefix)
}

/// Debian's nodejs, which we do not take, has this link: it lets the machine's Node.js find Emscripten's `acorn`.
fn link_node_modules(prefix: &Path) -> Result<()> {
    std::os::unix::fs::symlink("nodejs", prefix.join("usr/share/node_modules"))
        .context(|| "cannot link the toolchain's Node.js modules".to_owned())
}

/// Makes the programs in `folder` use the loader and libraries of the toolchain that will lie at `place`.
pub fn prepare_programs(folder: &Path, place: &Path) -> Result<()> {
    let (here, there) = (private::prefix(folder), private::prefix(place));
    let libraries = |prefix: &Path| {
        let multiarch = prefix.join(loader(&here)).parent().map(Path::to_path_buf).unwrap_or_default();
        format!("{}:{}", multiarch.display(), prefix.join("usr/lib/llvm-19/lib").display())
    };
    let shell = shell(folder)?;
    let (own_loader, own_libraries) = (here.join(loader(&here)), libraries(&here));
    let patchelf = here.join("usr/bin/patchelf");
    let (final_loader, final_libraries) = (there.join(loader(&here)), libraries(&there));
    let told = |error: Error| {
        error
            .within("cannot prepare the programs of the private toolchain")
            .help("run `cargo xtask clean --all`, then the command again")
    };
    for program in programs(&here)? {
        let patch = cmd!(
            shell,
            "{own_loader} --library-path {own_libraries} {patchelf} --set-interpreter {final_loader}
             --force-rpath --set-rpath {final_libraries} {program}"
        );
        run(&patch.into()).map_err(told)?;
    }
    for library in closed_libraries(&here.join(loader(&here)))? {
        let patch = cmd!(
            shell,
            "{own_loader} --library-path {own_libraries} {patchelf} --force-rpath --set-rpath {final_libraries} {library}"
        );
        run(&patch.into()).map_err(told)?;
    }
    Ok(())
}

/// Libraries with a run path of their own, beside the loader: what they need would be the machine's, which may lack it.
fn closed_libraries(loader: &Path) -> Result<Vec<PathBuf>> {
    let mut found = files::entries(loader.parent().expect("the loader lies in a folder"))?;
    found.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        (name.starts_with("libLLVM") || name.starts_with("libclang-cpp")) && !path.is_symlink()
    });
    Ok(found)
}

/// The dynamic loader inside a prefix.
fn loader(prefix: &Path) -> PathBuf {
    let known =
        ["usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", "usr/lib/aarch64-linux-gnu/ld-linux-aarch64.so.1"];
    let found = known.iter().find(|path| prefix.join(path).is_file());
    PathBuf::from(found.unwrap_or(&known[0]))
}

fn programs(prefix: &Path) -> Result<Vec<PathBuf>> {
    let llvm = prefix.join("usr/lib/llvm-19/bin");
    let mut programs: Vec<PathBuf> = LLVM_PROGRAMS.iter().map(|name| llvm.join(name)).collect();
    for program in files::entries(&prefix.join("usr/bin"))? {
        let wasm = program.file_name().is_some_and(|name| name.to_string_lossy().starts_with("wasm-"));
        if wasm && program.is_file() && !program.is_symlink() {
            programs.push(program);
        }
    }
    programs.sort();
    Ok(programs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_that_look_elsewhere_for_others_are_found_once_each() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["ld-linux-x86-64.so.2", "libLLVM.so.19.1", "libclang-cpp.so.19.1", "libedit.so.2.0.75"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        std::os::unix::fs::symlink("libLLVM.so.19.1", folder.path().join("libLLVM-19.so")).unwrap();
        let found = closed_libraries(&folder.path().join("ld-linux-x86-64.so.2")).unwrap();
        assert_eq!(found, ["libLLVM.so.19.1", "libclang-cpp.so.19.1"].map(|name| folder.path().join(name)));
    }
}
