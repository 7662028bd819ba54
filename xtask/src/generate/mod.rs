//! What is compiled and nobody wrote: C text made of other texts, and the table of a tier's modules. Nothing here reads or writes a file.

pub mod c_texts;
pub mod module_table;
pub mod python_text;
pub mod ranges;
