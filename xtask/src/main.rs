//! `cargo xtask`: the one build program, from `variants.toml` to npm packages in `dist/`.
//!
//! `main` parses, goes to the checkout, and runs one command; it is the only place that computes an exit code.

mod cli;
mod commands;
mod error;
mod generate;
mod plan;
mod stages;
mod toolchain;
mod tools;
mod ui;

use std::process::ExitCode;

use cli::{Cli, Command};
use error::Result;
use tools::files::Folders;
use tools::{parallel, signals};
use ui::Ui;

fn main() -> ExitCode {
    let ui = Ui::new();
    let outcome = cli::parse(std::env::args_os()).and_then(|parsed| match parsed {
        Ok(cli) => run(&cli, &ui),
        Err(text) => {
            print!("{text}");
            Ok(())
        }
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            error.exit_code()
        }
    }
}

fn run(cli: &Cli, ui: &Ui) -> Result<()> {
    if let Some(jobs) = cli.jobs {
        parallel::limit(jobs);
    }
    signals::handle()?;
    let folders = Folders::of_checkout(cli.root.as_deref())?;
    match &cli.command {
        Command::Build(args) => commands::build(&folders, &args.into(), ui),
        Command::Check(args) => commands::check(&folders, &args.into(), ui),
        Command::Test(args) if args.ci => commands::rounds::ci(&folders, ui),
        Command::Test(args) if args.long => commands::rounds::long(&folders, args.seed, ui),
        Command::Test(args) if args.sanitize => commands::fuzz::sanitize(&folders, ui),
        Command::Test(args) if args.release => commands::release::rehearse(&folders, ui),
        Command::Test(args) => commands::test::test(&folders, &args.only, &args.tiers, ui),
        Command::Release(args) => commands::release::release(&folders, args, ui),
        Command::Publish(args) => commands::publish::publish(&folders, args, ui),
        Command::Verify(args) => commands::verify::verify(&folders, args, ui),
        Command::Index(args) => commands::index::index(&folders, args, ui),
        Command::SizeReport(args) => commands::size_report::size_report(&folders, args, ui),
        Command::Serve(args) => commands::serve(&folders, args, ui),
        Command::Conformance(args) => commands::conformance(&folders, args, ui),
        Command::Library(args) => commands::library(&folders, args),
        Command::Fuzz(args) => commands::fuzz::fuzz(&folders, args, ui),
        Command::Bench(args) => commands::bench::bench(&folders, args, ui),
        Command::Profile => commands::profile(&folders, ui),
        Command::Plan(args) => commands::plan(&folders, &args.into()),
        Command::Units(args) => commands::units(&folders, args),
        Command::Doctor => commands::doctor(&folders),
        Command::Setup(args) => commands::setup(&folders, args.relock, ui),
        Command::Clean(args) => commands::clean(&folders, args.all, ui),
        Command::Cmake { request } => stages::cmake::carry_out(request),
    }
}
