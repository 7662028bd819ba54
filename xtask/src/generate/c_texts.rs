//! Python source in other people's C source, shortened: a list `NAME.texts` in a binding's folder names the texts, and becomes a C file with what
//! a machine reads of them. The linker takes that in the place of the originals, which are weak. Nothing of the texts is kept in the repository.
//!
//! Limits: knows `const char NAME[] = "…" "…";` with the escapes of [`unescaped`]; lines of a traceback are those of the shortened text.

use crate::error::{Error, Result};
use crate::generate::python_text;

/// The C file for a list, out of the sources that its binding is compiled from.
pub fn to_c(list: &str, sources: &[String]) -> Result<String> {
    let names = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    names.map(|line| define(line, sources)).collect()
}

/// The text that a line `NAME` or `NAME without DEFINITION…` names.
fn define(line: &str, sources: &[String]) -> Result<String> {
    let (name, left_out) = line.split_once(" without ").unwrap_or((line, ""));
    let text = sources.iter().find_map(|source| text_of(name, source)).ok_or_else(|| {
        Error::request(format!("no source has a text `{name}`"))
            .help("look for its name now in the pinned source, and write that into the `.texts` file")
    })?;
    let text =
        left_out.split_whitespace().try_fold(text, |text, definition| without(name, &text, definition))?;
    Ok(python_text::define(name, python_text::shortened(&text).as_bytes()))
}

/// The text without a function or class at its top: from the line that begins it to the next that is not indented.
fn without(name: &str, text: &str, definition: &str) -> Result<String> {
    let begins = |line: &str| {
        let rest = line.strip_prefix("def ").or_else(|| line.strip_prefix("class "));
        rest.and_then(|rest| rest.strip_prefix(definition)).is_some_and(|rest| rest.starts_with(['(', ':']))
    };
    let (mut kept, mut is_out) = (String::new(), false);
    for line in text.split_inclusive('\n') {
        let is_indented = line.starts_with(' ') || line.trim().is_empty();
        is_out = begins(line) || (is_out && is_indented);
        kept += if is_out { "" } else { line };
    }
    if kept.len() < text.len() {
        return Ok(kept);
    }
    Err(Error::request(format!("the text `{name}` has no function or class `{definition}` at its top"))
        .help("take it off the line in the `.texts` file, or look for its name now"))
}

/// The text of `const char NAME[] = "…";`; `None` where it is missing, or of another form than is known.
fn text_of(name: &str, source: &str) -> Option<String> {
    let (_, rest) = source.split_once(&format!("\nconst char {name}[] ="))?;
    let mut text = String::new();
    let mut rest = rest.trim_start();
    while let Some(literal) = rest.strip_prefix('"') {
        let (part, behind) = unescaped(literal)?;
        text += &part;
        rest = behind.trim_start();
    }
    rest.starts_with(';').then_some(text)
}

/// What a C string says, up to its closing quote, and what follows that.
fn unescaped(literal: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut letters = literal.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((text, &literal[at + 1..])),
            '\\' => text.push(match letters.next()?.1 {
                'n' => '\n',
                't' => '\t',
                same @ ('"' | '\\' | '\'') => same,
                'x' => {
                    let digits = literal.get(at + 2..at + 4)?;
                    letters.nth(1)?;
                    char::from_u32(u32::from_str_radix(digits, 16).ok()?).filter(char::is_ascii)?
                }
                _ => return None,
            }),
            _ => text.push(letter),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "// texts\nconst char kText_a[] = \"def f(x):\\n    \" \"return \\\"\\\\\\\" + x\\n\";\nconst char kOdd[] = \"\\q\";\n";

    #[test]
    fn a_text_is_read_as_c_reads_it_and_shortened() {
        assert_eq!(text_of("kText_a", SOURCE).unwrap(), "def f(x):\n    return \"\\\" + x\n");
        let made = to_c("# a comment\nkText_a\n", &[String::new(), SOURCE.to_owned()]).unwrap();
        assert!(made.contains("const char kText_a[] =\n    \"def f(x):\\012 return\\042"), "{made}");
        assert_eq!(unescaped("a\\x41\\tb\"c").unwrap(), ("aA\tb".to_owned(), "c"));
    }

    #[test]
    fn what_is_left_out_ends_where_the_next_definition_begins() {
        let text = "def a(x):\n    return x\n\nclass ab:\n    def a(self):\n\n        pass\nab()\n";
        assert_eq!(
            without("kText", text, "a").unwrap(),
            "class ab:\n    def a(self):\n\n        pass\nab()\n"
        );
        assert_eq!(without("kText", text, "ab").unwrap(), "def a(x):\n    return x\n\nab()\n");
        let refusal = without("kText", text, "b").unwrap_err().to_string();
        assert!(refusal.contains("the text `kText` has no function or class `b` at its top"), "{refusal}");
    }

    #[test]
    fn a_text_that_is_not_there_or_has_another_escape_is_refused_by_name() {
        for name in ["kText_b", "kOdd"] {
            let text = to_c(name, &[SOURCE.to_owned()]).unwrap_err().to_string();
            assert!(text.contains(&format!("no source has a text `{name}`")), "{text}");
        }
    }
}
