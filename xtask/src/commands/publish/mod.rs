//! `cargo xtask publish`: the tarballs of a finished release to npm's registry, tiers first, the loader last.
//!
//! Safe to run again: what the registry has with the same hash is left alone, another hash under the same version ends the
//! command before anything more is published. Limits: who may publish is npm's matter (`npm login`, or trusted publishing in CI).

use std::path::Path;

use serde_json::Value;

use crate::cli::PublishArgs;
use crate::commands;
use crate::commands::release;
use crate::error::{Error, Result};
use crate::plan;
use crate::stages::Package;
use crate::stages::release::{package_names, sums, tarball};
use crate::tools::files::Folders;
use crate::tools::hash::npm_integrity;
use crate::tools::process::{Invocation, outcome, run};
use crate::ui::Ui;

/// One package that is to be in the registry.
struct Wanted<'a> {
    package: &'a str,
    version: &'a str,
    tarball: String,
    integrity: String,
}

/// What the registry has under a package's name and version.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    Nothing,
    TheSame,
    Another(String),
}

/// Looks at every package first, then publishes what is missing.
pub fn publish(folders: &Folders, args: &PublishArgs, ui: &Ui) -> Result<()> {
    let plan = commands::resolve(folders, &plan::Request::default())?;
    let folder = release::finished(folders, &args.version)?;
    let files = sums::checked(&folder)?;
    let wanted = package_names(&plan)?
        .into_iter()
        .map(|package| wanted(package, &args.version, &files))
        .collect::<Result<Vec<_>>>()?;
    let mut missing = Vec::new();
    for one in &wanted {
        match found(args, one)? {
            Found::TheSame => ui.status("there", format!("{}@{}", one.package, one.version)),
            Found::Nothing => missing.push(one),
            Found::Another(integrity) => return Err(conflict(one, &integrity)),
        }
    }
    for one in &missing {
        hand_over(args, &folder, one, ui)?;
    }
    if missing.is_empty() {
        ui.status("published", format!("{} before this; nothing was left to do", args.version));
    }
    Ok(())
}

fn wanted<'a>(package: &'a str, version: &'a str, files: &Package) -> Result<Wanted<'a>> {
    let tarball = tarball::name(package, version);
    let bytes = files.get(&tarball).ok_or_else(|| {
        Error::work(format!("the release {version} has no `{tarball}`"))
            .help("make the release anew with `cargo xtask release`")
    })?;
    let integrity = npm_integrity(bytes);
    Ok(Wanted { package, version, tarball, integrity })
}

fn found(args: &PublishArgs, wanted: &Wanted<'_>) -> Result<Found> {
    let name = format!("{}@{}", wanted.package, wanted.version);
    let view = npm(args).args(["view", &name, "dist.integrity", "--json", "--prefer-online"]);
    let answer = outcome(&view)?;
    let said: Option<Value> = serde_json::from_slice(&answer.stdout).ok();
    judged(said.as_ref(), &wanted.integrity, answer.failure)
        .map_err(|error| error.within(format!("cannot ask the registry for `{name}`")))
}

/// Only npm's own "no such version" is taken for absence; no other failure is.
fn judged(said: Option<&Value>, wanted: &str, failure: Option<Error>) -> Result<Found> {
    let code = said.and_then(|said| said.pointer("/error/code")).and_then(Value::as_str);
    match (failure, said) {
        (None, Some(Value::String(found))) if found == wanted => Ok(Found::TheSame),
        (None, Some(Value::String(found))) => Ok(Found::Another(found.clone())),
        (None, None) => Ok(Found::Nothing),
        (Some(_), _) if code == Some("E404") => Ok(Found::Nothing),
        (Some(failure), _) => {
            Err(failure.help("check the network and `npm config get registry`, then run it again"))
        }
        (None, Some(other)) => Err(Error::work("npm gave no integrity").detail(other)),
    }
}

fn conflict(wanted: &Wanted<'_>, found: &str) -> Error {
    Error::work(format!("the registry has another `{}@{}`", wanted.package, wanted.version))
        .detail(format!("ours  {}\nthere {found}", wanted.integrity))
        .detail("nothing was published by this run")
        .help("find out who published it from what (`cargo xtask verify --against` its tarball); a version cannot be used twice")
}

fn hand_over(args: &PublishArgs, folder: &Path, wanted: &Wanted<'_>, ui: &Ui) -> Result<()> {
    let name = format!("{}@{}", wanted.package, wanted.version);
    if args.dry_run {
        println!("would publish {name} from {} ({})", wanted.tarball, wanted.integrity);
        return Ok(());
    }
    ui.status("publish", &name);
    let tag = if wanted.version.contains('-') { "next" } else { "latest" };
    let file = format!("./{}", wanted.tarball);
    let command = npm(args)
        .args(["publish", &file, "--access", "public", "--ignore-scripts", "--tag", tag])
        .args((!args.no_provenance).then_some("--provenance"))
        .in_folder(folder);
    run(&command).map_err(|error| {
        error.within(format!("cannot publish `{name}`")).help(
            "mend what npm says above, then run the same command again: it goes on where it stopped; outside of CI \
             npm can make no provenance, see --no-provenance",
        )
    })?;
    match found(args, wanted)? {
        Found::Another(integrity) => return Err(conflict(wanted, &integrity)),
        Found::Nothing => ui.status("note", format!("the registry does not show `{name}` yet")),
        Found::TheSame => {}
    }
    Ok(())
}

fn npm(args: &PublishArgs) -> Invocation {
    let registry = args.registry.iter().flat_map(|url| ["--registry".to_owned(), url.clone()]);
    Invocation::new("npm").args(registry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn failed() -> Option<Error> {
        Some(Error::work("`npm` failed"))
    }

    #[test]
    fn the_same_hash_is_there_and_another_one_is_a_conflict() {
        assert_eq!(judged(Some(&json!("sha512-a")), "sha512-a", None).unwrap(), Found::TheSame);
        let other = Found::Another("sha512-b".to_owned());
        assert_eq!(judged(Some(&json!("sha512-b")), "sha512-a", None).unwrap(), other);
    }

    #[test]
    fn only_a_404_or_silence_means_absent() {
        let answer = json!({ "error": { "code": "E404", "summary": "no such version" } });
        assert_eq!(judged(Some(&answer), "sha512-a", failed()).unwrap(), Found::Nothing);
        assert_eq!(judged(None, "sha512-a", None).unwrap(), Found::Nothing);
    }

    #[test]
    fn reject_every_other_failure_in_place_of_publishing_blindly() {
        for code in ["E401", "E500", "ECONNREFUSED"] {
            let answer = json!({ "error": { "code": code } });
            assert!(judged(Some(&answer), "sha512-a", failed()).is_err(), "{code}");
        }
        assert!(judged(None, "sha512-a", failed()).is_err());
        assert!(judged(Some(&json!(["sha512-a"])), "sha512-a", None).is_err());
    }
}
