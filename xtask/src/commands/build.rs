//! `cargo xtask build`: the pipeline on one screen.

use super::report::{self, Times};
use super::{Request, demand, resolve};
use crate::error::Result;
use crate::plan::TierPlan;
use crate::stages::{self, Checked, Context, Glue, Libraries, Packed, Parts, Sources};
use crate::toolchain;
use crate::tools::build_lock;
use crate::tools::files::Folders;
use crate::tools::parallel::{self, Later};
use crate::ui::Ui;

/// From `variants.toml` to `dist/`, in the order it happens.
pub fn build(folders: &Folders, request: &Request, ui: &Ui) -> Result<()> {
    let plan = resolve(folders, &request.plan)?;
    let _lock = build_lock::take(folders, ui)?;
    let tools = toolchain::obtain(&demand(&plan, request.allow_toolchain), &folders.root, ui)?;
    let context = Context { folders, plan: &plan, tools: &tools, ui };
    let mut times = Times::default();
    let sources = times.stage("sources", || stages::sources(&context), |_| true)?;
    let finished = parallel::beside(
        || stages::libraries(&context, sources.libraries()),
        |libraries| finish_tiers(&context, &sources, libraries, times),
    )?;
    let packed: Vec<&Packed> = finished.iter().map(|done| &done.packed).collect();
    let loader =
        plan.registry.as_ref().map(|loader| stages::registry(&context, loader, &packed)).transpose()?;
    stages::playground(&context)?;
    stages::remove_others(&context)?;
    for (tier, done) in plan.tiers.iter().zip(&finished) {
        report::tier_done(&context, tier, &done.packed, &done.times, &done.said);
    }
    report::loader_done(&context, loader.as_ref());
    Ok(())
}

/// A tier at the end of the pipeline.
struct Finished {
    packed: Packed,
    times: Times,
    said: String,
}

fn finish_tiers(
    context: &Context<'_>,
    sources: &Sources,
    libraries: &Later<Libraries>,
    mut times: Times,
) -> Result<Vec<Finished>> {
    let objects = times.stage("objects", || stages::compile(context, sources), |done| done.fresh > 0)?;
    let glue = times.stage("glue", || stages::glue(context), |done| done.fresh)?;
    let parts = Parts { sources, objects: &objects, libraries };
    // the largest first, since it takes longest
    let tiers: Vec<&TierPlan> = context.plan.tiers.iter().rev().collect();
    let checked = parallel::map(&tiers, |tier| check_tier(context, tier, &parts, &glue, times.clone()))?;
    let (mut checked, mut times): (Vec<Checked>, Vec<Times>) = checked.into_iter().unzip();
    checked.reverse();
    times.reverse();
    stages::refuse_unused_imports(context.plan, &checked)?;
    let rows = context.plan.tiers.iter().zip(checked).zip(times);
    rows.map(|((tier, checked), times)| finish_tier(context, tier, sources, checked, times)).collect()
}

fn check_tier(
    context: &Context<'_>,
    tier: &TierPlan,
    parts: &Parts<'_>,
    glue: &Glue,
    mut times: Times,
) -> Result<(Checked, Times)> {
    let linked = times.stage("link", || stages::link(context, tier, parts), |done| done.fresh)?;
    let optimized = times.stage("optimize", || stages::optimize(context, tier, linked), |done| done.fresh)?;
    let checked =
        times.stage("check", || stages::check(context, tier, optimized, glue), |done| done.fresh)?;
    Ok((checked, times))
}

fn finish_tier(
    context: &Context<'_>,
    tier: &TierPlan,
    sources: &Sources,
    checked: Checked,
    mut times: Times,
) -> Result<Finished> {
    let packed = times.stage("pack", || stages::pack(context, tier, sources, checked), |done| done.fresh)?;
    let said = report::run_python(context, tier, &packed)?;
    Ok(Finished { packed, times, said })
}
