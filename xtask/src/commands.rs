//! One function per command; the pipeline on one screen.

use std::path::Path;

use crate::cli::{BuildArgs, ServeArgs, SizeReportArgs, TierArgs};
use crate::error::{Error, Result};
use crate::plan::manifest::Manifest;
use crate::plan::pins::Pins;
use crate::plan::{self, Plan, TierPlan};
use crate::report::{self, Times};
use crate::serve;
use crate::size_report::{self, Wanted};
use crate::stages::{self, Context, Libraries, Packed, Parts, Sources};
use crate::toolchain::{self, Demand};
use crate::tools::build_lock;
use crate::tools::files::{self, Folders};
use crate::tools::parallel::{self, Later};
use crate::ui::Ui;

/// What `build`, `check` and `plan` were asked for.
#[derive(Debug, Default)]
pub struct Request {
    /// Which tiers, and from which pocketpy.
    pub plan: plan::Request,
    /// Whether another Emscripten is accepted.
    pub allow_toolchain: bool,
}

impl From<&BuildArgs> for Request {
    fn from(args: &BuildArgs) -> Self {
        let plan = plan::Request { tiers: args.tiers.tiers.clone(), pocketpy_dir: args.pocketpy_dir.clone() };
        Self { plan, allow_toolchain: args.allow_toolchain }
    }
}

impl From<&TierArgs> for Request {
    fn from(args: &TierArgs) -> Self {
        Self { plan: plan::Request { tiers: args.tiers.clone(), pocketpy_dir: None }, allow_toolchain: false }
    }
}

/// `cargo xtask build`: from `variants.toml` to `dist/`, in the order it happens.
pub fn build(folders: &Folders, request: &Request, ui: &Ui) -> Result<()> {
    let plan = resolve(folders, &request.plan)?;
    let _lock = build_lock::take(folders, ui)?;
    let tools = toolchain::obtain(&demand(&plan, request.allow_toolchain), &folders.root, ui)?;
    let context = Context { folders, plan: &plan, tools: &tools, ui };
    let mut times = Times::default();
    let sources = times.stage("sources", || stages::sources(&context), |_| true)?;
    stages::refuse_stale(folders, &plan)?;
    let finished = parallel::beside(
        || stages::libraries(&context, sources.libraries()),
        |libraries| finish_tiers(&context, &sources, libraries, times),
    )?;
    let packed: Vec<&Packed> = finished.iter().map(|done| &done.packed).collect();
    let loader =
        plan.registry.as_ref().map(|loader| stages::registry(&context, loader, &packed)).transpose()?;
    stages::playground(&context)?;
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
    let parts = Parts { sources, objects: &objects, libraries };
    // the largest first, since it takes longest
    let tiers: Vec<&TierPlan> = context.plan.tiers.iter().rev().collect();
    let mut finished = parallel::map(&tiers, |tier| finish_tier(context, tier, &parts, times.clone()))?;
    finished.reverse();
    Ok(finished)
}

fn finish_tier(
    context: &Context<'_>,
    tier: &TierPlan,
    parts: &Parts<'_>,
    mut times: Times,
) -> Result<Finished> {
    let linked = times.stage("link", || stages::link(context, tier, parts), |done| done.fresh)?;
    let optimized = times.stage("optimize", || stages::optimize(context, tier, linked), |done| done.fresh)?;
    let checked = times.stage("check", || stages::check(context, tier, optimized), |done| done.fresh)?;
    let packed =
        times.stage("pack", || stages::pack(context, tier, parts.sources, checked), |done| done.fresh)?;
    let said = report::run_python(context, tier, &packed)?;
    Ok(Finished { packed, times, said })
}

