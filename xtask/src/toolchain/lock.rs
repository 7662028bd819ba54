//! `toolchain.lock`: the Debian packages of the private toolchain with version and sha256, by architecture.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Context, Error, Result};
use crate::tools::files;

/// What decides the bytes of a build: only the locked files will do. Node.js and python3 are the machine's own.
pub const COMPILER: &[&str] = &[
    "binaryen",
    "clang-19",
    "emscripten",
    "libclang-common-19-dev",
    "libclang-cpp19",
    "libllvm19",
    "lld-19",
    "llvm-19",
    "node-acorn",
];

/// What the compiler merely runs on. Debian replaces these with every security update and keeps no old ones, so the suite's
/// present version is taken where the locked one is gone.
pub const RUNTIME: &[&str] = &[
    "libbsd0",
    "libc6",
    "libedit2",
    "libffi8",
    "libgcc-s1",
    "libgmp10",
    "liblzma5",
    "libmd0",
    "libstdc++6",
    "libtinfo6",
    "libxml2",
    "libz3-4",
    "libzstd1",
    "patchelf",
    "zlib1g",
];

/// All packages of the toolchain.
pub fn packages() -> impl Iterator<Item = &'static str> {
    COMPILER.iter().chain(RUNTIME).copied()
}

/// The whole file.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// By Debian's name of the architecture.
    #[serde(default)]
    pub architecture: BTreeMap<String, BTreeMap<String, Package>>,
}

/// One package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// Debian's version.
    pub version: String,
    /// Of the whole `.deb` file.
    pub sha256: String,
}

const HEADER: &str = "# Debian packages of the private toolchain; written by `cargo xtask setup --relock`, checked at every install.\n\n";

impl Lock {
    /// Reads the file; absent means empty.
    pub fn load(path: &Path) -> Result<Self> {
        if !path.is_file() {
            return Ok(Self::default());
        }
        let text = std::fs::read_to_string(path).context(|| format!("cannot read `{}`", path.display()))?;
        toml::from_str(&text).map_err(|cause| {
            Error::request("`toolchain.lock` is not a lock file")
                .detail(cause)
                .help("restore it with `git checkout toolchain.lock`")
        })
    }

    /// What decides the bytes of a build, by architecture.
    pub fn compiler(&self) -> BTreeMap<String, BTreeMap<String, Package>> {
        let decides = |(name, _): &(&String, &Package)| COMPILER.contains(&name.as_str());
        let only = |packages: &BTreeMap<String, Package>| {
            packages.iter().filter(decides).map(|(name, package)| (name.clone(), package.clone())).collect()
        };
        self.architecture.iter().map(|(name, packages)| (name.clone(), only(packages))).collect()
    }

    /// Refuses a version of Emscripten that these packages do not have: `3.1.69+dfsg-3` is 3.1.69.
    pub fn refuse_other_emscripten(&self, wanted: &str) -> Result<()> {
        let locked = self.architecture.values().filter_map(|packages| packages.get("emscripten"));
        let upstream = locked.map(|package| package.version.split(['+', '-']).next().unwrap_or_default());
        let Some(other) = upstream.into_iter().find(|version| *version != wanted) else { return Ok(()) };
        Err(Error::request(format!("variants.toml wants Emscripten {wanted}, and toolchain.lock has {other}"))
            .detail("nothing was installed or replaced")
            .help(
                "write the locked version into `[toolchain]`, or lock the other one with `cargo xtask setup --relock` \
                 (docs/toolchain.md)",
            ))
    }

    /// Writes the file.
    pub fn save(&self, path: &Path) -> Result<()> {
        let text = toml::to_string(self).expect("a lock has only string keys");
        files::write(path, format!("{HEADER}{text}").as_bytes())
    }

    /// This lock for one architecture only, as a toolchain keeps it.
    pub fn only(&self, architecture: &str) -> Result<Self> {
        let packages = self.packages(architecture)?.clone();
        Ok(Self { architecture: BTreeMap::from([(architecture.to_owned(), packages)]) })
    }

    /// How a toolchain made from `installed` differs from what is locked now, by its first package of the compiler that does.
    pub fn difference(&self, installed: &Self) -> Option<String> {
        let Some((architecture, old)) = installed.architecture.first_key_value() else {
            return Some("nobody noted its packages".to_owned());
        };
        let none = BTreeMap::new();
        let new = self.architecture.get(architecture).unwrap_or(&none);
        let name = COMPILER.iter().find(|name| old.get(**name) != new.get(**name))?;
        let (was, is) = (version(old.get(*name)), version(new.get(*name)));
        let same = if was == is { ", another file" } else { "" };
        Some(format!("package `{name}` is {was}, toolchain.lock has {is}{same}"))
    }

    /// The packages of an architecture; an architecture that was never locked is refused.
    pub fn packages(&self, architecture: &str) -> Result<&BTreeMap<String, Package>> {
        let packages = self.architecture.get(architecture).ok_or_else(|| {
            Error::machine(format!("`toolchain.lock` has no packages for the architecture `{architecture}`"))
                .help(
                    "lock them with `cargo xtask setup --relock`, or set EMSDK to an emsdk with this version",
                )
        })?;
        match self::packages().find(|name| !packages.contains_key(*name)) {
            None => Ok(packages),
            Some(name) => Err(Error::request(format!("`toolchain.lock` does not lock package `{name}`"))
                .help("restore it with `git checkout toolchain.lock`, or run `cargo xtask setup --relock`")),
        }
    }
}

fn version(package: Option<&Package>) -> &str {
    package.map_or("absent", |package| &package.version)
}

/// Refuses a package file that is not the locked one.
pub fn verify(name: &str, locked: &Package, found_sha256: &str) -> Result<()> {
    if locked.sha256 == found_sha256 {
        return Ok(());
    }
    Err(Error::work(format!("package `{name}` is not the one in toolchain.lock"))
        .detail(format!("version  {}", locked.version))
        .detail(format!("expected sha256 {}", locked.sha256))
        .detail(format!("found    sha256 {found_sha256}"))
        .help(
            "run `cargo xtask setup` again to download it anew; if the mirror really has another file, run \
             `cargo xtask setup --relock` and look at the diff",
        ))
}
