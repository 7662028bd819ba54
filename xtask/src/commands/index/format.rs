//! `index.json`: the packages with their versions, newest first, and every file with its size and hash.
//!
//! docs/index-format.md tells the same to people; `packages/registry` reads it.

use std::collections::BTreeMap;

use semver::Version;
use serde::{Deserialize, Serialize};

use super::changed;
use crate::error::{Error, Result};
use crate::stages::{FileFacts, Package};
use crate::tools::hash::integrity;
use crate::tools::sizes::Size;

/// Raised when a reader of the old form could misunderstand the new one.
const SCHEMA: u32 = 1;

/// The whole file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    schema: u32,
    packages: BTreeMap<String, Published>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Published {
    /// The tier, for `createPocketPy`; null for a package that is none.
    variant: Option<String>,
    /// Newest first.
    versions: Vec<Release>,
}

/// One version of one package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    version: Version,
    yanked: bool,
    /// All modules that can be imported; none for a package that is no tier.
    modules: Vec<String>,
    assets: BTreeMap<String, Asset>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Asset {
    /// Relative to `index.json`.
    path: String,
    bytes: u64,
    brotli_bytes: u64,
    /// As browsers write it: `sha384-…` in base64.
    sha384: String,
}

/// Where a version of a tier, or of the loader, lies.
pub fn folder(variant: Option<&str>, version: &str) -> String {
    format!("{}/{version}", variant.unwrap_or("registry"))
}

impl Default for Index {
    fn default() -> Self {
        Self { schema: SCHEMA, packages: BTreeMap::new() }
    }
}

impl Release {
    /// Of a finished package that will lie in `folder`.
    pub fn of(version: &str, folder: &str, package: &Package, modules: Vec<String>) -> Result<Self> {
        let version = Version::parse(version)
            .map_err(|cause| Error::request(format!("`{version}` is no version")).detail(cause))?;
        let files: Vec<(&str, &Vec<u8>)> = package
            .iter()
            .filter_map(|(name, content)| Some((name.strip_prefix("dist/")?, content)))
            .collect();
        let facts = facts(package);
        let assets = crate::tools::parallel::map(&files, |(name, content)| {
            Ok(((*name).to_owned(), Asset::of(format!("{folder}/{name}"), content, &facts)))
        })?;
        Ok(Self { version, yanked: false, modules, assets: assets.into_iter().collect() })
    }
}

impl Asset {
    /// Its size is known where the build measured the same bytes.
    fn of(path: String, content: &[u8], facts: &[FileFacts]) -> Self {
        let sha384 = integrity(content);
        let measured = facts.iter().find(|fact| fact.integrity == sha384).map(|fact| fact.size);
        let size = measured.unwrap_or_else(|| Size::of(content));
        Self { path, bytes: size.raw, brotli_bytes: size.brotli, sha384 }
    }
}

/// What the build info of a tier says of its files; nothing for a package without one.
fn facts(package: &Package) -> Vec<FileFacts> {
    let text = package.get("dist/build-info.json").map_or(&b"{}"[..], Vec::as_slice);
    let info: serde_json::Value = serde_json::from_slice(text).unwrap_or_default();
    serde_json::from_value(info["files"].clone()).unwrap_or_default()
}

impl Index {
    /// Reads and checks a file: its schema first, so that a newer one is told apart from a damaged one.
    pub fn from_json(text: &[u8]) -> Result<Self> {
        #[derive(Deserialize)]
        struct Head {
            schema: u32,
        }
        let broken = |cause: serde_json::Error| {
            Error::request("`index.json` is no index")
                .detail(cause)
                .help("restore the index from where it is published")
        };
        let head: Head = serde_json::from_slice(text).map_err(broken)?;
        if head.schema > SCHEMA {
            return Err(Error::request(format!(
                "`index.json` has schema {}, this xtask writes {SCHEMA}",
                head.schema
            ))
            .help("use the xtask of a newer commit"));
        }
        let index: Self = serde_json::from_slice(text).map_err(broken)?;
        if index.to_json() == text {
            return Ok(index);
        }
        Err(Error::request("`index.json` is not as it was written")
            .detail("it was edited: its lines, spaces or the order of its keys differ")
            .help("restore the index from where it is published"))
    }

    /// The folders that it names, relative to its own, each with a version of a package in it.
    pub fn folders(&self) -> Vec<String> {
        let packages = self.packages.values();
        packages
            .flat_map(|package| {
                let variant = package.variant.as_deref();
                package.versions.iter().map(move |release| folder(variant, &release.version.to_string()))
            })
            .collect()
    }

    /// The file's bytes.
    pub fn to_json(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec_pretty(self).expect("an index has only string keys");
        text.push(b'\n');
        text
    }

    /// Every asset must be there with its bytes.
    pub fn check_files(&self, files: &Package) -> Result<()> {
        for asset in self.packages.values().flat_map(|one| &one.versions).flat_map(|one| one.assets.values())
        {
            let found = files.get(&asset.path).map(|content| integrity(content));
            if found.as_ref() != Some(&asset.sha384) {
                let found = found.unwrap_or_else(|| "nothing".to_owned());
                return Err(Error::request(format!("`{}` is not what index.json says", asset.path))
                    .detail(format!("expected {}\nfound    {found}", asset.sha384))
                    .help("restore the file from where the index is published"));
            }
        }
        Ok(())
    }

