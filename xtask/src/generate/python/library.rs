//! The table of packed modules as C text: name, text and whether it is a package. A list of modules that is not closed under its imports is refused.

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::generate::python_text;
use crate::plan::manifest::Edit;

use super::imports::imports;
use super::minify::{changed, minified, not_python};

/// Modules without a file: their packages put them into `sys.modules`.
const ALIASES: [&str; 2] = ["collections.abc", "os.path"];

/// All that a list of modules can name.
#[derive(Debug, Default)]
pub struct Library {
    /// Text by path, as `json/decoder.py`.
    pub files: BTreeMap<String, String>,
    /// Modules written in C.
    pub native: Vec<String>,
    /// By module, what it imports only where it is used.
    pub deferred: BTreeMap<String, Vec<String>>,
    /// What differs from CPython's files.
    pub edits: Vec<Edit>,
}

/// A module of the list.
#[derive(Debug)]
pub struct Module {
    /// Its whole name.
    pub name: String,
    /// Whether it may have submodules.
    pub is_package: bool,
    /// What is packed of it.
    pub text: String,
}

impl Library {
    /// The modules of a list in alphabetical order, as they are in their source.
    pub fn modules(&self, list: &[String]) -> Result<Vec<Module>> {
        let mut names = list.to_vec();
        names.sort();
        names.iter().map(|name| self.module(name)).collect()
    }

    /// The same, minified, of a list that is closed under its imports.
    pub fn packed(&self, list: &[String]) -> Result<Vec<Module>> {
        let modules = self.modules(list)?;
        self.long(self.modules(list)?)?.iter().try_for_each(|module| self.refuse_open(module, list))?;
        self.short(modules)
    }

    /// Minified.
    pub fn short(&self, modules: Vec<Module>) -> Result<Vec<Module>> {
        modules
            .into_iter()
            .map(|module| {
                self.made(module, |library, module, edits| {
                    minified(&module.text, library.late(&module.name), edits)
                })
            })
            .collect()
    }

    /// As they are in their source, but for edits.
    pub fn long(&self, modules: Vec<Module>) -> Result<Vec<Module>> {
        modules
            .into_iter()
            .map(|module| self.made(module, |_, module, edits| changed(&module.text, edits)))
            .collect()
    }

    fn made(
        &self,
        module: Module,
        make: impl Fn(&Self, &Module, &[&Edit]) -> std::result::Result<String, String>,
    ) -> Result<Module> {
        let edits: Vec<&Edit> = self.edits.iter().filter(|edit| edit.module == module.name).collect();
        let text = make(self, &module, &edits).map_err(|why| refusal(&module, &why))?;
        Ok(Module { text, ..module })
    }

    fn late(&self, name: &str) -> &[String] {
        self.deferred.get(name).map_or(&[], Vec::as_slice)
    }

    fn module(&self, name: &str) -> Result<Module> {
        let path = name.replace('.', "/");
        let file = |path: String| self.files.get(&path);
        let package = file(format!("{path}/__init__.py"));
        let text = package.or_else(|| file(format!("{path}.py"))).ok_or_else(|| {
            Error::request(format!(
                "no source has a module `{name}`, which `modules` of `[python]` in variants.toml names"
            ))
            .detail(format!("looked for `{path}.py` and `{path}/__init__.py`"))
            .help("correct the name, or pin the file in `[source.pylib.files]` of pocketpy/sources.toml")
        })?;
        Ok(Module { name: name.to_owned(), is_package: package.is_some(), text: text.clone() })
    }

