//! `cargo xtask fuzz`: random expressions and programs, answered by NumPy or Shapely under CPython, or by CPython, and by what is built here.
//!
//! The programs of `tests/fuzz/<module>/` write the expressions and compare the answers; here they are run, in batches. Limits: of an
//! error only the class is compared; after a crash the rest of its batch is left out.

mod sanitize;

use std::path::{Path, PathBuf};

use crate::cli::{Against, FuzzArgs, FuzzModule};
use crate::commands::{self, Request};
use crate::error::{Error, Result};
use crate::plan;
use crate::tools::cpython;
use crate::tools::files::{self, Folders};
use crate::tools::npm;
use crate::tools::parallel;
use crate::tools::process::{Invocation, outcome, run};
use crate::ui::Ui;

pub use sanitize::sanitize;

/// Expressions in one program: enough that starting the interpreters costs little, and few enough to look at.
const BATCH: u64 = 2000;

/// What answers beside the authority: a program that takes the name of a Python file.
#[derive(Clone, Debug)]
pub struct Subject {
    /// How it is started.
    pub invocation: Invocation,
}

/// Builds what is asked, then asks it.
pub fn fuzz(folders: &Folders, args: &FuzzArgs, ui: &Ui) -> Result<()> {
    let subject = match args.against {
        Against::Wasm => wasm(folders, ui)?,
        Against::Native => sanitize::subject(folders, ui)?,
    };
    compare(folders, &subject, args, ui)
}

/// The largest tier in Node.
fn wasm(folders: &Folders, ui: &Ui) -> Result<Subject> {
    commands::build(folders, &Request::default(), ui)?;
    let plan = commands::resolve(folders, &plan::Request::default())?;
    let runner = Invocation::new("node").arg(folders.at("tests/fuzz/run.mjs"));
    Ok(Subject { invocation: runner.arg(&plan.largest().name) })
}

/// Asks the authority and the subject; prints every expression whose answers differ.
pub fn compare(folders: &Folders, subject: &Subject, args: &FuzzArgs, ui: &Ui) -> Result<()> {
    let python = cpython::environment(folders, ui)?;
    let scratch = folders.scratch().join("fuzz");
    files::remove_folder(&scratch)?;
    files::make_folder(&scratch)?;
    let authorities = authorities(folders, args.module, &python, &scratch)?;
    let batches: Vec<Batch> = batches(args.seed, args.count);
    let task = ui.task("compare expressions", args.count);
    let found = parallel::map(&batches, |batch| {
        let tools = Tools {
            folders,
            scratch: &scratch,
            python: &python,
            subject,
            module: args.module,
            authorities: &authorities,
        };
        let found = tools.differences(batch);
        task.advance(batch.count);
        found
    })?;
    let (missing, differences): (Vec<String>, Vec<String>) =
        found.concat().into_iter().partition(|block| block.starts_with("missing "));
    note_missing(missing, ui);
    conclude(&differences, args)?;
    files::remove_folder(&scratch)
}

/// Names that are not there are no differences, but nobody should take them for compared.
fn note_missing(mut missing: Vec<String>, ui: &Ui) {
    missing.sort();
    missing.dedup();
    let names: Vec<&str> = missing.iter().filter_map(|line| line.strip_prefix("missing ")).collect();
    if !names.is_empty() {
        ui.status("not there", names.join(", "));
    }
}

fn conclude(differences: &[String], args: &FuzzArgs) -> Result<()> {
    for difference in differences {
        println!("{difference}");
    }
    if differences.is_empty() {
        return Ok(());
    }
    Err(Error::work(format!(
        "{} of {} expressions do not answer as {} does",
        differences.len(),
        args.count,
        args.module.authority()
    ))
    .help(
        "programs and answers lie in target/pocketpy/fuzz; the same seed and index give the same expression",
    ))
}

/// A stretch of the expressions of a seed.
struct Batch {
    seed: u64,
    first: u64,
    count: u64,
}

