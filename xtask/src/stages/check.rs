//! Checked: valid wasm, the planned exports with the planned signatures, no unplanned import, within budget, and it runs.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::plan::manifest::reader::join;
use crate::plan::{ExportPlan, Plan, TierPlan};
use crate::stages::glue::{self, Glue};
use crate::stages::wasm::{Border, border};
use crate::stages::{Context, Optimized};
use crate::tools::files::{self, Folders};
use crate::tools::hash::{Key, KeyBuilder, integrity, read, sha256};
use crate::tools::process::{Invocation, run};
use crate::tools::sizes::{Size, grouped};

/// The one file beside the glue.
const WASM: &str = "pocketpy.wasm";

/// A tier that may be packed; made only by [`check`].
pub struct Checked {
    /// Folder of the wasm, relative to the checkout.
    pub wasm: PathBuf,
    /// Folder of the glue, relative to the checkout.
    pub glue: PathBuf,
    /// What was measured.
    pub measured: Measured,
    /// Whether the checks ran now.
    pub fresh: bool,
}

/// Sizes and hashes of a tier's files.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// In the order js, mjs, cjs, wasm.
    pub files: Vec<FileFacts>,
    /// What the wasm imports, as `module.name`.
    pub imports: Vec<String>,
}

/// One file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileFacts {
    /// Its name.
    pub name: String,
    /// Its sha256.
    pub sha256: String,
    /// Its sha384 as browsers write it, `sha384-…` in base64.
    pub integrity: String,
    /// Its bytes.
    pub size: Size,
}

impl Measured {
    /// `pocketpy.wasm`.
    pub fn wasm(&self) -> Size {
        self.size_of(WASM)
    }

    /// The largest of the glue files; a host loads one of them.
    pub fn glue(&self) -> Size {
        let sizes = glue::NAMES.map(|name| self.size_of(name));
        sizes.into_iter().max_by_key(|size| size.brotli).expect("there are glue files")
    }

    fn size_of(&self, name: &str) -> Size {
        let facts = self.files.iter().find(|file| file.name == name);
        facts.expect("all files are measured").size
    }
}

impl Checked {
    /// Where one of the measured files lies, relative to the checkout.
    pub fn place(&self, file: &FileFacts) -> PathBuf {
        let folder = if file.name == WASM { &self.wasm } else { &self.glue };
        folder.join(&file.name)
    }
}

/// Checks one tier unless the same bytes passed the same checks before.
pub fn check(context: &Context<'_>, tier: &TierPlan, optimized: Optimized, glue: &Glue) -> Result<Checked> {
    let key = key(context, tier, &optimized, glue);
    let record = context.folders.scratch().join("checked").join(format!("{}.json", key.as_str()));
    let (measured, fresh) = match recorded(&record) {
        Some(measured) => (measured, false),
        None => (check_now(context, tier, &optimized, glue, &record)?, true),
    };
    Ok(Checked { wasm: optimized.folder, glue: glue.folder.clone(), measured, fresh })
}

/// Puts wasm and glue together in a folder of its own, since they look for each other, and notes what was measured.
fn check_now(
    context: &Context<'_>,
    tier: &TierPlan,
    optimized: &Optimized,
    glue: &Glue,
    record: &Path,
) -> Result<Measured> {
    context.ui.status("check", &tier.name);
    let root = &context.folders.root;
    let folder = files::partial_name(&record.with_extension("files"));
    files::remove_folder(&folder)?;
    let glue = glue::NAMES.map(|name| (glue.folder.join(name), name));
    for (file, name) in [(optimized.folder.join(WASM), WASM)].into_iter().chain(glue) {
        files::write(&folder.join(name), &read(&root.join(file))?)?;
    }
    let measured = verify(context.folders, context.plan, tier, &folder, &context.tools.node);
    files::remove_folder(&folder)?;
    let measured = measured?;
    let text = serde_json::to_string(&measured).expect("facts have only string keys");
    files::write(record, text.as_bytes())?;
    Ok(measured)
}

/// All checks of the files in `folder`, whoever made them.
pub fn verify(
    folders: &Folders,
    plan: &Plan,
    tier: &TierPlan,
    folder: &Path,
    node: &Path,
) -> Result<Measured> {
    let wasm = read(&folder.join(WASM))?;
    let border = border(&wasm)?;
    check_border(tier, &border)?;
    let measured = Measured { files: measure(folders, folder)?, imports: border.imports };
    check_budget(tier, &measured)?;
    check_it_runs(plan, tier, folder, node)?;
    Ok(measured)
}

fn key(context: &Context<'_>, tier: &TierPlan, optimized: &Optimized, glue: &Glue) -> Key {
    let exports = tier.exports.iter().map(|export| format!("{} {}", export.name, export.signature));
    KeyBuilder::new("checked")
        .text(optimized.key.as_str())
        .text(glue.key.as_str())
        .texts(exports)
        .texts(&tier.link.imports)
        .texts(context.plan.modules_of(tier))
        .text(&format!("{} {}", tier.budget.wasm_brotli_bytes_max, tier.budget.glue_brotli_bytes_max))
        .text(&context.tools.versions.node)
        .text(SMOKE)
        .finish()
}

fn recorded(record: &Path) -> Option<Measured> {
    serde_json::from_slice(&std::fs::read(record).ok()?).ok()
}

