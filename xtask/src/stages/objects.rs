//! Objects: every C file compiled once, whatever number of tiers it is in.
//!
//! An object's key is its flags, the compiler, its own content and that of every header it can see; a key that was
//! compiled before is not compiled again.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::error::{Context as _, Error, Result};
use crate::files::{self, SCRATCH};
use crate::flags;
use crate::hash::{Key, KeyBuilder};
use crate::parallel;
use crate::plan::{Unit, UnitOrigin};
use crate::process::{Invocation, run};
use crate::stages::{Context, Sources};

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
        let key = key(context, sources, unit)?;
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
    let object = object_path(&job.key);
    let partial = files::partial_name(&object);
    let command =
        compiler.clone().args(arguments(sources, job.unit, &partial)).in_folder(&context.folders.root);
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

fn arguments(sources: &Sources, unit: &Unit, object: &Path) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = flags::compile(unit).into_iter().map(OsString::from).collect();
    for folder in include_folders(sources, unit) {
        arguments.push("-isystem".into());
        arguments.push(folder.into());
    }
    arguments.extend(["-I".into(), "bindings/host".into()]);
    arguments.extend(["-c".into(), unit_path(sources, unit).into(), "-o".into(), object.into()]);
    arguments
}

fn include_folders(sources: &Sources, unit: &Unit) -> Vec<PathBuf> {
    let own = unit.sources.iter().flat_map(|source| sources.find(source).include_folders());
    own.chain([Sources::include_root()]).collect()
}

fn unit_path(sources: &Sources, unit: &Unit) -> PathBuf {
    match &unit.origin {
        UnitOrigin::Ours(file) => Path::new("bindings").join(&unit.binding).join(file),
        UnitOrigin::Source(source, file) => sources.find(source).folder.join(file),
    }
}

/// Where the object of a key lies, relative to the checkout.
pub fn object_path(key: &Key) -> PathBuf {
    Path::new(SCRATCH).join("objects").join(format!("{}.o", key.as_str()))
}

fn key(context: &Context<'_>, sources: &Sources, unit: &Unit) -> Result<Key> {
    let root = &context.folders.root;
    let path = unit_path(sources, unit);
    let mut builder = KeyBuilder::new("object")
        .text(&context.tools.fingerprint)
        .texts(flags::compile(unit))
        .text(&path.to_string_lossy())
        .file(&root.join(path))?;
    for source in &unit.sources {
        for (file, hash) in &sources.find(source).files {
            builder = builder.text(file).text(hash);
        }
    }
    for header in headers(&root.join("bindings").join(&unit.binding))? {
        builder = builder.file(&header)?;
    }
    Ok(builder.file(&root.join("bindings/host/pkw.h"))?.finish())
}

fn headers(folder: &Path) -> Result<Vec<PathBuf>> {
    Ok(entries(folder)?.into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "h")).collect())
}

/// The files of a binding's folder in alphabetical order; a binding may have none of its own.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let read =
        || std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>();
    let mut paths = read().context(|| format!("cannot read the folder `{}`", folder.display()))?;
    paths.sort();
    Ok(paths)
}

/// A C file in a binding's folder that `variants.toml` does not name would be left out in silence.
fn refuse_unnamed_files(context: &Context<'_>, units: &[&Unit]) -> Result<()> {
    for tier in &context.plan.tiers {
        for binding in &tier.bindings {
            for path in entries(&context.folders.at("bindings").join(binding))? {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let code = [".c", ".cpp", ".cc"].iter().any(|ending| name.ends_with(ending));
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
