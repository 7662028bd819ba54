//! `cargo xtask release`: from a clean checkout to everything that a release hands out, in `dist/release/X.Y.Z/`.
//!
//! What can be refused is refused before any work. Nothing but the commit decides the bytes: no clock, no name of this machine.

mod changelog;
mod rehearse;

use std::path::{Path, PathBuf};

use crate::cli::ReleaseArgs;
use crate::commands::test;
use crate::commands::{self, Request};
use crate::error::{Error, Result};
use crate::plan::{self, Plan};
use crate::stages::release::{self as files, assemble, package_names, tarball};
use crate::stages::{place, sums};
use crate::toolchain;
use crate::tools::files::Folders;
use crate::tools::git::{self, Commit};
use crate::tools::hash::read;
use crate::ui::Ui;

pub use rehearse::rehearse;

/// A release that may be made: everything that could be refused beforehand was not.
struct Wanted {
    plan: Plan,
    commit: Commit,
    notes: String,
}

/// Where a release lies, relative to `dist/`.
pub fn folder_name(version: &str) -> String {
    format!("release/{version}")
}

/// Checks, builds, tests, then puts the whole release to its place at once.
pub fn release(folders: &Folders, args: &ReleaseArgs, ui: &Ui) -> Result<()> {
    let wanted = wanted(folders, args, ui)?;
    if args.dry_run {
        print!("{}", described(&wanted)?);
        return Ok(());
    }
    test::test(folders, &[], &[], ui)?;
    commands::build(folders, &Request::default(), ui)?;
    refuse_other_commit(folders, &wanted.commit)?;
    let contents = assemble(folders, &wanted.plan, &wanted.commit, &wanted.notes)?;
    let (folder, fresh) = place(folders, ui, &folder_name(&wanted.plan.version), &contents)?;
    let shown = folder.strip_prefix(&folders.root).unwrap_or(&folder);
    ui.status("release", format!("{}{}", shown.display(), if fresh { "" } else { ", up to date" }));
    print!("{}", String::from_utf8_lossy(&contents[sums::FILE]));
    Ok(())
}

fn wanted(folders: &Folders, args: &ReleaseArgs, ui: &Ui) -> Result<Wanted> {
    if let Some(folder) = &args.pocketpy_dir {
        return Err(Error::request("a build from a local pocketpy cannot be released")
            .detail(format!("`{}` is not the pinned source", folder.display()))
            .help("leave --pocketpy-dir away and unset POCKETPY_DIR"));
    }
    let plan = commands::resolve(folders, &plan::Request::default())?;
    refuse_other_version(&args.version, &plan.version)?;
    let notes = notes(folders, &plan)?;
    git::refuse_changes(folders)?;
    refuse_other_toolchain(folders, &plan, ui)?;
    Ok(Wanted { notes, commit: git::head(folders)?, plan })
}

fn refuse_other_version(wanted: &str, found: &str) -> Result<()> {
    if wanted == found {
        return Ok(());
    }
    Err(Error::request(format!("the packages have version {found}, not {wanted}"))
        .detail("one number stands for all packages: `version` of `[workspace.package]` in Cargo.toml")
        .help("set it there, run `cargo update --workspace`, commit both files"))
}

/// What the changelog says of the version of the plan.
pub fn notes(folders: &Folders, plan: &Plan) -> Result<String> {
    let text = read(&folders.at(changelog::FILE))?;
    changelog::notes_of(&String::from_utf8_lossy(&text), &plan.version)
}

/// A stranger can only install what toolchain.lock pins, so nothing else may make a release.
fn refuse_other_toolchain(folders: &Folders, plan: &Plan, ui: &Ui) -> Result<()> {
    let Some(tools) = toolchain::look(&commands::demand(plan, false), &folders.root, ui)? else {
        return Ok(()); // the build will install the private one
    };
    let private = folders.at("target/toolchain");
    if tools.emcc.starts_with(private.canonicalize().unwrap_or(private)) {
        return Ok(());
    }
    Err(Error::request("a release is made with the toolchain of toolchain.lock only")
        .detail(format!("`{}` would be used", tools.emcc.display()))
        .help("unset EMSDK and take emcc off PATH; `cargo xtask setup` installs the private toolchain"))
}

fn refuse_other_commit(folders: &Folders, commit: &Commit) -> Result<()> {
    git::refuse_changes(folders)
        .map_err(|error| error.within("the tests, or somebody meanwhile, changed the checkout"))?;
    let now = git::head(folders)?;
    if now == *commit {
        return Ok(());
    }
    Err(Error::work("another commit was checked out meanwhile")
        .detail(format!("begun with {}, now {}", commit.id, now.id))
        .help("run the command again and leave the checkout alone"))
}

/// What would be done, for `--dry-run`.
fn described(wanted: &Wanted) -> Result<String> {
    let version = &wanted.plan.version;
    let tarballs: Vec<String> = package_names(&wanted.plan)?
        .iter()
        .map(|name| format!("  {}", tarball::name(name, version)))
        .collect();
    Ok(format!(
        "release {version} of commit {} ({})\n\
         would build all tiers and the registry, run all tests of `cargo xtask test`, and write to dist/{}/:\n{}\n  {}\n\n{}",
        wanted.commit.id,
        wanted.commit.time,
        folder_name(version),
        tarballs.join("\n"),
        [sums::FILE, files::SBOM, files::RECORD, files::NOTES].join("\n  "),
        wanted.notes,
    ))
}

/// The folder of a finished release.
pub fn finished(folders: &Folders, version: &str) -> Result<PathBuf> {
    let folder = folders.at("dist").join(folder_name(version));
    if folder.is_dir() {
        return Ok(folder);
    }
    let shown = Path::new("dist").join(folder_name(version));
    Err(Error::request(format!("there is no `{}`", shown.display()))
        .help(format!("make it with `cargo xtask release --version {version}`")))
}
