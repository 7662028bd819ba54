//! The software bill of materials of a release, as CycloneDX 1.5: what is in the packages, whose it is, and what made them.
//!
//! The same commit gives the same bytes: its serial number is a hash of the packages, its time is the commit's.

use cyclonedx_bom::external_models::date_time::DateTime;
use cyclonedx_bom::external_models::normalized_string::NormalizedString;
use cyclonedx_bom::external_models::uri::Purl;
use cyclonedx_bom::models::bom::{Bom, SpecVersion, UrnUuid};
use cyclonedx_bom::models::component::{Classification, Component, Components};
use cyclonedx_bom::models::dependency::{Dependencies, Dependency};
use cyclonedx_bom::models::hash::{Hash, HashAlgorithm, HashValue, Hashes};
use cyclonedx_bom::models::license::{LicenseChoice, Licenses};
use cyclonedx_bom::models::metadata::Metadata;
use cyclonedx_bom::models::property::{Properties, Property};
use cyclonedx_bom::models::tool::Tools;
use cyclonedx_bom::validation::Validate;

use super::record::Packed;
use super::runtime::Runtime;
use crate::error::{Error, Result};
use crate::plan::pins::{Carrier, Content, Pin};
use crate::plan::{Plan, TierPlan};
use crate::stages::pack::package_json;
use crate::stages::pack::relinking;
use crate::toolchain;
use crate::tools::files::Folders;
use crate::tools::git::Commit;
use crate::tools::hash::sha256;
use crate::tools::npm;

/// The file's bytes, validated.
pub fn sbom(folders: &Folders, plan: &Plan, commit: &Commit, packed: &[Packed]) -> Result<Vec<u8>> {
    let pins: Vec<&Pin> =
        plan.sources.iter().chain(plan.libraries.iter().map(|library| &library.pin)).collect();
    let mut components: Vec<Component> = packed.iter().map(|package| shipped(plan, package)).collect();
    for pin in &pins {
        components.push(source(folders, pin)?);
    }
    let runtime = Runtime::load(folders, plan)?;
    components.extend(runtime.components());
    for (name, terms) in package_json::BUNDLED {
        components.push(bundled(folders, name, terms)?);
    }
    let bom = Bom {
        version: 1,
        serial_number: Some(serial_number(packed)),
        metadata: Some(metadata(folders, plan, commit)?),
        components: Some(Components(components)),
        dependencies: Some(Dependencies(dependencies(folders, plan, &runtime, packed)?)),
        spec_version: SpecVersion::V1_5,
        ..Bom::default()
    };
    written(bom)
}

fn written(bom: Bom) -> Result<Vec<u8>> {
    let judged = bom.validate();
    if !judged.passed() {
        return Err(Error::work("the bill of materials is not valid CycloneDX").detail(format!("{judged:?}")));
    }
    let mut text = Vec::new();
    bom.output_as_json_v1_5(&mut text)
        .map_err(|cause| Error::work("cannot write the bill of materials").detail(cause))?;
    text.push(b'\n');
    Ok(text)
}

/// A UUID of the form for numbers of one's own making (version 8), out of the packages' hashes.
fn serial_number(packed: &[Packed]) -> UrnUuid {
    let sums: String = packed.iter().map(|package| sha256(&package.bytes)).collect();
    let hash = sha256(sums.as_bytes());
    let parts = [
        &hash[..8],
        &hash[8..12],
        &format!("8{}", &hash[13..16]),
        &format!("8{}", &hash[17..20]),
        &hash[20..32],
    ];
    UrnUuid::new(format!("urn:uuid:{}", parts.join("-"))).expect("the parts have the lengths of a UUID's")
}

fn metadata(folders: &Folders, plan: &Plan, commit: &Commit) -> Result<Metadata> {
    let mut product = component(Classification::Application, "pocketpy-wasm", &plan.version);
    product.properties = Some(properties(&[("commit", &commit.id)]));
    product.licenses = Some(license(&plan.npm.license));
    Ok(Metadata {
        timestamp: Some(DateTime::try_from(commit.time.clone()).map_err(|cause| {
            Error::work("git gave a time that is none").detail(format!("{}: {cause:?}", commit.time))
        })?),
        component: Some(product),
        tools: Some(Tools::Object { components: Some(Components(tools(folders, plan)?)), services: None }),
        ..Metadata::default()
    })
}

/// What made the packages: the compiler by the packages that carry it, and the bundler.
fn tools(folders: &Folders, plan: &Plan) -> Result<Vec<Component>> {
    let mut tools = vec![component(Classification::Application, "emscripten", &plan.emscripten)];
    for (architecture, packages) in toolchain::locked_packages(&folders.root)? {
        for (name, package) in packages {
            let mut tool = component(Classification::Application, &name, &package.version);
            tool.hashes = Some(sha256_of(&package.sha256));
            tool.purl = Some(purl(&format!(
                "pkg:deb/debian/{name}@{}?arch={architecture}",
                encoded(&package.version)
            )));
            tools.push(tool);
        }
    }
    let esbuild = npm::locked_version(folders, "esbuild")?;
    let mut bundler = component(Classification::Application, "esbuild", &esbuild);
    bundler.purl = Some(purl(&format!("pkg:npm/esbuild@{esbuild}")));
    tools.push(bundler);
    Ok(tools)
}

