//! What a unit of the plan is to a compiler: its file, its arguments, and everything known before that decides its object.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::error::{Context as _, Error, Result};
use crate::generate::{self, module_table, python_text, unicode_data, unicode_types};
use crate::plan::flags::CompileFlags;
use crate::plan::{MadeOf, TierPlan, Unit, UnitOrigin};
use crate::stages::compilation::{Compilation, Text};
use crate::stages::compiler::Settings;
use crate::stages::{Context, Sources, packed};
use crate::tools::files::SCRATCH;
use crate::tools::hash::{Key, KeyBuilder};

/// The folder of `bindings/` whose headers every unit sees.
const HOST: &str = "include";

/// Makes compilations of units.
pub struct Units<'a> {
    context: &'a Context<'a>,
    sources: &'a Sources,
    /// Names of the headers of every binding: a new one may come before another of its name.
    headers: BTreeMap<String, Vec<String>>,
}

impl<'a> Units<'a> {
    /// Looks at what headers there are.
    pub fn new(context: &'a Context<'a>, sources: &'a Sources) -> Result<Self> {
        let mut headers = BTreeMap::new();
        for binding in context.plan.tiers.iter().flat_map(|tier| &tier.bindings) {
            let folder = context.folders.at("bindings").join(binding);
            headers.insert(binding.clone(), header_names(&folder)?);
        }
        headers.insert(HOST.to_owned(), header_names(&context.folders.at("bindings").join(HOST))?);
        Ok(Self { context, sources, headers })
    }

    /// How a unit is compiled by a compiler with that fingerprint.
    pub fn compilation(
        &self,
        unit: &'a Unit,
        fingerprint: &str,
        flags: &CompileFlags,
    ) -> Result<Compilation<'a>> {
        let (context, sources) = (self.context, self.sources);
        let root = &context.folders.root;
        let file = unit_path(sources, unit);
        let text: Option<Text<'a>> = match unit.made_of() {
            MadeOf::Itself => None,
            MadeOf::PackedPython => Some(Box::new(move || packed::of_unit(context, sources, unit))),
            MadeOf::Python | MadeOf::UnicodeTypes => Some(Box::new(move || made_text(root, sources, unit))),
        };
        Ok(Compilation {
            name: unit.path(),
            inputs: self.inputs(unit, &file, fingerprint, flags)?,
            file: generated(unit).unwrap_or(file),
            text,
            settings: settings(sources, unit, flags),
        })
    }

    /// How a tier's table of modules is compiled.
    pub fn table(&self, tier: &TierPlan, fingerprint: &str, flags: &CompileFlags) -> Compilation<'a> {
        let text = module_table::to_c(self.context.plan, &self.context.tools.versions, tier);
        // the compiler may write its input's path into symbols, so the table lies at a path that every checkout shares
        let file = Path::new(SCRATCH).join("generated").join(format!("{}-modules.c", tier.name));
        let inputs = self.inputs_of_others(fingerprint, flags).text(&text).finish();
        self.other(file, Some(text), flags, inputs)
    }

    /// How a C file that is in no binding is compiled, by its path in the checkout.
    pub fn of_checkout(
        &self,
        file: &str,
        fingerprint: &str,
        flags: &CompileFlags,
    ) -> Result<Compilation<'a>> {
        let inputs = self.inputs_of_others(fingerprint, flags).text(file);
        let inputs = inputs.file(&self.context.folders.at(file))?.finish();
        Ok(self.other(file.into(), None, flags, inputs))
    }

    fn other(
        &self,
        file: PathBuf,
        text: Option<String>,
        flags: &CompileFlags,
        inputs: Key,
    ) -> Compilation<'a> {
        let text = text.map(|text| Box::new(move || Ok(text.clone())) as Text<'a>);
        let settings = Settings {
            flags: flags.clone(),
            include: vec![Path::new("bindings").join(HOST)],
            include_of_others: vec!["target/pocketpy/sources/pocketpy".into()],
        };
        Compilation { name: file.display().to_string(), file, text, settings, inputs }
    }

    /// Their only flags are those that make them watch themselves; what becomes of warnings decides no object.
    fn inputs_of_others(&self, fingerprint: &str, flags: &CompileFlags) -> KeyBuilder {
        KeyBuilder::new("other file").text(fingerprint).texts(&flags.watch).texts(&self.headers[HOST])
    }

    fn inputs(&self, unit: &Unit, file: &Path, fingerprint: &str, flags: &CompileFlags) -> Result<Key> {
        let mut builder = KeyBuilder::new("unit")
            .text(fingerprint)
            .texts(flags.words())
            .text(&file.to_string_lossy())
            .texts(generate::makers_of(unit))
            .texts(include_folders(self.sources, unit).iter().map(|folder| folder.to_string_lossy()))
            .file(&self.context.folders.root.join(file))?;
        for (name, hash) in unit.sources.iter().flat_map(|source| &self.sources.find(source).files) {
            builder = builder.text(name).text(if is_made_of(unit, name) { hash } else { "" });
        }
        if unit.made_of() == MadeOf::PackedPython {
            builder = builder.text(packed::key(self.context)?.as_str());
        }
        let bindings =
            [unit.binding.as_str()].into_iter().chain(unit.uses.iter().map(String::as_str)).chain([HOST]);
        for binding in bindings {
            builder = builder.text(binding).texts(&self.headers[binding]);
        }
        Ok(builder.finish())
    }
}

