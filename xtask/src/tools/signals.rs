//! A signal that ends xtask ends what it started: compilers, CMake, test runners and all that these started.
//!
//! Every program that is started leads a process group of its own. Limits: Unix; SIGKILL cannot be caught, so what runs then goes on.

use std::collections::BTreeSet;
use std::io;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::error::{Error, Result};

/// Leaders of the groups that run.
static RUNNING: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// How often groups that were asked to end are looked at before they are killed, a twentieth of a second apart.
const LOOKS: u32 = 40;

/// A group that runs as long as this lives.
pub struct Group(u32);

impl Group {
    /// Starts a program as the leader of its own group; never while a signal ends them.
    pub fn start<T>(
        start: impl FnOnce() -> io::Result<T>,
        leader: impl FnOnce(&T) -> u32,
    ) -> io::Result<(T, Self)> {
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let started = start()?;
        let leader = leader(&started);
        running.insert(leader);
        Ok((started, Self(leader)))
    }

    /// Kills the leader and all that it started.
    pub fn kill(&self) {
        if let Some(leader) = i32::try_from(self.0).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(leader, Signal::KILL); // it may have ended by itself
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

/// From now on a signal ends the groups first, then this program in the way the signal would have.
pub fn handle() -> Result<()> {
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])
        .map_err(|cause| Error::machine("cannot listen for signals").detail(cause))?;
    thread::spawn(move || {
        for signal in signals.forever() {
            // held to the end, so that nothing is started any more
            let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
            end(running.iter().filter_map(|leader| Pid::from_raw(i32::try_from(*leader).ok()?)).collect());
            let _ = emulate_default_handler(signal); // it ends this process
        }
    });
    Ok(())
}

/// Asks the groups to end, and kills those that do not.
fn end(groups: Vec<Pid>) {
    for group in &groups {
        let _ = kill_process_group(*group, Signal::TERM); // it may have ended by itself
    }
    for _ in 0..LOOKS {
        if !groups.iter().any(|group| test_kill_process_group(*group).is_ok()) {
            return;
        }
        thread::sleep(Duration::from_millis(50));
    }
    for group in &groups {
        let _ = kill_process_group(*group, Signal::KILL);
    }
}
