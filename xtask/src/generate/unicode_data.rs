//! The tables of `bindings/library/unicodedata`, out of two headers that CPython's build makes of the Unicode database: `unicodedata_db.h` (with numeric
//! values from `unicodetype_db.h`) and `unicodename_db.h`. Each becomes a run of numbers of seven bits a byte; `tables.h` there has the order.
//!
//! Limits: knows the arrays of those headers by their names. `tests/language/unicode_data.py` writes the same for the native program.

use std::collections::BTreeMap;

use super::unicode_types::{CODE_POINTS, numbers, packed, unknown, zigzag};
use crate::error::Result;

/// Names stand on their own at every so many.
const BLOCK: usize = 64;
/// Of two numeric values of 兆, CPython 3.14 has this one.
const CORRECTED: (u32, &str) = (0x5146, "1000000.0");

/// The C file with what Unicode says of code points.
pub fn data_to_c(header: &str, types: &str) -> Result<String> {
    Ok(c_text("data", &data_table(header, types)?))
}

/// The C file with their names.
pub fn names_to_c(header: &str) -> Result<String> {
    Ok(c_text("names", &name_table(header)?))
}

/// The table, and a constructor that says where it is.
fn c_text(name: &str, bytes: &[u8]) -> String {
    let list: Vec<String> = bytes.iter().map(u8::to_string).collect();
    format!(
        "#include \"tables.h\"\nstatic const unsigned char {name}[] = {{{}}};\n__attribute__((constructor)) static void have(void) {{ pkl_unicode_tables.{name} = {name}; }}\n",
        list.join(",")
    )
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Result<&'a str> {
    let found = text.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map(|(body, _)| body);
    found.ok_or_else(|| unknown(start.trim()))
}

/// The value of `#define NAME value`, or of `NAME = value`.
fn constant(header: &str, name: &str) -> Result<u32> {
    let word = header
        .split_once(name)
        .and_then(|(_, rest)| rest.trim_start_matches([' ', '=']).split([';', '\n', ' ']).next());
    word.and_then(number_word).ok_or_else(|| unknown(name.trim()))
}

fn number_word(word: &str) -> Option<u32> {
    match word.strip_prefix("0x") {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => word.parse().ok(),
    }
}

fn naturals(header: &str, name: &str) -> Result<Vec<u32>> {
    Ok(numbers(header, name)?.into_iter().map(|number| number as u32).collect())
}

fn with_text(values: &[u32], text: &str) -> Vec<u8> {
    let mut bytes = packed(values.iter().copied());
    bytes.extend(text.bytes());
    bytes
}

// ---- what Unicode says of code points

fn data_table(header: &str, types: &str) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    for name in [
        "_PyUnicode_CategoryNames",
        "_PyUnicode_BidirectionalNames",
        "_PyUnicode_EastAsianWidthNames",
        "decomp_prefix",
    ] {
        let words = between(header, &format!("{name}[] = {{"), "};")?.split('"').skip(1).step_by(2);
        let text: String = words.map(|word| format!("{word}\0")).collect();
        out.extend(with_text(&[text.len() as u32], &text));
    }
    let fields = naturals(header, "_PyUnicode_Database_Records")?;
    out.extend(packed([fields.len() as u32 / 6].into_iter().chain(fields)));
    let (first, second) = (naturals(header, "index1")?, naturals(header, "index2")?);
    let shift = constant(header, "#define SHIFT ")?;
    out.extend(packed(runs(|code| two_steps(&first, &second, shift, code)).into_iter()));
    out.extend(packed(decompositions(header)?.into_iter()));
    out.extend(packed(numerics(types)?.into_iter()));
    out.extend(packed(old_version(header)?.into_iter()));
    Ok(out)
}

fn two_steps(first: &[u32], second: &[u32], shift: u32, code: usize) -> u32 {
    second[((first[code >> shift] as usize) << shift) + (code & ((1 << shift) - 1))]
}

/// Count of runs, then of each its length - 1 and its record.
fn runs(record_of: impl Fn(usize) -> u32) -> Vec<u32> {
    let mut found: Vec<(u32, u32)> = Vec::new();
    for code in 0..CODE_POINTS {
        let record = record_of(code);
        match found.last_mut() {
            Some((count, last)) if *last == record => *count += 1,
            _ => found.push((1, record)),
        }
    }
    let pairs = found.iter().flat_map(|(count, record)| [count - 1, *record]);
    [found.len() as u32].into_iter().chain(pairs).collect()
}

/// Count; of each how far from the last, its kind, how many code points, their differences.
fn decompositions(header: &str) -> Result<Vec<u32>> {
    let (first, second) = (naturals(header, "decomp_index1")?, naturals(header, "decomp_index2")?);
    let (data, shift) = (naturals(header, "decomp_data")?, constant(header, "#define DECOMP_SHIFT ")?);
    let (mut out, mut last, mut count) = (Vec::new(), 0, 0);
    for code in 0..CODE_POINTS {
        let at = two_steps(&first, &second, shift, code) as usize;
        let (size, kind) = ((data[at] >> 8) as usize, data[at] & 255);
        if size == 0 {
            continue;
        }
        out.extend([(code - last) as u32, kind, size as u32]);
        out.extend(data[at + 1..=at + size].iter().map(|&point| zigzag(point as i32 - code as i32)));
        (last, count) = (code, count + 1);
    }
    out.insert(0, count);
    Ok(out)
}

