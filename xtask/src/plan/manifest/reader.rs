//! Reading a TOML file so that every fault of it is reported at once, each with line and column.
//!
//! serde stops at the first fault, so tables are read through [`Row`], which notes what is wrong and goes on.
//! A value that could not be read has a stand-in, so that what depends on it is still checked; a file with a fault is
//! refused whatever was made of it.

use std::cell::RefCell;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Context, Error, Result};

/// A value and where it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Byte offset of its first character.
    pub offset: usize,
}

/// A closed set of words, such as the optimize levels.
pub trait Choice: Sized + Copy + 'static {
    /// Every legal word with its meaning.
    const WORDS: &'static [(&'static str, Self)];
}

/// The faults of one file, in the order they were found.
pub struct Faults {
    text: String,
    found: RefCell<Vec<(usize, String)>>,
}

impl Faults {
    /// Starts with none.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), found: RefCell::new(Vec::new()) }
    }

    /// Notes a fault at a byte offset.
    pub fn note(&self, offset: usize, message: impl Into<String>) {
        self.found.borrow_mut().push((offset, message.into()));
    }

    /// One error with all faults by position, or none.
    pub fn finish(self, file: &str) -> Result<()> {
        let mut found = self.found.into_inner();
        if found.is_empty() {
            return Ok(());
        }
        found.sort();
        let count = found.len();
        let noun = if count == 1 { "fault" } else { "faults" };
        let lines: Vec<String> = found
            .iter()
            .map(|(offset, message)| {
                let (line, column) = line_and_column(&self.text, *offset);
                format!("{file}:{line}:{column}: {message}")
            })
            .collect();
        Err(Error::request(format!("`{file}` has {count} {noun}"))
            .detail(lines.join("\n"))
            .help("mend the lines named above; ARCHITECTURE.md explains the keys"))
    }
}

/// Reads a whole file: `read` gets the top table and notes faults; nothing is returned when there are any.
pub fn read_file<T>(path: &Path, read: impl FnOnce(&Faults, Row<'_>) -> T) -> Result<T> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let text = std::fs::read_to_string(path).context(|| format!("cannot read `{}`", path.display()))?;
    read_text(&name, &text, read)
}

/// Like [`read_file`], for a text that is at hand.
pub fn read_text<T>(name: &str, text: &str, read: impl FnOnce(&Faults, Row<'_>) -> T) -> Result<T> {
    let faults = Faults::new(text);
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        faults.note(error.span().map_or(0, |span| span.start), format!("not TOML: {}", error.message()));
    }
    let mut value = None;
    if errors.is_empty() {
        value = Some(read(&faults, Row::new(&faults, String::new(), document.span(), document.get_ref())));
    }
    faults.finish(name)?;
    Ok(value.expect("a file that is TOML was read"))
}

/// One table of the file while its keys are being read.
pub struct Row<'a> {
    faults: &'a Faults,
    name: String,
    offset: usize,
    table: &'a DeTable<'a>,
    asked: Vec<&'static str>,
}

impl<'a> Row<'a> {
    fn new(faults: &'a Faults, name: String, span: Range<usize>, table: &'a DeTable<'a>) -> Self {
        Self { faults, name, offset: span.start, table, asked: Vec::new() }
    }

    /// Where the table stands.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// A string that must be there; empty after a fault.
    pub fn string(&mut self, key: &'static str) -> At<String> {
        let value = self.required(key);
        let text = value.and_then(|value| self.as_string(key, value));
        text.unwrap_or(At { value: String::new(), offset: self.offset })
    }

