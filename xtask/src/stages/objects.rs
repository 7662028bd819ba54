//! Objects: every C file compiled once, whatever number of tiers it is in.
//!
//! An object's key is its flags, the compiler, its own content and that of every header it can see; a key that was
//! compiled before is not compiled again.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::error::{Context as _, Error, Result};
use crate::generate::c_texts;
use crate::generate::python_text;
use crate::generate::ranges;
use crate::plan::flags;
use crate::plan::{MadeOf, Unit, UnitOrigin};
use crate::stages::{Context, Sources};
use crate::tools::files::{self, SCRATCH};
use crate::tools::hash::{Key, KeyBuilder};
use crate::tools::parallel;
use crate::tools::process::{Invocation, run};

/// The compiled units of all tiers; made only by [`compile`].
pub struct Objects {
    compiled: Vec<(Unit, Key)>,
    /// How many had to be compiled now.
    pub fresh: usize,
}

impl Objects {
    /// Keys of a tier's objects in the order of its units.
    pub fn of(&self, units: &[Unit]) -> Vec<&Key> {
        let find = |unit: &Unit| self.compiled.iter().find(|(compiled, _)| compiled == unit);
        units.iter().map(|unit| &find(unit).expect("every unit of the plan was compiled").1).collect()
    }
}

/// One object to be made.
struct Job<'a> {
    key: Key,
    unit: &'a Unit,
}

/// Compiles what is not there yet, on all cores.
pub fn compile(context: &Context<'_>, sources: &Sources) -> Result<Objects> {
    let units = distinct_units(context);
    refuse_unnamed_files(context, &units)?;
    let mut compiled = Vec::new();
    let mut jobs: BTreeMap<Key, Job<'_>> = BTreeMap::new();
    for unit in units {
        let key = key(context, sources, unit, &context.tools.fingerprint, &flags::compile(unit))?;
        if !context.folders.root.join(object_path(&key)).is_file() {
            jobs.insert(key.clone(), Job { key: key.clone(), unit });
        }
        compiled.push((unit.clone(), key));
    }
    let jobs: Vec<Job<'_>> = jobs.into_values().collect();
    run_jobs(context, sources, &jobs)?;
    Ok(Objects { compiled, fresh: jobs.len() })
}

fn distinct_units<'a>(context: &Context<'a>) -> Vec<&'a Unit> {
    let mut units: Vec<&Unit> = Vec::new();
    for unit in context.plan.tiers.iter().flat_map(|tier| &tier.units) {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    units
}

fn run_jobs(context: &Context<'_>, sources: &Sources, jobs: &[Job<'_>]) -> Result<()> {
    if jobs.is_empty() {
        return Ok(());
    }
    files::make_folder(&context.folders.scratch().join("objects"))?;
    let compiler = compiler(context)?;
    let task = context.ui.task("compile C files", jobs.len() as u64);
    parallel::map(jobs, |job| {
        compile_one(context, sources, &compiler, job)?;
        task.step();
        Ok(())
    })?;
    Ok(())
}

fn compile_one(context: &Context<'_>, sources: &Sources, compiler: &Invocation, job: &Job<'_>) -> Result<()> {
    context.ui.status("compile", job.unit.path());
    write_generated(context, sources, job.unit)?;
    let object = object_path(&job.key);
    let partial = files::partial_name(&object);
    let arguments = arguments(sources, job.unit, &flags::compile(job.unit), &partial);
    let command = compiler.clone().args(arguments).in_folder(&context.folders.root);
    run(&command).map_err(|error| error.within(format!("cannot compile `{}`", job.unit.path())))?;
    let root = &context.folders.root;
    std::fs::rename(root.join(&partial), root.join(&object))
        .context(|| format!("cannot keep the object of `{}`", job.unit.path()))
}

/// emcc as `cc` finds it usable. The flags that `cc` would add are left out: all flags are spelled in [`flags`].
fn compiler(context: &Context<'_>) -> Result<Invocation> {
    let mut build = cc::Build::new();
    for (name, value) in &context.tools.environment {
        build.env(name, value);
    }
    let tool = build
        .compiler(&context.tools.emcc)
        .target("wasm32-unknown-emscripten")
        .host("x86_64-unknown-linux-gnu") // asked for by `cc`, has no influence on a cross compilation
        .opt_level(0)
        .debug(false)
        .out_dir(context.folders.scratch())
        .cargo_metadata(false)
        .cargo_warnings(false)
        .inherit_rustflags(false)
        .try_get_compiler()
        .map_err(|cause| {
            Error::machine("cannot use emcc")
                .detail(cause)
                .help("run `cargo xtask doctor` to look at the toolchain")
        })?;
    Ok(Invocation::new(tool.path()).envs(&context.tools.environment))
}

/// What a compiler is told beside who it is: `flags`, where headers lie, and which file becomes which object.
pub(super) fn arguments(sources: &Sources, unit: &Unit, flags: &[String], object: &Path) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = flags.iter().map(OsString::from).collect();
    for folder in include_folders(sources, unit) {
        arguments.push("-isystem".into());
        arguments.push(folder.into());
    }
    for binding in unit.uses.iter().map(String::as_str).chain(["host"]) {
        arguments.extend(["-I".into(), Path::new("bindings").join(binding).into()]);
    }
    let input = generated(unit).unwrap_or_else(|| unit_path(sources, unit));
    arguments.extend(["-c".into(), input.into(), "-o".into(), object.into()]);
    arguments
}

