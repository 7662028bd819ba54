//! Which folder of a Rust program uses which: from its `use`s and its paths, through re-exports to where a thing is.
//!
//! Files at the top are rooms of their own. A `mod.rs` that passes on what lies below it does not use that. Limits: paths in the
//! arguments of macros are not seen.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};
use syn::{Item, ItemMod, ItemUse, UseTree, Visibility};
use walkdir::WalkDir;

/// A path of modules: `["stages", "pack"]`.
type Module = Vec<String>;

/// From folder and to folder, with one of the paths that lead there and the file it stands in.
pub type Arrows = BTreeMap<(String, String), String>;

/// All arrows between the folders of a source tree.
pub fn arrows(root: &Path) -> Arrows {
    let program = Program::read(root);
    let mut arrows = Arrows::new();
    for (module, (room, file)) in &program.modules {
        let mut paths = Paths { module: module.clone(), found: Vec::new(), is_facade: file.2 };
        paths.visit_file(&file.1);
        for path in paths.found {
            let Some(there) = program.room_of(&path, 0) else { continue };
            if there != *room {
                let shown = format!("{}: {}", file.0, path.join("::"));
                arrows.entry((room.clone(), there)).or_insert(shown);
            }
        }
    }
    arrows
}

/// Name, text and whether it is a `mod.rs`.
type File = (String, syn::File, bool);

struct Program {
    modules: BTreeMap<Module, (String, File)>,
    /// What a module passes on: its name there, and the path that it stands for.
    passed_on: BTreeMap<Module, Vec<(String, Module)>>,
}

impl Program {
    fn read(root: &Path) -> Self {
        let mut program = Self { modules: BTreeMap::new(), passed_on: BTreeMap::new() };
        for entry in WalkDir::new(root) {
            let path = entry.unwrap().into_path();
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            let text = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
            let room = name.rsplit_once('/').map_or(name.as_str(), |(folder, _)| folder).to_owned();
            let stem = name.trim_end_matches(".rs").trim_end_matches("/mod");
            let module: Module =
                if stem == "main" { vec![] } else { stem.split('/').map(str::to_owned).collect() };
            program.modules.insert(module, (room, (name.clone(), text, name.ends_with("/mod.rs"))));
        }
        for (module, (_, file)) in &program.modules {
            let mut names = Vec::new();
            for item in &file.1.items {
                if let Item::Use(ItemUse { vis: Visibility::Public(_), tree, .. }) = item {
                    leaves(tree, &mut Vec::new(), &mut |path, name| {
                        names.push((name.to_owned(), absolute(module, path)));
                    });
                }
            }
            program.passed_on.insert(module.clone(), names);
        }
        program
    }

    /// The room where a path ends; nothing where it leads out of the program.
    fn room_of(&self, path: &[String], depth: usize) -> Option<String> {
        let mut module = Module::new();
        for (index, segment) in path.iter().enumerate() {
            let below: Module = module.iter().chain([segment]).cloned().collect();
            let passed_on = self.passed_on.get(&module)?.iter().find(|(name, _)| name == segment);
            match passed_on {
                Some((_, target)) if depth < 8 && (index > 0 || target.len() > 1) => {
                    let rest = target.iter().chain(&path[index + 1..]).cloned().collect::<Vec<_>>();
                    return self.room_of(&rest, depth + 1).or_else(|| self.room(&module));
                }
                _ if self.modules.contains_key(&below) => module = below,
                _ if index == 0 => return None,
                _ => break,
            }
        }
        self.room(&module)
    }

    fn room(&self, module: &Module) -> Option<String> {
        self.modules.get(module).map(|(room, _)| room.clone())
    }
}

/// The path from the top of the program that a path in a module means.
fn absolute(module: &Module, path: &[String]) -> Module {
    let mut place = module.clone();
    let mut rest = path;
    while let Some((first, others)) = rest.split_first() {
        match first.as_str() {
            "crate" => place.clear(),
            "self" => {}
            "super" => _ = place.pop(),
            _ => break,
        }
        rest = others;
    }
    place.extend(rest.iter().cloned());
    place
}

/// Calls `take` with every path of a tree of `use`, and the name it gets.
fn leaves(tree: &UseTree, before: &mut Vec<String>, take: &mut dyn FnMut(&[String], &str)) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            leaves(&path.tree, before, take);
            before.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|item| leaves(item, before, take)),
        UseTree::Glob(_) => take(before, "*"),
        UseTree::Name(name) if name.ident == "self" => {
            take(before, before.last().map_or("", String::as_str));
        }
        UseTree::Name(name) => {
            let whole: Vec<String> = before.iter().cloned().chain([name.ident.to_string()]).collect();
            take(&whole, &name.ident.to_string());
        }
        UseTree::Rename(rename) => {
            let whole: Vec<String> = before.iter().cloned().chain([rename.ident.to_string()]).collect();
            take(&whole, &rename.rename.to_string());
        }
    }
}

/// Collects the paths of a file.
struct Paths {
    module: Module,
    found: Vec<Module>,
    is_facade: bool,
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let (module, found) = (&self.module, &mut self.found);
        leaves(&item.tree, &mut Vec::new(), &mut |path, _| found.push(absolute(module, path)));
        if self.is_facade && matches!(item.vis, Visibility::Public(_)) {
            self.found.retain(|path| !path.starts_with(&self.module));
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if segments.len() > 1 {
            self.found.push(absolute(&self.module, &segments));
        }
        visit::visit_path(self, path);
    }
}
