//! What must hold between the rows of `variants.toml`.

use std::collections::BTreeMap;

use super::reader::{At, Faults, join};
use super::{Binding, Manifest, Tier};

/// Notes every broken rule.
pub fn check(faults: &Faults, manifest: &Manifest) {
    require_a_tier(faults, manifest);
    refuse_bad_addresses(faults, manifest);
    refuse_bad_names(faults, manifest);
    refuse_unknown_bindings(faults, manifest);
    refuse_unused_bindings(faults, manifest);
    refuse_unlinked_uses(faults, manifest);
    refuse_unknown_libraries(faults, manifest);
    refuse_unused_libraries(faults, manifest);
    refuse_misplaced_headers(faults, manifest);
    refuse_unknown_extends(faults, manifest);
    refuse_cycles(faults, manifest);
    refuse_shared_names(faults, manifest);
    refuse_repeated_bindings(faults, manifest);
    refuse_repeated_modules(faults, manifest);
    refuse_bad_python(faults, manifest);
    refuse_bad_lists_of_files(faults, manifest);
    refuse_linked_unlinked_folders(faults, manifest);
    refuse_part_of_a_version(faults, manifest);
    refuse_repeated_exports(faults, manifest);
    refuse_small_stack(faults, manifest);
}

fn require_a_tier(faults: &Faults, manifest: &Manifest) {
    if manifest.tiers.is_empty() {
        faults.note(0, "no `[tier.NAME]`: there is nothing to build");
    }
}

/// npm takes whatever stands there, and its page then has a dead link.
fn refuse_bad_addresses(faults: &Faults, manifest: &Manifest) {
    let npm = &manifest.npm;
    for address in [&npm.repository, &npm.homepage, &npm.bugs] {
        let is_missing = address.value.is_empty(); // noted when it was read
        if !is_missing && !address.value.starts_with("https://") {
            faults.note(
                address.offset,
                format!("`{}` is not an address that begins with `https://`", address.value),
            );
        }
    }
}

/// A module that is listed twice, and one that defers an import and is not packed.
fn refuse_bad_python(faults: &Faults, manifest: &Manifest) {
    let python = &manifest.python;
    for (at, module) in python.modules.iter().enumerate() {
        if python.modules[..at].iter().any(|before| before.value == module.value) {
            faults.note(module.offset, format!("module `{}` is already in this list", module.value));
        }
    }
    for (module, _) in &python.deferred {
        if !python.modules.iter().any(|listed| listed.value == module.value) {
            let text = format!("`{}` defers imports, and `modules` does not name it", module.value);
            faults.note(module.offset, text);
        }
    }
}

fn refuse_bad_names(faults: &Faults, manifest: &Manifest) {
    let tiers = manifest.tiers.iter().map(|tier| &tier.name);
    let bindings = manifest.bindings.iter().map(|binding| &binding.name);
    let libraries = manifest.libraries.iter().map(|library| &library.name);
    for name in tiers.chain(bindings).chain(libraries) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.value.is_empty() || !name.value.chars().all(plain) {
            faults.note(name.offset, format!("`{}` is not a name; legal: a-z, 0-9 and `-`", name.value));
        }
    }
}

fn refuse_unknown_bindings(faults: &Faults, manifest: &Manifest) {
    for tier in &manifest.tiers {
        for binding in &tier.bindings {
            if find_binding(manifest, &binding.value).is_none() {
                let legal = join(manifest.bindings.iter().map(|row| row.name.value.as_str()));
                faults.note(binding.offset, format!("unknown binding `{}`; legal: {legal}", binding.value));
            }
        }
    }
}

/// A binding that no tier names would never be compiled, and nobody would notice.
fn refuse_unused_bindings(faults: &Faults, manifest: &Manifest) {
    for binding in &manifest.bindings {
        let used = |name: &At<String>| name.value == binding.name.value;
        if !manifest.tiers.iter().any(|tier| tier.bindings.iter().any(used)) {
            let text =
                format!("no tier names binding `{}`; add it to a tier or remove it", binding.name.value);
            faults.note(binding.name.offset, text);
        }
    }
}

/// What a binding uses must be in every tier that it is in.
fn refuse_unlinked_uses(faults: &Faults, manifest: &Manifest) {
    for binding in &manifest.bindings {
        for used in &binding.uses {
            if find_binding(manifest, &used.value).is_none() {
                let legal = join(manifest.bindings.iter().map(|row| row.name.value.as_str()));
                faults.note(used.offset, format!("unknown binding `{}`; legal: {legal}", used.value));
            } else if let Some(tier) = tier_without(manifest, &binding.name.value, &used.value) {
                let (name, used_name) = (&binding.name.value, &used.value);
                faults.note(
                    used.offset,
                    format!("binding `{name}` uses `{used_name}`, which tier `{tier}` is without"),
                );
            }
        }
    }
}