/// Numerator, power of ten, denominator.
fn number_of(text: &str) -> Option<[u32; 3]> {
    let plain = text.replace("(double)", "");
    let (above, below) = plain.split_once('/').unwrap_or((&plain, "1"));
    let (above, below): (f64, f64) = (above.trim().parse().ok()?, below.trim().parse().ok()?);
    let (mut value, mut power) = (above as i64, 0);
    while value != 0 && value % 10 == 0 {
        (value, power) = (value / 10, power + 1);
    }
    Some([zigzag(i32::try_from(value).ok()?), power, below as u32])
}

/// Count; of each how far from the last, and its number.
fn numerics(types: &str) -> Result<Vec<u32>> {
    let body = between(types, "_PyUnicode2_ToNumeric(", "\n}")?;
    let (mut found, mut waiting) = (BTreeMap::new(), Vec::new());
    for line in body.lines().map(str::trim) {
        if let Some(case) = line.strip_prefix("case ") {
            waiting.push(
                number_word(case.trim_end_matches(':')).ok_or_else(|| unknown("_PyUnicode2_ToNumeric"))?,
            );
        } else if let Some(value) = line.strip_prefix("return ") {
            let number =
                number_of(value.trim_end_matches(';')).ok_or_else(|| unknown("_PyUnicode2_ToNumeric"))?;
            found.extend(waiting.drain(..).map(|code| (code, number)));
        }
    }
    found.insert(CORRECTED.0, number_of(CORRECTED.1).expect("it is a number"));
    let (mut out, mut last) = (vec![found.len() as u32], 0);
    for (code, number) in found {
        out.push(code - last);
        out.extend(number);
        last = code;
    }
    Ok(out)
}

/// What was different in Unicode 3.2: records, runs, corrections of decompositions.
fn old_version(header: &str) -> Result<Vec<u32>> {
    let rows: Vec<&str> = between(header, "change_records_3_2_0[] = {", "};")?.split('{').skip(1).collect();
    let fields =
        rows.iter().flat_map(|row| row.split(',').take(5)).filter_map(|word| word.trim().parse().ok());
    let mut out: Vec<u32> = [rows.len() as u32].into_iter().chain(fields).collect();
    let (index, data) = (naturals(header, "changes_3_2_0_index")?, naturals(header, "changes_3_2_0_data")?);
    out.extend(runs(|code| two_steps(&index, &data, 8, code)));
    let body = between(header, "normalization_3_2_0(", "default")?;
    let words = body.split([' ', ':', ';']).filter(|word| word.starts_with("0x"));
    let corrections: Vec<u32> = words.filter_map(number_word).collect();
    out.push(corrections.len() as u32 / 2);
    out.extend(corrections);
    Ok(out)
}

// ---- names

/// Names in the header are phrases of words of a lexicon.
struct Names {
    lexicon: Vec<u32>,
    places: Vec<u32>,
    phrases: Vec<u32>,
    first: Vec<u32>,
    second: Vec<u32>,
    short: u32,
    shift: u32,
}

impl Names {
    fn read(header: &str) -> Result<Self> {
        Ok(Self {
            lexicon: naturals(header, "lexicon")?,
            places: naturals(header, "lexicon_offset")?,
            phrases: naturals(header, "phrasebook")?,
            first: naturals(header, "phrasebook_offset1")?,
            second: naturals(header, "phrasebook_offset2")?,
            short: constant(header, "#define phrasebook_short ")?,
            shift: constant(header, "#define phrasebook_shift ")?,
        })
    }

    /// A word, and whether it is the last of its name.
    fn word(&self, mut at: usize) -> (String, bool) {
        let mut text = String::new();
        while self.lexicon[at] < 128 {
            text.push(self.lexicon[at] as u8 as char);
            at += 1;
        }
        let last = self.lexicon[at] == 128;
        if !last {
            text.push((self.lexicon[at] & 127) as u8 as char);
        }
        (text, last)
    }

    fn name(&self, code: usize) -> Option<String> {
        let mut at = two_steps(&self.first, &self.second, self.shift, code) as usize;
        let (mut words, mut ended) = (Vec::new(), at == 0);
        while !ended {
            let mut number = self.phrases[at];
            at += 1;
            if number >= self.short {
                number = ((number - self.short) << 8) + self.phrases[at];
                at += 1;
            }
            let (text, last) = self.word(self.places[number as usize] as usize);
            ended = last;
            words.extend(Some(text).filter(|text| !text.is_empty()));
        }
        (!words.is_empty()).then(|| words.join(" "))
    }
}

