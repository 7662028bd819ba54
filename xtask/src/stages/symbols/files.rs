//! From the linker's inputs to modules and files: objects by the plan's table, members of archives by the sources they are
//! built from.

use std::collections::BTreeMap;
use std::path::Path;

use walkdir::WalkDir;

use super::strings::member;
use super::{EMSCRIPTEN, Place};

/// Objects of ours by the path that the linker was given.
#[derive(Debug, Default)]
pub struct Objects(pub BTreeMap<String, Place>);

impl Objects {
    /// The place of an object.
    pub fn find(&self, input: &str) -> Option<Place> {
        self.0.get(input).cloned()
    }
}

/// One library, built from the sources in a tree.
#[derive(Debug)]
pub struct Archive {
    /// The path that the linker was given.
    pub path: String,
    /// The module that it is.
    pub module: String,
    /// Index of its sources.
    sources: Sources,
}

impl Archive {
    /// A library; `tree` is the folder of its sources, if there is one.
    pub fn new(path: String, module: String, tree: Option<&Path>) -> Self {
        Self { path, module, sources: tree.map(Sources::read).unwrap_or_default() }
    }
}

/// All archives.
#[derive(Debug)]
pub struct Archives {
    libraries: Vec<Archive>,
    /// Sources of the toolchain's own libraries.
    system: Sources,
}

impl Archives {
    /// `system` is the folder of the sources of the toolchain's libraries.
    pub fn new(libraries: Vec<Archive>, system: &Path) -> Self {
        Self { libraries, system: Sources::read(system) }
    }

    /// The place of `symbol` in a member of an archive, or in a file that nobody knows.
    pub fn place(&self, input: &str, symbol: &str) -> Place {
        let (archive, member) = member(input).unwrap_or((input, input));
        let stem = member.strip_suffix(".o").unwrap_or(member);
        if let Some(library) = self.libraries.iter().find(|library| library.path == archive) {
            let file = library.sources.find(stem, "", symbol).unwrap_or(stem);
            return Place::new(&library.module, file.strip_prefix("src/").unwrap_or(file));
        }
        self.system_place(base(archive), stem, symbol)
    }

    /// The toolchain's libraries: what C and C++ want is one module with a folder for each, the rest is Emscripten's.
    fn system_place(&self, library: &str, stem: &str, symbol: &str) -> Place {
        let below = match library {
            "c" | "m" | "bulkmemory" | "sockets" | "stubs" | "noexit" => "libc/",
            "c++" => "libcxx/",
            "c++abi" => "libcxxabi/",
            "unwind" => "libunwind/",
            "compiler_rt" => "compiler-rt/",
            _ => "",
        };
        let path = self.system.find(stem, below, symbol).unwrap_or(stem);
        let leaf = path.rsplit('/').next().unwrap_or(path);
        match library {
            "c" | "m" => libc_place(path, leaf),
            "c++" | "c++abi" | "unwind" => Place::new("libc", format!("lib{library}/{leaf}")),
            "compiler_rt" => Place::new("libc", format!("compiler-rt/{leaf}")),
            "bulkmemory" => Place::new("libc", format!("libc/string/{leaf}")),
            _ if library.ends_with("malloc") => Place::new("libc", format!("malloc/{leaf}")),
            _ => Place::new(EMSCRIPTEN, leaf),
        }
    }
}

/// musl's folders, with its mathematics as the library that it is elsewhere; beside musl lies what Emscripten adds.
fn libc_place(path: &str, leaf: &str) -> Place {
    match path.strip_prefix("libc/musl/src/") {
        Some(file) => match file.strip_prefix("math/") {
            Some(file) => Place::new("libc", format!("libm/{file}")),
            None => Place::new("libc", format!("libc/{file}")),
        },
        None if path.starts_with("libc/") => Place::new(EMSCRIPTEN, leaf),
        None => Place::new("libc", format!("libc/{leaf}")),
    }
}

