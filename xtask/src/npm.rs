//! What makes a folder an npm package: `package.json` and the page npm shows.

use serde_json::{Value, json};

use crate::plan::{Plan, TierPlan};

/// The files that a package hands out.
const EXPORTS: [&str; 4] = ["pocketpy.js", "pocketpy.mjs", "pocketpy.wasm", "build-info.json"];

/// `package.json`: no `main`, no dependencies; only assets are exported.
pub fn package_json(plan: &Plan, tier: &TierPlan) -> Vec<u8> {
    let mut exports = serde_json::Map::new();
    for file in EXPORTS {
        exports.insert(format!("./{file}"), Value::String(format!("./dist/{file}")));
    }
    exports.insert("./package.json".to_owned(), Value::String("./package.json".to_owned()));
    let package = json!({
        "name": tier.package,
        "version": plan.version,
        "description": tier.description,
        "keywords": plan.npm.keywords,
        "license": plan.npm.license,
        "engines": { "node": plan.npm.node },
        "exports": exports,
        "files": ["dist", "LICENSE", "THIRD-PARTY-NOTICES", "README.md"],
        "publishConfig": { "access": "public" },
    });
    let mut text = serde_json::to_vec_pretty(&package).expect("the package has only string keys");
    text.push(b'\n');
    text
}

/// The package's own README.
pub fn readme(tier: &TierPlan) -> Vec<u8> {
    let package = &tier.package;
    let modules = tier.modules.join("`, `");
    format!(
        "# {package}\n\n{description}.\n\n\
         Python modules beyond the interpreter's own: `{modules}`.\n\n\
         Pure assets: `pocketpy.js` (classic script and CommonJS), `pocketpy.mjs` (ES module), and one `pocketpy.wasm`\n\
         for both. Nothing here wants a bundler.\n\n\
         ```js\n\
         import createPocketPy from '{package}/pocketpy.mjs';\n\n\
         const py = await createPocketPy({{ print: console.log }});\n\
         py._py_initialize();\n\
         py._py_module_initialize();\n\
         py.ccall('py_exec', 'number', ['string', 'string', 'number', 'number'], ['print(6*7)', 'main.py', 0, 0]);\n\
         ```\n",
        description = tier.description,
    )
    .into_bytes()
}
