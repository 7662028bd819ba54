//! What changed between two reports: modules, then functions and data, the largest change first.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::parts::{Part, Parts};
use super::{Report, TierSizes};
use crate::tools::sizes::grouped;

/// How many changes are told one by one.
const SHOWN: usize = 40;

/// Letters of a name that are shown; names in C++ have hundreds.
const NAME_LETTERS_MAX: usize = 100;

/// A part that is not what it was.
#[derive(Debug, PartialEq, Eq)]
struct Change<'a> {
    part: Part<'a>,
    before: Option<u64>,
    after: Option<u64>,
}

impl Change<'_> {
    fn bytes(&self) -> i64 {
        signed(self.after.unwrap_or(0)) - signed(self.before.unwrap_or(0))
    }

    fn word(&self) -> &'static str {
        match (self.before, self.after) {
            (None, _) => " (new)",
            (_, None) => " (gone)",
            (Some(_), Some(_)) => "",
        }
    }
}

/// The difference as text; one paragraph for each tier.
pub fn text(before: &Report, after: &Report) -> String {
    let names: BTreeSet<&String> = before.tiers.keys().chain(after.tiers.keys()).collect();
    names.into_iter().map(|name| tier_text(name, before.tiers.get(name), after.tiers.get(name))).collect()
}

fn tier_text(name: &str, before: Option<&TierSizes>, after: Option<&TierSizes>) -> String {
    let size = |tier: &TierSizes| grouped(tier.wasm.raw);
    match (before, after) {
        (Some(before), Some(after)) => {
            let change = signed(after.wasm.raw) - signed(before.wasm.raw);
            let mut text = format!(
                "\ntier {name}: wasm {} → {} bytes, {}\n",
                size(before),
                size(after),
                with_sign(change)
            );
            text += &modules_text(&before.parts, &after.parts);
            text += &changes_text(&changes(&before.parts, &after.parts));
            text
        }
        (Some(before), None) => format!("\ntier {name}: gone, had {} bytes of wasm\n", size(before)),
        (None, Some(after)) => format!("\ntier {name}: new, {} bytes of wasm\n", size(after)),
        (None, None) => String::new(),
    }
}

/// The modules whose sums changed.
fn modules_text(before: &Parts, after: &Parts) -> String {
    let (before, after) = (before.modules(), after.modules());
    let names: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let mut text = String::new();
    for name in names {
        let sum = |modules: &BTreeMap<&str, u64>| modules.get(name).copied().unwrap_or(0);
        let (old, new) = (sum(&before), sum(&after));
        if old != new {
            let change = with_sign(signed(new) - signed(old));
            line(
                &mut text,
                &format!("{change:>10}  module {name}: {} → {} bytes", grouped(old), grouped(new)),
            );
        }
    }
    text
}

fn changes_text(changes: &[Change<'_>]) -> String {
    let mut text = String::new();
    for change in changes.iter().take(SHOWN) {
        let Part { module, file, kind, name } = change.part;
        let (bytes, kind, name) = (with_sign(change.bytes()), kind.word(), shortened(name));
        line(&mut text, &format!("{bytes:>10}  {kind} {module}/{file}: {name}{}", change.word()));
    }
    if let Some(rest) = changes.get(SHOWN..).filter(|rest| !rest.is_empty()) {
        let sum = with_sign(rest.iter().map(Change::bytes).sum());
        line(&mut text, &format!("{:>10}  … and {} more, {sum} bytes in all", "", rest.len()));
    }
    if changes.is_empty() {
        line(&mut text, "  no function and no data changed its size");
    }
    text
}

fn line(text: &mut String, content: &str) {
    writeln!(text, "{content}").expect("writing to a String cannot fail");
}

/// Every part that changed, the largest change first.
fn changes<'a>(before: &'a Parts, after: &'a Parts) -> Vec<Change<'a>> {
    let mut both: BTreeMap<Part<'a>, (Option<u64>, Option<u64>)> = BTreeMap::new();
    for (part, bytes) in before.iter() {
        both.entry(part).or_default().0 = Some(bytes);
    }
    for (part, bytes) in after.iter() {
        both.entry(part).or_default().1 = Some(bytes);
    }
    let changed = both.into_iter().filter(|(_, (before, after))| before != after);
    let mut changes: Vec<_> = changed.map(|(part, (before, after))| Change { part, before, after }).collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.bytes().abs()));
    changes
}

fn signed(bytes: u64) -> i64 {
    i64::try_from(bytes).expect("no file has that many bytes")
}

fn with_sign(change: i64) -> String {
    format!("{}{}", if change < 0 { '-' } else { '+' }, grouped(change.unsigned_abs()))
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME_LETTERS_MAX {
        return name.to_owned();
    }
    name.chars().take(NAME_LETTERS_MAX).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::super::parts::Kind;
    use super::*;

    fn parts(list: &[(&str, u64)]) -> Parts {
        let mut parts = Parts::default();
        for (name, bytes) in list {
            let module = if name.starts_with("nd") { "numpy" } else { "host" };
            parts.add(Part { module, file: "a.c", kind: Kind::Code, name }, *bytes);
        }
        parts
    }

    #[test]
    fn changes_come_largest_first_with_what_is_new_and_gone() {
        let before = parts(&[("grows", 100), ("same", 7), ("gone", 30), ("shrinks", 2000)]);
        let after = parts(&[("grows", 101), ("same", 7), ("shrinks", 500), ("nd_new", 40)]);
        assert_eq!(
            changes_text(&changes(&before, &after)),
            "    -1 500  code host/a.c: shrinks\n\
             \x20      +40  code numpy/a.c: nd_new (new)\n\
             \x20      -30  code host/a.c: gone (gone)\n\
             \x20       +1  code host/a.c: grows\n"
        );
        assert_eq!(
            modules_text(&before, &after),
            "    -1 529  module host: 2 137 → 608 bytes\n       +40  module numpy: 0 → 40 bytes\n"
        );
    }

    #[test]
    fn many_small_changes_are_one_line_with_their_sum() {
        let names: Vec<String> = (0..SHOWN + 3).map(|number| format!("f{number:03}")).collect();
        let list: Vec<(&str, u64)> = names.iter().map(String::as_str).zip(10..).collect();
        let text = changes_text(&changes(&parts(&list), &Parts::default()));
        assert_eq!(text.lines().count(), SHOWN + 1);
        assert_eq!(text.lines().last().unwrap(), "            … and 3 more, -33 bytes in all");
    }

    #[test]
    fn equal_parts_are_said_to_be_equal() {
        let same = parts(&[("f", 1)]);
        assert_eq!(changes_text(&changes(&same, &same)), "  no function and no data changed its size\n");
    }

    #[test]
    fn a_long_name_is_cut() {
        assert_eq!(
            shortened(&"ä".repeat(NAME_LETTERS_MAX + 1)),
            format!("{}…", "ä".repeat(NAME_LETTERS_MAX))
        );
    }
}
