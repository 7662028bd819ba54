//! Statements as text, with the fewest spaces that keep the tokens apart.

use super::tokens::{Kind, Token, is_of_word};
use super::tree::Statement;

/// The text of statements; a block of simple ones stands on its header's line.
pub fn print(statements: &[Statement<'_>]) -> String {
    let mut text = String::new();
    lines(&mut text, statements, 0);
    text
}

fn lines(text: &mut String, statements: &[Statement<'_>], depth: usize) {
    for statement in statements {
        text.extend(std::iter::repeat_n('\t', depth));
        join(text, statement.line());
        if let Statement::Block(_, body) = statement {
            text.push(':');
            if body.iter().all(is_short) {
                let parts: Vec<String> = body.iter().map(|part| joined(part.line())).collect();
                *text += &parts.join(";");
            } else {
                text.push('\n');
                lines(text, body, depth + 1);
                continue;
            }
        }
        text.push('\n');
    }
}

/// Whether it can stand behind a colon.
fn is_short(statement: &Statement<'_>) -> bool {
    matches!(statement, Statement::Simple(line) if !line[0].is("@"))
}

fn joined(line: &[Token<'_>]) -> String {
    let mut text = String::new();
    join(&mut text, line);
    text
}

fn join(text: &mut String, line: &[Token<'_>]) {
    for (at, token) in line.iter().enumerate() {
        if at > 0 && needs_space(&line[at - 1], token) {
            text.push(' ');
        }
        *text += token.text;
    }
}

fn needs_space(left: &Token<'_>, right: &Token<'_>) -> bool {
    let begins_word = right.text.starts_with(is_of_word);
    match (left.kind, right.kind) {
        (Kind::Word, _) => begins_word,
        (Kind::Number, _) => begins_word || right.text.starts_with('.'),
        (Kind::Text, Kind::Text) => {
            !begins_word && left.text[left.text.len() - 1..] == right.text[..1] && is_empty(left.text)
        }
        _ => false,
    }
}

/// `""` before another string would become three quotes.
fn is_empty(text: &str) -> bool {
    text.len() - super::tokens::prefix(text).len() == 2
}

#[cfg(test)]
mod tests {
    use super::super::tree::statements;
    use super::*;

    fn printed(source: &str) -> String {
        print(&statements(source).unwrap())
    }

    #[test]
    fn only_spaces_that_keep_tokens_apart_are_left() {
        assert_eq!(
            printed("x = 'a' if y is not None else - 1 .real\n"),
            "x='a'if y is not None else-1 .real\n"
        );
        assert_eq!(printed("x = '' 'a' \"b\" '' \"\"\n"), "x='' 'a'\"b\"''\"\"\n");
        assert_eq!(printed("from . import (a , b)\n"), "from.import(a,b)\n");
        assert_eq!(printed("return b'a', f'{x }'\n"), "return b'a',f'{x }'\n");
    }

    #[test]
    fn a_block_of_simple_statements_stands_behind_its_colon() {
        assert_eq!(
            printed("if a:\n    b\n    c\nelse:\n    @d\n    def f(): e\n"),
            "if a:b;c\nelse:\n\t@d\n\tdef f():e\n"
        );
    }
}
