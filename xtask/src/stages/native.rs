//! Native: the units of a tier as a program for this machine under the sanitizers, and the program itself.
//!
//! The same files, symbols, generated texts and module table as in the wasm; only the compiler and its flags are others.
//! Objects and programs lie below `target/pocketpy/native/`, by key.

use std::path::{Path, PathBuf};

use xshell::cmd;

use crate::error::{Context as _, Result};
use crate::plan::flags;
use crate::plan::{LibraryPlan, TierPlan};
use crate::stages::compilation::Store;
use crate::stages::compiler::Compiler;
use crate::stages::units::Units;
use crate::stages::{Context, Sources};
use crate::toolchain::NativeCompiler;
use crate::tools::cpython;
use crate::tools::files::{self, SCRATCH};
use crate::tools::hash::{Key, KeyBuilder};
use crate::tools::process::{Invocation, run, shell};

/// Where objects and programs lie, below the scratch.
const FOLDER: &str = "native";

/// What gives the program its `main`.
const MAIN: [&str; 2] = ["tests/native/main.c", "tests/native/formats.c"];

/// Compiles and links what is not there yet; returns the program, which takes the name of a Python file.
pub fn native(
    context: &Context<'_>,
    compiler: &NativeCompiler,
    tier: &TierPlan,
    sources: &Sources,
) -> Result<PathBuf> {
    let store = Store::new(&context.folders.root, FOLDER);
    let (units, fingerprint) = (Units::new(context, sources)?, &compiler.fingerprint);
    let mut compilations = vec![units.table(tier, fingerprint, &flags::native_other())];
    for file in MAIN {
        compilations.push(units.of_checkout(file, fingerprint, &flags::native_other())?);
    }
    for unit in &tier.units {
        compilations.push(units.compilation(unit, fingerprint, &flags::native(unit))?);
    }
    let (keys, _) = store
        .complete(&compilations, || Compiler::native(compiler, &context.folders.scratch()), context.ui)
        .map_err(|error| error.within(format!("cannot compile tier `{}` with sanitizers", tier.name)))?;
    link(context, compiler, tier, &store, &keys)
}

fn link(
    context: &Context<'_>,
    compiler: &NativeCompiler,
    tier: &TierPlan,
    store: &Store<'_>,
    keys: &[Key],
) -> Result<PathBuf> {
    let root = &context.folders.root;
    let libraries = libraries(context, tier)?;
    let key = KeyBuilder::new("native program")
        .text(&compiler.fingerprint)
        .texts(flags::SANITIZE)
        .texts(libraries.iter().map(|library| library.to_string_lossy()))
        .texts(keys.iter().map(Key::as_str))
        .finish();
    let program = Path::new(SCRATCH).join(FOLDER).join(format!("{}.program", key.as_str()));
    if !root.join(&program).is_file() {
        context.ui.status("link", format!("{} with sanitizers", tier.name));
        make(context, &program, |partial| {
            Invocation::new(&compiler.program)
                .args(flags::SANITIZE)
                .args(keys.iter().map(|key| store.object(key)))
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
    let (shell, script) =
        (shell(&context.folders.root)?, "import sysconfig; print(sysconfig.get_path('platlib'))");
    let folder = PathBuf::from(run(&cmd!(shell, "{python} -c {script}").into())?.trim());
    let mut found = Vec::new();
    for library in wanted {
        let bundled = folder.join(format!("{}.libs", library.native_wheel));
        found.extend(files::entries(&bundled).map_err(|error| {
            error.within(format!("the wheel `{}` carries no libraries", library.native_wheel))
        })?);
    }
    Ok(found)
}

/// Lets a command make a file beside its place, and moves it there when it is whole.
fn make(context: &Context<'_>, file: &Path, command: impl FnOnce(&Path) -> Invocation) -> Result<()> {
    let root = &context.folders.root;
    let partial = files::partial_name(file);
    run(&command(&partial).in_folder(root))?;
    std::fs::rename(root.join(&partial), root.join(file))
        .context(|| format!("cannot keep `{}`", file.display()))
}
