//! One C file compiled at a time, and only if something that went into its object has changed.
//!
//! What goes in is known only afterwards: the compiler itself says which files it included (`-MD`). So an object has two keys. The
//! first hashes what is known before ([`Compilation::inputs`]); under it lie the lists of included files that compilations with these
//! inputs had. The second hashes the first and the contents of such a list; the object lies under that one. Limits: headers of the
//! toolchain and of this machine are covered by the compiler's fingerprint.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::error::{Context as _, Error, Result};
use crate::stages::compiler::{Compiler, Settings};
use crate::tools::files::{self, SCRATCH};
use crate::tools::hash::{Key, KeyBuilder, read, sha256};
use crate::tools::parallel;
use crate::tools::process::run;
use crate::ui::Ui;

/// Makes the text of a C file.
pub type Text<'a> = Box<dyn Fn() -> Result<String> + Send + Sync + 'a>;

/// One C file to compile.
pub struct Compilation<'a> {
    /// The file as it is named in messages.
    pub name: String,
    /// The file, relative to the checkout.
    pub file: PathBuf,
    /// What makes its text, where it is made.
    pub text: Option<Text<'a>>,
    /// Neither the file nor the output.
    pub settings: Settings,
    /// Everything that decides the object, but for the files that are included.
    pub inputs: Key,
}

/// Where the objects of a compiler are kept.
pub struct Store<'a> {
    root: &'a Path,
    /// Relative to the checkout.
    folder: PathBuf,
    /// Hashes of included files, each read once.
    hashes: Mutex<BTreeMap<PathBuf, Option<String>>>,
}

/// Files that one compilation included, in the order the compiler names them.
type Included = Vec<PathBuf>;

impl<'a> Store<'a> {
    /// Objects lie in `target/pocketpy/<folder>`.
    pub fn new(root: &'a Path, folder: &str) -> Self {
        let folder = Path::new(SCRATCH).join(folder);
        Self { root, folder, hashes: Mutex::new(BTreeMap::new()) }
    }

