//! The language benchmark: checks what was asked for, builds, and lets `tests/bench/language.mjs` measure.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{count, wire};
use crate::cli::{LanguageArgs, Measure};
use crate::commands::{self, Request};
use crate::error::{Context, Error, Result};
use crate::plan;
use crate::toolchain::Browser;
use crate::tools::files::{self, Folders};
use crate::tools::npm;
use crate::tools::process::{Invocation, interactive};
use crate::ui::Ui;

const PROGRAMS: &str = "tests/bench/programs";

/// What a build must hold to be compared with, and what a page fetches of it.
pub const BUILD_FILES: [&str; 2] = ["pocketpy.mjs", "pocketpy.wasm"];

/// Refuses what cannot be measured before anything is built.
pub fn bench(folders: &Folders, args: &LanguageArgs, ui: &Ui) -> Result<()> {
    refuse_unknown_programs(&program_names(folders)?, &args.only)?;
    if let Some(folder) = &args.against {
        refuse_no_build(folder)?;
    }
    for file in [&args.json, &args.svg, &args.readme].into_iter().flatten() {
        refuse_no_place(file)?;
    }
    let tiers = tiers(folders, &args.tiers)?;
    commands::build(folders, &request(&tiers), ui)?;
    if args.count_instructions {
        return count::count_instructions(folders, &args.only, args.against.as_deref(), ui);
    }
    npm::install(&folders.at("tests"))?;
    if args.peers {
        npm::install(&folders.at(npm::PEERS))?;
    }
    measure(folders, args, &tiers, ui)
}

/// Gets what the script cannot get by itself, then lets it measure.
fn measure(folders: &Folders, args: &LanguageArgs, tiers: &[String], ui: &Ui) -> Result<()> {
    let measures = measures(&args.measure);
    let mut script =
        Invocation::new("node").arg("tests/bench/language.mjs").args(words(args, tiers, &measures)?);
    if measures.iter().any(|measure| matches!(measure, Measure::Bytes | Measure::Chromium)) {
        script = script.arg("--wire").arg(wire::compress(folders, args, tiers, ui)?);
    }
    if measures.contains(&Measure::Chromium) {
        script = script.env("CHROMIUM", Browser::Chromium.obtain(ui)?);
    }
    interactive(&script.in_folder(&folders.root))
}

/// Those that were named, in the order in which they are measured; all, if none was.
fn measures(named: &[Measure]) -> Vec<Measure> {
    Measure::ALL.into_iter().filter(|measure| named.is_empty() || named.contains(measure)).collect()
}

/// The smallest tier, which all others are compared with, then those that were named.
fn tiers(folders: &Folders, named: &[String]) -> Result<Vec<String>> {
    commands::resolve(folders, &plan::Request { tiers: named.to_vec(), pocketpy_dir: None })?;
    let all = commands::resolve(folders, &plan::Request::default())?;
    let smallest = all.tiers.first().map(|tier| tier.name.clone());
    let others = named.iter().filter(|name| Some(*name) != smallest.as_ref()).cloned();
    Ok(smallest.iter().cloned().chain(others).collect())
}

/// Only what is measured, so that work on one tier does not wait for the others.
fn request(tiers: &[String]) -> Request {
    let plan = plan::Request { tiers: tiers.to_vec(), pocketpy_dir: None };
    Request { plan, allow_toolchain: false }
}

/// What the script is told; paths as seen from the checkout's root, where it runs.
fn words(args: &LanguageArgs, tiers: &[String], measures: &[Measure]) -> Result<Vec<OsString>> {
    let mut words: Vec<OsString> = vec!["--rounds".into(), args.rounds.to_string().into()];
    for (option, values) in [("--tier", tiers), ("--only", &args.only)] {
        words.extend(values.iter().flat_map(|value| [option.into(), value.into()]));
    }
    words.extend(measures.iter().flat_map(|measure| ["--measure".into(), measure.name().into()]));
    let paths = [
        ("--against", &args.against),
        ("--json", &args.json),
        ("--svg", &args.svg),
        ("--readme", &args.readme),
    ];
    for (option, path) in paths {
        if let Some(path) = path {
            words.extend([option.into(), absolute(path)?.into()]);
        }
    }
    if args.peers {
        words.push("--peers".into());
    }
    Ok(words)
}

fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).context(|| format!("cannot find the folder of `{}`", path.display()))
}

fn program_names(folders: &Folders) -> Result<Vec<String>> {
    let mut programs = files::entries(&folders.at(PROGRAMS))?;
    programs.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    let name = |path: &PathBuf| path.file_stem().map(|name| name.to_string_lossy().into_owned());
    Ok(programs.iter().filter_map(name).collect())
}

