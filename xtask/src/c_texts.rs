//! Python source in other people's C source, shortened: a list `NAME.texts` in a binding's folder names the texts, and becomes a C file with what
//! a machine reads of them. The linker takes that in the place of the originals, which are weak. Nothing of the texts is kept in the repository.
//!
//! Limits: knows `const char NAME[] = "…" "…";` with the escapes of [`unescaped`]; lines of a traceback are those of the shortened text.

use crate::error::{Error, Result};
use crate::python_text;

/// Part of a made file's key; another number where another C file is made of the same text.
pub const RECIPE: &str = "texts 1";

/// The C file for a list, out of the sources that its binding is compiled from.
pub fn to_c(list: &str, sources: &[String]) -> Result<String> {
    let names = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    names.map(|name| define(name, sources)).collect()
}

fn define(name: &str, sources: &[String]) -> Result<String> {
    let text = sources.iter().find_map(|source| text_of(name, source)).ok_or_else(|| {
        Error::request(format!("no source has a text `{name}`"))
            .help("look for its name now in the pinned source, and write that into the `.texts` file")
    })?;
    Ok(python_text::define(name, python_text::shortened(&text).as_bytes()))
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
    fn a_text_that_is_not_there_or_has_another_escape_is_refused_by_name() {
        for name in ["kText_b", "kOdd"] {
            let text = to_c(name, &[SOURCE.to_owned()]).unwrap_err().to_string();
            assert!(text.contains(&format!("no source has a text `{name}`")), "{text}");
        }
    }
}
