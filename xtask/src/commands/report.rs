//! What `build` says when it is done: per tier its sizes, the time of each stage, its folder, and Python's own words.

use std::time::{Duration, Instant};

use crate::error::Result;
use crate::plan::TierPlan;
use crate::stages::{Context, Loader, Packed};
use crate::tools::files;
use crate::tools::hash::KeyBuilder;
use crate::tools::process::{Invocation, run};
use crate::tools::sizes::grouped;

/// How long each stage took.
#[derive(Clone, Default)]
pub struct Times {
    stages: Vec<(&'static str, Duration, bool)>,
}

impl Times {
    /// Does a stage and notes its time; `fresh` tells whether its result was made now.
    pub fn stage<T>(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<T>,
        fresh: impl FnOnce(&T) -> bool,
    ) -> Result<T> {
        let start = Instant::now();
        let value = work()?;
        self.stages.push((name, start.elapsed(), fresh(&value)));
        Ok(value)
    }

    fn line(&self) -> String {
        let one = |(name, time, fresh): &(&str, Duration, bool)| {
            let seconds = time.as_secs_f64();
            if *fresh { format!("{name} {seconds:.1} s") } else { format!("{name} up to date") }
        };
        self.stages.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

/// A program whose output shows that the interpreter and every module of the tier work.
fn program(tier: &TierPlan) -> String {
    format!(
        "import sys\n\
         for name in '{}'.split(): __import__(name)\n\
         a, b = 1, 1\n\
         print('Python', sys.version, 'on', sys.platform, 'counts', end='')\n\
         for i in range(5):\n    print('', a, end='')\n    a, b = b, a + b\n\
         print()\n",
        tier.modules.join(" ")
    )
}

const RUNNER: &str = "require(process.argv[1])({}).then((py) => { py._py_initialize(); py._py_module_initialize();\
    const ok = py.ccall('py_exec', 'number', ['string', 'string', 'number', 'number'], [process.argv[2], 'main.py', 0, 0]);\
    if (!ok) { py._py_printexc(); process.exit(1); } })";

/// Runs real Python from the finished package, unless the same program was run on the same files before.
pub fn run_python(context: &Context<'_>, tier: &TierPlan, packed: &Packed) -> Result<String> {
    let key = KeyBuilder::new("said")
        .texts([program(tier).as_str(), RUNNER, &context.tools.versions.node])
        .texts(packed.measured.files.iter().map(|file| &file.sha256))
        .finish();
    let record = context.folders.scratch().join("said").join(key.as_str());
    if let Ok(said) = std::fs::read_to_string(&record) {
        return Ok(said);
    }
    let said = ask_python(context, tier, packed)?;
    files::write(&record, said.as_bytes())?;
    Ok(said)
}

fn ask_python(context: &Context<'_>, tier: &TierPlan, packed: &Packed) -> Result<String> {
    // one program is run once: what V8's optimizing compiler would do is waste
    let command = Invocation::new(&context.tools.node)
        .args(["--liftoff-only", "-e", RUNNER, "--"])
        .arg(packed.folder.join("dist/pocketpy.js"))
        .arg(program(tier));
    let said = run(&command)
        .map_err(|error| error.within(format!("the finished package `{}` does not run", tier.package)))?;
    Ok(said.trim().to_owned())
}

/// The closing line of the loader.
pub fn loader_done(context: &Context<'_>, loader: Option<&Loader>) {
    let Some(loader) = loader else {
        context.ui.status("registry", "left as it is; it is made when all tiers are built");
        return;
    };
    let relative = loader.folder.strip_prefix(&context.folders.root).unwrap_or(&loader.folder);
    let (raw, brotli) = (grouped(loader.size.raw), grouped(loader.size.brotli));
    let state = if loader.fresh { "" } else { ", up to date" };
    context.ui.status("registry", format!("in {}: {raw} bytes, {brotli} brotli{state}", relative.display()));
}

/// The closing lines of one tier.
pub fn tier_done(context: &Context<'_>, tier: &TierPlan, packed: &Packed, times: &Times, said: &str) {
    let ui = context.ui;
    let relative = packed.folder.strip_prefix(&context.folders.root).unwrap_or(&packed.folder);
    let (wasm, glue) = (packed.measured.wasm(), packed.measured.glue());
    ui.status("tier", format!("{} in {}", tier.name, relative.display()));
    ui.status("", format!("wasm {} bytes, {} brotli", grouped(wasm.raw), grouped(wasm.brotli)));
    ui.status("", format!("glue {} bytes, {} brotli", grouped(glue.raw), grouped(glue.brotli)));
    ui.status("", times.line());
    ui.status("", said);
}
