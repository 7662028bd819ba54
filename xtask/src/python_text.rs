//! Python source of a binding, as C text: what is rare in a module is written in Python and compiled into the wasm as it is, less
//! what a machine need not read. Limits: the source has no line that begins with `#` inside a string.

/// The C name of the text of `bindings/<binding>/<file>`.
pub fn symbol(binding: &str, file: &str) -> String {
    let stem = file.trim_end_matches(".py").replace(['/', '-'], "_");
    format!("pkw_python_{binding}_{stem}")
}

/// A C file that defines the text.
pub fn to_c(binding: &str, file: &str, source: &str) -> String {
    let symbol = symbol(binding, file);
    let lines: Vec<String> = source.lines().filter(|line| is_code(line)).map(literal).collect();
    format!("extern const char {symbol}[];\nconst char {symbol}[] =\n{};\n", lines.join("\n"))
}

fn is_code(line: &str) -> bool {
    let text = line.trim();
    !text.is_empty() && !text.starts_with('#')
}

/// One line as a C string; indents of four become indents of one.
fn literal(line: &str) -> String {
    let text = line.trim_start_matches(' ');
    let indent = (line.len() - text.len()) / 4;
    let mut escaped = String::new();
    for letter in without_spaces(text.trim_end()).chars() {
        match letter {
            '"' | '\\' => escaped.extend(['\\', letter]),
            '?' => escaped.push_str("\\?"), // no trigraphs
            _ => escaped.push(letter),
        }
    }
    format!("    \"{}{escaped}\\n\"", " ".repeat(indent))
}

/// The line without the spaces that separate nothing: outside of strings, those that do not stand between two words.
fn without_spaces(line: &str) -> String {
    let (mut kept, mut quote, mut before) = (String::new(), None, ' ');
    let mut letters = line.chars().peekable();
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

    #[test]
    fn comments_blank_lines_and_spaces_go_and_indents_shrink() {
        let source = "# why\n\ndef f(x):\n    # note\n    if x:\n        return \"a\\n ?\" + 'it\\'s  ' if x in y else -1\n";
        let expected = "extern const char pkw_python_numpy_python_shape[];\nconst char pkw_python_numpy_python_shape[] =\n    \
                        \"def f(x):\\n\"\n    \" if x:\\n\"\n    \"  return\\\"a\\\\n \\?\\\"+'it\\\\'s  'if x in y else-1\\n\";\n";
        assert_eq!(to_c("numpy", "python/shape.py", source), expected);
    }
}