/// What a compiler is told beside which file becomes which object: `flags`, and where headers lie.
pub fn settings(sources: &Sources, unit: &Unit, flags: &CompileFlags) -> Settings {
    let ours = unit.uses.iter().map(String::as_str).chain([HOST]);
    Settings {
        flags: flags.clone(),
        include: ours.map(|binding| Path::new("bindings").join(binding)).collect(),
        include_of_others: include_folders(sources, unit),
    }
}

fn include_folders(sources: &Sources, unit: &Unit) -> Vec<PathBuf> {
    let binding = Path::new("bindings").join(&unit.binding);
    let ours = unit.include.iter().map(|folder| binding.join(folder));
    let theirs = unit.sources.iter().flat_map(|source| sources.find(source).include_folders());
    let libraries = unit.libraries.iter().map(|library| sources.library(library).include());
    ours.chain(theirs).chain(libraries).chain([Sources::include_root()]).collect()
}

/// The file of a unit, relative to the checkout.
pub fn unit_path(sources: &Sources, unit: &Unit) -> PathBuf {
    match &unit.origin {
        UnitOrigin::Ours(file) => Path::new("bindings").join(&unit.binding).join(file),
        UnitOrigin::Source(source, file) => sources.find(source).folder.join(file),
    }
}

/// The C file that is made for a unit, relative to the checkout.
fn generated(unit: &Unit) -> Option<PathBuf> {
    let (UnitOrigin::Ours(file), MadeOf::PackedPython | MadeOf::Python | MadeOf::UnicodeTypes) =
        (&unit.origin, unit.made_of())
    else {
        return None;
    };
    let symbol = python_text::symbol(&unit.binding, file);
    Some(Path::new(SCRATCH).join("generated").join(format!("{symbol}.c")))
}

/// The files of that ending in the sources that a unit sees.
fn files_ending(root: &Path, sources: &Sources, unit: &Unit, ending: &str) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for source in unit.sources.iter().map(|name| sources.find(name)) {
        let names = source.files.iter().map(|(name, _)| name).filter(|name| name.ends_with(ending));
        for name in names {
            texts.push(read_text(&root.join(&source.folder).join(name))?);
        }
    }
    Ok(texts)
}

fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).context(|| format!("cannot read `{}`", path.display()))
}

/// The C file of a unit that is made of something else.
fn made_text(root: &Path, sources: &Sources, unit: &Unit) -> Result<String> {
    let UnitOrigin::Ours(file) = &unit.origin else {
        unreachable!("only our own files are made into others")
    };
    let text = read_text(&root.join(unit_path(sources, unit)))?;
    match unit.made_of() {
        MadeOf::Itself => Ok(text),
        MadeOf::Python => Ok(python_text::to_c(&unit.binding, file, &text)),
        MadeOf::PackedPython => unreachable!("made of more than one file"),
        MadeOf::UnicodeTypes => {
            let header = |name: &str| Ok(files_ending(root, sources, unit, name)?.concat());
            match *text.split_whitespace().collect::<Vec<_>>() {
                [data, types] => unicode_data::data_to_c(&header(data)?, &header(types)?),
                [names @ "unicodename_db.h"] => unicode_data::names_to_c(&header(names)?),
                _ => unicode_types::to_c(&header(text.trim())?),
            }
        }
    }
}

/// The files of a binding's folder and of those in it, in alphabetical order; a binding may have none of its own.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    if folder.is_dir() {
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let entry = entry
                .map_err(|cause| Error::work(format!("cannot read `{}`", folder.display())).detail(cause))?;
            if entry.file_type().is_file() {
                paths.push(entry.into_path());
            }
        }
    }
    Ok(paths)
}

/// Whether a C file of a source is what a unit's own text is made of.
fn is_made_of(unit: &Unit, file: &str) -> bool {
    match unit.made_of() {
        MadeOf::Itself | MadeOf::Python => false,
        MadeOf::PackedPython => file.ends_with(".py"),
        MadeOf::UnicodeTypes => file.ends_with(".h"),
    }
}

fn header_names(folder: &Path) -> Result<Vec<String>> {
    let is_header = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "h");
    let name = |path: PathBuf| path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
    Ok(files_of(folder)?.into_iter().filter(is_header).map(name).collect())
}
