//! CPython's library, packed: Python source in tokens, as a tree of statements, minified, printed; the modules that it imports; and the C table.

mod defer;
mod edit;
mod imports;
pub mod library;
mod locals;
mod minify;
mod print;
mod tokens;
mod tree;
