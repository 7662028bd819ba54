//! Runs of many parts: what every commit must pass, and what takes too long for that.

mod ci;
mod long;

pub use ci::ci;
pub use long::long;
