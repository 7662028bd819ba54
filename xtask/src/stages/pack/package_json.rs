//! What makes a folder a package: `package.json`, and the page that npm shows.

use serde_json::{Map, Value, json};

use crate::plan::manifest::Registry;
use crate::plan::{Plan, TierPlan};

/// The files that a package hands out, each with its types where it is JavaScript.
const EXPORTS: [(&str, Option<&str>); 5] = [
    ("pocketpy.js", Some("pocketpy.d.ts")),
    ("pocketpy.mjs", Some("pocketpy.d.mts")),
    ("pocketpy.cjs", Some("pocketpy.d.cts")),
    ("pocketpy.wasm", None),
    ("build-info.json", None),
];

/// The types of a tier, below `js/glue/types/`: those of its entries and what they share.
pub const TYPES: [&str; 4] = ["module.d.ts", "pocketpy.d.ts", "pocketpy.d.mts", "pocketpy.d.cts"];

/// `package.json`: no `main`, no dependencies; only assets are exported.
pub fn package_json(plan: &Plan, tier: &TierPlan) -> Vec<u8> {
    let mut exports = Map::new();
    for (file, types) in EXPORTS {
        let entry = match types {
            Some(types) => json!({ "types": format!("./dist/{types}"), "default": format!("./dist/{file}") }),
            None => json!(format!("./dist/{file}")),
        };
        exports.insert(format!("./{file}"), entry);
    }
    exports.insert("./package.json".to_owned(), Value::String("./package.json".to_owned()));
    let own = json!({
        "name": tier.package,
        "version": plan.version,
        "description": tier.description,
        "license": license(plan, tier),
        "exports": exports,
        "files": ["dist", "LICENSE*", "THIRD-PARTY-NOTICES", "*.md"],
    });
    text(plan, own)
}

/// A `package.json` out of what is a package's own and what all have in common.
fn text(plan: &Plan, own: Value) -> Vec<u8> {
    let npm = &plan.npm;
    let common = json!({
        "keywords": npm.keywords,
        "repository": { "type": "git", "url": format!("git+{}.git", npm.repository.value) },
        "homepage": npm.homepage.value,
        "bugs": npm.bugs.value,
        "engines": { "node": npm.node },
        "publishConfig": { "access": "public" },
    });
    let object = |value: Value| value.as_object().cloned().expect("it is written as an object");
    let package: Map<String, Value> = object(own).into_iter().chain(object(common)).collect();
    let mut text = serde_json::to_vec_pretty(&package).expect("the package has only string keys");
    text.push(b'\n');
    text
}

/// Ours, and those of the libraries that are linked as a whole.
pub fn license(plan: &Plan, tier: &TierPlan) -> String {
    let libraries = plan.libraries_of(tier).map(|library| library.pin.license.as_str());
    [plan.npm.license.as_str()].into_iter().chain(libraries).collect::<Vec<_>>().join(" AND ")
}

/// The package's own README.
pub fn readme(tier: &TierPlan) -> Vec<u8> {
    let package = &tier.package;
    let modules = tier.modules.join("`, `");
    format!(
        "# {package}\n\n{description}.\n\n\
         Python modules beyond the interpreter's own: `{modules}`.\n\n\
         Pure assets: `pocketpy.js` (classic script and CommonJS), `pocketpy.mjs` (ES module), `pocketpy.cjs` (CommonJS for\n\
         hosts that evaluate bundles), and one `pocketpy.wasm` for all. Nothing here wants a bundler.\n\n\
         ```js\n\
         import createPocketPy from '{package}/pocketpy.mjs';\n\n\
         const py = await createPocketPy({{ print: console.log }});\n\
         py._py_initialize();\n\
         py._py_module_initialize();\n\
         py.ccall('py_exec', 'number', ['string', 'string', 'number', 'number'], ['print(6*7)', 'main.py', 0, 0]);\n\
         ```\n\n\
         `pocketpy.cjs` takes its assets from a function, with neither `import` nor `fetch`; it needs `WebAssembly`,\n\
         `TextDecoder` and `TextEncoder`:\n\n\
         ```js\n\
         const createPocketPy = require('{package}/pocketpy.cjs')(resolve); // (name) => bytes, module, or a promise of it\n\
         const py = await createPocketPy();\n\
         ```\n",
        description = tier.description,
    )
    .into_bytes()
}

/// `package.json` of the loader: types first, and what CDNs serve by default.
pub fn registry_json(plan: &Plan, registry: &Registry) -> Vec<u8> {
    let own = json!({
        "name": registry.package.value,
        "version": plan.version,
        "description": registry.description,
        "license": plan.npm.license,
        "type": "module",
        "sideEffects": false,
        "types": "./dist/registry.d.ts",
        "unpkg": "./dist/registry.umd.js",
        "jsdelivr": "./dist/registry.umd.js",
        // bundlers for pages leave out what only Node loads; releases.mjs is followed as it stands beside registry.mjs
        "browser": { "./dist/node.mjs": false },
        "exports": {
            ".": {
                "import": { "types": "./dist/registry.d.ts", "default": "./dist/registry.mjs" },
                "require": { "types": "./dist/registry.d.cts", "default": "./dist/registry.cjs" },
            },
            "./registry.mjs": { "types": "./dist/registry.d.ts", "default": "./dist/registry.mjs" },
            "./registry.cjs": { "types": "./dist/registry.d.cts", "default": "./dist/registry.cjs" },
            "./registry.umd.js": { "types": "./dist/registry.umd.d.ts", "default": "./dist/registry.umd.js" },
            "./package.json": "./package.json",
        },
        "files": ["dist", "LICENSE", "README.md", "THIRD-PARTY-NOTICES"],
    });
    text(plan, own)
}

/// What is bundled into the loader of other people's work: npm package and licence.
pub const BUNDLED: [(&str, &str); 1] = [("semver", "ISC")];
