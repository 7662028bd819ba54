//! Which folder of a C binding includes which. Files at the top are rooms of their own.
//!
//! Limits: only `#include "…"` of what lies in the same binding and is found relative to the file.

use std::fs;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use crate::arrows::Arrows;

/// All arrows between the folders of a binding.
pub fn includes(binding: &Path) -> Arrows {
    let mut arrows = Arrows::new();
    for entry in WalkDir::new(binding).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|extension| extension != "c" && extension != "h") {
            continue;
        }
        let from = room(binding, &path);
        for header in headers(&fs::read_to_string(&path).unwrap()) {
            let there = plain(&path.parent().unwrap().join(header));
            let to = room(binding, &there);
            if there.is_file() && there.starts_with(binding) && from != to {
                let shown = format!("{}: {header}", path.strip_prefix(binding).unwrap().display());
                arrows.entry((from.clone(), to)).or_insert(shown);
            }
        }
    }
    arrows
}

fn headers(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| line.strip_prefix("#include \"")?.split('"').next())
}

/// The folder below the binding that a file lies in; a file at the top is one by itself.
fn room(binding: &Path, file: &Path) -> String {
    let below = file.strip_prefix(binding).unwrap_or(file);
    below.iter().next().unwrap_or_default().to_string_lossy().into_owned()
}

/// The path without `..`.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |plain, part| match part {
        Component::ParentDir => plain.parent().unwrap().to_path_buf(),
        part @ (Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::Normal(_)) => {
            plain.join(part)
        }
    })
}
