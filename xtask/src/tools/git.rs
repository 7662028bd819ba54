//! What git knows of the checkout: its commit, and whether anything differs from it.

use xshell::cmd;

use crate::error::{Error, Result};
use crate::tools::files::Folders;
use crate::tools::process::{Invocation, run, shell};

/// What is checked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// In full.
    pub id: String,
    /// When it was committed, in UTC as RFC 3339 writes it.
    pub time: String,
}

/// The commit that is checked out.
pub fn head(folders: &Folders) -> Result<Commit> {
    let (shell, date) = (shell(&folders.root)?, "--date=format-local:%Y-%m-%dT%H:%M:%SZ");
    let show = cmd!(shell, "git show --no-patch {date} '--format=%H %cd' HEAD").env("TZ", "UTC");
    let said =
        asked(folders, &show.into()).map_err(|error| error.within("cannot tell which commit this is"))?;
    let (id, time) = said.trim().split_once(' ').expect("the format has two words");
    Ok(Commit { id: id.to_owned(), time: time.to_owned() })
}

/// Refuses a checkout in which anything differs from its commit, untracked files too.
pub fn refuse_changes(folders: &Folders) -> Result<()> {
    let shell = shell(&folders.root)?;
    let changed = asked(folders, &cmd!(shell, "git status --porcelain --untracked-files=all").into())?;
    if changed.trim().is_empty() {
        return Ok(());
    }
    Err(Error::request("the checkout differs from its commit")
        .detail(changed.trim_end())
        .help("commit these changes, or take them away with `git stash --include-untracked`"))
}

/// Everything git knows or would add, relative to the checkout.
pub fn files(folders: &Folders) -> Result<Vec<String>> {
    let shell = shell(&folders.root)?;
    let names = asked(folders, &cmd!(shell, "git ls-files --cached --others --exclude-standard -z").into())?;
    let is_there = |name: &&str| !name.is_empty() && folders.at(name).is_file();
    Ok(names.split('\0').filter(is_there).map(str::to_owned).collect())
}

/// git reads no checkout of another user, as containers have it, until it is told to.
fn asked(folders: &Folders, question: &Invocation) -> Result<String> {
    run(question).map_err(|error| {
        let help = if error.to_string().contains("dubious ownership") {
            let root = folders.root.display();
            format!("if you trust the checkout's owner: `git config --global --add safe.directory {root}`")
        } else {
            "work in a git clone of the repository, so that what is made can be traced to a commit".to_owned()
        };
        error.help(help)
    })
}
