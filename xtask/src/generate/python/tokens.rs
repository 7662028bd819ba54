//! Python source as tokens. Limits: source that CPython accepts; an f-string is one token, with what stands in its braces.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name or a keyword.
    Word,
    Number,
    /// A string of any kind, with its prefix.
    Text,
    Operator,
    /// The end of a logical line.
    Newline,
    Indent,
    Dedent,
}

/// A piece of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
}

impl Token<'_> {
    /// Whether it is that operator or word.
    pub fn is(&self, text: &str) -> bool {
        self.text == text && matches!(self.kind, Kind::Operator | Kind::Word)
    }

    /// Whether it is a string whose value is known before the program runs.
    pub fn is_plain_text(&self) -> bool {
        self.kind == Kind::Text && !prefix(self.text).contains(['f', 'F', 't', 'T', 'b', 'B'])
    }

    /// Whether it is a string with expressions in it.
    pub fn is_formatted(&self) -> bool {
        self.kind == Kind::Text && prefix(self.text).contains(['f', 'F', 't', 'T'])
    }
}

/// What stands before the quotes of a string.
pub fn prefix(text: &str) -> &str {
    text.split(['"', '\'']).next().unwrap_or_default()
}

/// Longest first, so that `**=` is not read as `**`.
const OPERATORS: [&str; 27] = [
    "**=", "//=", ">>=", "<<=", "...", "!=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "@=", "&=", "|=",
    "^=", "==", "<=", ">=", "**", "//", ">>", "<<", "<>", "!", "?",
];

/// The tokens, or the number of the line that is none of Python's.
pub fn tokens(source: &str) -> Result<Vec<Token<'_>>, usize> {
    let mut lexer = Lexer { source, at: 0, depth: 0, indents: vec![0], tokens: Vec::new() };
    while lexer.at < source.len() {
        let before = lexer.at;
        if lexer.line().is_none() {
            return Err(source[..before.max(lexer.at.min(source.len()))].matches('\n').count() + 1);
        }
    }
    for _ in 1..lexer.indents.len() {
        lexer.put(Kind::Dedent, "");
    }
    Ok(lexer.tokens)
}

struct Lexer<'a> {
    source: &'a str,
    at: usize,
    depth: usize,
    indents: Vec<usize>,
    tokens: Vec<Token<'a>>,
}

impl<'a> Lexer<'a> {
    fn put(&mut self, kind: Kind, text: &'a str) {
        self.tokens.push(Token { kind, text });
    }

    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    /// One logical line, or a line that says nothing.
    fn line(&mut self) -> Option<()> {
        let rest = self.rest();
        let text = rest.trim_start_matches([' ', '\t', '\x0c']);
        let (indent, line) = (rest.len() - text.len(), text.split('\n').next()?);
        if line.trim().is_empty() || line.starts_with('#') {
            self.at += (indent + line.len() + 1).min(rest.len());
            return Some(());
        }
        self.indent(rest[..indent].trim_start_matches('\x0c').len())?;
        self.at += indent;
        while self.token()? {}
        self.put(Kind::Newline, "");
        Some(())
    }

    fn indent(&mut self, columns: usize) -> Option<()> {
        if columns > *self.indents.last()? {
            self.indents.push(columns);
            self.put(Kind::Indent, "");
        }
        while columns < *self.indents.last()? {
            self.indents.pop();
            self.put(Kind::Dedent, "");
        }
        (columns == *self.indents.last()?).then_some(())
    }

    /// One token; false at the end of the logical line.
    fn token(&mut self) -> Option<bool> {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return Some(false) };
        let (kind, size) = match first {
            '\n' => {
                self.at += 1;
                return Some(self.depth > 0);
            }
            ' ' | '\t' | '\r' | '\x0c' => return self.skip(1),
            '\\' => return self.skip(rest.find('\n')? + 1),
            '#' => return self.skip(rest.find('\n').unwrap_or(rest.len())),
            _ => piece(rest)?,
        };
        match first {
            '(' | '[' | '{' => self.depth += 1,
            ')' | ']' | '}' => self.depth = self.depth.checked_sub(1)?,
            _ => {}
        }
        self.put(kind, &rest[..size]);
        self.skip(size)
    }

    fn skip(&mut self, size: usize) -> Option<bool> {
        self.at += size;
        Some(true)
    }
}

