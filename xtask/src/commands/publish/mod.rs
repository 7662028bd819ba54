//! `cargo xtask publish`: the tarballs of a finished release to npm's registry, tiers first, the loader last.
//!
//! Safe to run again: what the registry has with the same hash is left alone, another hash under the same version ends the
//! command before anything more is published. No answer is waited for without
//! end. Limits: who may publish is npm's matter (`npm login`, or trusted publishing in CI).

mod registry;

use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::cli::PublishArgs;
use crate::commands;
use crate::commands::release;
use crate::error::{Error, Result};
use crate::plan;
use crate::stages::release::{package_names, tarball};
use crate::stages::{Package, sums};
use crate::tools::files::Folders;
use crate::tools::hash::npm_integrity;
use crate::tools::process::outcome_within;
use crate::ui::Ui;

use registry::Registry;

/// One package that is to be in the registry.
struct Wanted<'a> {
    package: &'a str,
    version: &'a str,
    tarball: String,
    bytes: usize,
    integrity: String,
}

impl Wanted<'_> {
    fn name(&self) -> String {
        format!("{}@{}", self.package, self.version)
    }
}

/// What the registry has under a package's name and version.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    Nothing,
    TheSame,
    Another(String),
}

/// How long npm is waited for.
#[derive(Clone, Copy)]
struct Limits {
    query: Duration,
    upload: Duration,
}

/// One run: where to, from where, how.
struct Publishing<'a> {
    args: &'a PublishArgs,
    folder: &'a Path,
    registry: Registry,
    limits: Limits,
    ui: &'a Ui,
}

/// Looks at every package first, then publishes what is missing.
pub fn publish(folders: &Folders, args: &PublishArgs, ui: &Ui) -> Result<()> {
    let plan = commands::resolve(folders, &plan::Request::default())?;
    let packages = package_names(&plan)?;
    let limits = Limits {
        query: Duration::from_secs(args.query_seconds_max),
        upload: Duration::from_secs(args.upload_seconds_max),
    };
    let registry = Registry::effective(args.registry.as_deref(), &packages, limits)?;
    ui.status("registry", format!("{}, as {} says", registry.url, registry.from));
    let folder = release::finished(folders, &args.version)?;
    let files = sums::checked(&folder)?;
    let wanted = packages
        .into_iter()
        .map(|package| wanted(package, &args.version, &files))
        .collect::<Result<Vec<_>>>()?;
    Publishing { args, folder: &folder, registry, limits, ui }.all(&wanted)
}

fn wanted<'a>(package: &'a str, version: &'a str, files: &Package) -> Result<Wanted<'a>> {
    let tarball = tarball::name(package, version);
    let bytes = files.get(&tarball).ok_or_else(|| {
        Error::work(format!("the release {version} has no `{tarball}`"))
            .help("make the release anew with `cargo xtask release`")
    })?;
    let integrity = npm_integrity(bytes);
    Ok(Wanted { package, version, tarball, bytes: bytes.len(), integrity })
}

impl Publishing<'_> {
    fn all(&self, wanted: &[Wanted<'_>]) -> Result<()> {
        let mut missing = Vec::new();
        for one in wanted {
            match self.found(one)? {
                Found::TheSame => self.ui.status("there", one.name()),
                Found::Nothing => missing.push(one),
                Found::Another(integrity) => return Err(conflict(one, &integrity)),
            }
        }
        for one in &missing {
            self.hand_over(one)?;
        }
        if missing.is_empty() {
            let version = &self.args.version;
            self.ui.status("published", format!("{version} before this; nothing was left to do"));
        }
        Ok(())
    }

    /// npm's own waits between tries are cut, so that its reason comes before our limit.
    fn found(&self, wanted: &Wanted<'_>) -> Result<Found> {
        let name = wanted.name();
        self.ui.status("ask", format!("{name}, at most {} s", self.limits.query.as_secs()));
        let view = self
            .registry
            .npm(&["view", &name, "dist.integrity", "--json", "--prefer-online"])
            .args([
                "--fetch-retries",
                "2",
                "--fetch-retry-mintimeout",
                "500",
                "--fetch-retry-maxtimeout",
                "2000",
            ])
            .in_folder(self.folder);
        let answer = outcome_within(&view, self.limits.query)?;
        let said: Option<Value> = serde_json::from_slice(&answer.stdout).ok();
        judged(said.as_ref(), &wanted.integrity, answer.failure).map_err(|error| {
            error.within(format!("cannot ask the registry for `{name}`")).help(format!(
                "check that `{}` answers, or give it longer with --query-seconds-max; then run it again",
                self.registry.url
            ))
        })
    }

    fn hand_over(&self, wanted: &Wanted<'_>) -> Result<()> {
        let name = wanted.name();
        if self.args.dry_run {
            println!("would publish {name} from {} ({})", wanted.tarball, wanted.integrity);
            return Ok(());
        }
        self.ui.status("publish", &name);
        let limit = self.limits.upload.as_secs();
        self.ui.status("wait", format!("for the registry to take {} bytes, at most {limit} s", wanted.bytes));
        let tag = if wanted.version.contains('-') { "next" } else { "latest" };
        let file = format!("./{}", wanted.tarball);
        let command = self
            .registry
            .npm(&["publish", &file, "--access", "public", "--ignore-scripts", "--tag", tag])
            .args((!self.args.no_provenance).then_some("--provenance"))
            .in_folder(self.folder);
        if let Some(failure) = outcome_within(&command, self.limits.upload)?.failure {
            return Err(failure.within(format!("cannot publish `{name}`")).help(
                "mend what npm says above, then run the same command again: it goes on where it stopped; outside of CI \
                 npm can make no provenance, see --no-provenance; --upload-seconds-max gives a slow registry longer",
            ));
        }
        match self.found(wanted)? {
            Found::Another(integrity) => return Err(conflict(wanted, &integrity)),
            Found::Nothing => self.ui.status("note", format!("the registry does not show `{name}` yet")),
            Found::TheSame => {}
        }
        Ok(())
    }
}

/// Only npm's own "no such version" is taken for absence; no other failure is.
fn judged(said: Option<&Value>, wanted: &str, failure: Option<Error>) -> Result<Found> {
    let code = said.and_then(|said| said.pointer("/error/code")).and_then(Value::as_str);
    match (failure, said) {
        (None, Some(Value::String(found))) if found == wanted => Ok(Found::TheSame),
        (None, Some(Value::String(found))) => Ok(Found::Another(found.clone())),
        (None, None) => Ok(Found::Nothing),
        (Some(_), _) if code == Some("E404") => Ok(Found::Nothing),
        (Some(failure), _) => Err(failure),
        (None, Some(other)) => Err(Error::work("npm gave no integrity").detail(other)),
    }
}

fn conflict(wanted: &Wanted<'_>, found: &str) -> Error {
    Error::work(format!("the registry has another `{}@{}`", wanted.package, wanted.version))
        .detail(format!("ours  {}\nthere {found}", wanted.integrity))
        .detail("nothing was published by this run")
        .help("find out who published it from what (`cargo xtask verify --against` its tarball); a version cannot be used twice")
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
