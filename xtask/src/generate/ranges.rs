//! Tables of ranges of characters in other people's sources, packed as gaps: a list `NAME.ranges` in a binding's folder names them, and becomes
//! a C file that `bindings/host/unicode.c` unpacks. Nothing of the tables is kept in the repository.
//!
//! Limits: knows rows `{ first, last }` and `{ first, last, "word\0" }` in ascending order.

use crate::error::{Error, Result};

/// One row: the first and the last character, and a word about them, which may be none.
type Row<'a> = (u32, u32, &'a str);

/// The C file for a list, out of the sources that its binding is compiled from.
pub fn to_c(list: &str, sources: &[String]) -> Result<String> {
    let names = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut text = "#include \"unicode.h\"\n".to_owned();
    for name in names {
        let rows = sources.iter().find_map(|source| rows_of(name, source));
        text += &define(name, &rows.ok_or_else(|| unknown(name))?);
    }
    Ok(text)
}

fn unknown(name: &str) -> Error {
    Error::request(format!("no source has a table of ranges `{name}`"))
        .help("look for its name now in the pinned source, and write that into the `.ranges` file")
}

/// The rows of `NAME[] = { … };`; `None` where they are missing, or of another form than is known.
fn rows_of<'a>(name: &str, source: &'a str) -> Option<Vec<Row<'a>>> {
    let (_, rest) = source.split_once(&format!(" {name}[] = {{"))?;
    let (table, _) = rest.split_once("};")?;
    let rows: Option<Vec<Row<'a>>> =
        table.lines().map(str::trim).filter(|line| !line.is_empty()).map(row).collect();
    rows.filter(|rows| rows.windows(2).all(|pair| pair[0].1 < pair[1].0))
}

fn row(line: &str) -> Option<Row<'_>> {
    let mut fields = line.strip_prefix('{')?.strip_suffix("},")?.split(',').map(str::trim);
    let (first, last) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let word = match fields.next() {
        None => "",
        Some(text) => text.strip_prefix('"')?.strip_suffix("\\0\"")?,
    };
    (first <= last && fields.next().is_none()).then_some((first, last, word))
}

fn define(name: &str, rows: &[Row<'_>]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for (_, _, word) in rows {
        if !words.contains(word) {
            words.push(word);
        }
    }
    let bytes: Vec<String> = packed(rows, &words).iter().map(u8::to_string).collect();
    let list: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    let (count, kinds) = (rows.len(), words.len());
    format!(
        "static const unsigned char packed_{name}[] = {{{}}};\nstatic const char* const words_{name}[] = {{{}}};\n\
         static pkw_Range rows_{name}[{count}];\n\
         pkw_Ranges pkw_{name} = {{packed_{name}, words_{name}, rows_{name}, {count}, {kinds}, false}};\n",
        bytes.join(","),
        list.join(", "),
    )
}

/// Of each row the characters left out before it, together with which word it has, and the characters in it less one.
fn packed(rows: &[Row<'_>], words: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut next = 0;
    for (first, last, word) in rows {
        let kind = words.iter().position(|known| known == word).expect("every word was collected");
        push(&mut bytes, (first - next) * words.len() as u32 + kind as u32);
        push(&mut bytes, last - first);
        next = last + 1;
    }
    bytes
}

/// Seven bits a byte, the lowest first; all but the last byte have the eighth.
fn push(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "const static range kLetters[] = {\n    { 65, 90 },\n    { 97, 400 },\n};\n\
                          const static range kWidths[] = {\n    { 32, 33, \"Na\\0\" },\n    { 35, 35, \"A\\0\" },\n};\n";

    #[test]
    fn rows_become_gaps_and_lengths_and_words_their_numbers() {
        assert_eq!(packed(&rows_of("kLetters", SOURCE).unwrap(), &[""]), [65, 25, 6, 0xaf, 2]);
        let rows = rows_of("kWidths", SOURCE).unwrap();
        assert_eq!(packed(&rows, &["Na", "A"]), [64, 1, 3, 0]);
        let text = to_c("# a comment\nkWidths\n", &[String::new(), SOURCE.to_owned()]).unwrap();
        assert!(text.contains("{\"Na\", \"A\"}") && text.contains("rows_kWidths, 2, 2, false"), "{text}");
    }

    #[test]
    fn a_table_that_is_not_there_or_not_in_order_is_refused_by_name() {
        let disordered = SOURCE.replace("97, 400", "60, 400");
        for (name, source) in [("kDigits", SOURCE), ("kLetters", disordered.as_str())] {
            let text = to_c(name, &[source.to_owned()]).unwrap_err().to_string();
            assert!(text.contains(&format!("no source has a table of ranges `{name}`")), "{text}");
        }
    }
}
