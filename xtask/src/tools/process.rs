//! The only place where processes are started, all of them by duct, each the leader of a group of its own ([`signals`](super::signals)).
//!
//! What is always the same words is spelled as it would be typed, with xshell: `run(&cmd!(shell, "git status").into())`; what is put
//! together of typed settings is an [`Invocation`]. [`run`] keeps the output for the error; [`stream`] hands lines over while the
//! program works; [`interactive`] lets a test runner write to the terminal itself.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use xshell::{Cmd, Shell};

use crate::error::{Error, Result};
use crate::tools::signals::Group;

/// A program with everything that decides what it does, spelled out.
#[derive(Clone, Debug)]
pub struct Invocation {
    /// The program's file.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// Variables set on top of the inherited ones.
    pub environment: Vec<(OsString, OsString)>,
    /// The folder it runs in; the caller's when absent.
    pub folder: Option<PathBuf>,
}

impl Invocation {
    /// A program without arguments.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), arguments: vec![], environment: vec![], folder: None }
    }

    /// Adds one argument.
    pub fn arg(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Adds arguments.
    pub fn args<A: Into<OsString>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// Sets one variable.
    pub fn env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// Sets variables.
    pub fn envs(mut self, pairs: &[(OsString, OsString)]) -> Self {
        self.environment.extend(pairs.iter().cloned());
        self
    }

    /// Runs in `folder`.
    pub fn in_folder(mut self, folder: impl AsRef<Path>) -> Self {
        self.folder = Some(folder.as_ref().to_path_buf());
        self
    }

    /// The command as a person would type it, for error texts.
    pub fn display(&self) -> String {
        let name = self.program.file_name().unwrap_or(self.program.as_os_str());
        std::iter::once(name)
            .chain(self.arguments.iter().map(OsString::as_os_str))
            .map(|word| word.to_string_lossy().into_owned())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn expression(&self) -> duct::Expression {
        // as a string, since duct takes a bare name given as a path for a file of this folder
        let mut expression = duct::cmd(self.program.as_os_str(), &self.arguments).unchecked();
        for (name, value) in &self.environment {
            expression = expression.env(name, value);
        }
        if let Some(folder) = &self.folder {
            expression = expression.dir(folder);
        }
        expression.before_spawn(|command| {
            command.process_group(0);
            Ok(())
        })
    }
}

/// What commands that are spelled with `cmd!` are run in.
pub fn shell(folder: &Path) -> Result<Shell> {
    let shell = Shell::new().map_err(|cause| {
        Error::machine("the folder that this runs in is gone").detail(cause).help("go to another folder")
    })?;
    shell.change_dir(folder);
    Ok(shell)
}

/// xshell would start it outside of any group, where no signal that ends xtask reaches it.
impl From<Cmd<'_>> for Invocation {
    fn from(command: Cmd<'_>) -> Self {
        let command = std::process::Command::from(command);
        let set = |(name, value): (&OsStr, Option<&OsStr>)| {
            (name.to_owned(), value.expect("no command of ours takes a variable away").to_owned())
        };
        Self {
            program: command.get_program().into(),
            arguments: command.get_args().map(OsStr::to_owned).collect(),
            environment: command.get_envs().map(set).collect(),
            folder: command.get_current_dir().map(Path::to_path_buf),
        }
    }
}

/// What a program left that may end as it likes.
#[derive(Debug)]
pub struct Outcome {
    /// How it ended, where that was a failure.
    pub failure: Option<Error>,
    /// All it printed.
    pub stdout: Vec<u8>,
}

/// Runs to the end, whatever that is.
pub fn outcome(invocation: &Invocation) -> Result<Outcome> {
    Ok(left(invocation, captured(invocation)?))
}

fn left(invocation: &Invocation, output: std::process::Output) -> Outcome {
    let shown = String::from_utf8_lossy(&output.stderr);
    let failure = (!output.status.success()).then(|| failed(invocation, &output.status, &shown));
    Outcome { failure, stdout: output.stdout }
}

/// The same, but for what may wait for others: past the limit it is killed with all that it started, which is its failure.
pub fn outcome_within(invocation: &Invocation, limit: Duration) -> Result<Outcome> {
    let expression = invocation.expression().stdin_null().stdout_capture().stderr_capture();
    let (handle, running) =
        Group::start(|| expression.start(), leader).map_err(|cause| not_started(invocation, &cause))?;
    let in_time = handle.wait_timeout(limit).map_err(|cause| not_started(invocation, &cause))?.is_some();
    if !in_time {
        running.kill();
    }
    let output = handle.into_output().map_err(|cause| not_started(invocation, &cause))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let outcome = left(invocation, output);
    if in_time {
        return Ok(outcome);
    }
    let failure = Error::work(format!(
        "`{}` had no end in {} s, so it was stopped",
        shortened(&invocation.display()),
        limit.as_secs()
    ));
    Ok(Outcome { failure: Some(failure.detail(last_lines(&said))), ..outcome })
}