/// Sizes and hashes of the files in a folder.
fn measure(folders: &Folders, folder: &Path) -> Result<Vec<FileFacts>> {
    let names: Vec<&str> = glue::NAMES.into_iter().chain([WASM]).collect();
    let facts = |name: &&str| {
        let bytes = read(&folder.join(name))?;
        Ok(FileFacts {
            name: (*name).to_owned(),
            sha256: sha256(&bytes),
            integrity: integrity(&bytes),
            size: Size::remembered(folders, &bytes)?,
        })
    };
    crate::tools::parallel::map(&names, facts)
}

/// Names what is missing, unplanned or of another type, all at once.
pub fn check_border(tier: &TierPlan, border: &Border) -> Result<()> {
    let mut faults: Vec<String> =
        tier.exports.iter().filter_map(|export| export_fault(export, border)).collect();
    for import in &border.imports {
        if !tier.link.imports.contains(import) {
            faults.push(format!("import `{import}` is not planned"));
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(Error::work(format!("the wasm of tier `{}` has another border than the plan", tier.name))
        .detail(faults.join("\n"))
        .detail(format!("legal imports: {}", join(tier.link.imports.iter().map(String::as_str))))
        .help("mend the binding, or `[export]` and `imports` in variants.toml if the change is wanted"))
}

fn export_fault(export: &ExportPlan, border: &Border) -> Option<String> {
    match border.functions.get(&export.name) {
        None => Some(format!("export `{}` is missing", export.name)),
        Some(Some(found)) if *found == export.signature => None,
        Some(Some(found)) => {
            Some(format!("export `{}` has signature {found}, planned is {}", export.name, export.signature))
        }
        Some(None) => Some(format!("export `{}` has a type that cannot cross the border", export.name)),
    }
}

/// An import that is allowed and that no tier has is a hole in the border which nobody would notice. Asked only where all tiers are known.
pub fn refuse_unused_imports(plan: &Plan, tiers: &[Checked]) -> Result<()> {
    let Some(tier) = plan.tiers.first().filter(|_| plan.registry.is_some()) else { return Ok(()) };
    let is_unused = |import: &&String| !tiers.iter().any(|checked| checked.measured.imports.contains(import));
    let unused: Vec<&str> = tier.link.imports.iter().filter(is_unused).map(String::as_str).collect();
    if unused.is_empty() {
        return Ok(());
    }
    Err(Error::request("variants.toml allows imports that no tier has")
        .detail(join(unused.into_iter()))
        .help("take them off `imports` of `[link]`"))
}

/// Both budgets of a tier.
pub fn check_budget(tier: &TierPlan, measured: &Measured) -> Result<()> {
    let budget = &tier.budget;
    let rows = [
        ("pocketpy.wasm", "wasm", measured.wasm().brotli, budget.wasm_brotli_bytes_max),
        ("the glue", "glue", measured.glue().brotli, budget.glue_brotli_bytes_max),
    ];
    let over: Vec<String> = rows
        .into_iter()
        .filter(|(_, _, found, most)| found > most)
        .map(|(what, key, found, most)| {
            let more = grouped(found - most);
            format!(
                "{what} is {} bytes (brotli), {more} more than {key}-brotli-bytes-max allows",
                grouped(found)
            )
        })
        .collect();
    if over.is_empty() {
        return Ok(());
    }
    Err(Error::work(format!("tier `{}` is over its budget", tier.name)).detail(over.join("\n")).help(
        "see what grew with `cargo xtask size-report --diff FILE`, then raise the budget in variants.toml if it is \
         worth it",
    ))
}

/// Starts the tier in Node through each glue file and lets Python count.
const SMOKE: &str = r#"
const [folder, modules] = process.argv.slice(1);
const fs = require('node:fs');
const file = (name) => require('node:path').join(folder, name);
const source = `for module in ${modules}: __import__(module)\nprint(6*7)\n`;
const { default: imported } = await import(require('node:url').pathToFileURL(file('pocketpy.mjs')));
const resolved = require(file('pocketpy.cjs'))((name) => fs.readFileSync(file(name)));
const factories = [require(file('pocketpy.js')), imported, resolved];
for (const factory of factories) {
  const py = await factory({});
  py._py_initialize();
  if (!py._py_module_initialize()) { py._py_printexc(); process.exit(1); }
  const ok = py.ccall('py_exec', 'number', ['string', 'string', 'number', 'number'], [source, 'main.py', 0, 0]);
  if (!ok) { py._py_printexc(); process.exit(1); }
  JSON.parse(py.UTF8ToString(py._pkw_build_info()));
}
"#;

fn check_it_runs(plan: &Plan, tier: &TierPlan, folder: &Path, node: &Path) -> Result<()> {
    let script = format!(
        "(async () => {{ {SMOKE} }})().catch((error) => {{ console.error(error); process.exit(1); }});"
    );
    let command = Invocation::new(node)
        .args(["-e", &script, "--"])
        .arg(folder)
        .arg(serde_json::to_string(&plan.modules_of(tier)).expect("module names are strings"));
    let printed = run(&command).map_err(|error| {
        error
            .within(format!("tier `{}` does not run", tier.name))
            .help("mend the binding that the text above names")
    })?;
    if printed == "42\n".repeat(glue::NAMES.len()) {
        return Ok(());
    }
    Err(Error::work(format!("tier `{}` runs and prints the wrong thing", tier.name))
        .detail(format!("expected 42 from each glue file, found {printed:?}"))
        .help("look at bindings/page and js/glue"))
}
