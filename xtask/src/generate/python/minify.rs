//! Python source without what a machine need not read: comments, strings that are statements (docstrings), annotations of functions and of variables outside of
//! classes, `if __name__ == "__main__"`, needless `pass`, spaces, long names of local variables. Annotations in the body of a class stay, since classes read them (dataclasses, NamedTuple);
//! so do those of a function that is registered by its annotations (`@f.register`).

use crate::plan::manifest::Edit;

use super::defer::deferred;
use super::edit::edited;
use super::locals::renamed;
use super::print::print;
use super::tokens::{Kind, Token};
use super::tree::{Statement, colons, outside, statements};

/// The short text after the edits, with the imports of those modules where they are used; or why there is none.
pub fn minified(source: &str, late: &[String], edits: &[&Edit]) -> Result<String, String> {
    let kept = body(statements(source).map_err(not_python)?, Scope::Module);
    let kept = edits.iter().try_fold(kept, |kept, edit| edited(kept, edit))?;
    let kept = late.iter().try_fold(kept, |kept, name| deferred(kept, name))?;
    Ok(print(&renamed(kept)))
}

/// The text after the edits, and else as it is.
pub fn changed(source: &str, edits: &[&Edit]) -> Result<String, String> {
    if edits.is_empty() {
        return Ok(source.to_owned());
    }
    let list = body(statements(source).map_err(not_python)?, Scope::Module);
    Ok(print(&edits.iter().try_fold(list, |list, edit| edited(list, edit))?))
}

/// What is wrong with a line.
pub fn not_python(line: usize) -> String {
    format!("line {line} is not understood")
}

/// Whose block a statement is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Module,
    Class,
    Function,
}

const PASS: Token<'static> = Token { kind: Kind::Word, text: "pass" };
const ZERO: Token<'static> = Token { kind: Kind::Number, text: "0" };

fn body(statements: Vec<Statement<'_>>, scope: Scope) -> Vec<Statement<'_>> {
    let mut kept = Vec::new();
    let mut reads_annotations = false;
    for statement in statements {
        let is_decorator = statement.line()[0].is("@");
        let reads = reads_annotations;
        reads_annotations =
            is_decorator && (reads || statement.line().last().is_some_and(|token| token.is("register")));
        if !(is_needless(&statement) || scope == Scope::Module && is_main(statement.line())) {
            kept.push(shorter(statement, scope, reads));
        }
    }
    kept
}

fn shorter(statement: Statement<'_>, scope: Scope, reads_annotations: bool) -> Statement<'_> {
    let inner = if statement.begins("def") {
        Scope::Function
    } else if statement.begins("class") {
        Scope::Class
    } else {
        scope
    };
    let is_function = statement.begins("def");
    match statement {
        Statement::Simple(line) if scope == Scope::Class => Statement::Simple(line),
        Statement::Simple(line) => Statement::Simple(without_annotation(line)),
        Statement::Block(header, block) => {
            let block = body(block, inner);
            let header =
                if is_function && !reads_annotations { without_annotations(&header) } else { header };
            Statement::Block(
                header,
                if block.is_empty() { vec![Statement::Simple(vec![PASS])] } else { block },
            )
        }
    }
}

/// Strings that are statements, and `pass`: what stands in a block by itself is put back by its header.
fn is_needless(statement: &Statement<'_>) -> bool {
    let Statement::Simple(line) = statement else { return false };
    line.iter().all(Token::is_plain_text) || (line.len() == 1 && line[0].is("pass"))
}

/// `if __name__ == "__main__"`: nobody runs a packed module as a program.
fn is_main(line: &[Token<'_>]) -> bool {
    line.len() == 4 && line[0].is("if") && line[1].is("__name__") && line[2].is("==")
}

/// `x: int = 1` becomes `x=1`, `x: int` becomes `x:0`, which still makes `x` a local name.
fn without_annotation(line: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let Some(colon) = colons(&line).next() else { return line };
    let equals = outside(&line).find(|&at| at > colon && line[at].is("="));
    let (target, rest) = match equals {
        Some(equals) => (&line[..colon], line[equals..].to_vec()),
        None => (&line[..=colon], vec![ZERO]),
    };
    target.iter().copied().chain(rest).collect()
}

/// A function's header without the annotations of parameters and of what it returns.
fn without_annotations<'a>(header: &[Token<'a>]) -> Vec<Token<'a>> {
    let arrow = outside(header).find(|&at| header[at].is("->")).unwrap_or(header.len());
    let (mut kept, mut depth, mut lambdas) = (Vec::new(), 0, 0);
    let (mut in_parameters, mut in_annotation, mut in_types) = (false, false, false);
    for token in &header[..arrow] {
        if token.is("(") || token.is("[") || token.is("{") {
            in_types |= depth == 0 && token.is("[");
            in_parameters |= depth == 0 && token.is("(");
            depth += 1;
        }
        let is_own = depth == 1 && in_parameters && !in_types;
        if is_own && (token.is(",") || token.is("=") || token.is(")")) {
            in_annotation = false;
        }
        lambdas += usize::from(is_own && token.is("lambda"));
        let is_colon = is_own && token.is(":");
        in_annotation |= is_colon && lambdas == 0;
        lambdas -= usize::from(is_colon && lambdas > 0);
        if !in_annotation {
            kept.push(*token);
        }
        if token.is(")") || token.is("]") || token.is("}") {
            depth -= 1;
            in_types &= depth > 0;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(source: &str) -> String {
        minified(source, &[], &[]).unwrap()
    }

    #[test]
    fn comments_docstrings_and_blank_lines_go() {
        let source = "#!/bin/sh\n'''A module.'''\n\ndef f(x):\n    \"\"\"A function.\"\"\"\n    # note\n    return x\n\nclass C:\n    'Nothing more.'\n    pass\n";
        assert_eq!(short(source), "def f(x):return x\nclass C:pass\n");
    }

    #[test]
    fn strings_that_are_read_stay() {
        assert_eq!(short("x = 'a'\nf'{g()}'\nb'a'\n"), "x='a'\nf'{g()}'\nb'a'\n");
    }

    #[test]
    fn annotations_of_functions_and_variables_go() {
        assert_eq!(
            short(
                "def f(a: int, *b: str, c: {1: 2} = lambda x: 3, d=lambda: 4) -> int:\n    e: int = 1\n    g: int\n    self.h: int = 2\n"
            ),
            "def f(a,*b,c=lambda x:3,d=lambda:4):e=1;g:0;self.h=2\n"
        );
        assert_eq!(
            short("async def f[T: int](a: T = {}): pass\nx: int = 1\ny = lambda z: z\n"),
            "async def f[T:int](a={}):pass\nx=1\ny=lambda z:z\n"
        );
    }

    #[test]
    fn annotations_that_are_read_stay() {
        assert_eq!(
            short("class C(NamedTuple):\n    x: int = 1\n    def f(self, a: int): pass\n"),
            "class C(NamedTuple):\n\tx:int=1\n\tdef f(self,a):pass\n"
        );
        assert_eq!(short("@f.register\n@g\ndef _(a: int): pass\n"), "@f.register\n@g\ndef _(a:int):pass\n");
    }

    #[test]
    fn what_runs_only_as_a_program_goes() {
        assert_eq!(short("a\nif __name__ == '__main__':\n    main()\n"), "a\n");
    }

    #[test]
    fn slices_and_dictionaries_keep_their_colons() {
        assert_eq!(short("x[1:2] = {a: b}\n"), "x[1:2]={a:b}\n");
    }
}