/// A tier that has one binding of its own, and the other neither of its own nor from a tier it extends.
fn tier_without<'a>(manifest: &'a Manifest, binding: &str, used: &str) -> Option<&'a str> {
    let has = |tier: &Tier, name: &str| tier.bindings.iter().any(|known| known.value == name);
    let lacks = |tier: &Tier| {
        !has(tier, used) && !ancestors(manifest, tier.extends.as_ref()).iter().any(|name| **name == used)
    };
    let found = manifest.tiers.iter().find(|tier| has(tier, binding) && lacks(tier));
    found.map(|tier| tier.name.value.as_str())
}

fn refuse_unknown_libraries(faults: &Faults, manifest: &Manifest) {
    for library in manifest.bindings.iter().flat_map(|binding| &binding.libraries) {
        if !manifest.libraries.iter().any(|row| row.name.value == library.value) {
            let legal = join(manifest.libraries.iter().map(|row| row.name.value.as_str()));
            faults.note(library.offset, format!("unknown library `{}`; legal: {legal}", library.value));
        }
    }
}

/// A library that no binding names would never be built.
fn refuse_unused_libraries(faults: &Faults, manifest: &Manifest) {
    for library in &manifest.libraries {
        let used = |name: &At<String>| name.value == library.name.value;
        if !manifest.bindings.iter().any(|binding| binding.libraries.iter().any(used)) {
            let name = &library.name;
            let text = format!("no binding names library `{}`; add it to a binding or remove it", name.value);
            faults.note(name.offset, text);
        }
    }
}

fn refuse_misplaced_headers(faults: &Faults, manifest: &Manifest) {
    for (header, place) in manifest.libraries.iter().flat_map(|library| &library.headers) {
        let is_below = place.value.starts_with("source/") || place.value.starts_with("build/");
        if !is_below || leads_out(&place.value) {
            let text =
                format!("header `{header}` must lie below `source/` or `build/`, not at `{}`", place.value);
            faults.note(place.offset, text);
        }
    }
}

fn refuse_unknown_extends(faults: &Faults, manifest: &Manifest) {
    let names: Vec<&str> = manifest.tiers.iter().map(|tier| tier.name.value.as_str()).collect();
    for tier in &manifest.tiers {
        let Some(extends) = tier.extends.as_ref().filter(|name| !name.value.is_empty()) else { continue };
        if !names.contains(&extends.value.as_str()) {
            let others = join(names.iter().copied().filter(|name| *name != tier.name.value));
            let reason = format!("tier `{}` extends unknown tier `{}`", tier.name.value, extends.value);
            faults.note(extends.offset, format!("{reason}; legal: {others}"));
        }
    }
}

fn refuse_cycles(faults: &Faults, manifest: &Manifest) {
    let parents = parents(manifest);
    for tier in &manifest.tiers {
        let start = tier.name.value.as_str();
        if let (Some(path), Some(extends)) = (cycle_from(start, &parents), &tier.extends) {
            faults.note(extends.offset, format!("tier `{start}` extends itself: {}", path.join(" → ")));
        }
    }
}

fn parents(manifest: &Manifest) -> BTreeMap<&str, &str> {
    let named = manifest.tiers.iter().filter_map(|tier| Some((&tier.name, tier.extends.as_ref()?)));
    named.map(|(tier, parent)| (tier.value.as_str(), parent.value.as_str())).collect()
}

fn on_a_cycle(manifest: &Manifest, name: &str) -> bool {
    cycle_from(name, &parents(manifest)).is_some()
}

fn cycle_from<'a>(start: &'a str, parents: &BTreeMap<&'a str, &'a str>) -> Option<Vec<&'a str>> {
    let mut path = vec![start];
    let mut current = start;
    while let Some(parent) = parents.get(current) {
        path.push(parent);
        if *parent == start {
            return Some(path);
        }
        if path.len() > parents.len() + 1 {
            return None; // a cycle further up, reported for the tiers that are on it
        }
        current = parent;
    }
    None
}

fn refuse_shared_names(faults: &Faults, manifest: &Manifest) {
    let mut packages: BTreeMap<&str, &str> = BTreeMap::new();
    packages.insert(&manifest.registry.package.value, "the registry");
    for tier in &manifest.tiers {
        let package = tier.package.value.as_str();
        if package.is_empty() {
            continue; // noted when it was read
        }
        if let Some(other) = packages.insert(package, &tier.name.value) {
            let text =
                format!("package `{package}` belongs to tier `{other}` already; each tier needs its own");
            faults.note(tier.package.offset, text);
        }
        if !is_npm_name(package) {
            let text =
                format!("`{package}` is not an npm package name with a scope, such as `@pocketpy/core`");
            faults.note(tier.package.offset, text);
        }
    }
}

fn is_npm_name(package: &str) -> bool {
    let legal = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c))
    };
    match package.strip_prefix('@').and_then(|rest| rest.split_once('/')) {
        Some((scope, name)) => legal(scope) && legal(name),
        None => false,
    }
}

fn refuse_repeated_bindings(faults: &Faults, manifest: &Manifest) {
    for tier in &manifest.tiers {
        if on_a_cycle(manifest, &tier.name.value) {
            continue; // it would inherit its own bindings
        }
        let inherited = ancestors(manifest, tier.extends.as_ref());
        for (index, binding) in tier.bindings.iter().enumerate() {
            let here = tier.bindings[..index].iter().any(|other| other.value == binding.value);
            let above = inherited.iter().any(|other| **other == binding.value);
            if here || above {
                let from = if above { "a tier it extends" } else { "this list" };
                faults.note(binding.offset, format!("binding `{}` is already in {from}", binding.value));
            }
        }
    }
}