type Entry = (Vec<u32>, String);

/// Of each entry its numbers, how many characters it has in common with the last one's beginning, the size of the rest, the rest.
fn front_coded(entries: &[Entry]) -> Vec<u8> {
    let (mut out, mut last) = (packed([entries.len() as u32].into_iter()), "");
    for (place, (values, name)) in entries.iter().enumerate() {
        let same = last.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
        let shared = if place % BLOCK == 0 { 0 } else { same };
        let sizes = [shared as u32, (name.len() - shared) as u32];
        let all: Vec<u32> = values.iter().copied().chain(sizes).collect();
        out.extend(with_text(&all, &name[shared..]));
        last = name;
    }
    out
}

/// Ranges of names that end with the code point: first, last, what stands before it.
fn by_rule(names: &mut BTreeMap<u32, String>) -> Vec<(u32, u32, String)> {
    let mut ranges: Vec<(u32, u32, String)> = Vec::new();
    names.retain(|&code, name| {
        let Some(prefix) = name.strip_suffix(&format!("-{code:X}")) else { return true };
        match ranges.last_mut() {
            Some((_, last, known)) if *last + 1 == code && known == prefix => *last = code,
            _ => ranges.push((code, code, prefix.to_owned())),
        }
        false
    });
    ranges
}

fn sorted(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by(|a, b| a.1.cmp(&b.1));
    entries
}

/// Ranges by rule; names by code point; aliases with theirs; sequences with their code points.
fn name_table(header: &str) -> Result<Vec<u8>> {
    let reader = Names::read(header)?;
    let (aliases_at, sequences_at) =
        (constant(header, "aliases_start")?, constant(header, "named_sequences_start")?);
    let mut names: BTreeMap<u32, String> =
        (0..aliases_at).filter_map(|code| Some((code, reader.name(code as usize)?))).collect();
    let ranges = by_rule(&mut names);
    let mut out = packed([ranges.len() as u32].into_iter());
    for (first, last, prefix) in &ranges {
        out.extend(with_text(&[*first, last - first, prefix.len() as u32], prefix));
    }
    let mut last = 0;
    let plain = names.into_iter().map(|(code, name)| (vec![code - std::mem::replace(&mut last, code)], name));
    out.extend(front_coded(&plain.collect::<Vec<Entry>>()));
    let hidden =
        |place: usize, start: u32| reader.name(start as usize + place).ok_or_else(|| unknown("phrasebook"));
    let aliases =
        between(header, "name_aliases[] = {", "};")?.split(',').filter_map(|word| number_word(word.trim()));
    let aliases = aliases.enumerate().map(|(place, code)| Ok((vec![code], hidden(place, aliases_at)?)));
    out.extend(front_coded(&sorted(aliases.collect::<Result<_>>()?)));
    let rows = between(header, "named_sequences[] = {", "};\n").unwrap_or_default().split("},\n");
    let points =
        rows.map(|row| row.split(['{', '}', ',', ' ', '\n']).filter_map(number_word).collect::<Vec<u32>>());
    let sequences = points.filter(|row| row.len() > 1).enumerate().map(|(place, row)| {
        let count = row[0] as usize;
        Ok((row[..=count].to_vec(), hidden(place, sequences_at)?))
    });
    out.extend(front_coded(&sorted(sequences.collect::<Result<_>>()?)));
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_numerators_powers_and_denominators() {
        assert_eq!(number_of("(double) 1.0/16.0"), Some([2, 0, 16]));
        assert_eq!(number_of("(double) -0.5e1"), Some([9, 0, 1]));
        assert_eq!(number_of("(double) 20000000.0"), Some([4, 7, 1]));
    }

    #[test]
    fn names_that_end_with_the_code_point_become_ranges() {
        let names =
            [(0x41, "A"), (0xF900, "IDEOGRAPH-F900"), (0xF901, "IDEOGRAPH-F901"), (0xF903, "IDEOGRAPH-F903")];
        let mut names: BTreeMap<u32, String> = names.map(|(code, name)| (code, name.to_owned())).into();
        let ranges = by_rule(&mut names);
        assert_eq!(
            ranges,
            [(0xF900, 0xF901, "IDEOGRAPH".to_owned()), (0xF903, 0xF903, "IDEOGRAPH".to_owned())]
        );
        assert_eq!(names.len(), 1);
    }

    #[test]
    fn a_name_has_what_it_begins_with_in_common_with_the_last() {
        let entries = [(vec![32], "SPACE".to_owned()), (vec![1], "SPADE".to_owned())];
        assert_eq!(front_coded(&entries), [&[2, 32, 0, 5][..], b"SPACE", &[1, 3, 2], b"DE"].concat());
    }

    #[test]
    fn reject_a_header_without_a_table_by_its_name() {
        let text = names_to_c("").unwrap_err().to_string();
        assert!(text.contains("no table `lexicon`"), "{text}");
    }
}
