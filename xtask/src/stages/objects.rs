//! Objects: every C file compiled once, whatever number of tiers it is in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::plan::flags::{self, CompileFlags};
use crate::plan::{TierPlan, Unit};
use crate::stages::compilation::Store;
use crate::stages::compiler::Compiler;
use crate::stages::units::Units;
use crate::stages::{Context, Sources};
use crate::tools::files::SCRATCH;
use crate::tools::hash::Key;

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
        compilations.push(units.table(tier, fingerprint, &CompileFlags::default()));
    }
    let (keys, fresh) = store.complete(&compilations, || emcc(context), context.ui)?;
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

fn emcc(context: &Context<'_>) -> Result<Compiler> {
    Compiler::emcc(context.tools, &context.folders.scratch())
}

/// Where the object of a key lies, relative to the checkout.
pub fn object_path(key: &Key) -> PathBuf {
    Path::new(SCRATCH).join(FOLDER).join(format!("{}.o", key.as_str()))
}
