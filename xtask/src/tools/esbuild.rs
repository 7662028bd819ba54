//! esbuild, as the lock file of `packages/` pins it: the only place that knows its flags.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Context, Result};
use crate::tools::process::{Invocation, run};
use crate::tools::{files, npm};

/// Of every output: what Node 18 and the browsers of its age read. Lines stay short because Node prints the one that threw.
pub const COMMON: [&str; 5] =
    ["--minify", "--line-limit=500", "--target=es2022", "--log-level=warning", "--charset=utf8"];

/// What stands before the address of an `import` that bundlers shall not follow; minifying drops it, webpack warns of each without it.
pub const COMPUTED_IMPORT: &str = "/*webpackIgnore:true*/";

/// One entry with what it imports, as one file.
pub struct Bundle<'a> {
    /// Relative to the checkout.
    pub entry: &'a str,
    /// Format, names and what stays outside, as esbuild spells them.
    pub flags: &'a [&'a str],
    /// Name and JavaScript text of each constant that is put in.
    pub constants: &'a [(&'a str, &'a str)],
    /// Relative to the checkout.
    pub output: PathBuf,
}

/// Makes one script smaller without following its imports. Both paths are absolute.
pub fn minify(root: &Path, from: &Path, to: &Path) -> Result<()> {
    let command = command(root)?.arg(from).arg(format!("--outfile={}", to.display()));
    run(&command).map_err(|error| error.within(format!("cannot minify `{}`", from.display())))?;
    mark_computed_imports(to)
}

/// Makes one bundle.
pub fn bundle(root: &Path, bundle: &Bundle<'_>) -> Result<()> {
    let defines = bundle.constants.iter().map(|(name, value)| format!("--define:{name}={value}"));
    let command = command(root)?
        .arg(bundle.entry)
        .arg("--bundle")
        .args(bundle.flags.iter().copied())
        .args(defines)
        .arg(format!("--outfile={}", bundle.output.display()));
    run(&command).map_err(|error| error.within(format!("cannot bundle `{}`", bundle.output.display())))?;
    mark_computed_imports(&root.join(&bundle.output))
}

fn mark_computed_imports(file: &Path) -> Result<()> {
    let text = fs::read_to_string(file).context(|| format!("cannot read `{}`", file.display()))?;
    files::write(file, marked(&text).as_bytes())
}

/// `import(place)` → `import(/*webpackIgnore:true*/place)`; an address that is written there stays to be followed.
fn marked(script: &str) -> String {
    let mut parts = script.split("import(");
    let mut marked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_computed =
            part.trim_start().starts_with(|first: char| first.is_alphabetic() || "_$".contains(first));
        marked.push_str("import(");
        marked.push_str(if is_computed { COMPUTED_IMPORT } else { "" });
        marked.push_str(part);
    }
    marked
}

fn command(root: &Path) -> Result<Invocation> {
    npm::install(&root.join("packages"))?;
    let program = root.join("packages/node_modules/.bin/esbuild");
    Ok(Invocation::new(program).args(COMMON).in_folder(root))
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn bundlers_are_told_to_leave_computed_imports_alone_and_to_follow_the_others() {
        let script =
            "a=await import(b);import(await c(d)).catch(e);import(\n\"./f.mjs\");import(\"./g.mjs\")";
        let expected = "a=await import(/*webpackIgnore:true*/b);import(/*webpackIgnore:true*/await c(d)).catch(e);\
                        import(\n\"./f.mjs\");import(\"./g.mjs\")";
        assert_eq!(marked(script), expected);
    }
}
