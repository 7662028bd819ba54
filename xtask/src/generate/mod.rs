//! What is compiled and nobody wrote: C text made of other texts, and the table of a tier's modules. Nothing here reads or writes a file.

pub mod module_table;
pub mod python;
pub mod python_text;
pub mod unicode_data;
pub mod unicode_types;

use crate::plan::{MadeOf, Unit};

/// What decides the C text of a unit beside what it is made of: the sources of what makes it, so that no number has to be raised by hand.
pub fn makers_of(unit: &Unit) -> &'static [&'static str] {
    const PYTHON: &str = include_str!("python_text.rs");
    match unit.made_of() {
        MadeOf::Itself => &[],
        MadeOf::Python => &[PYTHON, python_text::WORDS],
        MadeOf::PackedPython => PACKED,
        MadeOf::UnicodeTypes => &[include_str!("unicode_types.rs"), include_str!("unicode_data.rs")],
    }
}

/// The sources of what packs the library in Python.
const PACKED: &[&str] = &[
    include_str!("python_text.rs"),
    include_str!("python/defer.rs"),
    include_str!("python/edit.rs"),
    include_str!("python/imports.rs"),
    include_str!("python/library.rs"),
    include_str!("python/locals.rs"),
    include_str!("python/minify.rs"),
    include_str!("python/print.rs"),
    include_str!("python/tokens.rs"),
    include_str!("python/tree.rs"),
];
