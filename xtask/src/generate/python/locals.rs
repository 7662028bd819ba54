//! Short names for local variables. Renamed is what only the function's own statements bind: by `=`, `for`, `with`, `except` or `:=`. Parameters keep their
//! names, since callers give them; so does every name that occurs in another role too, where a token does not tell which: as a keyword of a call, in
//! the header of an inner function or of a `lambda`, in a `case`, in `import`, `global`, `nonlocal`, in an f-string. A function that asks for its own names keeps them all.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Kind, Token};
use super::tree::{Statement, outside};

const NAMES: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A function with one of these sees or makes names that no token shows.
const REFLECTIVE: [&str; 8] =
    ["class", "dir", "eval", "exec", "locals", "vars", "_getframe", "_getframemodulename"];

/// The statements with short names in their functions.
pub fn renamed(statements: Vec<Statement<'_>>) -> Vec<Statement<'_>> {
    statements.into_iter().map(within).collect()
}

fn within(statement: Statement<'_>) -> Statement<'_> {
    let is_function = statement.begins("def");
    match statement {
        Statement::Simple(_) => statement,
        Statement::Block(header, body) if is_function => {
            let names = new_names(&header, &body);
            let body = body.into_iter().map(|statement| put(statement, &names)).collect();
            Statement::Block(header, renamed(body))
        }
        Statement::Block(header, body) => Statement::Block(header, renamed(body)),
    }
}

fn put<'a>(statement: Statement<'a>, names: &BTreeMap<&'a str, &'static str>) -> Statement<'a> {
    let line = |line: Vec<Token<'a>>| -> Vec<Token<'a>> {
        let is_attribute = |at: usize| at > 0 && line[at - 1].is(".");
        let new = |(at, token): (usize, &Token<'a>)| match names.get(token.text) {
            Some(text) if token.kind == Kind::Word && !is_attribute(at) => Token { text, ..*token },
            _ => *token,
        };
        line.iter().enumerate().map(new).collect()
    };
    match statement {
        Statement::Simple(tokens) => Statement::Simple(line(tokens)),
        Statement::Block(header, body) => {
            Statement::Block(line(header), body.into_iter().map(|statement| put(statement, names)).collect())
        }
    }
}

/// Old and new names of a function.
fn new_names<'a>(header: &[Token<'a>], body: &[Statement<'a>]) -> BTreeMap<&'a str, &'static str> {
    let mut seen = Seen::default();
    seen.used.extend(header.iter().map(|token| token.text));
    seen.kept.extend(header.iter().map(|token| token.text));
    seen.statements(body, true);
    if REFLECTIVE.iter().any(|word| seen.used.contains(word)) {
        return BTreeMap::new();
    }
    let mut free = NAMES.split_inclusive(|_: char| true).filter(|name| !seen.used.contains(name));
    let is_renamed = |name: &&str| {
        let in_text = seen.formatted.iter().any(|text| text.contains(name));
        name.len() > 1 && !name.starts_with("__") && !seen.kept.contains(name) && !in_text
    };
    let mut done = BTreeSet::new();
    let bound = seen.bound.iter().copied().filter(is_renamed).filter(|name| done.insert(*name));
    bound.zip(std::iter::from_fn(|| free.next())).collect()
}

/// What the names of a function occur as.
#[derive(Default)]
struct Seen<'a> {
    /// Bound by its own statements, in their order.
    bound: Vec<&'a str>,
    /// In a role that keeps the name.
    kept: BTreeSet<&'a str>,
    /// In any role but that of an attribute.
    used: BTreeSet<&'a str>,
    formatted: Vec<&'a str>,
}

