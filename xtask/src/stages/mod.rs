//! The pipeline: one stage, one file, one function that consumes the previous stage's value.
//!
//! Sources → Objects → Linked → Optimized, and Glue → Checked → Packed. No stage knows which tier it builds beyond its plan.

mod amalgamation;
mod check;
pub mod cmake;
mod compilation;
mod compiler;
mod glue;
mod instrumented;
mod libraries;
mod link;
mod local_pocketpy;
mod native;
mod objects;
mod optimize;
mod origins;
pub mod pack;
pub mod packed;
mod profile;
pub mod release;
mod sources;
pub mod symbols;
mod units;
pub mod wasm;

pub use amalgamation::{Section, body_hash};
pub use check::{Checked, FileFacts, check, refuse_unused_imports, verify};
pub use glue::{Glue, glue};
pub use instrumented::instrumented;
pub use libraries::{FOLDER as LIBRARIES, Libraries, libraries};
pub use link::{Linked, link};
pub use native::native;
pub use objects::{Objects, compile};
pub use optimize::{NAMED_WASM, Optimized, optimize};
pub use pack::{
    Bundles, Entry, Loader, Package, Packed, in_folder, origin_of_packed, pack, place, playground,
    refuse_changed, registry, remove_others, sums,
};
pub use profile::{PROGRAMS as PROFILE_PROGRAMS, measured_with, refuse_stale};
pub use sources::{Sources, local_units, pinned_units, sources, tree_of_tests};

use crate::plan::Plan;
use crate::toolchain::Toolchain;
use crate::tools::files::Folders;
use crate::tools::parallel::Later;
use crate::ui::Ui;

/// What every stage may look at.
pub struct Context<'a> {
    /// The checkout.
    pub folders: &'a Folders,
    /// The whole plan.
    pub plan: &'a Plan,
    /// The compiler and its friends.
    pub tools: &'a Toolchain,
    /// Where progress goes.
    pub ui: &'a Ui,
}

/// What tiers are linked of.
pub struct Parts<'a> {
    /// Other people's sources, and the libraries they are the headers of.
    pub sources: &'a Sources,
    /// Every compiled file.
    pub objects: &'a Objects,
    /// Every built library, as soon as it is built.
    pub libraries: &'a Later<Libraries>,
}
