//! The machine's own C compiler, with the sanitizers: for tests only, nothing of it is ever packed.

use std::path::{Path, PathBuf};

use xshell::cmd;

use super::on_path;
use crate::error::{Error, Result};
use crate::plan::flags;
use crate::tools::files;
use crate::tools::process::{Invocation, run, shell};

/// A C compiler that makes programs for this machine, with sanitizers that work.
#[derive(Clone, Debug)]
pub struct NativeCompiler {
    /// Its file.
    pub program: PathBuf,
    /// Changes with its version and the machine it compiles for.
    pub fingerprint: String,
}

/// `cc`, or else `clang` or `gcc`; proven by a program that is compiled and run in `scratch`.
pub fn native_compiler(scratch: &Path) -> Result<NativeCompiler> {
    let program = plain_compiler()?;
    prove(&program, scratch)?;
    let shell = shell(scratch)?;
    let version = run(&cmd!(shell, "{program} --version").into())?;
    let machine = run(&cmd!(shell, "{program} -dumpmachine").into())?;
    let first = version.lines().next().unwrap_or_default();
    Ok(NativeCompiler { fingerprint: format!("{first} for {}", machine.trim()), program })
}

/// The first of `cc`, `clang` and `gcc` on PATH.
pub fn plain_compiler() -> Result<PathBuf> {
    on_path(&["cc", "clang", "gcc"]).ok_or_else(|| {
        Error::machine("there is no C compiler for programs of this machine")
            .detail("looked for `cc`, `clang` and `gcc` on PATH")
            .help("install one (`apt-get install gcc`), then run the command again")
    })
}

fn prove(program: &Path, scratch: &Path) -> Result<()> {
    let (source, proof) = (scratch.join("proof.c"), scratch.join("proof"));
    files::write(&source, b"int main(void) { return 0; }\n")?;
    let compile = Invocation::new(program).args(flags::SANITIZE).arg(&source).arg("-o").arg(&proof);
    run(&compile).and_then(|_| run(&Invocation::new(&proof))).map(drop).map_err(|cause| {
        Error::machine(format!("`{}` has no sanitizers that work", program.display()))
            .detail(cause)
            .help("install the runtime of its sanitizers (`apt-get install gcc libasan8 libubsan1`, or `clang` with `libclang-rt-dev`)")
    })
}
