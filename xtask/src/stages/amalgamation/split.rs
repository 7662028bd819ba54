//! The amalgamation in pieces: each of upstream's files begins with a comment line that names it.
//!
//! Limits: what lies before the first such line belongs to no unit.

/// One file of upstream's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// `common/vector.c`
    pub name: String,
    /// With its first line.
    pub text: String,
}

/// Of an amalgamation, or of a checkout's `src/` and `include/pocketpy/`, as they are staged.
pub fn sections(files: &[(String, Vec<u8>)]) -> Vec<Section> {
    let text = |content: &[u8]| String::from_utf8_lossy(content).into_owned();
    let whole = files.iter().find(|(name, _)| name == "pocketpy.c");
    let split = whole.map(|(_, content)| split(&text(content))).unwrap_or_default();
    if !split.is_empty() {
        return split;
    }
    let sections = files.iter().filter_map(|(path, content)| {
        let name = path.strip_prefix("src/").or_else(|| path.strip_prefix("include/pocketpy/"))?;
        let is_unit = name.matches('/').count() == 1 && !name.starts_with("xmacros/");
        is_unit.then(|| Section { name: name.to_owned(), text: text(content) })
    });
    sections.collect()
}

fn split(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(name) = named(line.trim_end_matches(['\n', '\r'])) {
            sections.push(Section { name, text: String::new() });
        }
        if let Some(section) = sections.last_mut() {
            section.text.push_str(line);
        }
    }
    sections
}

/// The unit that a line begins: `// common/vector.h`, `// src/common\vector.c`.
fn named(line: &str) -> Option<String> {
    let path = line.strip_prefix("// ")?;
    let path = path.strip_prefix("src/").unwrap_or(path);
    let (folder, file) = path.split_once(['/', '\\'])?;
    let stem = file.strip_suffix(".c").or_else(|| file.strip_suffix(".h"))?;
    (is_word(folder) && is_word(stem)).then(|| format!("{folder}/{file}"))
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amalgamation_is_split_at_the_lines_that_name_files_and_at_no_others() {
        let text = "before\n// common/a.h\nint a;\n// https://host/src/b.c\n// see common/x.c\n// src/modules\\b.c\nint b;\n";
        let found = sections(&[("pocketpy.c".to_owned(), text.into())]);
        let names: Vec<&str> = found.iter().map(|section| section.name.as_str()).collect();
        assert_eq!(names, ["common/a.h", "modules/b.c"]);
        assert!(found[0].text.ends_with("// see common/x.c\n"));
        assert_eq!(found[1].text, "// src/modules\\b.c\nint b;\n");
        let joined: String = found.into_iter().map(|section| section.text).collect();
        assert_eq!(format!("before\n{joined}"), text);
    }

    #[test]
    fn a_checkout_has_its_files_as_units() {
        let files = ["src/a/b.c", "include/pocketpy/a/b.h", "include/pocketpy/pocketpy.h", "pocketpy.c"];
        let files: Vec<_> = files.iter().map(|&name| (name.to_owned(), b"int x;\n".to_vec())).collect();
        let names: Vec<String> = sections(&files).into_iter().map(|section| section.name).collect();
        assert_eq!(names, ["a/b.c", "a/b.h"]);
    }
}
