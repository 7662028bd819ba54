//! One build at a time in one checkout: the second waits for the first.

use std::fs::{File, TryLockError};

use crate::error::{Context, Error, Result};
use crate::tools::files::{self, Folders};
use crate::ui::Ui;

/// Held while a command writes below `target/` or `dist/`; the system frees it when the process ends, however it ends.
pub struct BuildLock {
    _file: File,
}

/// Takes the lock, saying once that it waits.
pub fn take(folders: &Folders, ui: &Ui) -> Result<BuildLock> {
    let path = folders.scratch().join("lock");
    files::make_folder(&folders.scratch())?;
    let file = File::create(&path).context(|| format!("cannot make the lock `{}`", path.display()))?;
    match file.try_lock() {
        Ok(()) => return Ok(BuildLock { _file: file }),
        Err(TryLockError::WouldBlock) => ui.status("waiting", "another build runs in this checkout"),
        Err(TryLockError::Error(cause)) => return Err(unlockable(&cause)),
    }
    file.lock().map_err(|cause| unlockable(&cause))?;
    Ok(BuildLock { _file: file })
}

fn unlockable(cause: &std::io::Error) -> Error {
    Error::machine("cannot lock the checkout's `target/`")
        .detail(cause)
        .help("put the checkout on a file system with locks")
}
