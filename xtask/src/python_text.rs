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
    for letter in text.trim_end().chars() {
        match letter {
            '"' | '\\' => escaped.extend(['\\', letter]),
            '?' => escaped.push_str("\\?"), // no trigraphs
            _ => escaped.push(letter),
        }
    }
    format!("    \"{}{escaped}\\n\"", " ".repeat(indent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blank_lines_go_and_indents_shrink() {
        let source = "# why\n\ndef f(x):\n    # note\n    if x:\n        return \"a\\n?\"\n";
        let expected = "extern const char pkw_python_numpy_python_shape[];\nconst char pkw_python_numpy_python_shape[] =\n    \
                        \"def f(x):\\n\"\n    \" if x:\\n\"\n    \"  return \\\"a\\\\n\\?\\\"\\n\";\n";
        assert_eq!(to_c("numpy", "python/shape.py", source), expected);
    }
}