    /// A module that imports what is neither listed nor written in C could never be imported.
    fn refuse_open(&self, module: &Module, names: &[String]) -> Result<()> {
        let parent = module.name.rsplit_once('.').map_or("", |(parent, _)| parent);
        let package = if module.is_package { module.name.as_str() } else { parent };
        let has = |name: &str| {
            ALIASES.contains(&name) || names.iter().chain(&self.native).any(|known| known == name)
        };
        let mut wanted = vec![parent.to_owned()];
        for import in imports(&module.text, package).map_err(|line| refusal(module, &not_python(line)))? {
            if self.late(&module.name).contains(&import.module) {
                continue;
            }
            let below = import.names.iter().map(|name| format!("{}.{name}", import.module));
            wanted.extend(below.filter(|name| self.module(name).is_ok()));
            wanted.push(import.module);
        }
        let Some(missing) = wanted.iter().find(|name| !name.is_empty() && !has(name)) else {
            return Ok(());
        };
        Err(Error::request(format!(
            "the packed module `{}` imports `{missing}`, which is not packed",
            module.name
        ))
        .help(format!(
            "add \"{missing}\" to `modules` of `[python]` in variants.toml, or take \"{}\" off",
            module.name
        )))
    }
}

fn refusal(module: &Module, why: &str) -> Error {
    Error::request(format!("the module `{}` cannot be packed: {why}", module.name))
        .help("correct `[python]` in variants.toml; xtask/src/generate/python/ reads the module")
}

/// The C file that `bindings/language/imports` searches.
pub fn to_c(modules: &[Module]) -> String {
    let mut text =
        "/* Made of CPython's library: the modules that variants.toml names. */\n#include \"packed.h\"\n\n"
            .to_owned();
    let symbol = |module: &Module| format!("pkl_python_{}", module.name.replace('.', "_"));
    for module in modules {
        text += &python_text::define(&symbol(module), module.text.as_bytes());
    }
    let rows = modules.iter().map(|module| {
        format!(
            "    {{\"{}\", {}, {}, {}}},\n",
            module.name,
            symbol(module),
            module.text.len(),
            module.is_package
        )
    });
    text + &format!(
        "\nconst PklPackedModule pkl_packed_modules[] = {{\n{}    {{0}},\n}};\n",
        rows.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> Library {
        let files = [
            ("a.py", "import math, b.c\n# x\n"),
            ("b/__init__.py", "from . import c\n"),
            ("b/c.py", "x = 1\n"),
            ("d.py", "import e\n"),
            ("f.py", "'''\n"),
        ];
        Library {
            files: files.map(|(path, text)| (path.to_owned(), text.to_owned())).into(),
            native: vec!["math".to_owned()],
            ..Library::default()
        }
    }

    fn modules(list: &[&str]) -> Result<Vec<Module>> {
        library().packed(&list.iter().map(|&name| name.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_closed_list_becomes_a_table_in_alphabetical_order() {
        let text = to_c(&modules(&["b.c", "a", "b"]).unwrap());
        assert!(text.contains("const char pkl_python_b_c[] =\n    \"x=1\\012\";"), "{text}");
        assert!(
            text.contains("{\"a\", pkl_python_a, 16, false},\n    {\"b\", pkl_python_b, 14, true},"),
            "{text}"
        );
    }

    #[test]
    fn reject_a_module_that_imports_what_is_not_packed() {
        for (list, words) in [
            (&["d"][..], "the packed module `d` imports `e`, which is not packed"),
            (&["a", "b"], "the packed module `a` imports `b.c`, which is not packed"),
            (&["b"], "the packed module `b` imports `b.c`"),
            (&["b.c"], "the packed module `b.c` imports `b`"),
        ] {
            let refusal = modules(list).unwrap_err().to_string();
            assert!(refusal.contains(words), "{refusal}");
        }
    }

    #[test]
    fn reject_a_module_that_no_source_has() {
        let refusal = modules(&["g"]).unwrap_err().to_string();
        assert!(refusal.contains("no source has a module `g`"), "{refusal}");
    }

    #[test]
    fn reject_a_text_that_is_not_python_with_its_line() {
        let refusal = modules(&["f"]).unwrap_err().to_string();
        assert!(refusal.contains("the module `f` cannot be packed: line 1 is not understood"), "{refusal}");
    }
}
