//! Where a file of CPython's must differ here: a statement that is found by the hash of its minified text, and ours in its place. So the repository holds none of
//! CPython's text, and a changed file is noticed.

use crate::plan::manifest::Edit;
use crate::tools::hash::sha256;

use super::print::print;
use super::tree::{Statement, statements};

/// The statements with ours in the place of the one that an edit names; an error says why that cannot be.
pub fn edited<'a>(list: Vec<Statement<'a>>, edit: &'a Edit) -> Result<Vec<Statement<'a>>, String> {
    let ours = statements(&edit.text)
        .map_err(|_| format!("the text of the edit {} is not understood", edit.sha256))?;
    let mut found = 0;
    let list = put(list, edit, &ours, &mut found);
    if found == 1 {
        Ok(list)
    } else {
        Err(format!("{found} statements have the sha256 {} of the edit \"{}\"", edit.sha256, edit.reason))
    }
}

fn put<'a>(
    list: Vec<Statement<'a>>,
    edit: &Edit,
    ours: &[Statement<'a>],
    found: &mut usize,
) -> Vec<Statement<'a>> {
    let mut kept = Vec::new();
    for statement in list {
        if sha256(print(std::slice::from_ref(&statement)).as_bytes()) == edit.sha256 {
            *found += 1;
            kept.extend_from_slice(ours);
            continue;
        }
        kept.push(match statement {
            Statement::Simple(_) => statement,
            Statement::Block(header, body) => Statement::Block(header, put(body, edit, ours, found)),
        });
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(source: &str, anchor: &str, text: &str) -> Result<String, String> {
        let edit = Edit { sha256: sha256(anchor.as_bytes()), text: text.to_owned(), ..Edit::default() };
        edited(statements(source).unwrap(), &edit).map(|list| print(&list))
    }

    #[test]
    fn the_statement_with_the_hash_is_replaced_wherever_it_stands() {
        let source = "def f():\n    x = 1\n    if x:\n        y = 2\n";
        assert_eq!(done(source, "y=2\n", "z = 3").unwrap(), "def f():\n\tx=1\n\tif x:z=3\n");
        assert_eq!(done(source, "if x:y=2\n", "").unwrap(), "def f():x=1\n");
    }

    #[test]
    fn reject_an_edit_that_fits_no_statement_or_several() {
        assert!(done("x = 1\n", "x=2\n", "").unwrap_err().starts_with("0 statements have the sha256"));
        assert!(done("x = 1\nx = 1\n", "x=1\n", "").unwrap_err().starts_with("2 statements have the sha256"));
    }
}
