//! Independent pieces of work on all cores, results in the order of the inputs.

use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use crate::error::{Error, Result};

/// What `--jobs` said.
static JOBS: OnceLock<NonZero<usize>> = OnceLock::new();

/// Sets how many pieces run at once; only the first call counts.
pub fn limit(jobs: NonZero<usize>) {
    let _ = JOBS.set(jobs);
}

/// How many pieces run at once.
pub fn jobs() -> usize {
    JOBS.get().copied().or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZero::get)
}

/// Does `work` on every item; after the first failure no new item is begun, and that failure is returned.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> Result<R> + Sync) -> Result<Vec<R>> {
    let next = AtomicUsize::new(0);
    let failed = AtomicBool::new(false);
    let results: Mutex<Vec<(usize, Result<R>)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..jobs().min(items.len()) {
            scope.spawn(|| {
                while !failed.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    let result = work(item);
                    failed.fetch_or(result.is_err(), Ordering::Relaxed);
                    results.lock().expect("no worker panicked").push((index, result));
                }
            });
        }
    });
    let mut results = results.into_inner().expect("no worker panicked");
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// What another thread is making.
pub struct Later<T>(OnceLock<Option<T>>);

impl<T> Later<T> {
    /// Waits until it is there; an error when its making failed, which is then reported in its place.
    pub fn wait(&self) -> Result<&T> {
        self.0.wait().as_ref().ok_or_else(|| Error::work("what this waited for could not be made"))
    }
}

/// Does `slow` beside `rest`, which may wait for its result; the failure of `slow` is the one that is told.
pub fn beside<T: Send + Sync, R>(
    slow: impl FnOnce() -> Result<T> + Send,
    rest: impl FnOnce(&Later<T>) -> Result<R>,
) -> Result<R> {
    let later = Later(OnceLock::new());
    let (made, rest) = std::thread::scope(|scope| {
        let maker = scope.spawn(|| {
            let (value, failure) = match slow() {
                Ok(value) => (Some(value), Ok(())),
                Err(error) => (None, Err(error)),
            };
            let _ = later.0.set(value); // nobody else sets it
            failure
        });
        let rest = rest(&later);
        (maker.join().expect("the maker did not panic"), rest)
    });
    made.and(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_gets_what_was_made_beside_it() {
        assert_eq!(beside(|| Ok(6), |six| Ok(six.wait()? * 7)).unwrap(), 42);
    }

    #[test]
    fn the_failure_of_what_was_waited_for_is_told() {
        let failed = beside(|| Err::<u32, _>(Error::work("no GEOS")), |later| later.wait().copied());
        assert_eq!(failed.unwrap_err().to_string(), "error: no GEOS");
    }
}
