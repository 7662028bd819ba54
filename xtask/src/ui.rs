//! What a person sees while work goes on: status lines, and progress bars on a terminal.
//!
//! Everything here goes to stderr; stdout is for data a pipe may want. Off a terminal a bar becomes plain lines.
//! `NO_COLOR` is respected by indicatif's terminal detection and by [`Ui::status`].

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

/// The terminal, or the log file, that progress goes to.
pub struct Ui {
    bars: MultiProgress,
    terminal: bool,
    color: bool,
}

/// One long piece of work with a known number of steps.
pub struct Task {
    bar: Option<ProgressBar>,
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
        let bar = self.terminal.then(|| self.bars.add(styled_bar(&label, total)));
        if bar.is_none() {
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
        self.set(self.done.load(Ordering::Relaxed) + steps);
    }

    /// `done` steps of the total are done.
    pub fn set(&self, done: u64) {
        let before = self.done.swap(done, Ordering::Relaxed);
        match &self.bar {
            Some(bar) => bar.set_position(done),
            None => self.plain_line(before, done),
        }
    }

    fn plain_line(&self, before: u64, done: u64) {
        let quarter = |steps: u64| (steps.min(self.total) * 4).checked_div(self.total).unwrap_or(4);
        if quarter(done) > quarter(before) {
            eprintln!("{:>10} {} ({done} of {})", "progress", self.label, self.total);
        }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn styled_bar(label: &str, total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg:>40} [{bar:30}] {pos}/{len} {elapsed}")
        .expect("the template is a constant that indicatif accepts")
        .progress_chars("=> ");
    ProgressBar::new(total).with_style(style).with_message(label.to_owned())
}