    /// Compiles what is not there yet, on all cores; returns the keys in the order of the compilations, and how many were made now.
    pub fn complete(
        &self,
        compilations: &[Compilation<'_>],
        compiler: impl FnOnce() -> Result<Compiler>,
        ui: &Ui,
    ) -> Result<(Vec<Key>, usize)> {
        let mut keys: BTreeMap<&Key, Key> = BTreeMap::new();
        let mut missing: BTreeMap<&Key, &Compilation<'_>> = BTreeMap::new();
        for compilation in compilations {
            match self.made_before(&compilation.inputs) {
                Some(key) => _ = keys.insert(&compilation.inputs, key),
                None => _ = missing.insert(&compilation.inputs, compilation),
            }
        }
        let missing: Vec<&Compilation<'_>> = missing.into_values().collect();
        let made = self.make_all(&missing, compiler, ui)?;
        keys.extend(missing.iter().map(|compilation| &compilation.inputs).zip(made));
        let key = |compilation: &Compilation<'_>| keys[&compilation.inputs].clone();
        Ok((compilations.iter().map(key).collect(), missing.len()))
    }

    /// Where the object of a key lies, relative to the checkout.
    pub fn object(&self, key: &Key) -> PathBuf {
        self.folder.join(format!("{}.o", key.as_str()))
    }

    /// The key of an object that is there already.
    fn made_before(&self, inputs: &Key) -> Option<Key> {
        let mut keys = self.remembered(inputs).into_iter().filter_map(|included| self.key(inputs, &included));
        keys.find(|key| self.root.join(self.object(key)).is_file())
    }

    fn make_all(
        &self,
        missing: &[&Compilation<'_>],
        compiler: impl FnOnce() -> Result<Compiler>,
        ui: &Ui,
    ) -> Result<Vec<Key>> {
        if missing.is_empty() {
            return Ok(Vec::new());
        }
        files::make_folder(&self.root.join(&self.folder))?;
        let compiler = compiler()?;
        let task = ui.task("compile C files", missing.len() as u64);
        parallel::map(missing, |compilation| {
            ui.status("compile", &compilation.name);
            let key = self.make(&compiler, compilation);
            task.step();
            key
        })
    }

    fn make(&self, compiler: &Compiler, compilation: &Compilation<'_>) -> Result<Key> {
        if let Some(text) = &compilation.text {
            files::write(&self.root.join(&compilation.file), text()?.as_bytes())?;
        }
        let partial = files::partial_name(&self.object(&compilation.inputs));
        let list = partial.with_extension("d");
        let outputs = [("-MF", &list), ("-c", &compilation.file), ("-o", &partial)];
        let command = compiler.command(&compilation.settings)?.arg("-MD");
        let command =
            outputs.iter().fold(command, |command, (flag, path)| command.arg(*flag).arg(path.as_os_str()));
        run(&command.in_folder(self.root))
            .map_err(|error| error.within(format!("cannot compile `{}`", compilation.name)))?;
        let included = self.included(&list, &compilation.file)?;
        let key = self.key(&compilation.inputs, &included).ok_or_else(|| {
            Error::work(format!("a file that `{}` includes is gone", compilation.name))
                .help("run the command again, and leave the checkout alone while it compiles")
        })?;
        std::fs::rename(self.root.join(&partial), self.root.join(self.object(&key)))
            .context(|| format!("cannot keep the object of `{}`", compilation.name))?;
        self.remember(&compilation.inputs, included)?;
        Ok(key)
    }

    /// Reads and removes what `-MF` wrote.
    fn included(&self, list: &Path, file: &Path) -> Result<Included> {
        let place = self.root.join(list);
        let text = String::from_utf8_lossy(&read(&place)?).into_owned();
        std::fs::remove_file(&place).context(|| format!("cannot remove `{}`", list.display()))?;
        let all = prerequisites(&text).into_iter().map(PathBuf::from);
        Ok(all.filter(|path| is_of_checkout(path) && path != file).collect())
    }

    /// The key under which an object lies; nothing where one of the files is gone.
    fn key(&self, inputs: &Key, included: &Included) -> Option<Key> {
        let mut builder = KeyBuilder::new("object").text(inputs.as_str());
        for path in included {
            builder = builder.text(&path.to_string_lossy()).text(&self.hash(path)?);
        }
        Some(builder.finish())
    }

    fn hash(&self, path: &Path) -> Option<String> {
        let mut hashes = self.hashes.lock().expect("no compilation panicked");
        if let Some(known) = hashes.get(path) {
            return known.clone();
        }
        let found = std::fs::read(self.root.join(path)).ok().map(|content| sha256(&content));
        hashes.insert(path.to_path_buf(), found.clone());
        found
    }

    fn lists(&self, inputs: &Key) -> PathBuf {
        self.root.join(&self.folder).join(format!("{}.included", inputs.as_str()))
    }

    /// The lists of earlier compilations, the latest first; a file that cannot be read costs a compilation.
    fn remembered(&self, inputs: &Key) -> Vec<Included> {
        let text = std::fs::read(self.lists(inputs)).ok();
        text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
    }

    fn remember(&self, inputs: &Key, included: Included) -> Result<()> {
        let mut lists = self.remembered(inputs);
        lists.retain(|list| *list != included);
        lists.insert(0, included);
        let text = serde_json::to_vec(&lists).expect("paths are texts");
        files::write(&self.lists(inputs), &text)
    }
}

/// Whether a path is one of the checkout's or its scratch's; the compiler runs in the checkout, with relative paths.
fn is_of_checkout(path: &Path) -> bool {
    path.is_relative() && !path.starts_with("target/toolchain")
}

/// `out.o: in.c a.h \` names `in.c` and `a.h`: a rule as make reads it, where `\ ` is a blank, `\#` a hash sign and `$$` a dollar.
fn prerequisites(rule: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut letters = rule.chars().peekable();
    while let Some(letter) = letters.next() {
        let word = words.last_mut().expect("there is always a word");
        match (letter, letters.peek().copied()) {
            ('\\', Some('\n')) => _ = letters.next(),
            ('\\', Some(escaped @ (' ' | '#'))) | ('$', Some(escaped @ '$')) => {
                word.push(escaped);
                letters.next();
            }
            (' ' | '\n', _) => words.push(String::new()),
            _ => word.push(letter),
        }
    }
    words
        .into_iter()
        .filter(|word| !word.is_empty())
        .skip_while(|word| !word.ends_with(':'))
        .skip(1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_of_make_names_the_files_behind_its_colon() {
        let rule = "a\\ b.o: in.c \\\n  dir/a\\ b.h c$$.h \\\n /usr/include/d\\#.h\n";
        assert_eq!(prerequisites(rule), ["in.c", "dir/a b.h", "c$.h", "/usr/include/d#.h"]);
    }

    #[test]
    fn files_of_the_machine_and_of_the_toolchain_are_not_the_checkouts() {
        let ours = ["bindings/include/pkw.h", "target/pocketpy/sources/lz4/lz4.h"];
        assert!(ours.iter().all(|path| is_of_checkout(Path::new(path))));
        assert!(!is_of_checkout(Path::new("/usr/include/stdio.h")));
        assert!(!is_of_checkout(Path::new("target/toolchain/private/prefix/stdio.h")));
    }
}
