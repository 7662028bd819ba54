//! What a module imports whenever it is imported itself: the `import` statements of its top and of the classes there, less those that a condition or an
//! `except` makes optional.

use super::tokens::{Kind, Token};
use super::tree::{Statement, statements};

/// Something that a module imports.
#[derive(Debug, PartialEq, Eq)]
pub struct Import {
    /// The absolute name of the module.
    pub module: String,
    /// Names taken from it: submodules, or values in it.
    pub names: Vec<String>,
}

/// What a source imports; `package` is the package in which its relative imports begin.
pub fn imports(source: &str, package: &str) -> Result<Vec<Import>, usize> {
    let mut found = Vec::new();
    collect(&mut found, &statements(source)?, package);
    Ok(found)
}

fn collect(found: &mut Vec<Import>, statements: &[Statement<'_>], package: &str) {
    for (at, statement) in statements.iter().enumerate() {
        match statement {
            Statement::Simple(line) if line[0].is("import") => found.extend(plain(&line[1..])),
            Statement::Simple(line) if line[0].is("from") => found.push(from(&line[1..], package)),
            Statement::Simple(_) => {}
            Statement::Block(_, body) => {
                let is_optional = statement.begins("try")
                    && statements[at + 1..].iter().take_while(|next| next.begins("except")).count() > 0;
                if statement.begins("class")
                    || statement.begins("with")
                    || (statement.begins("try") && !is_optional)
                {
                    collect(found, body, package);
                }
            }
        }
    }
}

/// `import a.b as c, d`
fn plain(line: &[Token<'_>]) -> Vec<Import> {
    let parts = line.split(|token| token.is(","));
    parts
        .map(|part| Import {
            module: dotted(part.iter().take_while(|token| !token.is("as"))),
            names: Vec::new(),
        })
        .collect()
}

/// `from ..a import b as c, d`
fn from(line: &[Token<'_>], package: &str) -> Import {
    let middle = line.iter().position(|token| token.is("import")).unwrap_or(line.len());
    let (place, names) = line.split_at(middle);
    let place = dotted(place.iter());
    let tail = place.trim_start_matches('.');
    let module = match place.len() - tail.len() {
        0 => tail.to_owned(),
        level => joined(above(package, level - 1), tail),
    };
    let words = names.iter().skip(1).filter(|token| !token.is("(") && !token.is(")")).collect::<Vec<_>>();
    let first = |part: &[&Token<'_>]| part.first().map(|token| token.text.to_owned());
    let names = words.split(|token| token.is(",")).filter_map(first).filter(|name| name != "*").collect();
    Import { module, names }
}

fn dotted<'t, 'a: 't>(tokens: impl Iterator<Item = &'t Token<'a>>) -> String {
    tokens.filter(|token| token.kind != Kind::Newline).map(|token| token.text).collect()
}

fn above(package: &str, levels: usize) -> &str {
    (0..levels).fold(package, |package, _| package.rsplit_once('.').map_or("", |(parent, _)| parent))
}

fn joined(package: &str, tail: &str) -> String {
    let separator = if package.is_empty() || tail.is_empty() { "" } else { "." };
    format!("{package}{separator}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<String> {
        let imports = imports(source, "p.q").unwrap();
        imports.into_iter().map(|import| format!("{}:{}", import.module, import.names.join(","))).collect()
    }

    #[test]
    fn modules_of_all_forms_are_found_by_their_absolute_names() {
        let source = "import a.b as c, d\nfrom e import (f as g, h,)\nfrom . import i\nfrom .j import *\nfrom ..k.l import m\n";
        assert_eq!(found(source), ["a.b:", "d:", "e:f,h", "p.q:i", "p.q.j:", "p.k.l:m"]);
    }

    #[test]
    fn only_what_is_imported_in_any_case_counts() {
        let source = "def f():\n    import a\ntry:\n    import b\nexcept ImportError:\n    import c\nif x:\n    import d\nclass C:\n    import e\ntry:\n    import f\nfinally:\n    pass\n";
        assert_eq!(found(source), ["e:", "f:"]);
    }
}
