//! How to build a tier with another version of a library: what the LGPL wants its users to be told.

use crate::error::{Error, Result};
use crate::plan::flags;
use crate::plan::pins::{Carrier, Content};
use crate::plan::{LibraryPlan, Plan};
use crate::tools::files::Folders;
use crate::tools::hash::read;

/// The file of the package: the exact source, and the commands.
pub fn text(folders: &Folders, plan: &Plan, library: &LibraryPlan) -> Result<String> {
    let pin = &library.pin;
    let (name, version) = (library.name.to_uppercase(), &pin.version);
    let source = source(folders, library)?;
    let texts: Vec<String> = library.licenses.iter().map(|(file, _)| format!("`{file}`")).collect();
    let options: Vec<String> = library.cmake_options.iter().map(|option| format!("-D{option}")).collect();
    Ok(format!(
        "# {name} in this package\n\n\
         `dist/pocketpy.wasm` contains {name} {version}, unchanged, under {license} (texts: {texts}). You may change {name} for your own\n\
         use, link the changed one in its place, and take the result apart to find faults in such changes.\n\n\
         ## The exact source\n\n{source}\n\
         Everything else that goes into the wasm, and what builds it: the source of this project at version {ours}; Emscripten\n\
         {emscripten} (`cargo xtask build` installs it).\n\n\
         ## Building with another {name}\n\n\
         In a checkout of this project at version {ours}:\n\n\
         1. Unpack the crate named above into a folder and change what lies in its `{folder}/`.\n\
         2. Add to the project's `Cargo.toml`, and run `cargo update --package {krate}`:\n\n\
         \x20  ```toml\n   [patch.crates-io]\n   {krate} = {{ path = \"FOLDER\" }}\n   ```\n\
         3. Run `cargo xtask build`. It stops, and names the sha256 of what it found: write that into `tree-sha256` of\n\
         \x20  `[source.{source_name}]` in `pocketpy/sources.toml`, and run it again.\n\n\
         What the build runs: CMake with `{options}` and the flags `{flags}`, then the target `{target}`; its archives\n\
         are linked with the project's own objects by `em++`. `cargo xtask plan` prints every flag.\n",
        license = pin.license,
        texts = texts.join(", "),
        ours = plan.version,
        emscripten = plan.emscripten,
        folder = pin.folder,
        krate = carrier(library)?,
        source_name = pin.name,
        options = options.join(" "),
        flags = flags::library(library).join(" "),
        target = library.target,
    ))
}

fn carrier(library: &LibraryPlan) -> Result<&str> {
    match &library.pin.carrier {
        Carrier::Crate(name) => Ok(name),
        Carrier::Sdist(project, _) => Err(Error::request(format!(
            "library `{}` comes from `{project}`, which is no crate",
            library.name
        ))
        .help("libraries are taken from crates only")),
    }
}

/// Crate, version and hashes, as lines of a list.
fn source(folders: &Folders, library: &LibraryPlan) -> Result<String> {
    let krate = carrier(library)?;
    let (version, checksum) = locked(folders, krate)?;
    let tree = match &library.pin.content {
        Content::Tree(hash) => {
            format!("- sha256 of the list of its files in `{}/`: `{hash}`\n", library.pin.folder)
        }
        Content::Files(_) => String::new(),
    };
    Ok(format!(
        "- crate `{krate}` {version} of the Rust registry, folder `{}/`\n\
         - sha256 of the crate's archive: `{checksum}`\n{tree}",
        library.pin.folder
    ))
}

/// Version and sha256 of a crate in `Cargo.lock`.
pub fn locked(folders: &Folders, krate: &str) -> Result<(String, String)> {
    let text = String::from_utf8_lossy(&read(&folders.at("Cargo.lock"))?).into_owned();
    let lock: toml::Table = text
        .parse()
        .map_err(|cause: toml::de::Error| Error::work("cannot understand `Cargo.lock`").detail(cause))?;
    let packages = lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();
    let find = |package: &toml::Value| {
        let field = |key: &str| package.get(key).and_then(toml::Value::as_str).map(str::to_owned);
        let checksum = field("checksum").unwrap_or_else(|| "none: a changed copy".to_owned());
        (field("name")? == krate).then_some((field("version")?, checksum))
    };
    packages.into_iter().find_map(find).ok_or_else(|| {
        Error::request(format!("`Cargo.lock` does not name crate `{krate}`"))
            .help("pin it in pocketpy/Cargo.toml and run `cargo update --workspace`")
    })
}
