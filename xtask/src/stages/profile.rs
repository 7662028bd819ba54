//! Whether the profile was measured with what is built now, and names functions that are there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::plan::manifest::reader::join;
use crate::plan::pins::Content;
use crate::plan::profile::{FILE, MeasuredWith, Profile};
use crate::plan::{Interpreter, Unit};
use crate::stages::units::unit_path;
use crate::stages::{Context, Sources};
use crate::tools::files;
use crate::tools::hash::{KeyBuilder, read, sha256, sha256_of_tree};

/// The programs that are measured, relative to the checkout.
pub const PROGRAMS: &str = "pocketpy/profile/programs";

/// Refuses what was measured with another interpreter, or with other programs. A local pocketpy is whatever its user has.
pub fn refuse_stale(context: &Context<'_>, sources: &Sources) -> Result<()> {
    match context.plan.interpreter {
        Interpreter::Pinned(_) => {}
        Interpreter::Local(_) => return Ok(()),
    }
    let now = measured_with(context, sources)?;
    let kept = &context.plan.profile;
    if let Some(changed) = difference(&kept.measured_with, &now) {
        return Err(Error::request(format!("`{FILE}` was measured before {changed} changed"))
            .help("measure again with `cargo xtask profile`, then look at sizes and speed"));
    }
    refuse_unknown_names(context, sources, kept)
}

fn difference(kept: &MeasuredWith, now: &MeasuredWith) -> Option<&'static str> {
    if kept.interpreter_sha256 != now.interpreter_sha256 {
        Some("the interpreter")
    } else if kept.host_sha256 != now.host_sha256 {
        Some("what `bindings/` compiles together with the interpreter")
    } else if kept.programs_sha256 != now.programs_sha256 {
        Some("the programs in `pocketpy/profile/programs`")
    } else {
        None
    }
}

/// Hashes of all that decides what is measured, as it is now.
pub fn measured_with(context: &Context<'_>, sources: &Sources) -> Result<MeasuredWith> {
    let pin = context.plan.sources.iter().find(|pin| pin.name == "pocketpy");
    let interpreter_sha256 = match &pin.expect("every tier has the interpreter").content {
        Content::Files(files) => {
            let source = files.iter().find(|(name, _)| name.ends_with(".c"));
            source.expect("the interpreter is compiled from a C file").1.clone()
        }
        Content::Tree(hash) => hash.clone(),
    };
    let ours = own_files(&context.folders.root, interpreter(context)?, sources)?;
    let code = ours.iter().map(|(path, text)| format!("{}\n{}\n", path.display(), without_comments(text)));
    Ok(MeasuredWith {
        interpreter_sha256,
        host_sha256: sha256(code.collect::<String>().as_bytes()),
        programs_sha256: sha256_of_tree(&context.folders.at(PROGRAMS))?,
    })
}

fn interpreter<'a>(context: &Context<'a>) -> Result<&'a Unit> {
    let mut units = context.plan.tiers.iter().flat_map(|tier| &tier.units);
    units.find(|unit| unit.is_interpreter()).ok_or_else(|| {
        Error::request("no tier has the interpreter").help("put `bindings/host/interpreter.c` back")
    })
}

/// Our files in the interpreter's translation unit, by path: its own and, of those that are included in quotes, the ones beside it.
fn own_files(root: &Path, unit: &Unit, sources: &Sources) -> Result<BTreeMap<PathBuf, String>> {
    let mut found = BTreeMap::new();
    let mut open = vec![unit_path(sources, unit)];
    while let Some(path) = open.pop() {
        let text = String::from_utf8_lossy(&read(&root.join(&path))?).into_owned();
        let names =
            text.lines().filter_map(|line| line.trim().strip_prefix("#include \"")?.strip_suffix('"'));
        let beside = names.map(|name| path.with_file_name(name)).filter(|path| root.join(path).is_file());
        open.extend(beside.filter(|path| !found.contains_key(path)));
        found.insert(path, text);
    }
    Ok(found)
}

/// C without comments, and with one blank or none for each stretch of them.
fn without_comments(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let length = match letter {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | '\'' => literal_bytes(rest, letter),
            _ if letter.is_whitespace() => rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len()),
            _ => letter.len_utf8(),
        };
        let is_code = !(letter.is_whitespace() || rest.starts_with("//") || rest.starts_with("/*"));
        if is_code {
            code += &rest[..length];
        } else if !code.ends_with(' ') {
            code.push(' ');
        }
        rest = &rest[length..];
    }
    code
}

/// How long the literal is that a text begins with.
fn literal_bytes(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        if letter == quote && !is_escaped {
            return at + 1;
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    text.len()
}

/// The compiler says nothing of a name that no function has. Looked for once for each profile and interpreter.
fn refuse_unknown_names(context: &Context<'_>, sources: &Sources, profile: &Profile) -> Result<()> {
    let with = &profile.measured_with;
    let key =
        KeyBuilder::new("profile").texts(&profile.hot).text(&with.interpreter_sha256).text(&with.host_sha256);
    let stamp = context.folders.scratch().join("profile").join(key.finish().as_str());
    if stamp.is_file() {
        return Ok(());
    }
    let root = &context.folders.root;
    let upstream = sources.find("pocketpy");
    let mut texts: Vec<String> = own_files(root, interpreter(context)?, sources)?.into_values().collect();
    for (name, _) in &upstream.files {
        texts.push(String::from_utf8_lossy(&read(&root.join(&upstream.folder).join(name))?).into_owned());
    }
    let unknown: Vec<&str> = profile
        .hot
        .iter()
        .map(String::as_str)
        .filter(|name| !texts.iter().any(|text| has_function(text, name)))
        .collect();
    if unknown.is_empty() {
        return files::write(&stamp, b"");
    }
    Err(Error::request(format!("`{FILE}` names functions that the interpreter does not have"))
        .detail(join(unknown.into_iter()))
        .help("measure again with `cargo xtask profile`, then look at sizes and speed"))
}

/// Whether a name stands as a whole word before a parenthesis.
fn has_function(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        !text[..at].ends_with(is_word) && text[at + name.len()..].starts_with('(')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blanks_do_not_count_and_literals_do() {
        let code = "int  f(void) { // one\n  return '\"' + g(\"/* no \\\" comment */\"); /* two\n */ }\n";
        assert_eq!(without_comments(code), "int f(void) { return '\"' + g(\"/* no \\\" comment */\"); } ");
        let other = code.replace("one", "three").replace("two\n", "four");
        assert_eq!(without_comments(&other), without_comments(code));
        assert_ne!(without_comments(&code.replace("no", "a")), without_comments(code));
    }

    #[test]
    fn a_function_is_a_whole_word_before_a_parenthesis() {
        let text = "static int py_call(int a);\nint VM__py_calls(void); py_bool;";
        assert!(has_function(text, "py_call") && has_function(text, "VM__py_calls"));
        assert!(
            !has_function(text, "py_calls") && !has_function(text, "call") && !has_function(text, "py_bool")
        );
    }
}
