//! Sizes of earlier releases, from the index that `cargo xtask index` writes.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::tools::files::Folders;
use crate::tools::hash::read;
use crate::ui::Ui;

/// Where the index lies when none is named.
const DEFAULT: &str = "dist/index/index.json";

/// The format that is known.
const SCHEMA: u64 = 1;

/// Releases by tier, the oldest first.
pub type History = BTreeMap<String, Vec<Release>>;

/// One release of a tier.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Release {
    /// Its version.
    pub version: String,
    /// Brotli bytes of the wasm.
    pub wasm: u64,
    /// Brotli bytes of the larger glue file.
    pub glue: u64,
    /// Whether it was taken back.
    pub yanked: bool,
}

/// The part of the index that tells sizes.
#[derive(Deserialize)]
struct Index {
    packages: BTreeMap<String, Package>,
}

#[derive(Deserialize)]
struct Package {
    /// The tier that it is; the loader is none.
    variant: Option<String>,
    versions: Vec<Version>,
}

#[derive(Deserialize)]
struct Version {
    version: String,
    yanked: bool,
    assets: BTreeMap<String, Asset>,
}

#[derive(Deserialize)]
struct Asset {
    #[serde(rename = "brotliBytes")]
    brotli_bytes: u64,
}

/// Reads the named index, or the default one where it is; none means no earlier release.
pub fn load(folders: &Folders, named: Option<&Path>, ui: &Ui) -> Result<History> {
    let default = folders.at(DEFAULT);
    let path = match named {
        Some(path) => path,
        None if default.is_file() => &default,
        None => {
            ui.status("note", format!("no `{DEFAULT}`, so the page shows no earlier release"));
            return Ok(History::new());
        }
    };
    parse(&read(path)?).map_err(|cause| {
        Error::request(format!("`{}` is not an index of releases", path.display()))
            .detail(cause)
            .help("make one with `cargo xtask index`, or leave `--index` out")
    })
}

fn parse(text: &[u8]) -> std::result::Result<History, String> {
    let value: serde_json::Value = serde_json::from_slice(text).map_err(|cause| cause.to_string())?;
    match value.get("schema").and_then(serde_json::Value::as_u64) {
        Some(SCHEMA) => {}
        Some(schema) => return Err(format!("its schema is {schema}, known is {SCHEMA}")),
        None => return Err("it names no schema".to_owned()),
    }
    let index: Index = serde_json::from_value(value).map_err(|cause| cause.to_string())?;
    let mut history = History::new();
    for (name, package) in index.packages {
        let Some(variant) = package.variant else { continue };
        let releases = package.versions.iter().rev().map(|version| release(&name, version));
        history.insert(variant, releases.collect::<std::result::Result<_, _>>()?);
    }
    Ok(history)
}

fn release(package: &str, version: &Version) -> std::result::Result<Release, String> {
    let bytes = |name: &str| version.assets.get(name).map(|asset| asset.brotli_bytes);
    let missing = |what: &str| format!("`{package}` {} has no {what} among its assets", version.version);
    Ok(Release {
        version: version.version.clone(),
        wasm: bytes("pocketpy.wasm").ok_or_else(|| missing("`pocketpy.wasm`"))?,
        glue: bytes("pocketpy.js").max(bytes("pocketpy.mjs")).ok_or_else(|| missing("glue"))?,
        yanked: version.yanked,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = r#"{"schema":1,"generated":"later","packages":{
        "@pocketpy/core":{"variant":"core","versions":[
            {"version":"0.2.0","yanked":true,"modules":[],"assets":{
                "pocketpy.mjs":{"path":"a","bytes":9,"brotliBytes":3},"pocketpy.js":{"brotliBytes":4},"pocketpy.wasm":{"brotliBytes":30}}},
            {"version":"0.1.0","yanked":false,"assets":{"pocketpy.mjs":{"brotliBytes":2},"pocketpy.wasm":{"brotliBytes":20}}}]},
        "@pocketpy/registry":{"variant":null,"versions":[]}}}"#;

    #[test]
    fn releases_come_oldest_first_with_the_larger_glue() {
        let release =
            |version: &str, wasm, glue, yanked| Release { version: version.to_owned(), wasm, glue, yanked };
        let history = parse(INDEX.as_bytes()).unwrap();
        assert_eq!(history.keys().collect::<Vec<_>>(), ["core"]);
        assert_eq!(history["core"], [release("0.1.0", 20, 2, false), release("0.2.0", 30, 4, true)]);
    }

    #[test]
    fn an_index_of_another_schema_or_without_a_wasm_is_refused() {
        assert_eq!(parse(b"{\"schema\":2}").unwrap_err(), "its schema is 2, known is 1");
        assert_eq!(parse(b"{}").unwrap_err(), "it names no schema");
        let without = INDEX.replacen("pocketpy.wasm", "other.wasm", 1);
        assert_eq!(
            parse(without.as_bytes()).unwrap_err(),
            "`@pocketpy/core` 0.2.0 has no `pocketpy.wasm` among its assets"
        );
    }
}
