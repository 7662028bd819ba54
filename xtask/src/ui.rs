//! What a person sees while work goes on: status lines, and progress bars on a terminal.
//!
//! Everything here goes to stderr; stdout is for data a pipe may want. Off a terminal a bar becomes plain lines.
//! `NO_COLOR` is respected by indicatif's terminal detection and by [`Ui::status`].

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The terminal, or the log file, that progress goes to.
pub struct Ui {
    bars: MultiProgress,
    terminal: bool,
    color: bool,
}

/// One long piece of work with a known number of steps, which several threads may count.
pub struct Task {
    /// Draws nothing off a terminal.
    bar: ProgressBar,
    label: String,
    total: u64,
    done: AtomicU64,
}

impl Ui {
    /// Looks at stderr and `NO_COLOR` once.
    pub fn new() -> Self {
        let terminal = std::io::stderr().is_terminal();
        let color = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self { bars: MultiProgress::new(), terminal, color }
    }

    /// Prints one line such as `    compile msgpack.c`; never breaks a bar.
    pub fn status(&self, verb: &str, text: impl std::fmt::Display) {
        let line = if self.color {
            format!("\u{1b}[1;32m{verb:>10}\u{1b}[0m {text}")
        } else {
            format!("{verb:>10} {text}")
        };
        if self.terminal {
            self.bars.suspend(|| eprintln!("{line}"));
        } else {
            eprintln!("{line}");
        }
    }

    /// Starts a bar of `total` steps; off a terminal it prints a line at the start and at each quarter.
    pub fn task(&self, label: impl Into<String>, total: u64) -> Task {
        let label = label.into();
        let bar = styled_bar(&label, total);
        if self.terminal {
            self.bars.add(bar.clone());
        } else {
            eprintln!("{:>10} {label} (0 of {total})", "start");
        }
        Task { bar, label, total, done: AtomicU64::new(0) }
    }
}

impl Task {
    /// One more step is done.
    pub fn step(&self) {
        self.advance(1);
    }

    /// `steps` more are done.
    pub fn advance(&self, steps: u64) {
        let before = self.done.fetch_add(steps, Ordering::Relaxed);
        self.bar.inc(steps);
        self.plain_line(before, before + steps);
    }

    /// `done` steps of the total are done.
    pub fn set(&self, done: u64) {
        let before = self.done.swap(done, Ordering::Relaxed);
        self.bar.set_position(done);
        self.plain_line(before, done);
    }

    /// What indicatif has nothing for: it only hides a bar that no terminal shows.
    fn plain_line(&self, before: u64, done: u64) {
        let quarter = |steps: u64| (steps.min(self.total) * 4).checked_div(self.total).unwrap_or(4);
        if self.bar.is_hidden() && quarter(done) > quarter(before) {
            eprintln!("{:>10} {} ({done} of {})", "progress", self.label, self.total);
        }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn styled_bar(label: &str, total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:>40} [{bar:30}] {pos}/{len} {elapsed}")
        .expect("the template is a constant that indicatif accepts")
        .progress_chars("=> ");
    ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden())
        .with_style(style)
        .with_message(label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_that_threads_count_at_the_same_time_are_all_counted() {
        let (task, start) = (Ui::new().task("count", 400_000), std::sync::Barrier::new(4));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    start.wait();
                    (0..100_000).for_each(|_| task.step());
                });
            }
        });
        assert_eq!(task.done.load(Ordering::Relaxed), 400_000);
        assert_eq!(task.bar.position(), 400_000);
    }
}
