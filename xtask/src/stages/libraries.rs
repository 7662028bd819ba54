//! Libraries: other people's projects in C++, each built once, as a whole, by its own CMake files.
//!
//! [`configure`] makes the headers that bindings include, in seconds; [`libraries`] the archives, in minutes, beside everything
//! else. A library's key is its source's hash, the compiler and the flags: no change of a binding builds it again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::plan::LibraryPlan;
use crate::plan::flags;
use crate::plan::pins::Pin;
use crate::stages::Context;
use crate::stages::cmake::{self, Programs, Request};
use crate::stages::sources::tree_of_crate;
use crate::tools::crates::Crates;
use crate::tools::files::{self, SCRATCH};
use crate::tools::hash::{Key, KeyBuilder, read};
use crate::tools::venv;
use crate::ui::Task;

/// CMake and Ninja as Python packages, pinned by hash: the same on every machine.
const REQUIREMENTS: &str = "pocketpy/cmake-requirements.txt";

/// Where libraries lie, below the scratch.
pub const FOLDER: &str = "libraries";

/// A library whose headers are there.
#[derive(Clone, Debug)]
pub struct Configured {
    /// Equal keys mean equal archives.
    pub key: Key,
}

impl Configured {
    /// Where its results lie, relative to the checkout.
    fn folder(&self) -> PathBuf {
        Path::new(SCRATCH).join(FOLDER).join(self.key.as_str())
    }

    /// Where bindings find its headers, relative to the checkout.
    pub fn include(&self) -> PathBuf {
        self.folder().join("include")
    }

    /// Where the texts of its licences lie, relative to the checkout.
    pub fn licenses(&self) -> PathBuf {
        self.folder().join("licenses")
    }

    fn archives(&self) -> PathBuf {
        self.folder().join("lib")
    }

    /// CMake works in `build` below it; kept after a failure, so that the next run goes on there.
    fn build(&self) -> PathBuf {
        self.folder().with_extension("build")
    }
}

/// The built libraries; made only by [`libraries`].
pub struct Libraries {
    archives: BTreeMap<String, Vec<PathBuf>>,
    /// How many had to be built now.
    pub fresh: usize,
}

impl Libraries {
    /// The archives of these libraries in link order, relative to the checkout.
    pub fn archives(&self, names: &[String]) -> Vec<&PathBuf> {
        let of = |name: &String| self.archives.get(name).expect("every library of the plan was built");
        names.iter().flat_map(of).collect()
    }
}

/// Makes a library's headers unless they are there.
pub fn configure(context: &Context<'_>, crates: &Crates, library: &LibraryPlan) -> Result<Configured> {
    let configured = Configured { key: key(context, library)? };
    let root = &context.folders.root;
    if !root.join(configured.include()).is_dir() {
        let tree = tree_of_crate(crates, &library.pin)?;
        configure_anew(context, library, &configured, &tree)?;
        keep_headers(root, library, &configured, &tree)?;
    }
    Ok(configured)
}

fn configure_anew(
    context: &Context<'_>,
    library: &LibraryPlan,
    configured: &Configured,
    tree: &Path,
) -> Result<()> {
    context.ui.status("configure", &library.name);
    files::remove_folder(&context.folders.root.join(configured.build()))?;
    let (programs, request) = request(context, library, configured, tree, cmake::NOTHING)?;
    cmake::drive(context.tools, &programs, &request, |_| {})
        .map_err(|error| error.within(format!("cannot configure library `{}`", library.name)))
}

fn key(context: &Context<'_>, library: &LibraryPlan) -> Result<Key> {
    Ok(KeyBuilder::new("library")
        .text(&context.tools.fingerprint)
        .text(&identity(&library.pin))
        .texts(flags::library(library))
        .texts(&library.cmake_options)
        .texts(&library.steady_files)
        .texts(flags::STEADY)
        .texts(&library.archives)
        .texts(library.headers.iter().flat_map(|(header, place)| [header, place]))
        .texts(library.licenses.iter().flat_map(|(file, place)| [file, place]))
        .file(&context.folders.at(REQUIREMENTS))?
        .finish())
}

/// What of a pin decides the archives. A change of this text builds every library anew, which takes minutes.
fn identity(pin: &Pin) -> String {
    let Pin { name, version, stated: _, carrier, folder, include, staged_as, license, content } = pin;
    format!(
        "Pin {{ name: {name:?}, version: {version:?}, carrier: {carrier:?}, folder: {folder:?}, include: {include:?}, \
         staged_as: {staged_as:?}, license: {license:?}, content: {content:?} }}"
    )
}

/// CMake and Ninja of the private environment.
fn programs(context: &Context<'_>) -> Result<Programs> {
    let python = venv::python(context.folders, "cmake", REQUIREMENTS, context.ui)?;
    Ok(Programs { cmake: python.with_file_name("cmake"), ninja: python.with_file_name("ninja") })
}

/// Gives single files flags of their own, once CMake has read all of the project. CMake would say nothing of a file that is not there.
fn steady_files(library: &LibraryPlan, tree: &Path, build: &Path) -> Result<PathBuf> {
    let mut script = String::new();
    for file in &library.steady_files {
        if !tree.join(file).is_file() {
            return Err(Error::request(format!("library `{}` has no file `{file}`", library.name))
                .help("correct `steady-files` in variants.toml"));
        }
        script += &format!(
            "cmake_language(DEFER CALL set_source_files_properties \"${{CMAKE_SOURCE_DIR}}/{file}\" PROPERTIES COMPILE_OPTIONS \"{}\")\n",
            flags::STEADY.join(";")
        );
    }
    let place = build.with_extension("cmake");
    files::write_if_changed(&place, script.as_bytes())?; // else Ninja would run CMake again
    Ok(place)
}