    /// Adds a version of a package; one that is there already must be the same.
    pub fn add(&mut self, name: &str, variant: Option<&str>, release: Release) -> Result<()> {
        let fresh = || Published { variant: variant.map(str::to_owned), versions: Vec::new() };
        let published = self.packages.entry(name.to_owned()).or_insert_with(fresh);
        if let Some(old) = published.versions.iter().find(|old| old.version == release.version) {
            let same = Release { yanked: old.yanked, ..release };
            return if *old == same {
                Ok(())
            } else {
                Err(changed(name, &same.version.to_string(), "index.json"))
            };
        }
        published.versions.push(release);
        published.versions.sort_by(|one, other| other.version.cmp(&one.version));
        Ok(())
    }

    /// Marks a version of all packages.
    pub fn yank(&mut self, version: &str) -> Result<()> {
        let releases = self.packages.values_mut().flat_map(|package| &mut package.versions);
        let mut known = Vec::new();
        let mut found = false;
        for release in releases {
            if release.version.to_string() == version {
                release.yanked = true;
                found = true;
            }
            known.push(release.version.to_string());
        }
        known.sort();
        known.dedup();
        if found {
            return Ok(());
        }
        Err(Error::request(format!("the index has no version `{version}` to yank"))
            .help(format!("its versions: {}", known.join(", "))))
    }

    /// How much is in it.
    pub fn summary(&self) -> String {
        let versions: usize = self.packages.values().map(|package| package.versions.len()).sum();
        format!("{} packages in {versions} versions", self.packages.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(version: &str, content: &str) -> Release {
        let package = Package::from([("dist/a.js".to_owned(), content.as_bytes().to_vec())]);
        Release::of(version, &format!("core/{version}"), &package, Vec::new()).unwrap()
    }

    fn index(versions: &[&str]) -> Index {
        let mut index = Index::default();
        for version in versions {
            index.add("@pocketpy/core", Some("core"), release(version, "x")).unwrap();
        }
        index
    }

    #[test]
    fn versions_stand_newest_first_whatever_the_order_they_came_in() {
        let index = index(&["0.9.0", "0.10.0", "0.10.0-rc.1", "0.2.0"]);
        let versions: Vec<String> =
            index.packages["@pocketpy/core"].versions.iter().map(|one| one.version.to_string()).collect();
        assert_eq!(versions, ["0.10.0", "0.10.0-rc.1", "0.9.0", "0.2.0"]);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = index(&["0.1.0"]).to_json();
        assert_eq!(Index::from_json(&text).unwrap().to_json(), text);
    }

    #[test]
    fn the_same_version_again_changes_nothing_and_stays_yanked() {
        let mut index = index(&["0.1.0"]);
        index.yank("0.1.0").unwrap();
        index.add("@pocketpy/core", Some("core"), release("0.1.0", "x")).unwrap();
        assert!(index.packages["@pocketpy/core"].versions[0].yanked);
    }

    #[test]
    fn reject_other_bytes_under_a_published_version() {
        let refused =
            index(&["0.1.0"]).add("@pocketpy/core", Some("core"), release("0.1.0", "y")).unwrap_err();
        assert!(refused.to_string().contains("the index has another `@pocketpy/core` 0.1.0"), "{refused}");
    }

    #[test]
    fn reject_a_newer_schema_and_say_so() {
        let refused =
            Index::from_json(br#"{"schema": 2, "packages": {}, "more": 1}"#).unwrap_err().to_string();
        assert!(refused.contains("has schema 2, this xtask writes 1"), "{refused}");
    }

    #[test]
    fn reject_an_index_cut_anywhere_and_one_with_unknown_keys() {
        let text = index(&["0.1.0"]).to_json();
        for end in 0..text.len() {
            assert!(Index::from_json(&text[..end]).is_err(), "cut at {end}");
        }
        assert!(Index::from_json(br#"{"schema": 1, "packages": {}, "more": 1}"#).is_err());
    }

    #[test]
    fn reject_an_index_that_was_edited_even_where_it_says_the_same() {
        let text = String::from_utf8(index(&["0.1.0"]).to_json()).unwrap();
        for edited in [format!("{text}\n"), text.replace("  ", "\t")] {
            let refused = Index::from_json(edited.as_bytes()).unwrap_err().to_string();
            assert!(refused.contains("is not as it was written"), "{refused}");
        }
    }

    #[test]
    fn reject_an_asset_that_is_missing_or_tampered() {
        let index = index(&["0.1.0"]);
        let named =
            |content: &str| Package::from([("core/0.1.0/a.js".to_owned(), content.as_bytes().to_vec())]);
        assert!(index.check_files(&named("x")).is_ok());
        assert!(index.check_files(&named("y")).unwrap_err().to_string().contains("core/0.1.0/a.js"));
        assert!(index.check_files(&Package::new()).unwrap_err().to_string().contains("found    nothing"));
    }

    #[test]
    fn reject_yanking_a_version_that_is_not_there() {
        let refused = index(&["0.1.0", "0.2.0"]).yank("0.3.0").unwrap_err().to_string();
        assert!(refused.contains("its versions: 0.1.0, 0.2.0"), "{refused}");
    }
}
