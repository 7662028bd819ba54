//! What must be refused, survive, or be rebuilt: each shown on a copy of the checkout with its caches.
//!
//! Needs a built checkout (`cargo xtask build`); `cargo xtask test --only faults` sees to that.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // tests start xtask themselves, and may panic
#![allow(missing_docs)]

#[path = "../support/mod.rs"]
mod support;

mod interrupted;
mod packages;
mod rebuilds;
mod reports;
mod sources;
mod toolchain;

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}
