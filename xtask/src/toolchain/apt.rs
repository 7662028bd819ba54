//! Debian's packages without root: an isolated apt state below `target/`, the machine's own mirror, Debian's keyring.
//!
//! The mirror's address is read from the machine, used, and neither printed nor kept in any file of the repository.

use std::path::{Path, PathBuf};

use crate::error::{Context, Error, Result};
use crate::files;
use crate::process::{Invocation, run, stream};

/// The release that carries the wanted Emscripten.
const SUITE: &str = "trixie";

const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// An apt that knows nothing of what the machine has installed.
pub struct Apt {
    folder: PathBuf,
}

impl Apt {
    /// Makes the state and fetches the package lists.
    pub fn prepare(folder: &Path, sources: &Path) -> Result<Self> {
        let apt = Self { folder: folder.to_path_buf() };
        for path in ["state/lists/partial", "cache/archives/partial"] {
            files::make_folder(&folder.join(path))?;
        }
        files::write(&folder.join("state/status"), b"")?;
        files::write(&folder.join("debian.sources"), source_entry(sources)?.as_bytes())?;
        run(&apt.command("apt-get").arg("update"))
            .map_err(|error| hide_addresses(&error, "cannot fetch Debian's package lists"))?;
        Ok(apt)
    }

    /// Downloads packages (`name` or `name=version`) into `folder`, which apt checks against the signed index.
    pub fn download(&self, packages: &[String], folder: &Path, mut on_package: impl FnMut()) -> Result<()> {
        let command = self.command("apt-get").arg("download").args(packages).in_folder(folder);
        stream(&command, |line| {
            if line.starts_with("Get:") {
                on_package();
            }
        })
        .map_err(|error| hide_addresses(&error, "cannot download the toolchain's packages"))
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

/// Debian's name of this machine's architecture.
pub fn architecture() -> Result<String> {
    Ok(run(&Invocation::new("dpkg").arg("--print-architecture"))?.trim().to_owned())
}

/// Whether this machine has what an isolated apt needs.
pub fn is_available() -> bool {
    let tools = ["apt-get", "dpkg", "dpkg-deb"];
    tools.iter().all(|tool| which::which(tool).is_ok()) && Path::new(KEYRING).is_file()
}

fn source_entry(sources: &Path) -> Result<String> {
    let mirror = mirror(sources)?;
    Ok(format!("Types: deb\nURIs: {mirror}\nSuites: {SUITE}\nComponents: main\nSigned-By: {KEYRING}\n"))
}

/// The first mirror of Debian's main archive in the machine's apt configuration.
fn mirror(sources: &Path) -> Result<String> {
    let mut files = vec![sources.join("sources.list")];
    if let Ok(parts) = std::fs::read_dir(sources.join("sources.list.d")) {
        let mut parts: Vec<PathBuf> = parts.flatten().map(|entry| entry.path()).collect();
        parts.sort();
        files.extend(parts);
    }
    for file in files.iter().filter(|file| file.is_file()) {
        let text = std::fs::read_to_string(file).context(|| format!("cannot read `{}`", file.display()))?;
        let found = match file.extension().and_then(|extension| extension.to_str()) {
            Some("sources") => mirror_in_stanzas(&text),
            Some("list") => mirror_in_lines(&text),
            Some(_) | None => None,
        };
        if let Some(mirror) = found {
            return Ok(mirror);
        }
    }
    Err(Error::machine("apt's configuration names no mirror of Debian's main archive").help(
        "add one to the machine's apt sources, or set EMSDK to an emsdk with the version of this build",
    ))
}

/// A mirror in the format of `*.sources` files.
pub fn mirror_in_stanzas(text: &str) -> Option<String> {
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
            return field("URIs")?.split_whitespace().next().map(str::to_owned);
        }
    }
    None
}

/// A mirror in the format of `*.list` files.
pub fn mirror_in_lines(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let rest = line.trim().strip_prefix("deb ")?.trim_start();
        let rest = if rest.starts_with('[') { rest.split_once(']')?.1 } else { rest };
        let mut words = rest.split_whitespace();
        let (mirror, suite) = (words.next()?, words.next()?);
        is_main_archive(std::iter::once(suite), words.next()).then(|| mirror.to_owned())
    })
}

/// A release of Debian itself, not its security updates or another distribution.
fn is_main_archive<'a>(mut suites: impl Iterator<Item = &'a str>, components: Option<&str>) -> bool {
    let releases = ["bookworm", "trixie", "forky", "stable", "testing", "sid", "unstable"];
    let main = components.is_some_and(|words| words.split_whitespace().any(|word| word == "main"));
    main && suites.any(|suite| releases.contains(&suite))
}

/// apt's words without the addresses of mirrors.
fn hide_addresses(error: &Error, message: &str) -> Error {
    let text = error.to_string();
    let lines = text.lines().skip(1).filter(|line| line.contains("E:") || line.contains("Err:"));
    let hidden: Vec<String> = lines.map(|line| hide_in(line.trim_start_matches(['|', ' ']))).collect();
    Error::work(message).detail(hidden.join("\n")).help(
        "check the network to Debian's mirror and run the command again, what was downloaded is kept; when the mirror \
         no longer has a locked version, `cargo xtask setup --relock` takes the one it has",
    )
}

/// Every address replaced by its scheme and dots.
pub fn hide_in(line: &str) -> String {
    let hide = |word: &str| match word.find("://") {
        Some(_) => "<mirror>".to_owned(),
        None => word.to_owned(),
    };
    line.split(' ').map(hide).collect::<Vec<_>>().join(" ")
}