/// Kind and size of the token that a text begins with.
fn piece(text: &str) -> Option<(Kind, usize)> {
    if let Some(size) = string(text) {
        return Some((Kind::Text, size));
    }
    let first = text.chars().next()?;
    let second = text[first.len_utf8()..].chars().next().unwrap_or(' ');
    if first.is_ascii_digit() || (first == '.' && second.is_ascii_digit()) {
        return Some((Kind::Number, number(text)));
    }
    if is_of_word(first) {
        return Some((Kind::Word, text.find(|letter| !is_of_word(letter)).unwrap_or(text.len())));
    }
    let long = OPERATORS.iter().find(|operator| text.starts_with(**operator));
    let size = long.map_or(first.len_utf8(), |operator| operator.len());
    let is_operator = first.is_ascii_punctuation() && !matches!(first, '"' | '\'' | '\\');
    is_operator.then_some((Kind::Operator, size))
}

/// Part of a name or number.
pub fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn number(text: &str) -> usize {
    let is_hexadecimal = text.starts_with("0x") || text.starts_with("0X");
    let mut before = ' ';
    let ends = |letter: char| {
        let signs = matches!(before, 'e' | 'E') && matches!(letter, '+' | '-') && !is_hexadecimal;
        before = letter;
        !(is_of_word(letter) || letter == '.' || signs)
    };
    text.find(ends).unwrap_or(text.len())
}

/// The size of the string that a text begins with.
fn string(text: &str) -> Option<usize> {
    let before = text.find(['"', '\'']).filter(|&size| size <= 2)?;
    let prefix = &text[..before];
    if !prefix.chars().all(|letter| "rRbBuUfFtT".contains(letter)) {
        return None;
    }
    let body = &text[before..];
    let quote = &body[..1];
    let triple = quote.repeat(3);
    let quotes = if body.starts_with(&triple) { triple.as_str() } else { quote };
    let is_formatted = prefix.contains(['f', 'F', 't', 'T']);
    let end = closing(&body[quotes.len()..], quotes, is_formatted)?;
    Some(before + quotes.len() + end)
}

/// Where a string ends whose text begins here: behind its closing quotes.
fn closing(body: &str, quotes: &str, is_formatted: bool) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = &body[at..];
        let letter = rest.chars().next()?;
        at += match letter {
            _ if rest.starts_with(quotes) => return Some(at + quotes.len()),
            '\\' => 1 + rest[1..].chars().next()?.len_utf8(),
            '{' if is_formatted && rest.starts_with("{{") => 2,
            '{' if is_formatted => replacement(rest)?,
            _ => letter.len_utf8(),
        };
    }
}

/// The size of `{expression!r:spec}`.
fn replacement(text: &str) -> Option<usize> {
    let (mut at, mut depth, mut in_spec) = (1, 0usize, false);
    loop {
        let rest = &text[at..];
        let letter = rest.chars().next()?;
        at += match letter {
            '}' if depth == 0 => return Some(at + 1),
            '{' if in_spec => replacement(rest)?,
            ':' if depth == 0 => {
                in_spec = true;
                1
            }
            _ if in_spec => letter.len_utf8(),
            '(' | '[' | '{' => {
                depth += 1;
                1
            }
            ')' | ']' | '}' => {
                depth = depth.checked_sub(1)?;
                1
            }
            _ if letter.is_whitespace() => letter.len_utf8(),
            _ => piece(rest)?.1,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<&str> {
        tokens(source).unwrap().iter().map(|token| token.text).collect()
    }

    #[test]
    fn strings_of_all_kinds_are_one_token_each() {
        for text in [
            "'a'",
            "rb'\\\\'",
            "\"\"\"a\"b\n'''\"\"\"",
            "f'{x[\"a\"]:>{w}}{{'",
            "F\"{f'{1}'}\"",
            "t'{a!r}'",
            "f'{x}'",
            "f'{ {1: 2}[1] }'",
        ] {
            assert_eq!(texts(text), [text, ""], "{text}");
        }
    }

    #[test]
    fn comments_and_blank_lines_are_no_tokens_and_lines_go_on_in_brackets() {
        assert_eq!(texts("# a\n\nx = (1, # b\n  2)\n"), ["x", "=", "(", "1", ",", "2", ")", ""]);
        assert_eq!(texts("x = 1 + \\\n  0x1e+1e-5j\n"), ["x", "=", "1", "+", "0x1e", "+", "1e-5j", ""]);
    }

    #[test]
    fn blocks_begin_with_an_indent_and_end_with_as_many_dedents() {
        let kinds: Vec<Kind> =
            tokens("if a:\n    if b:\n        c\nd").unwrap().iter().map(|token| token.kind).collect();
        assert_eq!(kinds.iter().filter(|kind| **kind == Kind::Indent).count(), 2);
        assert_eq!(kinds.iter().filter(|kind| **kind == Kind::Dedent).count(), 2);
    }

    #[test]
    fn what_is_not_python_is_refused_with_its_line() {
        assert_eq!(tokens("a\n'b"), Err(2));
        assert_eq!(tokens("if a:\n    b\n  c"), Err(3));
        assert_eq!(tokens("a)"), Err(1));
    }
}
