//! wasm-opt: the toolchain's own binary, or Binaryen 116 compiled in with the Cargo feature `embedded-wasm-opt`.

use std::path::Path;

use crate::error::Result;
use crate::toolchain::Toolchain;

/// Which one this xtask uses; part of the stage's key.
pub const BACKEND: &str = if cfg!(feature = "embedded-wasm-opt") { "embedded" } else { "toolchain" };

/// The Binaryen that wasm-opt belongs to: that of the toolchain, or the one compiled in.
pub fn version(toolchain: &str) -> &str {
    if cfg!(feature = "embedded-wasm-opt") { "116 (embedded)" } else { toolchain }
}

/// Runs it over one file.
#[cfg(not(feature = "embedded-wasm-opt"))]
pub fn run(tools: &Toolchain, flags: &[String], from: &Path, to: &Path) -> Result<()> {
    use crate::tools::process::{Invocation, run};
    let command =
        Invocation::new(&tools.wasm_opt).envs(&tools.environment).args(flags).arg(from).arg("-o").arg(to);
    run(&command).map(|_| ())
}

/// Runs it over one file.
#[cfg(feature = "embedded-wasm-opt")]
pub fn run(_tools: &Toolchain, flags: &[String], from: &Path, to: &Path) -> Result<()> {
    use crate::error::Error;
    let options = options(flags)?;
    let failed = |cause| Error::work("the embedded wasm-opt failed").detail(cause);
    options.run(from, to).map_err(failed)?;
    // a level that is named twice is run twice
    let rounds = flags.iter().filter(|flag| flag.starts_with("-O")).count();
    (1..rounds).try_for_each(|_| options.run(to, to).map_err(failed))
}

#[cfg(feature = "embedded-wasm-opt")]
fn options(flags: &[String]) -> Result<wasm_opt::OptimizationOptions> {
    use wasm_opt::{Feature, OptimizationOptions, Pass};
    let mut options = OptimizationOptions::new_optimize_for_size();
    for flag in flags {
        match flag.as_str() {
            "-O1" => options = OptimizationOptions::new_opt_level_1(),
            "-O2" => options = OptimizationOptions::new_opt_level_2(),
            "-O3" => options = OptimizationOptions::new_opt_level_3(),
            "-Os" => options = OptimizationOptions::new_optimize_for_size(),
            "-Oz" => options = OptimizationOptions::new_optimize_for_size_aggressively(),
            "-g" => _ = options.debug_info(true),
            "--one-caller-inline-max-function-size=10" => _ = options.one_caller_inline_max_size(10),
            "--low-memory-unused" => _ = options.low_memory_unused(true),
            "--strip-target-features" => _ = options.add_pass(Pass::StripTargetFeatuers), // the crate spells it so
            "--strip-producers" => _ = options.add_pass(Pass::StripProducers),
            "--enable-bulk-memory" => _ = options.enable_feature(Feature::BulkMemory),
            "--enable-mutable-globals" => _ = options.enable_feature(Feature::MutableGlobals),
            "--enable-nontrapping-float-to-int" => _ = options.enable_feature(Feature::TruncSat),
            "--enable-sign-ext" => _ = options.enable_feature(Feature::SignExt),
            "--enable-simd" => _ = options.enable_feature(Feature::Simd),
            "--enable-exception-handling" => _ = options.enable_feature(Feature::ExceptionHandling),
            unknown => {
                return Err(crate::error::Error::work(format!(
                    "the embedded wasm-opt knows no flag `{unknown}`"
                ))
                .help("teach it the flag in xtask/src/toolchain/wasm_opt.rs"));
            }
        }
    }
    Ok(options)
}