fn ancestors<'a>(manifest: &'a Manifest, extends: Option<&'a At<String>>) -> Vec<&'a String> {
    let mut found = Vec::new();
    let mut next = extends;
    for _ in 0..manifest.tiers.len() {
        let Some(name) = next else { break };
        let Some(tier) = manifest.tiers.iter().find(|tier| tier.name.value == name.value) else { break };
        found.extend(tier.bindings.iter().map(|binding| &binding.value));
        next = tier.extends.as_ref();
    }
    found
}

fn refuse_repeated_modules(faults: &Faults, manifest: &Manifest) {
    let mut owners: BTreeMap<&str, String> = BTreeMap::new();
    let own = manifest.pocketpy.modules.iter().map(|module| (module, "the interpreter".to_owned()));
    let bound = manifest.bindings.iter().flat_map(|binding| {
        binding.modules.iter().map(|module| (module, format!("binding `{}`", binding.name.value)))
    });
    for (module, owner) in own.chain(bound) {
        if let Some(other) = owners.insert(&module.value, owner) {
            faults.note(module.offset, format!("module `{}` belongs to {other} already", module.value));
        }
    }
}

fn refuse_bad_lists_of_files(faults: &Faults, manifest: &Manifest) {
    for binding in &manifest.bindings {
        refuse_foreign_source_files(faults, binding);
        let name = &binding.name.value;
        for file in binding.vectorized_files.iter().filter(|_| !binding.simd) {
            faults.note(file.offset, format!("`vectorized-files` of binding `{name}` need `simd = true`"));
        }
        for folder in binding.include.iter().filter(|folder| leads_out(&folder.value)) {
            let text = format!("`{}` is no folder in `bindings/{name}/`", folder.value);
            faults.note(folder.offset, text);
        }
    }
}

/// Whether a path is no plain path below a folder.
fn leads_out(path: &str) -> bool {
    path.split('/').any(|part| part.is_empty() || part == "." || part == "..")
}

/// A folder that nothing links is one that no row names.
fn refuse_linked_unlinked_folders(faults: &Faults, manifest: &Manifest) {
    for folder in &manifest.compile.unlinked {
        if find_binding(manifest, &folder.value).is_some() {
            let text = format!("`{}` has a row `[binding.{0}]`; take it off `unlinked`", folder.value);
            faults.note(folder.offset, text);
        }
    }
}

/// `3.1` would be taken for another version than 3.1.69, and replace it.
fn refuse_part_of_a_version(faults: &Faults, manifest: &Manifest) {
    let (text, offset) = (&manifest.emscripten.value, manifest.emscripten.offset);
    let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let parts: Vec<&str> = text.split('.').collect();
    let is_exact = parts.len() == 3 && parts.into_iter().all(is_number);
    if !(text.is_empty() || is_exact) {
        faults.note(offset, format!("`{text}` is no exact version of Emscripten, such as `3.1.69`"));
    }
}

fn refuse_foreign_source_files(faults: &Faults, binding: &Binding) {
    for file in &binding.source_files {
        let source = file.value.split_once('/').map(|(source, _)| source);
        if !binding.sources.iter().any(|known| Some(known.value.as_str()) == source) {
            let legal = join(binding.sources.iter().map(|known| known.value.as_str()));
            let text =
                format!("`{}` must be `SOURCE/FILE` with a source of this binding: {legal}", file.value);
            faults.note(file.offset, text);
        }
    }
}

fn refuse_repeated_exports(faults: &Faults, manifest: &Manifest) {
    for tier in &manifest.tiers {
        for export in &tier.exports {
            if manifest.exports.iter().any(|common| common.name.value == export.name.value) {
                let text = format!("`{}` is exported by every tier already", export.name.value);
                faults.note(export.name.offset, text);
            }
        }
    }
}

fn refuse_small_stack(faults: &Faults, manifest: &Manifest) {
    let link = &manifest.link;
    if link.stack_bytes == 0 || link.initial_memory_bytes == 0 {
        return; // noted when it was read
    }
    if link.stack_bytes < 1 << 20 {
        faults.note(
            link.offset,
            format!("`stack-bytes` is {}; real programs need at least 1048576", link.stack_bytes),
        );
    }
    let page = 65_536;
    if !link.stack_bytes.is_multiple_of(page) || !link.initial_memory_bytes.is_multiple_of(page) {
        faults.note(
            link.offset,
            format!("`stack-bytes` and `initial-memory-bytes` must be multiples of {page}"),
        );
    }
    if link.initial_memory_bytes <= link.stack_bytes {
        faults.note(link.offset, "`initial-memory-bytes` must be more than `stack-bytes`");
    }
}

fn find_binding<'a>(manifest: &'a Manifest, name: &str) -> Option<&'a Binding> {
    manifest.bindings.iter().find(|binding| binding.name.value == name)
}
