//! One file or folder per command, and what they share: the request and its plan.

pub mod bench;
mod build;
mod check;
mod clean;
mod conformance;
mod doctor;
pub mod fuzz;
pub mod index;
mod library;
mod profile;
pub mod publish;
pub mod release;
mod report;
pub mod rounds;
mod serve;
mod setup;
mod show_plan;
pub mod size_report;
pub mod test;
mod units;
pub mod verify;

use crate::cli::{BuildArgs, TierArgs};
use crate::error::Result;
use crate::plan::{self, Inputs, Plan};
use crate::toolchain::{self, Demand};
use crate::tools::files::Folders;

pub use build::build;
pub use check::check;
pub use clean::clean;
pub use conformance::conformance;
pub use doctor::doctor;
pub use library::library;
pub use profile::profile;
pub use serve::serve;
pub use setup::setup;
pub use show_plan::plan;
pub use units::units;

/// What `build`, `check` and `plan` were asked for.
#[derive(Debug, Default)]
pub struct Request {
    /// Which tiers, and from which pocketpy.
    pub plan: plan::Request,
    /// Whether another Emscripten is accepted.
    pub allow_toolchain: bool,
}

impl From<&BuildArgs> for Request {
    fn from(args: &BuildArgs) -> Self {
        let plan = plan::Request { tiers: args.tiers.tiers.clone(), pocketpy_dir: args.pocketpy_dir.clone() };
        Self { plan, allow_toolchain: args.allow_toolchain }
    }
}

impl From<&TierArgs> for Request {
    fn from(args: &TierArgs) -> Self {
        Self { plan: plan::Request { tiers: args.tiers.clone(), pocketpy_dir: None }, allow_toolchain: false }
    }
}

/// The plan for a request.
pub fn resolve(folders: &Folders, request: &plan::Request) -> Result<Plan> {
    let plan = resolve_unlocked(folders, request)?;
    toolchain::refuse_unlocked(&demand(&plan, false), &folders.root)?;
    Ok(plan)
}

/// The same for what is about to lock another toolchain.
fn resolve_unlocked(folders: &Folders, request: &plan::Request) -> Result<Plan> {
    plan::resolve(&Inputs::of_checkout(&folders.root)?, request)
}

/// What a plan wants of the toolchain.
pub fn demand(plan: &Plan, allow_other: bool) -> Demand {
    Demand { emscripten: plan.emscripten.clone(), allow_other }
}
