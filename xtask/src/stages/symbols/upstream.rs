//! The interpreter is one file, put together from many; its comments say where each of them begins.

use std::collections::BTreeMap;

use super::Place;

/// Tells the files of the interpreter apart by the names they define.
#[derive(Debug, Default)]
pub struct Upstream {
    /// The module and file that the whole is compiled from.
    whole: Option<Place>,
    files: BTreeMap<String, String>,
}

/// What our own file prefixes to functions that another definition replaces.
const REPLACED: &str = "pkw_original_";

impl Upstream {
    /// `whole` is where the objects' table puts everything; `text` the source that it is compiled from.
    pub fn new(whole: Place, text: &str) -> Self {
        Self { whole: Some(whole), files: definitions(text) }
    }

    /// The original file of what lies in the interpreter; everything else stays where it is.
    pub fn refine(&self, place: Place, name: &str) -> Place {
        if self.whole.as_ref() != Some(&place) {
            return place;
        }
        let name = name.strip_prefix(REPLACED).unwrap_or(name);
        // a static variable of a function is called `function.variable`
        let name = name.split('.').next().unwrap_or(name);
        match self.files.get(name) {
            Some(file) => Place { module: place.module, file: file.clone() },
            None if name.starts_with(OURS) => Place::new(OUR_FILE.0, OUR_FILE.1),
            None => place,
        }
    }

    /// What a macro defines is in no line of its own, but the compiler keeps the order of the source: it is where the function
    /// before it is.
    pub fn beside(&self, place: Place, before: Option<&Place>) -> Place {
        match before {
            Some(before) if self.whole.as_ref() == Some(&place) && before.module == place.module => {
                before.clone()
            }
            Some(_) | None => place,
        }
    }
}

/// What our names begin with, and our file that includes the interpreter.
const OURS: &str = "pkw_";
const OUR_FILE: (&str, &str) = ("host", "interpreter.c");

/// What each file defines, by the lines that begin at the left margin.
fn definitions(text: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut current: Option<String> = None;
    for line in text.lines() {
        if let Some(file) = line.strip_prefix("// src/").filter(|file| file.ends_with(".c")) {
            current = Some(file.replace('\\', "/"));
        } else if let (Some(file), Some(name)) = (&current, defined(line)) {
            files.entry(name.to_owned()).or_insert_with(|| file.clone());
        }
    }
    files
}

/// The name that a line at the left margin defines: of a function with its body, or of a variable.
fn defined(line: &str) -> Option<&str> {
    let first = line.chars().next()?;
    if !first.is_ascii_alphabetic() && first != '_' {
        return None;
    }
    let end = line.find(['(', '[', '=', ';'])?;
    let prototype = line[end..].starts_with('(') && line.trim_end().ends_with(';');
    let before = line[..end].trim_end();
    let start = before.rfind(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')? + 1;
    let name = &before[start..];
    (!prototype && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
int before(void) {
// src/common\\dmath.c
static double square(double x);
double dmath_sqrt(double x) {
    return other(x);
// src/modules\\math.c
static bool math_sqrt(int argc,
static const char kLibs[] = \"\";
";

    #[test]
    fn what_the_interpreter_defines_goes_to_its_original_file() {
        let whole = Place::new("interpreter", "pocketpy.c");
        let upstream = Upstream::new(whole.clone(), TEXT);
        let file = |name: &str| upstream.refine(whole.clone(), name).file;
        assert_eq!(file("dmath_sqrt"), "common/dmath.c");
        assert_eq!(file("pkw_original_dmath_sqrt"), "common/dmath.c");
        assert_eq!(file("math_sqrt.table"), "modules/math.c");
        assert_eq!(file("kLibs"), "modules/math.c");
        for unknown in ["square", "other", "before", ""] {
            assert_eq!(file(unknown), "pocketpy.c", "{unknown}");
        }
        assert_eq!(upstream.refine(whole.clone(), "pkw_native_of"), Place::new("host", "interpreter.c"));
        let math = Place::new("interpreter", "modules/math.c");
        assert_eq!(upstream.beside(whole.clone(), Some(&math)), math);
        assert_eq!(upstream.beside(whole.clone(), Some(&Place::new("host", "host.c"))), whole);
        let elsewhere = Place::new("host", "host.c");
        assert_eq!(upstream.refine(elsewhere.clone(), "dmath_sqrt"), elsewhere);
    }
}
