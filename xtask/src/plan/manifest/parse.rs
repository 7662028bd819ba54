//! From TOML tables to the types of the manifest; cross references are [`super::rules`]' job.

use super::reader::{At, Choice, Faults, Row, join};
use super::{
    Binding, Compile, Edit, Export, Library, Link, Manifest, Npm, Pocketpy, Python, Registry, Signature,
    Tier, ValueType, rules,
};

/// The whole file. What could not be read has a stand-in, so that the rest is still checked; the reader refuses a file
/// with faults whatever is returned here.
pub fn manifest(faults: &Faults, mut file: Row<'_>) -> Manifest {
    let emscripten = single(file.required_table("toolchain"), "emscripten");
    let pocketpy = file.required_table("pocketpy").map(pocketpy).unwrap_or_default();
    let python = file.table("python").map(python).unwrap_or_default();
    let npm = file.required_table("npm").map(npm).unwrap_or_default();
    let compile = file.required_table("compile").map(compile).unwrap_or_default();
    let link = file.required_table("link").map(link).unwrap_or_default();
    let registry = file.required_table("registry").map_or_else(no_registry, registry);
    let exports = exports(faults, &mut file, "export");
    let libraries = named(file.rows("library"), library);
    let bindings = named(file.rows("binding"), binding);
    let tiers = named(file.rows("tier"), |name, row| tier(faults, name, row));
    file.finish();
    let manifest = Manifest {
        emscripten,
        pocketpy,
        python,
        npm,
        compile,
        link,
        registry,
        exports,
        libraries,
        bindings,
        tiers,
    };
    rules::check(faults, &manifest);
    manifest
}

fn named<'a, T>(rows: Vec<(At<String>, Row<'a>)>, mut read: impl FnMut(At<String>, Row<'a>) -> T) -> Vec<T> {
    rows.into_iter().map(|(name, row)| read(name, row)).collect()
}

fn single(row: Option<Row<'_>>, key: &'static str) -> At<String> {
    let Some(mut row) = row else { return At { value: String::new(), offset: 0 } };
    let value = row.string(key);
    row.finish();
    value
}

fn pocketpy(mut row: Row<'_>) -> Pocketpy {
    let pocketpy = Pocketpy { version: row.string("version").value, modules: row.strings("modules") };
    row.finish();
    pocketpy
}

fn python(mut row: Row<'_>) -> Python {
    let modules = row.strings("modules");
    let deferred = row.lists("deferred").into_iter().map(|(module, late)| (module, plain(late))).collect();
    let edits = row.rows("edit").into_iter().map(|(_, row)| edit(row)).collect();
    row.finish();
    Python { modules, deferred, edits }
}

fn edit(mut row: Row<'_>) -> Edit {
    let edit = Edit {
        module: row.string("module").value,
        sha256: row.string("sha256").value,
        text: row.string("text").value,
        reason: row.string("reason").value,
    };
    row.finish();
    edit
}

fn npm(mut row: Row<'_>) -> Npm {
    let npm = Npm {
        license: row.string("license").value,
        keywords: plain(row.strings("keywords")),
        node: row.string("node").value,
        repository: row.string("repository"),
        homepage: row.string("homepage"),
        bugs: row.string("bugs"),
    };
    row.finish();
    npm
}

fn registry(mut row: Row<'_>) -> Registry {
    let registry = Registry {
        package: row.string("package"),
        description: row.string("description").value,
        brotli_bytes_max: row.number("brotli-bytes-max"),
    };
    row.finish();
    registry
}

fn no_registry() -> Registry {
    let package = At { value: String::new(), offset: 0 };
    Registry { package, description: String::new(), brotli_bytes_max: 0 }
}

fn compile(mut row: Row<'_>) -> Compile {
    let compile = Compile { defines: plain(row.strings("defines")), unlinked: row.strings("unlinked") };
    row.finish();
    compile
}

fn link(mut row: Row<'_>) -> Link {
    let link = Link {
        offset: row.offset(),
        stack_bytes: row.number("stack-bytes"),
        initial_memory_bytes: row.number("initial-memory-bytes"),
        optimize: row.choice("optimize"),
        imports: plain(row.strings("imports")),
    };
    row.finish();
    link
}

fn library(name: At<String>, mut row: Row<'_>) -> Library {
    let headers = row.pairs("headers").into_iter().map(|(header, place)| (header.value, place)).collect();
    let licenses = row.pairs("licenses").into_iter().map(|(file, place)| (file.value, place.value)).collect();
    let library = Library {
        name,
        source: row.string("source"),
        optimize: row.choice("optimize"),
        defines: plain(row.strings("defines")),
        cmake_options: plain(row.strings("cmake-options")),
        steady_files: plain(row.strings("steady-files")),
        target: row.string("target").value,
        archives: plain(row.strings("archives")),
        headers,
        licenses,
        native_wheel: row.string("native-wheel").value,
    };
    row.finish();
    library
}

fn binding(name: At<String>, mut row: Row<'_>) -> Binding {
    let binding = Binding {
        name,
        sources: row.strings("sources"),
        source_files: row.strings("source-files"),
        include: row.strings("include"),
        uses: row.strings("uses"),
        libraries: row.strings("libraries"),
        wraps: plain(row.strings("wraps")),
        modules: row.strings("modules"),
        optimize: row.choice("optimize"),
        simd: row.flag("simd"),
        vectorized_files: row.strings("vectorized-files"),
        defines: plain(row.strings("defines")),
    };
    row.finish();
    binding
}

fn tier(faults: &Faults, name: At<String>, mut row: Row<'_>) -> Tier {
    let tier = Tier {
        name,
        extends: row.optional_string("extends"),
        package: row.string("package"),
        description: row.string("description").value,
        bindings: row.strings("bindings"),
        exports: exports(faults, &mut row, "export"),
        optimize: row.choice("optimize"),
        wasm_brotli_bytes_max: row.number("wasm-brotli-bytes-max"),
        glue_brotli_bytes_max: row.number("glue-brotli-bytes-max"),
    };
    row.finish();
    tier
}

fn exports(faults: &Faults, row: &mut Row<'_>, key: &'static str) -> Vec<Export> {
    let pairs = row.pairs(key);
    pairs
        .into_iter()
        .filter_map(|(name, text)| {
            let signature = signature(&text.value);
            if signature.is_none() {
                let legal = join(ValueType::WORDS.iter().map(|(word, _)| *word));
                faults.note(
                    text.offset,
                    format!(
                        "`{}` is not a signature of `{}`; write it as `(i32, f64) -> i32` or `() -> ()`, \
                         legal types: {legal}",
                        text.value, name.value
                    ),
                );
            }
            Some(Export { name, signature: signature? })
        })
        .collect()
}

fn signature(text: &str) -> Option<Signature> {
    let (parameters, result) = text.split_once(" -> ")?;
    let inner = parameters.strip_prefix('(')?.strip_suffix(')')?;
    let parameters = if inner.is_empty() {
        Vec::new()
    } else {
        inner.split(", ").map(value_type).collect::<Option<Vec<_>>>()?
    };
    let result = if result == "()" { None } else { Some(value_type(result)?) };
    Some(Signature { parameters, result })
}

fn value_type(word: &str) -> Option<ValueType> {
    ValueType::WORDS.iter().find(|(name, _)| *name == word).map(|(_, value_type)| *value_type)
}

fn plain(words: Vec<At<String>>) -> Vec<String> {
    words.into_iter().map(|word| word.value).collect()
}