fn include_folders(sources: &Sources, unit: &Unit) -> Vec<PathBuf> {
    let binding = Path::new("bindings").join(&unit.binding);
    let ours = unit.include.iter().map(|folder| binding.join(folder));
    let theirs = unit.sources.iter().flat_map(|source| sources.find(source).include_folders());
    let libraries = unit.libraries.iter().map(|library| sources.library(library).include());
    ours.chain(theirs).chain(libraries).chain([Sources::include_root()]).collect()
}

fn unit_path(sources: &Sources, unit: &Unit) -> PathBuf {
    match &unit.origin {
        UnitOrigin::Ours(file) => Path::new("bindings").join(&unit.binding).join(file),
        UnitOrigin::Source(source, file) => sources.find(source).folder.join(file),
    }
}

/// The C file that is made for a unit, relative to the checkout.
fn generated(unit: &Unit) -> Option<PathBuf> {
    let (UnitOrigin::Ours(file), MadeOf::Python | MadeOf::Ranges | MadeOf::Texts) =
        (&unit.origin, unit.made_of())
    else {
        return None;
    };
    let symbol = python_text::symbol(&unit.binding, file);
    Some(Path::new(SCRATCH).join("generated").join(format!("{symbol}.c")))
}

/// Writes the C file of a unit that is made of something else; nothing for the others.
pub(super) fn write_generated(context: &Context<'_>, sources: &Sources, unit: &Unit) -> Result<()> {
    let (Some(place), UnitOrigin::Ours(file)) = (generated(unit), &unit.origin) else { return Ok(()) };
    let root = &context.folders.root;
    let text = read_text(&root.join("bindings").join(&unit.binding).join(file))?;
    let made = match unit.made_of() {
        MadeOf::Itself => return Ok(()),
        MadeOf::Python => python_text::to_c(&unit.binding, file, &text),
        MadeOf::Ranges => ranges::to_c(&text, &c_files(root, sources, unit)?)?,
        MadeOf::Texts => c_texts::to_c(&text, &c_files(root, sources, unit)?)?,
    };
    files::write(&root.join(place), made.as_bytes())
}

/// The C files of the sources that a unit sees.
fn c_files(root: &Path, sources: &Sources, unit: &Unit) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for source in unit.sources.iter().map(|name| sources.find(name)) {
        let names = source.files.iter().map(|(name, _)| name).filter(|name| name.ends_with(".c"));
        for name in names {
            texts.push(read_text(&root.join(&source.folder).join(name))?);
        }
    }
    Ok(texts)
}

fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).context(|| format!("cannot read `{}`", path.display()))
}

/// What a made C file depends on beside what it is made of: how this program makes it.
fn recipe(unit: &Unit) -> &'static str {
    match unit.made_of() {
        MadeOf::Itself => "",
        MadeOf::Python => python_text::WORDS,
        MadeOf::Ranges => ranges::RECIPE,
        MadeOf::Texts => c_texts::RECIPE,
    }
}

/// Where the object of a key lies, relative to the checkout.
pub fn object_path(key: &Key) -> PathBuf {
    Path::new(SCRATCH).join("objects").join(format!("{}.o", key.as_str()))
}

/// The key of a unit's object under a compiler and its flags.
pub(super) fn key(
    context: &Context<'_>,
    sources: &Sources,
    unit: &Unit,
    compiler: &str,
    flags: &[String],
) -> Result<Key> {
    let root = &context.folders.root;
    let path = unit_path(sources, unit);
    let mut builder = KeyBuilder::new("object")
        .text(compiler)
        .texts(flags)
        .text(&path.to_string_lossy())
        .text(recipe(unit))
        .file(&root.join(path))?;
    for source in &unit.sources {
        for (file, hash) in &sources.find(source).files {
            builder = builder.text(file).text(hash);
        }
    }
    for library in &unit.libraries {
        builder = builder.text(sources.library(library).key.as_str());
    }
    for binding in [&unit.binding].into_iter().chain(&unit.uses) {
        for header in headers(&root.join("bindings").join(binding))? {
            builder = builder.file(&header)?;
        }
    }
    for header in ["pkw.h", "doubled.h"] {
        builder = builder.file(&root.join("bindings/host").join(header))?;
    }
    Ok(builder.finish())
}

fn headers(folder: &Path) -> Result<Vec<PathBuf>> {
    Ok(entries(folder)?.into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "h")).collect())
}

/// The files of a binding's folder and of those in it, in alphabetical order; a binding may have none of its own.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    if folder.is_dir() {
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let entry = entry
                .map_err(|cause| Error::work(format!("cannot read `{}`", folder.display())).detail(cause))?;
            if entry.file_type().is_file() {
                paths.push(entry.into_path());
            }
        }
    }
    Ok(paths)
}

/// A C file in a binding's folder that `variants.toml` does not name would be left out in silence.
fn refuse_unnamed_files(context: &Context<'_>, units: &[&Unit]) -> Result<()> {
    for tier in &context.plan.tiers {
        for binding in &tier.bindings {
            let folder = context.folders.at("bindings").join(binding);
            for path in entries(&folder)? {
                let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                let code = [".c", ".cpp", ".cc", ".py", ".ranges", ".texts"]
                    .iter()
                    .any(|ending| name.ends_with(ending));
                let named = units
                    .iter()
                    .any(|unit| unit.binding == *binding && unit.origin == UnitOrigin::Ours(name.clone()));
                if code && !named {
                    return Err(Error::request(format!(
                        "`bindings/{binding}/{name}` is in no list of files"
                    ))
                    .help(format!(
                        "add `{name}` to `files` of `[binding.{binding}]` in variants.toml, or remove it"
                    )));
                }
            }
        }
    }
    Ok(())
}
