//! Native: the units of a tier as a program for this machine under the sanitizers, and the program itself.
//!
//! The same files, symbols, generated texts and module table as in the wasm; only the compiler and its flags are others.
//! Objects and programs lie below `target/pocketpy/native/`, by key.

use std::path::{Path, PathBuf};

use crate::error::{Context as _, Result};
use crate::generate::module_table;
use crate::plan::flags;
use crate::plan::{LibraryPlan, TierPlan, Unit};
use crate::stages::objects::{arguments, key, write_generated};
use crate::stages::{Context, Sources};
use crate::toolchain::NativeCompiler;
use crate::tools::cpython;
use crate::tools::files::{self, SCRATCH};
use crate::tools::hash::{Key, KeyBuilder};
use crate::tools::parallel;
use crate::tools::process::{Invocation, run};

/// What gives the program its `main`.
const MAIN: [&str; 2] = ["tests/native/main.c", "tests/native/formats.c"];

/// One object: where it is to lie, and what goes in.
struct Job<'a> {
    unit: &'a Unit,
    flags: Vec<String>,
    object: PathBuf,
}

/// Compiles and links what is not there yet; returns the program, which takes the name of a Python file.
pub fn native(
    context: &Context<'_>,
    compiler: &NativeCompiler,
    tier: &TierPlan,
    sources: &Sources,
) -> Result<PathBuf> {
    let root = &context.folders.root;
    files::make_folder(&root.join(folder()))?;
    let (mut jobs, mut keys) = (Vec::new(), Vec::new());
    for unit in &tier.units {
        let flags = flags::native(unit);
        let key = key(context, sources, unit, &compiler.fingerprint, &flags)?;
        jobs.push(Job { unit, flags, object: place(&key, "o") });
        keys.push(key);
    }
    compile(context, compiler, sources, &jobs)?;
    link(context, compiler, tier, &jobs, &keys)
}

fn folder() -> PathBuf {
    Path::new(SCRATCH).join("native")
}

fn place(key: &Key, ending: &str) -> PathBuf {
    folder().join(format!("{}.{ending}", key.as_str()))
}

fn compile(
    context: &Context<'_>,
    compiler: &NativeCompiler,
    sources: &Sources,
    jobs: &[Job<'_>],
) -> Result<()> {
    let root = &context.folders.root;
    let missing: Vec<&Job<'_>> = jobs.iter().filter(|job| !root.join(&job.object).is_file()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let task = context.ui.task("compile C files with sanitizers", missing.len() as u64);
    parallel::map(&missing, |job| {
        write_generated(context, sources, job.unit)?;
        make(context, &job.object, |partial| {
            Invocation::new(&compiler.program).args(arguments(sources, job.unit, &job.flags, partial))
        })
        .map_err(|error| error.within(format!("cannot compile `{}` natively", job.unit.path())))?;
        task.step();
        Ok(())
    })?;
    Ok(())
}

fn link(
    context: &Context<'_>,
    compiler: &NativeCompiler,
    tier: &TierPlan,
    jobs: &[Job<'_>],
    keys: &[Key],
) -> Result<PathBuf> {
    let root = &context.folders.root;
    let table = module_table::to_c(context.plan, &context.tools.versions, tier);
    let libraries = libraries(context, tier)?;
    let key = KeyBuilder::new("native program")
        .text(&compiler.fingerprint)
        .texts(flags::SANITIZE)
        .texts(libraries.iter().map(|library| library.to_string_lossy()))
        .texts(keys.iter().map(Key::as_str))
        .text(&table)
        .file(&root.join(MAIN[0]))?
        .file(&root.join(MAIN[1]))?
        .finish();
    let program = place(&key, "program");
    if !root.join(&program).is_file() {
        context.ui.status("link", format!("{} with sanitizers", tier.name));
        let generated = place(&key, "c");
        files::write(&root.join(&generated), table.as_bytes())?;
        make(context, &program, |partial| {
            Invocation::new(&compiler.program)
                .args(flags::SANITIZE)
                .args(["-I", "bindings/host", "-isystem", "target/pocketpy/sources/pocketpy"])
                .args(MAIN)
                .arg(&generated)
                .args(jobs.iter().map(|job| &job.object))
                .args(tier.wraps.iter().map(|name| format!("-Wl,--wrap={name}")))
                .args(libraries.iter().filter_map(|library| library.parent()).map(rpath))
                .args(&libraries)
                .args(["-lm", "-lpthread", "-o"])
                .arg(partial)
        })?;
    }
    Ok(root.join(program))
}

fn rpath(folder: &Path) -> String {
    format!("-Wl,-rpath,{}", folder.display())
}

/// A tier's libraries for this machine: of the wheels that the reference packages are, the same releases, and not watched.
fn libraries(context: &Context<'_>, tier: &TierPlan) -> Result<Vec<PathBuf>> {
    let wanted: Vec<&LibraryPlan> = context.plan.libraries_of(tier).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let python = cpython::environment(context.folders, context.ui)?;
    let packages =
        Invocation::new(&python).args(["-c", "import sysconfig; print(sysconfig.get_path('platlib'))"]);
    let folder = PathBuf::from(run(&packages)?.trim());
    let mut found = Vec::new();
    for library in wanted {
        let bundled = folder.join(format!("{}.libs", library.native_wheel));
        found.extend(files_of(&bundled).context(|| {
            format!("the wheel `{}` carries no libraries in `{}`", library.native_wheel, bundled.display())
        })?);
    }
    Ok(found)
}

fn files_of(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    Ok(paths)
}

/// Lets a command make a file beside its place, and moves it there when it is whole.
fn make(context: &Context<'_>, file: &Path, command: impl FnOnce(&Path) -> Invocation) -> Result<()> {
    let root = &context.folders.root;
    let partial = files::partial_name(file);
    run(&command(&partial).in_folder(root))?;
    std::fs::rename(root.join(&partial), root.join(file))
        .context(|| format!("cannot keep `{}`", file.display()))
}
