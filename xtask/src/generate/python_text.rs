//! Python source of a binding, as C text: what is rare in a module is written in Python and compiled into the wasm as it is, less
//! what a machine need not read. Limits: a string of several lines is in three double quotes, and those are used for nothing else.

/// The C name of the text of `bindings/<binding>/<file>`.
pub fn symbol(binding: &str, file: &str) -> String {
    let stem = file.trim_end_matches(".py").replace(['/', '-', '.'], "_");
    format!("pkw_python_{binding}_{stem}")
}

/// What occurs most in our Python sources: each of these is one byte, from 0x80 on. They make the wasm a third smaller and the compressed wasm no
/// larger. Found by repeatedly taking what saves most; what changes in the sources makes them a little worse, never wrong.
pub const WORDS: &str = include_str!("python_words.json");

fn words() -> Vec<String> {
    serde_json::from_str(WORDS).expect("python_words.json is a list of strings")
}

/// A C file that defines the packed text.
pub fn to_c(binding: &str, file: &str, source: &str) -> String {
    define(&symbol(binding, file), &packed(&shortened(source), &words()))
}

/// The source without comments, blank lines and needless spaces; what stands in a string stays.
pub fn shortened(source: &str) -> String {
    let mut lines = String::new();
    let mut is_inside = false;
    for line in source.lines() {
        let quotes = line.matches("\"\"\"").count();
        if is_inside || quotes > 0 {
            let indented = if is_inside { line.to_owned() } else { with_short_indent(line) };
            lines += &format!("{indented}\n");
        } else if is_code(line) {
            lines += &format!("{}\n", without_spaces(with_short_indent(line).trim_end()));
        }
        is_inside ^= quotes % 2 == 1;
    }
    lines
}

/// The C definition of the words, each ended by a zero byte: what the texts are unpacked with.
pub fn words_to_c() -> String {
    let bytes: Vec<u8> = words().iter().flat_map(|word| word.bytes().chain([0])).collect();
    define("pkw_python_words", &bytes)
}

/// The C definition of a text.
pub fn define(symbol: &str, bytes: &[u8]) -> String {
    let lines: Vec<String> = bytes.chunks(100).map(literal).collect();
    format!("extern const char {symbol}[];\nconst char {symbol}[] =\n{};\n", lines.join("\n"))
}

fn is_code(line: &str) -> bool {
    let text = line.trim();
    !text.is_empty() && !text.starts_with('#')
}

/// Indents of four become indents of one.
fn with_short_indent(line: &str) -> String {
    let text = line.trim_start_matches(' ');
    format!("{}{text}", " ".repeat((line.len() - text.len()) / 4))
}

/// Words become bytes from 0x80 on; a byte of that size which is none stands behind 0x7f.
fn packed(text: &str, words: &[String]) -> Vec<u8> {
    const FIRST: u32 = 0xe000; // letters of private use stand for the words in between
    let mut text = text.to_owned();
    for (code, word) in (FIRST..).zip(words) {
        text = text.replace(word, &char::from_u32(code).expect("a letter of private use").to_string());
    }
    let last = FIRST + u32::try_from(words.len()).expect("fewer than 128 words");
    let mut bytes = Vec::new();
    for letter in text.chars() {
        let code = u32::from(letter);
        match code {
            0..0x7f => bytes.push(letter as u8),
            _ if (FIRST..last).contains(&code) => bytes.push(0x80 + (code - FIRST) as u8),
            _ => letter.to_string().bytes().for_each(|byte| bytes.extend([0x7f, byte])),
        }
    }
    bytes
}

/// Bytes as a C string; what is not plain is an octal escape of three digits, which no following digit can prolong.
fn literal(bytes: &[u8]) -> String {
    let escaped: String = bytes
        .iter()
        .map(|&byte| match byte {
            b'"' | b'\\' | b'?' | 0..0x20 | 0x7f.. => format!("\\{byte:03o}"),
            _ => char::from(byte).to_string(),
        })
        .collect();
    format!("    \"{escaped}\"")
}

/// The line without the spaces that separate nothing: outside of strings, those behind its indent that do not stand between two words.
fn without_spaces(line: &str) -> String {
    let text = line.trim_start_matches(' ');
    let (mut kept, mut quote, mut before) = (" ".repeat(line.len() - text.len()), None, ' ');
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let separates = is_of_word(before) && letters.peek().copied().is_some_and(is_of_word);
        if letter == ' ' && quote.is_none() && !separates {
            continue;
        }
        match quote {
            None if letter == '\'' || letter == '"' => quote = Some(letter),
            Some(open) if letter == open && before != '\\' => quote = None,
            None | Some(_) => {}
        }
        before = if letter == '\\' && before == '\\' { ' ' } else { letter };
        kept.push(letter);
    }
    kept
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(bytes: &[u8], words: &[String]) -> String {
        let (mut text, mut bytes) = (Vec::new(), bytes.iter().copied());
        while let Some(byte) = bytes.next() {
            match byte {
                0x7f => text.push(bytes.next().unwrap()),
                0x80.. => text.extend(words[usize::from(byte - 0x80)].bytes()),
                _ => text.push(byte),
            }
        }
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn comments_blank_lines_and_spaces_go_and_indents_shrink() {
        let source = "# why\n\ndef f(x):\n    # note\n    if x:\n        return \"a\\n ?\" + 'it\\'s  ' if x in y else -1\n";
        assert_eq!(shortened(source), "def f(x):\n if x:\n  return\"a\\n ?\"+'it\\'s  'if x in y else-1\n");
    }

    #[test]
    fn a_string_of_several_lines_stays_as_it_is() {
        let source = "def f():\n    \"\"\"First  line.\n\n    # no comment\n    \"\"\"\n    return 1\n";
        let expected = "def f():\n \"\"\"First  line.\n\n    # no comment\n    \"\"\"\n return 1\n";
        assert_eq!(shortened(source), expected);
    }

    #[test]
    fn packed_text_is_smaller_and_unpacks_to_itself() {
        let text = "def shape(self):\n return np.array('· ¹')\n";
        let bytes = packed(text, &words());
        assert!(bytes.len() < text.len());
        assert_eq!(unpacked(&bytes, &words()), text);
    }

    #[test]
    fn words_fit_into_a_byte_and_are_plain() {
        let words = words();
        assert!(words.len() <= 128 && words.iter().all(|word| word.len() > 1 && word.is_ascii()));
    }

    #[test]
    fn bytes_become_a_string_that_c_reads_as_they_are() {
        assert_eq!(
            define("s", b"a\"\x801\n"),
            "extern const char s[];\nconst char s[] =\n    \"a\\042\\2001\\012\";\n"
        );
    }
}