    /// `true` or `false` that may be absent, which is `false`.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else { return false };
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong(key, value, "`true` or `false`");
        }
        found.unwrap_or(false)
    }

    /// A string that may be absent.
    pub fn optional_string(&mut self, key: &'static str) -> Option<At<String>> {
        let value = self.get(key)?;
        self.as_string(key, value)
    }

    /// A whole number of at least 1 that must be there; 0 after a fault.
    pub fn number(&mut self, key: &'static str) -> u64 {
        let Some(value) = self.required(key) else { return 0 };
        let integer = value.get_ref().as_integer();
        let parsed = integer.and_then(|number| u64::from_str_radix(number.as_str(), number.radix()).ok());
        let positive = parsed.filter(|number| *number > 0);
        if positive.is_none() {
            self.wrong(key, value, "a whole number of at least 1");
        }
        positive.unwrap_or(0)
    }

    /// One word of a closed set that must be there; the first of the set after a fault.
    pub fn choice<C: Choice>(&mut self, key: &'static str) -> C {
        let first = C::WORDS[0].1;
        let Some(value) = self.required(key) else { return first };
        let Some(word) = self.as_string(key, value) else { return first };
        let found = C::WORDS.iter().find(|(name, _)| *name == word.value);
        if found.is_none() {
            let legal = join(C::WORDS.iter().map(|(name, _)| *name));
            self.faults.note(
                word.offset,
                format!("unknown {key} `{}` in {}; legal: {legal}", word.value, self.place()),
            );
        }
        found.map_or(first, |(_, choice)| *choice)
    }

    /// A list of strings, empty when absent.
    pub fn strings(&mut self, key: &'static str) -> Vec<At<String>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong(key, value, "a list of strings");
            return Vec::new();
        };
        array.iter().filter_map(|item| self.as_string(key, item)).collect()
    }

    /// A table of `name = "text"` pairs in file order, empty when absent.
    pub fn pairs(&mut self, key: &'static str) -> Vec<(At<String>, At<String>)> {
        let Some(row) = self.table(key) else { return Vec::new() };
        row.entries()
            .into_iter()
            .filter_map(|(name, value)| Some((name.clone(), row.as_string(&name.value, value)?)))
            .collect()
    }

    /// A table of `name = ["text", …]` in file order, empty when absent.
    pub fn lists(&mut self, key: &'static str) -> Vec<(At<String>, Vec<At<String>>)> {
        let Some(row) = self.table(key) else { return Vec::new() };
        let mut lists = Vec::new();
        for (name, value) in row.entries() {
            match value.get_ref().as_array() {
                Some(array) => {
                    let texts = array.iter().filter_map(|item| row.as_string(&name.value, item)).collect();
                    lists.push((name, texts));
                }
                None => row.wrong(&name.value, value, "a list of strings"),
            }
        }
        lists
    }

    /// A table that may be absent.
    pub fn table(&mut self, key: &'static str) -> Option<Row<'a>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(Row::new(self.faults, self.dotted(key), value.span(), table)),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_) => {
                self.wrong(key, value, "a table");
                None
            }
        }
    }

    /// A table that must be there.
    pub fn required_table(&mut self, key: &'static str) -> Option<Row<'a>> {
        self.required(key)?;
        self.table(key)
    }

    /// The named tables below this one (`[key.NAME]`) in file order.
    pub fn rows(&mut self, key: &'static str) -> Vec<(At<String>, Row<'a>)> {
        let Some(parent) = self.table(key) else { return Vec::new() };
        let mut rows = Vec::new();
        for (name, value) in parent.entries() {
            match value.get_ref().as_table() {
                Some(table) => {
                    let row = Row::new(parent.faults, parent.dotted(&name.value), value.span(), table);
                    rows.push((name, row));
                }
                None => parent.wrong(&name.value, value, "a table"),
            }
        }
        rows
    }

    /// Notes every key that was never asked for, and lists those that were.
    pub fn finish(self) {
        for (key, _) in self.entries() {
            if !self.asked.contains(&key.value.as_str()) {
                let mut legal = self.asked.clone();
                legal.sort_unstable();
                let legal = join(legal.into_iter());
                self.faults.note(
                    key.offset,
                    format!("unknown key `{}` in {}; legal keys: {legal}", key.value, self.place()),
                );
            }
        }
    }

    fn entries(&self) -> Vec<(At<String>, &'a Spanned<DeValue<'a>>)> {
        let mut entries: Vec<_> = self
            .table
            .iter()
            .map(|(key, value)| (At { value: key.get_ref().to_string(), offset: key.span().start }, value))
            .collect();
        entries.sort_by_key(|(key, _)| key.offset);
        entries
    }

    fn get(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.table.get(key)
    }

    fn required(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        let value = self.get(key);
        if value.is_none() {
            self.faults.note(self.offset, format!("missing key `{key}` in {}", self.place()));
        }
        value
    }

    fn as_string(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<At<String>> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(key, value, "a string");
        }
        text.map(|text| At { value: text.to_owned(), offset: value.span().start })
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = value.get_ref().type_str();
        self.faults
            .note(value.span().start, format!("`{key}` in {} must be {wanted}, found {found}", self.place()));
    }

    fn dotted(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    fn place(&self) -> String {
        if self.name.is_empty() { "the file".to_owned() } else { format!("`{}`", self.name) }
    }
}

/// Words as a list for an error text: "`a`, `b`".
pub fn join<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset.min(text.len())];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
