//! Objects: every C file compiled once, whatever number of tiers it is in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::plan::flags;
use crate::plan::{TierPlan, Unit};
use crate::stages::compilation::Store;
use crate::stages::units::Units;
use crate::stages::{Context, Sources};
use crate::tools::files::SCRATCH;
use crate::tools::hash::Key;
use crate::tools::process::Invocation;

/// Where objects lie, below the scratch.
const FOLDER: &str = "objects";

/// The compiled units of all tiers; made only by [`compile`].
pub struct Objects {
    compiled: Vec<(Unit, Key)>,
    tables: BTreeMap<String, Key>,
    /// How many had to be compiled now.
    pub fresh: usize,
}

impl Objects {
    /// Keys of a tier's objects in the order of its units.
    pub fn of(&self, units: &[Unit]) -> Vec<&Key> {
        let find = |unit: &Unit| self.compiled.iter().find(|(compiled, _)| compiled == unit);
        units.iter().map(|unit| &find(unit).expect("every unit of the plan was compiled").1).collect()
    }

    /// Key of the object of a tier's table of modules.
    pub fn table(&self, tier: &TierPlan) -> &Key {
        self.tables.get(&tier.name).expect("the table of every tier of the plan was compiled")
    }
}

/// Compiles what is not there yet, on all cores.
pub fn compile(context: &Context<'_>, sources: &Sources) -> Result<Objects> {
    let distinct = distinct_units(context);
    let units = Units::new(context, sources)?;
    let store = Store::new(&context.folders.root, FOLDER);
    let fingerprint = &context.tools.fingerprint;
    let mut compilations = Vec::new();
    for unit in &distinct {
        compilations.push(units.compilation(unit, fingerprint, &flags::compile(unit))?);
    }
    for tier in &context.plan.tiers {
        compilations.push(units.table(tier, fingerprint, &[]));
    }
    let (keys, fresh) = store.complete(&compilations, || compiler(context), context.ui)?;
    let mut keys = keys.into_iter();
    let compiled = distinct.into_iter().cloned().zip(keys.by_ref()).collect();
    let tables = context.plan.tiers.iter().map(|tier| tier.name.clone()).zip(keys).collect();
    Ok(Objects { compiled, tables, fresh })
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

/// Where the object of a key lies, relative to the checkout.
pub fn object_path(key: &Key) -> PathBuf {
    Path::new(SCRATCH).join(FOLDER).join(format!("{}.o", key.as_str()))
}