fn leader(handle: &duct::Handle) -> u32 {
    handle.pids().first().copied().expect("a program was started")
}

fn captured(invocation: &Invocation) -> Result<std::process::Output> {
    to_the_end(invocation, &invocation.expression().stdin_null().stdout_capture().stderr_capture())
}

fn to_the_end(invocation: &Invocation, expression: &duct::Expression) -> Result<std::process::Output> {
    let ended =
        Group::start(|| expression.start(), leader).and_then(|(handle, _running)| handle.into_output());
    ended.map_err(|cause| not_started(invocation, &cause))
}

/// Runs to the end and returns stdout as text; a failure carries the last lines of the output.
pub fn run(invocation: &Invocation) -> Result<String> {
    let output = captured(invocation)?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(stdout);
    }
    let shown = format!("{stdout}\n{}", String::from_utf8_lossy(&output.stderr));
    Err(failed(invocation, &output.status, &shown))
}

/// Runs to the end, giving each line of stdout and stderr together to `on_line` while the program works.
pub fn stream(invocation: &Invocation, mut on_line: impl FnMut(&str)) -> Result<()> {
    let expression = invocation.expression().stdin_null().stderr_to_stdout();
    let first = |reader: &duct::ReaderHandle| reader.pids().first().copied().expect("a program was started");
    let (reader, _running) =
        Group::start(|| expression.reader(), first).map_err(|cause| not_started(invocation, &cause))?;
    let mut shown = String::new();
    for line in BufReader::new(&reader).lines() {
        let line = line.map_err(|cause| not_started(invocation, &cause))?;
        on_line(&line);
        shown.push_str(&line);
        shown.push('\n');
    }
    let output = reader.try_wait().map_err(|cause| not_started(invocation, &cause))?;
    let status = output.expect("the output was read to its end, so the program has ended").status;
    if status.success() { Ok(()) } else { Err(failed(invocation, &status, &shown)) }
}

/// Runs to the end with the terminal's own stdout and stderr; for test runners.
pub fn interactive(invocation: &Invocation) -> Result<()> {
    let output = to_the_end(invocation, &invocation.expression().stdin_null())?;
    if output.status.success() { Ok(()) } else { Err(failed(invocation, &output.status, "")) }
}

fn not_started(invocation: &Invocation, cause: &std::io::Error) -> Error {
    Error::machine(format!("cannot run `{}`", invocation.program.display()))
        .detail(cause)
        .help("run `cargo xtask doctor` to see which tools are missing")
}

fn failed(invocation: &Invocation, status: &std::process::ExitStatus, output: &str) -> Error {
    if let Some(full) = output.lines().find(|line| line.contains("No space left on device")) {
        return Error::work(format!("`{}` found the disk full", shortened(&invocation.display())))
            .detail(full)
            .help(crate::error::DISK_FULL_HELP);
    }
    Error::work(format!("`{}` failed ({status})", shortened(&invocation.display())))
        .detail(last_lines(output))
}

/// The end of what a program printed, without empty lines.
fn last_lines(output: &str) -> String {
    let lines: Vec<&str> = output.lines().filter(|line| !line.trim().is_empty()).collect();
    let last = lines[lines.len().saturating_sub(40)..].iter().map(|line| cut(line, 400));
    last.collect::<Vec<_>>().join("\n")
}

fn shortened(command: &str) -> String {
    cut(command, 160)
}

/// A text of many letters ends in `…`: a program that repeats its command line must not hide what it says besides.
fn cut(text: &str, letters_max: usize) -> String {
    match text.char_indices().nth(letters_max) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use xshell::cmd;

    use super::*;

    #[test]
    fn a_command_as_it_would_be_typed_is_the_same_program_arguments_variables_and_folder() {
        let shell = shell(Path::new("/")).unwrap();
        let words = ["two words", "three"];
        let invocation = Invocation::from(cmd!(shell, "env one {words...}").env("SET", "here"));
        assert_eq!(invocation.display(), "env one two words three");
        assert_eq!(invocation.environment, [("SET".into(), "here".into())]);
        assert_eq!(invocation.folder.as_deref(), Some(Path::new("/")));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_command_as_it_would_be_typed_leads_a_group_of_its_own() {
        let shell = shell(Path::new("/")).unwrap();
        let said = run(&cmd!(shell, "cut -d ' ' -f 1,5 /proc/self/stat").into()).unwrap();
        let (process, group) = said.trim().split_once(' ').unwrap();
        assert_eq!(process, group);
    }

    #[test]
    fn a_command_that_fails_is_told_with_its_exit_status_and_what_it_printed() {
        let shell = shell(Path::new("/")).unwrap();
        let script = "echo why >&2; exit 3";
        let error = run(&cmd!(shell, "sh -c {script}").into()).unwrap_err().to_string();
        assert_eq!(error, "error: `sh -c echo why >&2; exit 3` failed (exit status: 3)\n  | why");
    }
}