/// What CMake is asked for: `target` of a library, in its folder below the scratch.
fn request(
    context: &Context<'_>,
    library: &LibraryPlan,
    configured: &Configured,
    tree: &Path,
    target: &str,
) -> Result<(Programs, Request)> {
    let (folder, programs) = (context.folders.root.join(configured.build()), programs(context)?);
    let emcc = context.tools.emcc.canonicalize().unwrap_or_else(|_| context.tools.emcc.clone());
    let own = [
        // what teaches CMake Emscripten lies beside the real `emcc`
        ("CMAKE_TOOLCHAIN_FILE", emcc.with_file_name("cmake/Modules/Platform/Emscripten.cmake")),
        ("CMAKE_MAKE_PROGRAM", programs.ninja.clone()),
        ("CMAKE_PROJECT_INCLUDE", steady_files(library, tree, &folder)?),
    ];
    let mut defines: Vec<(String, String)> =
        own.map(|(name, place)| (name.to_owned(), place.to_string_lossy().into_owned())).into();
    for option in &library.cmake_options {
        defines.push(define(&library.name, option)?);
    }
    let request = Request {
        flags: [flags::library(library), prefix_maps(library, tree, &folder)].concat(),
        defines,
        target: target.to_owned(),
        project: tree.to_path_buf(),
        folder,
        emcc,
    };
    Ok((programs, request))
}

/// The name and value of `NAME=VALUE`.
fn define(library: &str, option: &str) -> Result<(String, String)> {
    let (name, value) = option.split_once('=').ok_or_else(|| {
        Error::request(format!("`{option}` of library `{library}` is no variable of CMake with a value"))
            .help("write `NAME=VALUE` in `cmake-options` of variants.toml")
    })?;
    Ok((name.to_owned(), value.to_owned()))
}

/// No folder of this machine reaches an object. CMake gives flags to a shell, and a folder may have a space in its name.
fn prefix_maps(library: &LibraryPlan, tree: &Path, folder: &Path) -> Vec<String> {
    let map = |from: &Path, to: &str| format!("\"-ffile-prefix-map={}={to}\"", from.display());
    vec![map(tree, &library.name), map(&folder.join("build"), "build")]
}

fn keep_headers(root: &Path, library: &LibraryPlan, configured: &Configured, tree: &Path) -> Result<()> {
    let partial = root.join(files::partial_name(&configured.include()));
    files::remove_folder(&partial)?;
    for (header, place) in &library.headers {
        let file = match place.strip_prefix("source/") {
            Some(place) => tree.join(place),
            None => root.join(configured.build()).join(place),
        };
        files::write(&partial.join(header), &read(&file)?)?;
    }
    for (file, place) in &library.licenses {
        files::write(&root.join(configured.licenses()).join(file), &read(&tree.join(place))?)?;
    }
    files::replace_folder(&partial, &root.join(configured.include()))
}

/// Builds what is not there yet.
pub fn libraries(context: &Context<'_>, configured: &BTreeMap<String, Configured>) -> Result<Libraries> {
    let mut libraries = Libraries { archives: BTreeMap::new(), fresh: 0 };
    for library in &context.plan.libraries {
        let configured = configured.get(&library.name).expect("every library of the plan was configured");
        if !context.folders.root.join(configured.archives()).is_dir() {
            build(context, library, configured)?;
            libraries.fresh += 1;
        }
        let names = library.archives.iter().filter_map(|archive| Path::new(archive).file_name());
        let archives = names.map(|name| configured.archives().join(name)).collect();
        libraries.archives.insert(library.name.clone(), archives);
    }
    Ok(libraries)
}

fn build(context: &Context<'_>, library: &LibraryPlan, configured: &Configured) -> Result<()> {
    let root = &context.folders.root;
    let tree = tree_of_crate(&Crates::locate(context.folders)?, &library.pin)?;
    let (programs, request) = request(context, library, configured, &tree, &library.target)?;
    let mut task: Option<Task> = None;
    let follow = |line: &str| {
        if let Some((done, total)) = ninja_progress(line) {
            let label = format!("build library {}", library.name);
            task.get_or_insert_with(|| context.ui.task(label, total)).set(done);
        }
    };
    cmake::drive(context.tools, &programs, &request, follow)
        .map_err(|error| error.within(format!("cannot build library `{}`", library.name)))?;
    keep_archives(root, library, configured)?;
    files::remove_folder(&request.folder)
}

/// `[12/451] Building …` is 12 of 451.
fn ninja_progress(line: &str) -> Option<(u64, u64)> {
    let (done, total) = line.strip_prefix('[')?.split_once(']')?.0.split_once('/')?;
    Some((done.parse().ok()?, total.parse().ok()?))
}

fn keep_archives(root: &Path, library: &LibraryPlan, configured: &Configured) -> Result<()> {
    let partial = root.join(files::partial_name(&configured.archives()));
    files::remove_folder(&partial)?;
    for archive in &library.archives {
        let name = Path::new(archive).file_name().expect("an archive has a name");
        files::write(
            &partial.join(name),
            &read(&root.join(configured.build()).join("build").join(archive))?,
        )?;
    }
    files::replace_folder(&partial, &root.join(configured.archives()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_what_ninja_prints_at_the_start_of_a_line() {
        assert_eq!(ninja_progress("[12/451] Building CXX object a.o"), Some((12, 451)));
        assert_eq!(ninja_progress("ninja: no work to do."), None);
        assert_eq!(ninja_progress("[warning] [1/2]"), None);
    }
}