fn batches(seed: u64, count: u64) -> Vec<Batch> {
    let starts = (0..count).step_by(usize::try_from(BATCH).expect("a batch is small"));
    starts.map(|first| Batch { seed, first, count: BATCH.min(count - first) }).collect()
}

/// Who knows the answers: programs that take the name of a Python file. Of the language there are two: CPython 3.14, in wasm, where hashes and
/// with them sets have 32 bits, and the machine's.
fn authorities(
    folders: &Folders,
    module: FuzzModule,
    python: &Path,
    scratch: &Path,
) -> Result<Vec<Invocation>> {
    let machines = cpython(python, scratch);
    match module {
        FuzzModule::Numpy | FuzzModule::Shapely => Ok(vec![machines]),
        FuzzModule::Language => {
            npm::install(&folders.at(npm::PEERS))?;
            let script = folders.at("tests/fuzz/language/authority.mjs");
            Ok(vec![Invocation::new("node").arg(script).in_folder(scratch), machines])
        }
    }
}

fn cpython(python: &Path, scratch: &Path) -> Invocation {
    Invocation::new(python).args(["-E", "-s", "-B", "-X", "utf8", "-W", "ignore"]).in_folder(scratch)
}

/// What every batch is run with.
struct Tools<'a> {
    folders: &'a Folders,
    scratch: &'a Path,
    python: &'a Path,
    subject: &'a Subject,
    module: FuzzModule,
    authorities: &'a [Invocation],
}

impl Tools<'_> {
    fn differences(&self, batch: &Batch) -> Result<Vec<String>> {
        let file = |ending: &str| self.scratch.join(format!("{}-{}.{ending}", batch.seed, batch.first));
        let (program, expected, actual) = (file("py"), file("expected"), file("actual"));
        let numbers = [batch.seed, batch.first, batch.count].map(|number| number.to_string());
        run(&self.script("generate.py").args(numbers).arg(&program))?;
        files::write(&expected, self.answers(&program)?.as_bytes())?;
        let ours = outcome(&self.subject.invocation.clone().arg(&program).in_folder(self.scratch))?;
        files::write(&actual, &ours.stdout)?;
        let words = [PathBuf::from(batch.seed.to_string()), program, expected, actual];
        let mut found = blocks(&run(&self.script("compare.py").args(words))?);
        if let Some(failure) = ours.failure {
            found.push(format!("seed {} from index {}: {failure}", batch.seed, batch.first));
        }
        Ok(found)
    }

    /// What the authorities print, one after the other.
    fn answers(&self, program: &Path) -> Result<String> {
        self.authorities.iter().map(|authority| run(&authority.clone().arg(program))).collect()
    }

    fn script(&self, name: &str) -> Invocation {
        cpython(self.python, self.scratch)
            .arg(self.folders.at("tests/fuzz").join(self.module.folder()).join(name))
    }
}

/// What `compare.py` printed, one text for each expression.
fn blocks(printed: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    for line in printed.lines() {
        match blocks.last_mut() {
            Some(block) if line.starts_with(' ') => {
                block.push('\n');
                block.push_str(line);
            }
            Some(_) | None => blocks.push(line.to_owned()),
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_cover_every_expression_once() {
        let covered: Vec<u64> =
            batches(1, 4001).iter().flat_map(|batch| batch.first..batch.first + batch.count).collect();
        assert_eq!(covered, (0..4001).collect::<Vec<_>>());
        assert!(batches(1, 0).is_empty());
    }

    #[test]
    fn each_differing_expression_is_one_block() {
        let printed =
            "seed 1 index 2: a\n    NumPy: x\n    here:  y\nseed 1 index 9: b\n    NumPy: x\n    here:  y\n";
        let expected = [
            "seed 1 index 2: a\n    NumPy: x\n    here:  y",
            "seed 1 index 9: b\n    NumPy: x\n    here:  y",
        ];
        assert_eq!(blocks(printed), expected);
    }
}
