//! Debian's packages without root: an isolated apt state below `target/`, the machine's own mirror, Debian's keyring.
//!
//! The mirror's address is read from the machine, used, and neither printed nor kept in any file of the repository.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use xshell::cmd;

use super::on_path;
use crate::error::{Context, Error, Result};
use crate::tools::files;
use crate::tools::process::{Invocation, run, shell, stream};

/// The release that carries the wanted Emscripten.
const SUITE: &str = "trixie";

const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// An apt that knows nothing of what the machine has installed.
pub struct Apt {
    folder: PathBuf,
    hosts: Vec<String>,
}

impl Apt {
    /// Makes the state and fetches the package lists.
    pub fn prepare(folder: &Path, sources: &Path) -> Result<Self> {
        let mirrors = mirrors(sources)?;
        let apt = Self { folder: folder.to_path_buf(), hosts: mirrors.iter().map(|m| host(m)).collect() };
        for path in ["state/lists/partial", "cache/archives/partial"] {
            files::make_folder(&folder.join(path))?;
        }
        files::write(&folder.join("state/status"), b"")?;
        let mut refusal = None;
        for mirror in &mirrors {
            match apt.update(mirror) {
                Ok(()) => return Ok(apt),
                Err(error) => refusal.get_or_insert(error),
            };
        }
        Err(refusal.expect("there is at least one mirror"))
    }

    fn update(&self, mirror: &str) -> Result<()> {
        files::write(&self.folder.join("debian.sources"), source_entry(mirror).as_bytes())?;
        let outcome = run(&self.command("apt-get").arg("update"));
        outcome.map(|_| ()).map_err(|error| self.hide(&error, "cannot fetch Debian's package lists"))
    }

    fn hide(&self, error: &Error, message: &str) -> Error {
        hide_addresses(error, message, &self.hosts)
    }

    /// Downloads packages (`name` or `name=version`) into `folder`, which apt checks against the signed index.
    pub fn download(&self, packages: &[String], folder: &Path, mut on_package: impl FnMut()) -> Result<()> {
        let command = self.command("apt-get").arg("download").args(packages).in_folder(folder);
        stream(&command, |line| {
            if line.starts_with("Get:") {
                on_package();
            }
        })
        .map_err(|error| self.hide(&error, "cannot download the toolchain's packages"))
    }

    /// The versions that the mirror has of some packages, by name, the newest first.
    pub fn offers(&self, names: &[&str]) -> Result<BTreeMap<String, Vec<String>>> {
        let said = run(&self.command("apt-cache").arg("madison").args(names))
            .map_err(|error| self.hide(&error, "cannot ask for the versions of the toolchain's packages"))?;
        Ok(versions_in(&said))
    }

    fn command(&self, program: &str) -> Invocation {
        let path = |name: &str| self.folder.join(name).display().to_string();
        let options = [
            format!("Dir::State={}", path("state")),
            format!("Dir::State::status={}", path("state/status")),
            format!("Dir::Cache={}", path("cache")),
            format!("Dir::Etc::SourceList={}", path("debian.sources")),
            "Dir::Etc::SourceParts=/dev/null".to_owned(),
            "Dir::Etc::Preferences=/dev/null".to_owned(),
            "Dir::Etc::PreferencesParts=/dev/null".to_owned(),
            "APT::Sandbox::User=root".to_owned(),
            "Acquire::Languages=none".to_owned(),
            "Acquire::Retries=2".to_owned(),
            "APT::Update::Error-Mode=any".to_owned(), // else apt reports a failed update as success
        ];
        options.into_iter().fold(Invocation::new(program).env("LC_ALL", "C"), |command, option| {
            command.arg("-o").arg(option)
        })
    }
}

/// The versions in lines `name | version | where`, by name.
pub fn versions_in(said: &str) -> BTreeMap<String, Vec<String>> {
    let mut offers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in said.lines() {
        let mut columns = line.split('|').map(str::trim);
        if let (Some(name), Some(version)) = (columns.next(), columns.next()) {
            offers.entry(name.to_owned()).or_default().push(version.to_owned());
        }
    }
    offers
}

/// Debian's name of this machine's architecture.
pub fn architecture() -> Result<String> {
    let shell = shell(Path::new("/"))?;
    Ok(run(&cmd!(shell, "dpkg --print-architecture").into())?.trim().to_owned())
}

/// Whether this machine has what an isolated apt needs.
pub fn is_available() -> bool {
    let tools = ["apt-get", "dpkg", "dpkg-deb"];
    tools.iter().all(|tool| on_path(&[tool]).is_some()) && Path::new(KEYRING).is_file()
}

fn source_entry(mirror: &str) -> String {
    format!("Types: deb\nURIs: {mirror}\nSuites: {SUITE}\nComponents: main\nSigned-By: {KEYRING}\n")
}

