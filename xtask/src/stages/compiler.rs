//! What a C compiler is told, put together by the crate `cc` from typed settings.
//!
//! Limits: `cc` names the program, its arguments and its variables, and adds no flag of its own (`no_default_flags`), since neither the plan
//! nor a key would know of that. It is not let compile: why, in decision 12.

use std::path::{Path, PathBuf};

use cc::Build;

use crate::error::{Error, Result};
use crate::plan::flags::{CompileFlags, Warnings};
use crate::toolchain::{NativeCompiler, Toolchain};
use crate::tools::process::Invocation;

/// A compiler that `cc` has looked at.
pub struct Compiler {
    build: Build,
}

/// What one file is compiled with.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// All but folders.
    pub flags: CompileFlags,
    /// Folders of our headers, relative to the checkout.
    pub include: Vec<PathBuf>,
    /// Folders of other people's headers, in which nothing is worth a warning, relative to the checkout.
    pub include_of_others: Vec<PathBuf>,
}

impl Compiler {
    /// emcc.
    pub fn emcc(tools: &Toolchain, scratch: &Path) -> Result<Self> {
        let mut build = build("wasm32-unknown-emscripten", &tools.emcc, scratch);
        for (name, value) in &tools.environment {
            build.env(name, value);
        }
        Self::usable(build, "emcc")
    }

    /// The machine's own.
    pub fn native(compiler: &NativeCompiler, scratch: &Path) -> Result<Self> {
        let build = build(&host(), &compiler.program, scratch);
        Self::usable(build, &compiler.program.display().to_string())
    }

    /// Asks once what kind of compiler it is; all that is made of `build` remember.
    fn usable(build: Build, name: &str) -> Result<Self> {
        build.try_get_compiler().map_err(|cause| unusable(name, &cause))?;
        Ok(Self { build })
    }

    /// The command with these settings; what is compiled into what comes behind it.
    pub fn command(&self, settings: &Settings) -> Result<Invocation> {
        let flags = &settings.flags;
        let mut build = self.build.clone();
        let are_errors = flags.warnings == Warnings::Errors;
        build.warnings(are_errors).extra_warnings(are_errors).warnings_into_errors(are_errors);
        if let Some(standard) = flags.standard {
            build.std(standard);
        }
        build.flags(flags.without_own_setting()).includes(&settings.include);
        for folder in &settings.include_of_others {
            build.flag("-isystem").flag(folder);
        }
        for (name, value) in flags.definitions() {
            build.define(name, value);
        }
        let tool = build.try_get_compiler().map_err(|cause| unusable("the compiler", &cause))?;
        let command = Invocation::new(tool.path()).args(tool.args());
        Ok(tool.get_envs().fold(command, |command, (name, value)| command.env(name, value)))
    }
}

/// All that `cc` takes from Cargo in a build script, and would ask the environment for here.
pub(super) fn build(target: &str, compiler: &Path, scratch: &Path) -> Build {
    let mut build = Build::new();
    build
        .compiler(compiler)
        .target(target)
        .host(&host())
        .opt_level(0)
        .debug(false)
        .out_dir(scratch)
        .cargo_metadata(false)
        .cargo_warnings(false)
        .inherit_rustflags(false)
        .no_default_flags(true);
    build
}

/// Wanted by `cc`, which without default flags takes nothing from it but whether this is a cross compilation.
pub(super) fn host() -> String {
    format!("{}-unknown-linux-gnu", std::env::consts::ARCH)
}

fn unusable(name: &str, cause: &cc::Error) -> Error {
    Error::machine(format!("cannot use {name}"))
        .detail(cause)
        .help("run `cargo xtask doctor` to look at the toolchain")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(flags: CompileFlags) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let compiler = NativeCompiler {
            program: crate::toolchain::plain_compiler().unwrap(),
            fingerprint: String::new(),
        };
        let compiler = Compiler::native(&compiler, folder.path()).unwrap();
        let settings =
            Settings { flags, include: vec!["ours".into()], include_of_others: vec!["theirs".into()] };
        let arguments = compiler.command(&settings).unwrap().arguments;
        arguments.into_iter().map(|word| word.into_string().unwrap()).collect()
    }

    fn sorted(mut words: Vec<String>) -> Vec<String> {
        words.sort();
        words
    }

    #[test]
    fn a_compiler_is_told_what_the_plan_prints_and_where_headers_lie_and_nothing_else() {
        for warnings in [Warnings::Errors, Warnings::Off] {
            let flags = CompileFlags {
                standard: Some("gnu11"),
                code: vec!["-fno-ident".to_owned(), "-mllvm".to_owned(), "-x".to_owned()],
                warnings,
                defines: vec!["PLAIN".to_owned(), "VALUE=a=b".to_owned()],
                ..CompileFlags::default()
            };
            let folders = ["-I", "ours", "-isystem", "theirs"].map(str::to_owned);
            let expected = [flags.words(), folders.to_vec()].concat();
            assert_eq!(sorted(told(flags)), sorted(expected));
        }
    }
}
