//! `cargo xtask test --ci`: what every commit must pass, in one run with one table of times.

use crate::cli::{Against, FuzzArgs, FuzzModule};
use crate::commands::test::{self, Clock};
use crate::commands::{fuzz, release};
use crate::error::Result;
use crate::tools::files::Folders;
use crate::ui::Ui;

/// Random expressions that each commit is asked; `--long` asks other ones, and more.
const FUZZ: [FuzzArgs; 3] = [
    FuzzArgs { seed: 1, count: 20_000, module: FuzzModule::Numpy, against: Against::Wasm },
    FuzzArgs { seed: 1, count: 20_000, module: FuzzModule::Shapely, against: Against::Wasm },
    FuzzArgs { seed: 1, count: 6000, module: FuzzModule::Language, against: Against::Wasm },
];

/// All kinds of test, the sanitizers, random expressions, a rehearsed release; stops at the first that fails.
pub fn ci(folders: &Folders, ui: &Ui) -> Result<()> {
    Clock::tell(ui, |clock| {
        test::kinds(folders, &test::all_kinds(), &[], clock, ui)?;
        clock.part("sanitize", || fuzz::sanitize(folders, ui))?;
        for args in FUZZ {
            clock.part(format!("fuzz {}", args.module.folder()), || fuzz::fuzz(folders, &args, ui))?;
        }
        clock.part("release", || release::rehearse(folders, ui))
    })
}
