//! The types of code points, out of the header that CPython's build makes of the Unicode database (`unicodetype_db.h`), packed as runs of the same
//! record for `bindings/language/text/unicode.c`. Nothing of the table is kept in the repository.
//!
//! Limits: knows the arrays of that header by their names. `tests/language/unicode_types.py` writes the same for the native program.

use crate::error::{Error, Result};

pub(super) const CODE_POINTS: usize = 0x11_0000;

/// The C file out of the header's text.
pub fn to_c(header: &str) -> Result<String> {
    let records = numbers(header, "_PyUnicode_TypeRecords")?;
    let mappings = numbers(header, "_PyUnicode_ExtendedCase")?;
    let runs = runs(header)?;
    let arrays = [
        ("runs", packed(runs.iter().flat_map(|(count, record)| [count - 1, *record]))),
        ("records", packed(records.chunks(6).flat_map(record_numbers))),
        ("mappings", packed(mappings.iter().map(|&number| number as u32))),
    ];
    let counts = [("RUN", runs.len()), ("RECORD", records.len() / 6), ("MAPPING", mappings.len())];
    let mut text = "#include \"unicode.h\"\n".to_owned();
    for (name, bytes) in arrays {
        let list: Vec<String> = bytes.iter().map(u8::to_string).collect();
        text += &format!("const unsigned char pkl_unicode_{name}[] = {{{}}};\n", list.join(","));
    }
    for (name, count) in counts {
        text += &format!(
            "_Static_assert(PKL_UNICODE_{name}S == {count}, \"unicode.h counts the {}s of this table\");\n",
            name.to_lowercase()
        );
    }
    Ok(text)
}

/// The numbers of `NAME[] = { … };`.
pub(super) fn numbers(header: &str, name: &str) -> Result<Vec<i32>> {
    let body = header
        .split_once(&format!(" {name}[] = {{"))
        .and_then(|(_, rest)| rest.split_once("};"))
        .map(|(body, _)| body);
    let words = |body: &str| -> Option<Vec<i32>> {
        let plain = body.replace(['{', '}'], "");
        plain
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .map(|word| word.parse().ok())
            .collect()
    };
    body.and_then(words).ok_or_else(|| unknown(name))
}

pub(super) fn unknown(name: &str) -> Error {
    Error::request(format!("the header of Unicode types has no table `{name}` of numbers"))
        .help("look for its name now in the pinned source, and correct xtask/src/generate/unicode_types.rs")
}

/// How many code points in turn have which record.
fn runs(header: &str) -> Result<Vec<(u32, u32)>> {
    let shift: usize = header
        .split_once("#define SHIFT ")
        .and_then(|(_, rest)| rest.split_whitespace().next()?.parse().ok())
        .ok_or_else(|| unknown("SHIFT"))?;
    let (first, second) = (numbers(header, "index1")?, numbers(header, "index2")?);
    let record_of = |code: usize| -> Option<u32> {
        let block = usize::try_from(*first.get(code >> shift)?).ok()?;
        u32::try_from(*second.get((block << shift) + (code & ((1 << shift) - 1)))?).ok()
    };
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for code in 0..CODE_POINTS {
        let record = record_of(code).ok_or_else(|| unknown("index2"))?;
        match runs.last_mut() {
            Some((count, last)) if *last == record => *count += 1,
            _ => runs.push((1, record)),
        }
    }
    Ok(runs)
}

/// upper, lower, title as differences of either sign; decimal, digit, flags.
fn record_numbers(fields: &[i32]) -> Vec<u32> {
    fields.iter().enumerate().map(|(i, &field)| if i < 3 { zigzag(field) } else { field as u32 }).collect()
}

pub(super) fn zigzag(number: i32) -> u32 {
    ((number << 1) ^ (number >> 31)) as u32
}

/// Seven bits a byte, the lowest first; all but the last byte of a number have the eighth.
pub(super) fn packed(numbers: impl Iterator<Item = u32>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for mut number in numbers {
        while number >= 0x80 {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two blocks of half of all code points: the first has record 0, the second record 1.
    fn header() -> String {
        let block = |record: &str| vec![record; CODE_POINTS / 2].join(", ");
        format!(
            "static const _PyUnicode_TypeRecord _PyUnicode_TypeRecords[] = {{\n    {{0, 0, 0, 0, 0, 0}},\n    {{-1, 32, 300, 1, 2, 26377}},\n}};\n\
             static const Py_UCS4 _PyUnicode_ExtendedCase[] = {{\n    181,\n    956,\n}};\n#define SHIFT 19\nstatic const unsigned short index1[] = {{\n    0, 0, 1,\n}};\n\
             static const unsigned short index2[] = {{\n{}, {},\n}};\n",
            block("0"),
            block("1")
        )
    }

    #[test]
    fn numbers_of_either_sign_are_packed_in_seven_bits_a_byte() {
        assert_eq!([0, -1, 1, -2].map(zigzag), [0, 1, 2, 3]);
        assert_eq!(packed([5, 300].into_iter()), [5, 0xac, 2]);
    }

    #[test]
    fn records_runs_and_mappings_become_arrays_and_their_counts_are_checked() {
        let text = to_c(&header()).unwrap();
        assert!(text.contains("pkl_unicode_records[] = {0,0,0,0,0,0,1,64,216,4,1,2,137,206,1};"), "{text}");
        assert!(text.contains("pkl_unicode_mappings[] = {181,1,188,7};"), "{text}");
        assert!(
            text.contains("PKL_UNICODE_RECORDS == 2") && text.contains("PKL_UNICODE_MAPPINGS == 2"),
            "{text}"
        );
    }

    #[test]
    fn reject_a_header_without_one_of_the_tables_by_its_name() {
        let text = to_c(&header().replace("index2[]", "index3[]")).unwrap_err().to_string();
        assert!(text.contains("no table `index2`"), "{text}");
    }
}
