//! One function of a unit, found by its name and the hash of its body, and what becomes of it.
//!
//! Before: `static int f(int x) { return x; }`. After `drop`: `static int f(int x);`. After `rename`: that, and
//! `static int upstream_f(int x) { return x; }`. A file of ours includes the unit and defines `f` below it.
//! Limits: C as upstream writes it, a definition behind a blank line; functions that macros define have none.

use std::ops::Range;

use crate::error::{Error, Result};
use crate::plan::ownership::{Action, Edit};
use crate::tools::hash;

/// Where a definition lies in a text.
struct Definition {
    /// Its type, name and parameters.
    head: Range<usize>,
    /// With its braces.
    body: Range<usize>,
}

/// The sha256 of a function's body; none where the text does not define it.
pub fn body_hash(text: &str, function: &str) -> Option<String> {
    find(text, function).map(|found| hash::sha256(text[found.body].as_bytes()))
}

/// The text after one edit.
pub fn apply(text: &str, edit: &Edit) -> Result<String> {
    let name = &edit.function;
    let found = find(text, name).ok_or_else(|| {
        Error::request(format!("unit `{}` defines no function `{name}`", edit.unit))
            .help(format!("remove `[edit.{name}]` from pocketpy/edits.toml"))
    })?;
    let sha256 = hash::sha256(text[found.body.clone()].as_bytes());
    if sha256 != edit.sha256 {
        return Err(Error::request(format!(
            "function `{name}` of unit `{}` is not the one that was edited",
            edit.unit
        ))
        .detail(format!("expected sha256 {}", edit.sha256))
        .detail(format!("found    sha256 {sha256}"))
        .help("read what upstream made of it, mend ours, and write the new hash into pocketpy/edits.toml"));
    }
    let (before, after) = (&text[..found.head.start], &text[found.body.end..]);
    let head = text[found.head.clone()].trim_end();
    Ok(match edit.action {
        Action::Drop => format!("{before}{head};{after}"),
        Action::Rename => {
            let renamed = head.replacen(&format!("{name}("), &format!("upstream_{name}("), 1);
            format!("{before}{head};\n\n{renamed} {}{after}", &text[found.body])
        }
    })
}

fn find(text: &str, name: &str) -> Option<Definition> {
    let called = format!("{name}(");
    text.match_indices(&called).find_map(|(at, _)| {
        let is_part_of_a_word = text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let start = head_start(text, at);
        let closed = parameters_end(text, at + name.len())?;
        let open = closed + text[closed..].find(|c: char| !c.is_whitespace())?;
        let is_definition = text[open..].starts_with('{') && !text[start..at].contains([';', '{', '}']);
        (!is_part_of_a_word && is_definition)
            .then(|| body_end(text, open).map(|end| Definition { head: start..open, body: open..end }))?
    })
}

/// Behind the parenthesis that closes the one at `open`.
fn parameters_end(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    text[open..].char_indices().find_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(open + at + 1)
    })
}

/// Behind the last blank line, and the comments and directives below it.
fn head_start(text: &str, at: usize) -> usize {
    let mut start = text[..at].rfind("\n\n").map_or(0, |blank| blank + 2);
    while text[start..].starts_with("//") || text[start..].starts_with('#') {
        start += text[start..].find('\n').map_or(text.len() - start, |end| end + 1);
    }
    start.min(at)
}

/// Behind the brace that closes the one at `open`.
fn body_end(text: &str, open: usize) -> Option<usize> {
    let (mut depth, mut rest) = (0_usize, &text[open..]);
    loop {
        let skipped = skipped(rest);
        match rest.chars().next()? {
            '{' if skipped == 1 => depth += 1,
            '}' if skipped == 1 => depth -= 1,
            _ => {}
        }
        rest = &rest[skipped..];
        if depth == 0 {
            return Some(text.len() - rest.len());
        }
    }
}

/// How many bytes the literal, comment or character at the beginning has.
fn skipped(text: &str) -> usize {
    let until = |end: &str| text[2..].find(end).map_or(text.len(), |at| 2 + at + end.len());
    match text.as_bytes() {
        [b'/', b'/', ..] => until("\n"),
        [b'/', b'*', ..] => until("*/"),
        [quote @ (b'"' | b'\''), ..] => literal(text, *quote),
        _ => text.chars().next().map_or(1, char::len_utf8),
    }
}

fn literal(text: &str, quote: u8) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "int f(int x);\n\n// what\n#define F(x) f(x)\nstatic int\n    f(int x) {\n    if(x) { return '}'; } // }\n    return g(\"}\\\"{\");\n}\n\nint g_f(int x) { return f(x); }\n";

    fn edit(action: Action, body: &str) -> Edit {
        let (function, unit) = ("f".to_owned(), "modules/x.c".to_owned());
        Edit { function, unit, sha256: hash::sha256(body.as_bytes()), action }
    }

    const BODY: &str = "{\n    if(x) { return '}'; } // }\n    return g(\"}\\\"{\");\n}";

    #[test]
    fn a_dropped_function_leaves_its_declaration_and_all_around_it() {
        let text = apply(TEXT, &edit(Action::Drop, BODY)).unwrap();
        assert_eq!(text, TEXT.replace(&format!(" {BODY}"), ";"));
    }

    #[test]
    fn a_renamed_function_stays_under_another_name() {
        let text = apply(TEXT, &edit(Action::Rename, BODY)).unwrap();
        let both = format!("static int\n    f(int x);\n\nstatic int\n    upstream_f(int x) {BODY}");
        assert_eq!(text, TEXT.replace(&format!("static int\n    f(int x) {BODY}"), &both));
    }

    #[test]
    fn a_function_that_upstream_changed_is_refused() {
        let error = apply(TEXT, &edit(Action::Drop, "{ }")).unwrap_err().to_string();
        assert!(
            error.contains("function `f` of unit `modules/x.c` is not the one that was edited"),
            "{error}"
        );
    }

    #[test]
    fn a_function_that_is_only_declared_or_called_is_refused() {
        let error = apply("int f(int x);\n\nint h(void) { return f(1); }\n", &edit(Action::Drop, BODY));
        assert!(error.unwrap_err().to_string().contains("defines no function `f`"));
    }
}