impl<'a> Seen<'a> {
    fn statements(&mut self, statements: &[Statement<'a>], is_own: bool) {
        for statement in statements {
            let line = statement.line();
            self.line(line);
            if ["import", "from", "global", "nonlocal", "case"].iter().any(|word| line[0].is(word)) {
                self.kept.extend(line.iter().map(|token| token.text));
            }
            match statement {
                Statement::Simple(line) if is_own => self.assignment(line),
                Statement::Simple(_) => {}
                Statement::Block(header, body) => {
                    let is_function = statement.begins("def");
                    if is_function {
                        self.kept.extend(header.iter().map(|token| token.text));
                    } else if is_own {
                        self.header(header, statement);
                    }
                    self.statements(body, is_own && !is_function);
                }
            }
        }
    }

    fn line(&mut self, line: &[Token<'a>]) {
        let mut depth = 0usize;
        let mut in_lambda = false;
        for (at, token) in line.iter().enumerate() {
            depth += usize::from(token.is("(") || token.is("[") || token.is("{"));
            depth -= usize::from(token.is(")") || token.is("]") || token.is("}"));
            in_lambda = token.is("lambda") || (in_lambda && !token.is(":"));
            if token.is_formatted() {
                self.formatted.push(token.text);
            }
            if token.kind != Kind::Word || (at > 0 && line[at - 1].is(".")) {
                continue;
            }
            self.used.insert(token.text);
            let next = line.get(at + 1);
            if in_lambda || (depth > 0 && next.is_some_and(|next| next.is("="))) {
                self.kept.insert(token.text);
            }
            if next.is_some_and(|next| next.is(":=")) {
                self.bound.push(token.text);
            }
        }
    }

    /// `a = (b, *c) = …`
    fn assignment(&mut self, line: &[Token<'a>]) {
        let mut first = 0;
        let equals: Vec<usize> = outside(line).filter(|&at| line[at].is("=")).collect();
        for at in equals {
            self.targets(&line[first..at]);
            first = at + 1;
        }
    }

    fn targets(&mut self, line: &[Token<'a>]) {
        let is_plain = |token: &Token<'_>| {
            token.kind == Kind::Word || ["(", ")", ",", "*"].iter().any(|sign| token.is(sign))
        };
        let is_called = line.windows(2).any(|pair| pair[0].kind == Kind::Word && pair[1].is("("));
        if line.iter().all(is_plain) && !is_called {
            self.bound.extend(line.iter().filter(|token| token.kind == Kind::Word).map(|token| token.text));
        }
    }

    fn header(&mut self, header: &[Token<'a>], statement: &Statement<'a>) {
        if statement.begins("for") {
            let first = header.iter().position(|token| token.is("for")).map_or(0, |at| at + 1);
            let last = outside(header).find(|&at| header[at].is("in")).unwrap_or(first);
            self.targets(&header[first..last.max(first)]);
        }
        if statement.begins("with") || statement.begins("except") {
            let names = header
                .windows(2)
                .enumerate()
                .filter(|(_, pair)| pair[0].is("as") && pair[1].kind == Kind::Word);
            let whole =
                names.filter(|(at, _)| header.get(at + 2).is_none_or(|next| next.is(",") || next.is(")")));
            self.bound.extend(whole.map(|(_, pair)| pair[1].text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::print::print;
    use super::super::tree::statements;
    use super::*;

    fn short(source: &str) -> String {
        print(&renamed(statements(source).unwrap()))
    }

    #[test]
    fn what_a_function_binds_gets_a_short_name_everywhere_in_it() {
        let source = "def f(size):\n    total, (rest) = size, x.total\n    for item in rest:\n        total += g(item)\n    with o() as file: h(file)\n    return [total for total in rest], lambda: total\n";
        let expected = "def f(size):\n\ta,(b)=size,x.total\n\tfor c in b:a+=g(c)\n\twith o()as d:h(d)\n\treturn[a for a in b],lambda:a\n";
        assert_eq!(short(source), expected);
    }

    #[test]
    fn a_name_with_another_role_stays() {
        for source in [
            "def f(x):x=1\n",
            "def f():size=1;g(size=size)\n",
            "def f():size=1;return f'{size}'\n",
            "def f():global size;size=1\n",
            "def f():size=1;return lambda size:size\n",
            "def f():size=1;return locals()\n",
            "def f():self.size[1]=g(1)[size]=1\n",
            "def f():import size;size=size.x\n",
            "def f():\n\tsize=1\n\tclass C:size=size\n",
        ] {
            assert_eq!(short(source), source);
        }
    }

    #[test]
    fn new_names_are_none_that_occur() {
        assert_eq!(short("def f(a):size=a+b\n"), "def f(a):c=a+b\n");
    }

    #[test]
    fn an_inner_function_has_names_of_its_own_beside_those_around_it() {
        let source = "def f():\n    size = 1\n    def inner():\n        depth = size\n        return depth\n    return inner\n";
        assert_eq!(short(source), "def f():\n\ta=1\n\tdef inner():b=a;return b\n\treturn inner\n");
    }

    #[test]
    fn what_only_an_inner_function_binds_is_another_outside_of_it() {
        let source = "def f():\n    def inner():\n        size = 1\n    return size\n";
        assert_eq!(short(source), "def f():\n\tdef inner():a=1\n\treturn size\n");
    }
}
