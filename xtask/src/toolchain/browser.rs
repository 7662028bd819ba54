//! The browsers of the tests: found, or installed from Debian where that is allowed.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use rustix::process::geteuid;
use xshell::cmd;

use super::on_path;
use crate::error::{Error, Result};
use crate::tools::process::{run, shell};
use crate::ui::Ui;

/// A browser that the tests run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Also the benchmark's.
    Chromium,
    /// Debian's is the release with extended support.
    Firefox,
}

impl Browser {
    /// In the order in which the tests run in them.
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// As the tests know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// The environment variable that names another executable; the tests read it too.
    pub fn variable(self) -> &'static str {
        match self {
            Self::Chromium => "CHROMIUM",
            Self::Firefox => "FIREFOX",
        }
    }

    fn package(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox-esr",
        }
    }

    fn programs(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-browser", "google-chrome"],
            Self::Firefox => &["firefox-esr", "firefox"],
        }
    }

    /// What its variable names, or a program of that kind on PATH.
    pub fn find(self) -> Result<Option<PathBuf>> {
        match std::env::var_os(self.variable()) {
            Some(named) => self.named(named).map(Some),
            None => Ok(on_path(self.programs())),
        }
    }

    fn named(self, file: OsString) -> Result<PathBuf> {
        let path = PathBuf::from(file);
        if path.is_file() {
            return Ok(path);
        }
        Err(Error::machine(format!("{} names `{}`, which is no file", self.variable(), path.display()))
            .help(format!("set it to the file of a {}, or unset it", self.name())))
    }

    /// Found, or installed.
    pub fn obtain(self, ui: &Ui) -> Result<PathBuf> {
        if let Some(path) = self.find()? {
            return Ok(path);
        }
        if on_path(&["apt-get"]).is_none() || !geteuid().is_root() {
            return Err(self.missing());
        }
        ui.status("install", format!("{}, with apt-get", self.package()));
        let (shell, package) = (shell(Path::new("/"))?, self.package());
        shell.set_var("DEBIAN_FRONTEND", "noninteractive");
        run(&cmd!(shell, "apt-get update --quiet").into())?;
        run(&cmd!(shell, "apt-get install --quiet --yes --no-install-recommends {package}").into())?;
        self.find()?.ok_or_else(|| self.missing())
    }

    /// The one action that gets it.
    pub fn help(self) -> String {
        format!("`apt-get install {}`, or set {} to its file", self.package(), self.variable())
    }

    fn missing(self) -> Error {
        Error::machine(format!("there is no {} for the browser tests", self.name())).help(self.help())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_that_names_no_file_is_refused_and_not_passed_over() {
        for browser in Browser::ALL {
            let said = format!("{:?}", browser.named("/nowhere/browser".into()).unwrap_err());
            assert!(said.contains(browser.variable()) && said.contains("/nowhere/browser"), "{said}");
        }
    }
}
