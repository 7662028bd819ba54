//! An import at the top of a module, made where it is used: each function that mentions the module begins with the import. So a program that never calls such a
//! function needs neither the module nor the time to run it. Before and after, with `os` deferred:
//!
//! ```python
//! import os                        def exists(path): import os; return os.path.exists(path)
//! def exists(path): return os.path.exists(path)
//! ```

use super::tokens::{Kind, Token};
use super::tree::Statement;

/// The statements with `import NAME` in functions; an error says why that cannot be.
pub fn deferred<'a>(statements: Vec<Statement<'a>>, name: &'a str) -> Result<Vec<Statement<'a>>, String> {
    let before = statements.len();
    let is_import = |statement: &Statement<'_>| matches!(statement, Statement::Simple(line) if line.len() == 2 && line[0].is("import") && line[1].is(name));
    let kept: Vec<Statement<'a>> = statements.into_iter().filter(|statement| !is_import(statement)).collect();
    if kept.len() == before {
        return Err(format!("it has no statement `import {name}` at its top"));
    }
    kept.into_iter().map(|statement| within(statement, name)).collect()
}

fn within<'a>(statement: Statement<'a>, name: &'a str) -> Result<Statement<'a>, String> {
    if uses(statement.line(), name) {
        let line: Vec<&str> = statement.line().iter().map(|token| token.text).collect();
        return Err(format!("`{}` uses `{name}` when the module is imported", line.join(" ")));
    }
    let is_function = statement.begins("def");
    match statement {
        Statement::Simple(_) => Ok(statement),
        Statement::Block(header, body) if is_function => {
            let import = ["import", name].map(|text| Token { kind: Kind::Word, text });
            let first = mentions(&body, name).then(|| Statement::Simple(import.to_vec()));
            Ok(Statement::Block(header, first.into_iter().chain(body).collect()))
        }
        Statement::Block(header, body) => {
            let body = body.into_iter().map(|statement| within(statement, name)).collect::<Result<_, _>>()?;
            Ok(Statement::Block(header, body))
        }
    }
}

fn mentions(statements: &[Statement<'_>], name: &str) -> bool {
    statements.iter().any(|statement| {
        let inside = match statement {
            Statement::Simple(_) => false,
            Statement::Block(_, body) => mentions(body, name),
        };
        inside || uses(statement.line(), name)
    })
}

/// Whether a line has the name, but for an attribute of that name.
fn uses(line: &[Token<'_>], name: &str) -> bool {
    line.iter().enumerate().any(|(at, token)| {
        let is_attribute = at > 0 && line[at - 1].is(".");
        (token.is(name) && !is_attribute) || (token.is_formatted() && token.text.contains(name))
    })
}

#[cfg(test)]
mod tests {
    use super::super::print::print;
    use super::super::tree::statements;
    use super::*;

    fn done(source: &str) -> Result<String, String> {
        deferred(statements(source).unwrap(), "os").map(|statements| print(&statements))
    }

    #[test]
    fn the_import_moves_into_the_functions_that_use_it() {
        let source = "import os\nclass C:\n    def f(self):\n        return os.sep\ndef g(): x.os\n";
        assert_eq!(done(source).unwrap(), "class C:\n\tdef f(self):import os;return os.sep\ndef g():x.os\n");
    }

    #[test]
    fn reject_what_cannot_be_deferred() {
        assert!(done("import os, sys\n").unwrap_err().contains("no statement `import os`"));
        assert!(done("import os\nx = os.sep\n").unwrap_err().contains("`x = os . sep` uses `os`"));
        assert!(
            done("import os\ndef f(x=os): pass\n")
                .unwrap_err()
                .contains("uses `os` when the module is imported")
        );
    }
}
