//! The one error type: what failed, on which thing, why, and one action that helps.
//!
//! Text rules: lower-case start, no full stop, names in backticks, numbers with units, legal values listed.

use std::fmt;
use std::process::ExitCode;

/// What every fallible function of xtask returns.
pub type Result<T> = std::result::Result<T, Error>;

/// Whose move it is; decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The work was asked for rightly and failed: exit code 1.
    Work,
    /// The request or a file the user wrote is wrong: exit code 2.
    Request,
    /// The machine lacks something: exit code 3.
    Machine,
}

/// A failure as it is shown to the user.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    message: String,
    details: Vec<String>,
    help: Option<String>,
}

impl Error {
    /// The work failed.
    pub fn work(message: impl Into<String>) -> Self {
        Self::new(Kind::Work, message)
    }

    /// What was asked for, or a file the user wrote, is wrong.
    pub fn request(message: impl Into<String>) -> Self {
        Self::new(Kind::Request, message)
    }

    /// The machine lacks something.
    pub fn machine(message: impl Into<String>) -> Self {
        Self::new(Kind::Machine, message)
    }

    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), details: Vec::new(), help: None }
    }

    /// Adds the reason below the message; may hold several lines.
    pub fn detail(mut self, detail: impl fmt::Display) -> Self {
        self.details.extend(detail.to_string().trim_end().lines().map(str::to_owned));
        self
    }

    /// Leaves away the reasons that say nothing to a person.
    pub fn without_details(mut self, is_noise: impl Fn(&str) -> bool) -> Self {
        self.details.retain(|detail| !is_noise(detail));
        self
    }

    /// Says the one action that helps.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Puts a wider message before this one, which becomes its first reason.
    pub fn within(mut self, message: impl Into<String>) -> Self {
        let inner = std::mem::replace(&mut self.message, message.into());
        self.details.insert(0, inner);
        self
    }

    /// The exit code of a command that ends with this error.
    pub fn exit_code(&self) -> ExitCode {
        match self.kind {
            Kind::Work => ExitCode::from(1),
            Kind::Request => ExitCode::from(2),
            Kind::Machine => ExitCode::from(3),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        for detail in &self.details {
            write!(f, "\n  | {detail}")?;
        }
        match &self.help {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

/// Turns an input/output failure into an error that names the file and the reason.
pub trait Context<T> {
    /// `what` is the whole sentence without the reason, such as "cannot read `variants.toml`".
    fn context(self, what: impl FnOnce() -> String) -> Result<T>;
}

impl<T> Context<T> for std::io::Result<T> {
    fn context(self, what: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|cause| {
            let error = Error::work(what()).detail(&cause);
            match io_help(cause.kind()) {
                Some(help) => error.help(help),
                None => error,
            }
        })
    }
}

/// What helps when the disk is full.
pub const DISK_FULL_HELP: &str =
    "free some disk space (`cargo xtask clean --all` removes what xtask made), then run the command again";

fn io_help(kind: std::io::ErrorKind) -> Option<&'static str> {
    use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem, StorageFull};
    if kind == StorageFull {
        Some(DISK_FULL_HELP)
    } else if kind == PermissionDenied || kind == ReadOnlyFilesystem {
        Some("make the folder writable for you, then run the command again")
    } else {
        None
    }
}
