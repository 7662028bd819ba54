//! `cargo xtask test --sanitize`: the Python programs, and random ones, with the bindings as a native program that watches
//! its memory and its arithmetic.
//!
//! Limits: the largest tier; leaks are not looked for, since the interpreter frees what it owns only at its end.

use std::path::Path;

use super::{Subject, compare};
use crate::cli::{Against, FuzzArgs, FuzzModule};
use crate::commands;
use crate::commands::test;
use crate::error::{Error, Result};
use crate::plan;
use crate::stages::{self, Context};
use crate::toolchain;
use crate::tools::build_lock;
use crate::tools::files::{self, Folders};
use crate::tools::parallel;
use crate::tools::process::{Invocation, interactive, outcome};
use crate::ui::Ui;

/// A line of a program that is right in wasm and cannot be the same natively.
struct Exception {
    /// Below `tests/python/`.
    program: &'static str,
    /// How the line begins.
    line: &'static str,
}

const EXCEPTIONS: &[Exception] = &[
    // glibc's cbrt is one unit in the last place off here; musl's, which is in the wasm, is not
    Exception { program: "numpy/ufuncs.py", line: "np.cbrt(27.0) -> " },
];

/// How a sanitizer is told to behave. Memory that is not there is NULL, as in wasm.
const ENVIRONMENT: [(&str, &str); 2] = [
    ("ASAN_OPTIONS", "detect_leaks=0:allocator_may_return_null=1:print_legend=0"),
    ("UBSAN_OPTIONS", "print_stacktrace=1"),
];

/// What is compared after the programs; `cargo xtask fuzz --against native` takes other numbers.
const FUZZ: [FuzzArgs; 3] = [
    FuzzArgs { seed: 1, count: 4000, module: FuzzModule::Numpy, against: Against::Native },
    FuzzArgs { seed: 1, count: 4000, module: FuzzModule::Shapely, against: Against::Native },
    FuzzArgs { seed: 1, count: 4000, module: FuzzModule::Language, against: Against::Native },
];

/// Builds the program, compares its texts of numbers, runs every Python program of the tests, then random expressions.
pub fn sanitize(folders: &Folders, ui: &Ui) -> Result<()> {
    let subject = subject(folders, ui)?;
    ui.status("compare", "texts of numbers with the C library's");
    interactive(&subject.invocation.clone().arg("--formats"))?;
    let programs = test::programs(&folders.at("tests/python"))?;
    let task = ui.task("run Python programs with sanitizers", programs.len() as u64);
    let scratch = folders.scratch().join("native/scratch");
    files::remove_folder(&scratch)?;
    let failures = parallel::map(&programs, |program| {
        let failure = run_program(folders, &subject, program, &scratch)?;
        task.step();
        Ok(failure)
    })?;
    files::remove_folder(&scratch)?;
    conclude(failures.into_iter().flatten().collect())?;
    FUZZ.iter().try_for_each(|args| compare(folders, &subject, args, ui))
}

/// The largest tier as a native program under the sanitizers.
pub fn subject(folders: &Folders, ui: &Ui) -> Result<Subject> {
    let plan = commands::resolve(folders, &plan::Request::default())?;
    let _lock = build_lock::take(folders, ui)?;
    let compiler = toolchain::native_compiler(&folders.scratch().join("native"))?;
    let tools = toolchain::obtain(&commands::demand(&plan, false), &folders.root, ui)?;
    let context = Context { folders, plan: &plan, tools: &tools, ui };
    let sources = stages::sources(&context)?;
    let program = stages::native(&context, &compiler, plan.largest(), &sources)?;
    Ok(Subject {
        invocation: Invocation::new(program)
            .envs(&ENVIRONMENT.map(|(name, value)| (name.into(), value.into()))),
    })
}

/// What went wrong with one program, if anything did. Each has a folder of its own, for the files it writes.
fn run_program(
    folders: &Folders,
    subject: &Subject,
    program: &Path,
    scratch: &Path,
) -> Result<Option<String>> {
    let below = program.strip_prefix(folders.at("tests/python")).expect("the programs were found there");
    let name = below.to_string_lossy().replace('\\', "/");
    let folder = scratch.join(below.with_extension(""));
    test::working_folder(folders, &folder)?;
    let ended = outcome(&subject.invocation.clone().arg(program).in_folder(&folder))?;
    if let Some(failure) = ended.failure {
        return Ok(Some(format!("{name}\n{failure}")));
    }
    let (expected, actual) = (test::expectation(program)?, ended.stdout);
    let difference = first_difference(&compared_lines(&name, &expected), &compared_lines(&name, &actual));
    Ok(difference.map(|said| format!("{name}\n{said}")))
}

/// The lines of an output without the exceptions.
fn compared_lines(program: &str, output: &[u8]) -> Vec<String> {
    let is_exception =
        |line: &str| EXCEPTIONS.iter().any(|known| known.program == program && line.starts_with(known.line));
    let text = String::from_utf8_lossy(output);
    text.split('\n').filter(|line| !is_exception(line)).map(str::to_owned).collect()
}

fn first_difference(expected: &[String], actual: &[String]) -> Option<String> {
    if expected == actual {
        return None;
    }
    let same = expected.iter().zip(actual).take_while(|(left, right)| left == right).count();
    let show = |lines: &[String]| lines.get(same).map_or_else(|| "(nothing)".to_owned(), Clone::clone);
    Some(format!("expected: {}\nprinted:  {}", show(expected), show(actual)))
}

fn conclude(failures: Vec<String>) -> Result<()> {
    if failures.is_empty() {
        return Ok(());
    }
    Err(failures
        .iter()
        .fold(
            Error::work(format!("{} Python programs fail with sanitizers", failures.len())),
            |error, failure| error.detail(failure),
        )
        .help("run one alone: the program is the newest `target/pocketpy/native/*.program`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_shown_with_what_was_expected() {
        let lines = |text: &str| compared_lines("json/nested.py", text.as_bytes());
        let said = first_difference(&lines("a\nb\n"), &lines("a\nc\n"));
        assert_eq!(said.as_deref(), Some("expected: b\nprinted:  c"));
        let said = first_difference(&lines("a\nb"), &lines("a"));
        assert_eq!(said.as_deref(), Some("expected: b\nprinted:  (nothing)"));
        assert_eq!(first_difference(&lines("a\n"), &lines("a\n")), None);
    }

    #[test]
    fn an_exception_is_one_line_of_one_program() {
        let Exception { program, line } = &EXCEPTIONS[0];
        let output = format!("{line}3.0\nother\n");
        assert_eq!(compared_lines(program, output.as_bytes()), ["other", ""]);
        assert_eq!(compared_lines("json/nested.py", output.as_bytes()).len(), 3);
    }
}