/// `cargo xtask check`: the wasm files that lie in `dist/`.
pub fn check(folders: &Folders, request: &Request, ui: &Ui) -> Result<()> {
    let plan = resolve(folders, &request.plan)?;
    for tier in &plan.tiers {
        let folder = folders.packages().join(&tier.package).join("dist");
        if !folder.is_dir() {
            return Err(Error::request(format!("tier `{}` is not built", tier.name))
                .help(format!("build it with `cargo xtask build --tier {}`", tier.name)));
        }
        stages::verify(&plan, tier, &folder, Path::new("node"))?;
        ui.status("checked", format!("{}: exports, imports, budget, and it runs", tier.name));
    }
    Ok(())
}

/// `cargo xtask serve`: a build, then `dist/` on this machine until the process is ended.
pub fn serve(folders: &Folders, args: &ServeArgs, ui: &Ui) -> Result<()> {
    build(folders, &Request::default(), ui)?;
    serve::serve(&folders.at("dist"), args.port, ui)
}

/// `cargo xtask plan`: everything a build would do, to stdout.
pub fn plan(folders: &Folders, request: &Request) -> Result<()> {
    print!("{}", resolve(folders, &request.plan)?);
    Ok(())
}

/// `cargo xtask size-report`.
pub fn size_report(folders: &Folders, args: &SizeReportArgs, ui: &Ui) -> Result<()> {
    let plan = resolve(folders, &Request::from(&args.tiers).plan)?;
    let wanted = match (&args.html, args.diff.as_slice()) {
        (Some(file), _) => Wanted::Page { file, index: args.index.as_deref() },
        (None, [before, after]) => Wanted::Difference { before, after: Some(after) },
        (None, [before, ..]) => Wanted::Difference { before, after: None },
        (None, []) if args.json => Wanted::Json,
        (None, []) => Wanted::Table,
    };
    size_report::size_report(folders, &plan, &wanted, ui)
}

/// `cargo xtask doctor`: every tool, its version, where it was found, and what is missing.
pub fn doctor(folders: &Folders) -> Result<()> {
    let plan = resolve(folders, &plan::Request::default())?;
    let mut missing = Vec::new();
    for finding in toolchain::survey(&demand(&plan, false), &folders.root) {
        let place = finding.place.map_or_else(|| "not found".to_owned(), |place| place.display().to_string());
        println!("{:<12} {:<12} {place}", finding.tool, finding.version.as_deref().unwrap_or("-"));
        if let Some(problem) = finding.problem {
            println!("{:>12} {problem}", "problem:");
            if let Some(help) = finding.help {
                println!("{:>12} {help}", "help:");
            }
            missing.push(finding.tool);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::machine(format!("this machine lacks something: {}", missing.join(", ")))
        .help("do what stands at `help:` above, then run `cargo xtask doctor` again"))
}

/// `cargo xtask setup`: installs or repairs the private toolchain.
pub fn setup(folders: &Folders, relock: bool, ui: &Ui) -> Result<()> {
    let plan = resolve(folders, &plan::Request::default())?;
    let _lock = build_lock::take(folders, ui)?;
    let tools = toolchain::install(&demand(&plan, false), &folders.root, ui, relock)?;
    ui.status("ready", format!("Emscripten {} below target/toolchain", tools.versions.emscripten));
    Ok(())
}

/// `cargo xtask clean`: `dist/` and the scratch, with `all` the toolchain too.
pub fn clean(folders: &Folders, all: bool, ui: &Ui) -> Result<()> {
    let mut gone = vec![folders.at("dist"), folders.scratch()];
    if all {
        gone.push(folders.at("target/toolchain"));
    }
    for folder in gone {
        ui.status("remove", folder.strip_prefix(&folders.root).unwrap_or(&folder).display());
        files::remove_folder(&folder)?;
    }
    Ok(())
}

/// The plan for a request.
pub fn resolve(folders: &Folders, request: &plan::Request) -> Result<Plan> {
    let manifest = Manifest::load(&folders.at("variants.toml"))?;
    let pins = Pins::load(&folders.at("pocketpy/sources.toml"))?;
    plan::resolve(&manifest, &pins, request)
}

/// What a plan wants of the toolchain.
pub fn demand(plan: &Plan, allow_other: bool) -> Demand {
    Demand { emscripten: plan.emscripten.clone(), allow_other }
}