fn refuse_unknown_programs(legal: &[String], named: &[String]) -> Result<()> {
    match named.iter().find(|name| !legal.contains(name)) {
        None => Ok(()),
        Some(name) => Err(Error::request(format!("there is no program `{name}` to measure"))
            .help(format!("legal names: {}", legal.join(", ")))),
    }
}

fn refuse_no_build(folder: &Path) -> Result<()> {
    match BUILD_FILES.iter().find(|file| !folder.join(file).is_file()) {
        None => Ok(()),
        Some(file) => Err(Error::request(format!("`{}` is no build to compare with", folder.display()))
            .detail(format!("it holds no `{file}`"))
            .help("name the `dist` folder of a tier, such as a copy of dist/npm/@pocketpy/core/dist")),
    }
}

/// What is written after minutes of measuring must have a place from the start.
fn refuse_no_place(file: &Path) -> Result<()> {
    let file = absolute(file)?;
    if file.parent().is_some_and(Path::is_dir) && !file.is_dir() {
        return Ok(());
    }
    Err(Error::request(format!("cannot write `{}`", file.display()))
        .detail("it is a folder, or would lie in one that is not there")
        .help("name a file in a folder that exists"))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::{BUILD_FILES, Measure, measures, refuse_no_build, refuse_no_place, refuse_unknown_programs};
    use crate::cli;

    /// What is said about a command line that is refused.
    fn refusal(words: &[&str]) -> String {
        let all = ["xtask", "bench"].iter().chain(words).map(OsString::from);
        cli::parse(all).unwrap_err().to_string()
    }

    #[test]
    fn all_is_measured_unless_something_is_named_and_the_order_is_always_the_same() {
        assert_eq!(measures(&[]), Measure::ALL);
        assert_eq!(measures(&[Measure::Speed, Measure::Bytes]), [Measure::Bytes, Measure::Speed]);
    }

    #[test]
    fn a_thing_that_is_not_measured_is_refused_and_the_legal_ones_are_listed_by_their_names() {
        let names = Measure::ALL.map(Measure::name).join(", ");
        let text = refusal(&["--measure", "spead"]);
        assert!(text.contains("spead") && text.contains(&format!("legal values: {names}")), "{text}");
    }

    #[test]
    fn a_chart_or_table_of_a_part_is_refused() {
        for option in ["--svg", "--readme"] {
            for part in [["--only", "calls"], ["--measure", "bytes"], ["--against", "folder"]] {
                let text = refusal(&[option, "file", part[0], part[1]]);
                assert!(text.contains(option) && text.contains(part[0]), "{text}");
            }
        }
    }

    #[test]
    fn counted_instructions_are_neither_drawn_nor_measured() {
        for words in [["--svg", "file"], ["--readme", "file"], ["--json", "file"], ["--measure", "speed"]] {
            let text = refusal(&["--count-instructions", words[0], words[1]]);
            assert!(text.contains("--count-instructions") && text.contains(words[0]), "{text}");
        }
    }

    #[test]
    fn a_program_that_is_not_there_is_refused_and_the_legal_names_are_listed() {
        let legal = ["calls".to_owned(), "loops".to_owned()];
        refuse_unknown_programs(&legal, &["loops".to_owned()]).unwrap();
        let text = refuse_unknown_programs(&legal, &["loop".to_owned()]).unwrap_err().to_string();
        assert!(text.contains("no program `loop`") && text.contains("legal names: calls, loops"), "{text}");
    }

    #[test]
    fn a_folder_without_the_files_of_a_build_is_refused_with_the_one_that_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        for file in BUILD_FILES {
            let text = refuse_no_build(folder.path()).unwrap_err().to_string();
            assert!(text.contains("is no build to compare with") && text.contains(file), "{text}");
            std::fs::write(folder.path().join(file), "").unwrap();
        }
        refuse_no_build(folder.path()).unwrap();
    }

    #[test]
    fn a_file_without_a_folder_to_lie_in_is_refused_before_anything_is_measured() {
        let folder = tempfile::tempdir().unwrap();
        refuse_no_place(&folder.path().join("report.json")).unwrap();
        for wrong in [folder.path().to_owned(), folder.path().join("missing/report.json")] {
            let text = refuse_no_place(&wrong).unwrap_err().to_string();
            assert!(text.contains(&format!("cannot write `{}`", wrong.display())), "{text}");
        }
    }
}
