//! Folders are rooms: small enough to look over, and no two folders of xtask/src, or of a binding, need each other.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // tests start git themselves, and may panic
#![allow(missing_docs)]

mod arrows;
mod includes;
#[path = "../support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use arrows::{Arrows, arrows};
use includes::includes;
use support::{own, repository_files};

/// What is held to the limits.
const ROOMS: [&str; 5] = ["xtask/src/", "xtask/tests/", "bindings/", "packages/", "js/"];

/// Nobody reads these.
const UNREAD: [&str; 2] = ["packages/package-lock.json", "js/package-lock.json"];

const FILES_MAX: usize = 20;
const LINES_MAX: usize = 400;

/// The files of the rooms, relative to the checkout. What no tier links yet is being written, and held to nothing until it is linked.
fn files() -> Vec<PathBuf> {
    let table: toml::Table = fs::read_to_string(own().join("variants.toml")).unwrap().parse().unwrap();
    let unlinked =
        table["compile"].get("unlinked").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let unlinked: Vec<String> =
        unlinked.iter().map(|folder| format!("bindings/{}/", folder.as_str().unwrap())).collect();
    let is_held = |name: &String| {
        let is_read =
            !UNREAD.contains(&name.as_str()) && !unlinked.iter().any(|folder| name.starts_with(folder));
        is_read && ROOMS.iter().any(|room| name.starts_with(room))
    };
    repository_files().into_iter().filter(is_held).map(PathBuf::from).collect()
}

/// Those of `sizes` that are above the limit, each with its size.
fn over(sizes: &BTreeMap<PathBuf, usize>, limit: usize) -> Vec<String> {
    let large = sizes.iter().filter(|(_, size)| **size > limit);
    large.map(|(path, size)| format!("{}: {size}", path.display())).collect()
}

#[test]
fn no_folder_holds_more_than_20_files() {
    let mut sizes: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for file in files() {
        *sizes.entry(file.parent().unwrap().to_path_buf()).or_default() += 1;
    }
    let crowded = over(&sizes, FILES_MAX);
    assert!(crowded.is_empty(), "more than {FILES_MAX} files, make folders of them: {crowded:#?}");
}

#[test]
fn no_file_is_longer_than_400_lines() {
    let lines = |file: &PathBuf| fs::read_to_string(own().join(file)).map_or(0, |text| text.lines().count());
    let sizes = files().into_iter().map(|file| (file.clone(), lines(&file))).collect();
    let long = over(&sizes, LINES_MAX);
    assert!(long.is_empty(), "longer than {LINES_MAX} lines, split them: {long:#?}");
}

#[test]
fn no_two_folders_of_xtask_need_each_other() {
    let arrows = arrows(&own().join("xtask/src"));
    refuse_circles(&arrows);
    refuse_circles(&between_tops(&arrows));
    for known in [("commands/bench", "commands"), ("stages", "stages/symbols"), ("plan", "error.rs")] {
        assert!(arrows.contains_key(&(known.0.to_owned(), known.1.to_owned())), "no longer found: {known:?}");
    }
}

#[test]
fn no_two_folders_of_a_binding_include_each_other() {
    for binding in ["library", "numpy", "page", "shapely"] {
        refuse_circles(&includes(&own().join("bindings").join(binding)));
    }
    let known = includes(&own().join("bindings/numpy"));
    for (from, to) in [("ufunc", "core"), ("text", "python"), ("module.c", "module.h")] {
        assert!(known.contains_key(&(from.to_owned(), to.to_owned())), "no longer found: {from} {to}");
    }
}

/// The same arrows with all folders inside one at the top taken for that one.
fn between_tops(arrows: &Arrows) -> Arrows {
    let top = |room: &String| room.split('/').next().unwrap_or_default().to_owned();
    let tops = arrows.iter().map(|((from, to), shown)| ((top(from), top(to)), shown.clone()));
    tops.filter(|((from, to), _)| from != to).collect()
}

fn refuse_circles(arrows: &Arrows) {
    let mut targets: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in arrows.keys() {
        targets.entry(from).or_default().insert(to);
    }
    for start in targets.keys() {
        let Some(circle) = way_back(start, &targets) else { continue };
        let steps = circle.windows(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned()));
        let shown: Vec<&String> = steps.map(|step| &arrows[&step]).collect();
        panic!("folders that need each other: {}\n{shown:#?}", circle.join(" → "));
    }
}

/// The shortest way from a folder back to itself.
fn way_back<'a>(start: &'a str, targets: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<Vec<&'a str>> {
    let mut ways: Vec<Vec<&str>> = vec![vec![start]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for next in targets.get(way.last().unwrap()).into_iter().flatten() {
                let way: Vec<&str> = way.iter().copied().chain([*next]).collect();
                if *next == start {
                    return Some(way);
                }
                if seen.insert(*next) {
                    longer.push(way);
                }
            }
        }
        ways = longer;
    }
    None
}