/// The machine's mirrors of Debian's main archive, at least one. Other publishers name their suite `stable` and their
/// component `main` too: they come last, and Debian's keyring tells them apart for good.
pub fn mirrors(sources: &Path) -> Result<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    let mut places = vec![sources.join("sources.list")];
    places.extend(files::entries(&sources.join("sources.list.d")).unwrap_or_default()); // there may be none
    for file in places.iter().filter(|file| file.is_file()) {
        let text = std::fs::read_to_string(file).context(|| format!("cannot read `{}`", file.display()))?;
        found.extend(match file.extension().and_then(|extension| extension.to_str()) {
            Some("sources") => mirrors_in_stanzas(&text),
            Some("list") => mirrors_in_lines(&text),
            Some(_) | None => Vec::new(),
        });
    }
    found.sort_by_key(|mirror| !mirror.trim_end_matches('/').ends_with("/debian"));
    found.dedup();
    if !found.is_empty() {
        return Ok(found);
    }
    Err(Error::machine("apt's configuration names no mirror of Debian's main archive").help(
        "add one to the machine's apt sources, or set EMSDK to an emsdk with the version of this build",
    ))
}

/// The mirrors in the format of `*.sources` files.
fn mirrors_in_stanzas(text: &str) -> Vec<String> {
    let mut mirrors = Vec::new();
    for stanza in text.split("\n\n") {
        let field = |name: &str| {
            let start = format!("{name}:");
            let mut lines = stanza.lines().filter(|line| !line.starts_with('#'));
            lines.find_map(|line| line.strip_prefix(&start).map(str::trim))
        };
        let disabled = field("Enabled").is_some_and(|value| value == "no");
        let binary = field("Types").is_some_and(|types| types.split_whitespace().any(|kind| kind == "deb"));
        let suites = field("Suites").unwrap_or_default();
        if binary && !disabled && is_main_archive(suites.split_whitespace(), field("Components")) {
            mirrors.extend(field("URIs").unwrap_or_default().split_whitespace().map(str::to_owned));
        }
    }
    mirrors
}

/// The mirrors in the format of `*.list` files.
fn mirrors_in_lines(text: &str) -> Vec<String> {
    let mirror = |line: &str| {
        let rest = line.trim().strip_prefix("deb")?;
        let rest = rest.starts_with([' ', '\t']).then(|| rest.trim_start())?;
        let rest = if rest.starts_with('[') { rest.split_once(']')?.1 } else { rest };
        let mut words = rest.split_whitespace();
        let (mirror, suite) = (words.next()?, words.next()?);
        let components: Vec<&str> = words.collect();
        is_main_archive(std::iter::once(suite), Some(&components.join(" "))).then(|| mirror.to_owned())
    };
    text.lines().filter_map(mirror).collect()
}

/// A release of Debian itself, not its security updates or another distribution.
fn is_main_archive<'a>(mut suites: impl Iterator<Item = &'a str>, components: Option<&str>) -> bool {
    let releases =
        ["bullseye", "bookworm", "trixie", "forky", "oldstable", "stable", "testing", "sid", "unstable"];
    let main = components.is_some_and(|words| words.split_whitespace().any(|word| word == "main"));
    main && suites.any(|suite| releases.contains(&suite))
}

/// apt's words without the addresses of mirrors.
fn hide_addresses(error: &Error, message: &str, hosts: &[String]) -> Error {
    let text = error.to_string();
    let lines = text.lines().skip(1).filter(|line| line.contains("E:") || line.contains("Err:"));
    let hidden: Vec<String> = lines.map(|line| hide_in(line.trim_start_matches(['|', ' ']), hosts)).collect();
    Error::work(message)
        .detail(hidden.join("\n"))
        .help("check the network to Debian's mirror and run the command again, what was downloaded is kept")
}

/// The line without addresses, names of mirrors' hosts, and numbers of foreign hosts.
pub fn hide_in(line: &str, hosts: &[String]) -> String {
    let hide = |word: &str| {
        let foreign = is_foreign_number(word.trim_matches(['(', ')', '.', ',', '[', ']']));
        let names_host = hosts.iter().any(|host| !host.is_empty() && word.contains(host));
        if word.contains("://") || names_host || foreign { "<mirror>".to_owned() } else { word.to_owned() }
    };
    line.split(' ').map(hide).collect::<Vec<_>>().join(" ")
}

/// An internet address of another machine; this machine's own proxy may be named.
fn is_foreign_number(word: &str) -> bool {
    let number = word.parse::<IpAddr>().ok();
    number
        .or_else(|| word.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
        .is_some_and(|ip| !ip.is_loopback())
}

/// The name of a mirror's host, without user, password and port.
fn host(mirror: &str) -> String {
    let rest = mirror.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split('/').next().unwrap_or_default();
    let name = authority.rsplit('@').next().unwrap_or_default();
    name.split(':').next().unwrap_or_default().to_owned()
}