fn shipped(plan: &Plan, package: &Packed) -> Component {
    let mut shipped = component(Classification::Library, &package.name, &plan.version);
    let url = npm_url(&package.name, &plan.version);
    shipped.bom_ref = Some(url.clone());
    shipped.purl = Some(purl(&url));
    shipped.hashes = Some(sha256_of(&sha256(&package.bytes)));
    let tier = tier_of(plan, package);
    let licenses = tier.map_or_else(|| plan.npm.license.clone(), |tier| package_json::license(plan, tier));
    shipped.licenses = Some(license(&licenses));
    shipped
}

fn source(folders: &Folders, pin: &Pin) -> Result<Component> {
    let mut source = component(Classification::Library, &pin.name, &pin.version);
    source.bom_ref = Some(reference(pin));
    source.licenses = Some(license(&pin.license));
    let (url, archive) = match &pin.carrier {
        Carrier::Crate(krate) => {
            let (version, checksum) = relinking::locked(folders, krate)?;
            (format!("pkg:cargo/{krate}@{version}"), checksum)
        }
        Carrier::Sdist(project, checksum) => {
            (format!("pkg:pypi/{project}@{}", pin.version), checksum.clone())
        }
    };
    source.purl = Some(purl(&url));
    source.hashes = Some(sha256_of(&archive));
    let folder = format!("{}/", pin.folder);
    let mut facts = vec![("folder-in-archive".to_owned(), folder)];
    match &pin.content {
        Content::Tree(hash) => facts.push(("sha256-of-tree".to_owned(), hash.clone())),
        Content::Files(files) => {
            facts.extend(files.iter().map(|(file, hash)| (format!("sha256:{file}"), hash.clone())));
        }
    }
    let facts: Vec<(&str, &str)> =
        facts.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    source.properties = Some(properties(&facts));
    Ok(source)
}

/// An npm package inside the loader.
fn bundled(folders: &Folders, name: &str, terms: &str) -> Result<Component> {
    let version = npm::locked_version(folders, name)?;
    let mut bundled = component(Classification::Library, name, &version);
    let url = npm_url(name, &version);
    bundled.bom_ref = Some(url.clone());
    bundled.purl = Some(purl(&url));
    bundled.licenses = Some(license(terms));
    Ok(bundled)
}

/// Which package contains what: a tier its sources and what the compiler links, the loader what is bundled into it.
fn dependencies(
    folders: &Folders,
    plan: &Plan,
    runtime: &Runtime,
    packed: &[Packed],
) -> Result<Vec<Dependency>> {
    let bundled = package_json::BUNDLED
        .iter()
        .map(|(name, _)| Ok(npm_url(name, &npm::locked_version(folders, name)?)))
        .collect::<Result<Vec<_>>>()?;
    let of_package = |package: &Packed| Dependency {
        dependency_ref: npm_url(&package.name, &plan.version),
        dependencies: tier_of(plan, package).map_or_else(
            || bundled.clone(),
            |tier| sources_of(plan, tier).into_iter().chain(runtime.of(tier)).collect(),
        ),
    };
    Ok(packed.iter().map(of_package).collect())
}

fn sources_of(plan: &Plan, tier: &TierPlan) -> Vec<String> {
    let used = |pin: &&Pin| tier.units.iter().any(|unit| unit.sources.contains(&pin.name));
    let libraries = plan.libraries_of(tier).map(|library| &library.pin);
    plan.sources.iter().filter(used).chain(libraries).map(reference).collect()
}

fn tier_of<'a>(plan: &'a Plan, package: &Packed) -> Option<&'a TierPlan> {
    plan.tiers.iter().find(|tier| tier.package == package.name)
}

fn reference(pin: &Pin) -> String {
    format!("source:{}@{}", pin.name, pin.version)
}

/// A component with nothing but its name and version.
pub(super) fn component(kind: Classification, name: &str, version: &str) -> Component {
    Component::new(kind, name, version, None)
}

/// Licences as an expression.
pub(super) fn license(expression: &str) -> Licenses {
    Licenses(vec![LicenseChoice::expression(expression)])
}

fn sha256_of(hash: &str) -> Hashes {
    Hashes(vec![Hash { alg: HashAlgorithm::SHA_256, content: HashValue(hash.to_owned()) }])
}

fn properties(facts: &[(&str, &str)]) -> Properties {
    let property = |(name, value): &(&str, &str)| Property {
        name: format!("pocketpy-wasm:{name}"),
        value: NormalizedString::new(value),
    };
    Properties(facts.iter().map(property).collect())
}

fn npm_url(package: &str, version: &str) -> String {
    format!("pkg:npm/{}@{}", encoded(package), encoded(version))
}

/// As a package URL writes a name or a version; the slash after a scope stays.
fn encoded(text: &str) -> String {
    text.replace('@', "%40").replace('+', "%2B").replace(':', "%3A")
}

/// A package URL that is known to be one.
pub(super) fn purl(url: &str) -> Purl {
    url.parse().expect("a package URL is taken as it is")
}