/// `path/libc++-except.a` is `c++`.
fn base(archive: &str) -> &str {
    let leaf = archive.rsplit('/').next().unwrap_or(archive);
    let name = leaf.strip_prefix("lib").unwrap_or(leaf);
    let name = name.strip_suffix(".a").unwrap_or(name);
    name.split('-').next().unwrap_or(name)
}

/// The files of a tree by their name, with and without the ending.
#[derive(Debug, Default)]
struct Sources(BTreeMap<String, Vec<String>>);

impl Sources {
    /// Lists a tree; one that is not there is empty, and members keep their own names.
    fn read(tree: &Path) -> Self {
        let mut index: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let files = WalkDir::new(tree).sort_by_file_name().into_iter().filter_map(std::result::Result::ok);
        for file in files.filter(|entry| entry.file_type().is_file()) {
            let path = file.path().strip_prefix(tree).expect("walkdir stays below its root");
            let leaf = file.file_name().to_string_lossy().into_owned();
            let Some((stem, ending)) = leaf.rsplit_once('.') else { continue };
            if ["c", "cc", "cpp", "S", "s"].contains(&ending) {
                let path = path.to_string_lossy().replace('\\', "/");
                index.entry(stem.to_owned()).or_default().push(path.clone());
                index.entry(leaf.clone()).or_default().push(path);
            }
        }
        Self(index)
    }

    /// The file of an object: of those with its name the one whose folders are namespaces of the symbol, then the least deep.
    fn find(&self, stem: &str, below: &str, symbol: &str) -> Option<&str> {
        let candidates = self.0.get(stem)?.iter().filter(|path| path.starts_with(below));
        let rank = |path: &&String| {
            let folders: Vec<&str> = path.split('/').collect();
            let named = |folder: &&&str| symbol.contains(&format!("{folder}::"));
            (std::cmp::Reverse(folders.iter().filter(named).count()), folders.len(), (*path).clone())
        };
        candidates.min_by_key(rank).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archives() -> (tempfile::TempDir, Archives) {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            "geos/src/geomgraph/Edge.cpp",
            "geos/src/operation/overlayng/Edge.cpp",
            "system/libc/musl/src/math/exp.c",
            "system/libc/musl/src/string/memcpy.c",
            "system/libc/emscripten_time.c",
            "system/dlmalloc.c",
            "system/libcxx/src/ios.cpp",
        ];
        for file in files {
            crate::tools::files::write(&folder.path().join(file), b"").unwrap();
        }
        let geos =
            Archive::new("x/libgeos.a".to_owned(), "geos".to_owned(), Some(&folder.path().join("geos")));
        let archives = Archives::new(vec![geos], &folder.path().join("system"));
        (folder, archives)
    }

    #[test]
    fn a_member_of_an_archive_is_the_source_it_was_built_from() {
        let (_folder, archives) = archives();
        let place = |input: &str, symbol: &str| {
            let place = archives.place(input, symbol);
            format!("{} {}", place.module, place.file)
        };
        assert_eq!(
            place("x/libgeos.a(Edge.cpp.o)", "geos::geomgraph::Edge::Edge()"),
            "geos geomgraph/Edge.cpp"
        );
        assert_eq!(
            place("x/libgeos.a(Edge.cpp.o)", "geos::operation::overlayng::Edge::f()"),
            "geos operation/overlayng/Edge.cpp"
        );
        assert_eq!(place("x/libgeos.a(New.cpp.o)", "geos::New"), "geos New.cpp");
        assert_eq!(place("/far/libc.a(exp.o)", "exp"), "libc libm/exp.c");
        assert_eq!(place("/far/libc.a(memcpy.o)", "memcpy"), "libc libc/string/memcpy.c");
        assert_eq!(place("/far/libc.a(emscripten_time.o)", "time"), "emscripten emscripten_time.c");
        assert_eq!(place("/far/libdlmalloc.a(dlmalloc.o)", "malloc"), "libc malloc/dlmalloc.c");
        assert_eq!(place("/far/libc++-except.a(ios.o)", "std::ios"), "libc libc++/ios.cpp");
        assert_eq!(place("/far/libstubs.a(stubs.o)", "f"), "emscripten stubs");
    }
}
