//! Instrumented: the first tier of a plan for Node, with an interpreter that counts what it executes; for `cargo xtask profile`.

use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::plan::flags;
use crate::plan::{TierPlan, Unit};
use crate::stages::compiler::Compiler;
use crate::stages::glue::whole_glue;
use crate::stages::objects::object_path;
use crate::stages::units::{settings, unit_path};
use crate::stages::{Context, Parts};
use crate::tools::files::{self, SCRATCH};
use crate::tools::process::{Invocation, run};

/// What collects the counters.
const COUNTERS: &str = "pocketpy/profile/counters.c";

/// Builds it; returns its glue, relative to the checkout.
pub fn instrumented(context: &Context<'_>, parts: &Parts<'_>) -> Result<PathBuf> {
    let tier = context.plan.tiers.first().expect("a plan has a tier");
    let folder = Path::new(SCRATCH).join("instrumented");
    files::remove_folder(&context.folders.root.join(&folder))?;
    files::make_folder(&context.folders.root.join(&folder))?;
    let mut inputs = vec![interpreter(context, parts, tier, &folder)?, PathBuf::from(COUNTERS)];
    inputs.push(object_path(parts.objects.table(tier)));
    let keys = parts.objects.of(&tier.units);
    let others = tier.units.iter().zip(keys).filter(|(unit, _)| !unit.is_interpreter());
    inputs.extend(others.map(|(_, key)| object_path(key)));
    let wasm = folder.join("pocketpy.wasm");
    context.ui.status("link", "the instrumented interpreter");
    let arguments = flags::link(tier).into_iter().map(Into::into);
    emcc(
        context,
        arguments.chain(["-I".into(), "bindings/host".into()]).chain(inputs.into_iter().map(Into::into)),
        &wasm,
    )?;
    let root = &context.folders.root;
    let glue = folder.join("pocketpy.js");
    files::write(&root.join(&glue), whole_glue(root)?.as_bytes())?;
    Ok(glue)
}

fn interpreter(context: &Context<'_>, parts: &Parts<'_>, tier: &TierPlan, folder: &Path) -> Result<PathBuf> {
    let unit: &Unit =
        tier.units.iter().find(|unit| unit.is_interpreter()).expect("every tier has the interpreter");
    let object = folder.join("interpreter.o");
    context.ui.status("compile", unit.path());
    let settings = settings(parts.sources, unit, &flags::compile_instrumented(unit));
    let command = Compiler::emcc(context.tools, &context.folders.scratch())?
        .command(&settings)?
        .arg("-c")
        .arg(unit_path(parts.sources, unit))
        .arg("-o")
        .arg(&object)
        .in_folder(&context.folders.root);
    run(&command)?;
    Ok(object)
}

fn emcc(
    context: &Context<'_>,
    arguments: impl Iterator<Item = std::ffi::OsString>,
    output: &Path,
) -> Result<()> {
    let command = Invocation::new(&context.tools.emcc)
        .envs(&context.tools.environment)
        .args(arguments)
        .args(["-isystem", "target/pocketpy/sources/pocketpy", "-o"])
        .arg(output)
        .in_folder(&context.folders.root);
    run(&command).map(|_| ())
}
