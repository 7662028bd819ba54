//! Tokens as statements. Limits: a statement is a list of tokens; only what a block is made of is known of it.

use super::tokens::{Kind, Token, tokens};

/// One statement.
#[derive(Clone, Debug)]
pub enum Statement<'a> {
    /// On a line of its own, or between semicolons.
    Simple(Vec<Token<'a>>),
    /// A header up to its colon, and its block.
    Block(Vec<Token<'a>>, Vec<Statement<'a>>),
}

impl<'a> Statement<'a> {
    /// The tokens of its line: of the statement, or of the header.
    pub fn line(&self) -> &[Token<'a>] {
        match self {
            Self::Simple(line) | Self::Block(line, _) => line,
        }
    }

    /// Whether its line begins with that word, after `async`.
    pub fn begins(&self, word: &str) -> bool {
        let line = self.line();
        line.iter().find(|token| !token.is("async")).is_some_and(|token| token.is(word))
    }
}

const COMPOUND: [&str; 12] =
    ["async", "class", "def", "elif", "else", "except", "finally", "for", "if", "try", "while", "with"];

/// The statements of a source, or the number of the line that is none of Python's.
pub fn statements(source: &str) -> Result<Vec<Statement<'_>>, usize> {
    let tokens = tokens(source)?;
    Ok(block(&mut tokens.iter().copied().peekable(), false))
}

type Tokens<'t, 'a> = std::iter::Peekable<std::iter::Copied<std::slice::Iter<'t, Token<'a>>>>;

/// Up to the dedent that ends it.
fn block<'a>(tokens: &mut Tokens<'_, 'a>, in_match: bool) -> Vec<Statement<'a>> {
    let mut found = Vec::new();
    while let Some(token) = tokens.peek() {
        if token.kind == Kind::Dedent {
            tokens.next();
            break;
        }
        let mut line: Vec<Token<'a>> =
            tokens.by_ref().take_while(|token| token.kind != Kind::Newline).collect();
        if tokens.next_if(|token| token.kind == Kind::Indent).is_some() {
            line.pop();
            let body = block(tokens, line[0].is("match"));
            found.push(Statement::Block(line, body));
        } else if COMPOUND.iter().any(|word| line[0].is(word)) || (in_match && line[0].is("case")) {
            let colon = colons(&line).next().unwrap_or(line.len() - 1);
            let body = simple(&line[colon + 1..]);
            line.truncate(colon);
            found.push(Statement::Block(line, body));
        } else {
            found.extend(simple(&line));
        }
    }
    found
}

/// Statements between semicolons.
fn simple<'a>(line: &[Token<'a>]) -> Vec<Statement<'a>> {
    let parts = line.split(|token| token.is(";")).filter(|part| !part.is_empty());
    parts.map(|part| Statement::Simple(part.to_vec())).collect()
}

/// Places of the colons outside of brackets that end no `lambda`'s parameters.
pub fn colons<'t>(line: &'t [Token<'_>]) -> impl Iterator<Item = usize> + 't {
    let mut lambdas = 0usize;
    outside(line).filter(move |&at| {
        let token = &line[at];
        if token.is("lambda") {
            lambdas += 1;
        }
        let ends = token.is(":");
        let own = ends && lambdas > 0;
        lambdas -= usize::from(own);
        ends && !own
    })
}

/// Places of the tokens outside of brackets; the brackets are inside.
pub fn outside<'t>(line: &'t [Token<'_>]) -> impl Iterator<Item = usize> + 't {
    let mut depth = 0usize;
    (0..line.len()).filter(move |&at| {
        let token = &line[at];
        let opens = token.is("(") || token.is("[") || token.is("{");
        let closes = token.is(")") || token.is("]") || token.is("}");
        depth += usize::from(opens);
        let is_outside = depth == 0;
        depth -= usize::from(closes);
        is_outside
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(statements: &[Statement<'_>]) -> String {
        let one = |statement: &Statement<'_>| {
            let words: String = statement.line().iter().map(|token| token.text).collect();
            match statement {
                Statement::Simple(_) => words,
                Statement::Block(_, body) => format!("{words}{{{}}}", shape(body)),
            }
        };
        statements.iter().map(one).collect::<Vec<_>>().join(";")
    }

    #[test]
    fn blocks_are_those_below_a_header_and_those_behind_its_colon() {
        let source = "if a: b; c\nelse:\n    for x in {1: 2}: d\nmatch m:\n    case 1: e\n    case _:\n        f\nmatch = case\n";
        assert_eq!(
            shape(&statements(source).unwrap()),
            "ifa{b;c};else{forxin{1:2}{d}};matchm{case1{e};case_{f}};match=case"
        );
    }

    #[test]
    fn the_colon_of_a_lambda_ends_no_header() {
        assert_eq!(
            shape(&statements("while f(lambda: 1) or lambda: 2: x\n").unwrap()),
            "whilef(lambda:1)orlambda:2{x}"
        );
    }
}
