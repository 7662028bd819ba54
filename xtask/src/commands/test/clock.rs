//! How long each part of a run took, told as a table at its end, whether it passed or not.

use std::time::{Duration, Instant};

use crate::error::Result;
use crate::ui::Ui;

/// The parts that have ended, in order.
#[derive(Debug, Default)]
pub struct Clock {
    parts: Vec<(String, Duration)>,
}

impl Clock {
    /// Runs parts, then tells their times.
    pub fn tell<R>(ui: &Ui, parts: impl FnOnce(&mut Self) -> Result<R>) -> Result<R> {
        let mut clock = Self::default();
        let outcome = parts(&mut clock);
        for line in clock.lines() {
            ui.status("time", line);
        }
        outcome
    }

    /// Does one part.
    pub fn part<R>(&mut self, name: impl Into<String>, work: impl FnOnce() -> Result<R>) -> Result<R> {
        let start = Instant::now();
        let outcome = work();
        self.parts.push((name.into(), start.elapsed()));
        outcome
    }

    /// One per part, and their sum where there are several.
    fn lines(&self) -> Vec<String> {
        let sum = self.parts.iter().map(|(_, time)| *time).sum();
        let line = |name: &str, time: Duration| format!("{:>8.1} s  {name}", time.as_secs_f64());
        let mut lines: Vec<String> = self.parts.iter().map(|(name, time)| line(name, *time)).collect();
        if lines.len() > 1 {
            lines.push(line("in all", sum));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn each_part_has_a_line_with_its_seconds_and_several_have_their_sum() {
        let part = |name: &str, seconds| (name.to_owned(), Duration::from_millis(seconds));
        let mut clock = Clock { parts: vec![part("build", 312_440)] };
        assert_eq!(clock.lines(), ["   312.4 s  build"]);
        clock.parts.push(part("js", 7_550));
        assert_eq!(clock.lines(), ["   312.4 s  build", "     7.5 s  js", "   320.0 s  in all"]);
    }

    #[test]
    fn a_part_that_failed_is_told_too() {
        let mut clock = Clock::default();
        clock.part("build", || Ok(())).unwrap();
        clock.part("js", || Err::<(), _>(Error::work("red"))).unwrap_err();
        assert_eq!(clock.parts.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["build", "js"]);
    }
}
