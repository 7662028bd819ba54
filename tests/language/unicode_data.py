"""Writes target/language/unicode_data.c: the two tables of bindings/library/unicodedata, packed, for the native program.

They come from the source distribution that unicode_types.py takes its table from: `unicodedata_db.h` (categories, decompositions, what was different in
Unicode 3.2) and `unicodename_db.h` (names). A table is a run of numbers of seven bits a byte, the lowest first; tables.h tells their order. The names
may be left out: a program that registers them later, from a file, has them from then on.
"""

import pathlib
import re
import tarfile

import unicode_types
from unicode_types import numbers, packed, zigzag

FOLDER = f"unicodedata2-{unicode_types.VERSION}/unicodedata2"
BLOCK = 64
CODES = 0x110000


def texts(header: str, name: str) -> list[str]:
    return re.findall(r'"([^"]*)"', header.split(f"{name}[] = {{", 1)[1].split("};", 1)[0])


def hexadecimal(header: str, name: str) -> list[int]:
    return [int(number, 16) for number in re.findall(r"0x[0-9A-Fa-f]+", header.split(f" {name}[] = {{", 1)[1].split("};", 1)[0])]


def runs_of(record_of) -> list[int]:
    """Count of runs, then of each its length - 1 and its record."""
    found: list[list[int]] = []
    for code in range(CODES):
        record = record_of(code)
        if found and found[-1][1] == record:
            found[-1][0] += 1
        else:
            found.append([1, record])
    return [len(found)] + [number for count, record in found for number in (count - 1, record)]


def block(values: list[int], text: str = "") -> list[int]:
    return packed(values) + list(text.encode())


def word_list(words: list[str]) -> list[int]:
    joined = "".join(word + "\0" for word in words)
    return block([len(joined)], joined)


def decompositions(header: str) -> list[int]:
    """Count; of each how far from the last, its prefix, how many code points, the code points."""
    shift = int(re.search(r"#define DECOMP_SHIFT (\d+)", header)[1])
    first, second, data = (numbers(header, name) for name in ("decomp_index1", "decomp_index2", "decomp_data"))
    out, last, count = [], 0, 0
    for code in range(CODES):
        at = second[(first[code >> shift] << shift) + (code & (1 << shift) - 1)]
        size, prefix = data[at] >> 8, data[at] & 255
        if size:
            out += [code - last, prefix, size] + [zigzag(point - code) for point in data[at + 1 : at + 1 + size]]
            last, count = code, count + 1
    return [count] + out


def number_of(text: str) -> list[int]:
    """A number of the header as numerator, power of ten, denominator."""
    above, _, below = text.replace("(double)", "").strip(" ;").partition("/")
    value, power = int(float(above)), 0
    while value and value % 10 == 0:
        value, power = value // 10, power + 1
    return [zigzag(value), power, int(float(below or 1))]


def numerics(header: str) -> list[int]:
    body = header.split("_PyUnicode2_ToNumeric(", 1)[1].split("\n}", 1)[0]
    found: dict[int, list[int]] = {}
    waiting: list[int] = []
    for case, value in re.findall(r"case (0x[0-9A-F]+):|return ([^;]+);", body):
        if case:
            waiting.append(int(case, 16))
        else:
            found.update((code, number_of(value)) for code in waiting)
            waiting = []
    found[0x5146] = number_of("1000000.0")  # of two values, CPython 3.14 has the other one
    out, last = [len(found)], 0
    for code in sorted(found):
        out += [code - last, *found[code]]
        last = code
    return out


def old_version(header: str) -> list[int]:
    """Records of what was different in 3.2: direction, category, decimal digit, mirrored, width; then runs."""
    body = header.split("change_records_3_2_0[] = {", 1)[1].split("};", 1)[0]
    rows = [row.split(",") for row in re.findall(r"\{([^}]*)\}", body)]
    out = [len(rows)]
    for row in rows:
        out += [int(field) for field in row[:5]]
    index, data = numbers(header, "changes_3_2_0_index"), numbers(header, "changes_3_2_0_data")
    corrections = re.findall(r"case (0x\w+): return (0x\w+);", header.split("normalization_3_2_0(", 1)[1])
    fixed = [len(corrections)] + [number for case, value in corrections for number in (int(case, 16), int(value, 16))]
    return out + runs_of(lambda code: data[(index[code >> 8] << 8) + (code & 255)]) + fixed


def data_table(header: str, types: str) -> list[int]:
    shift = int(re.search(r"#define SHIFT (\d+)", header)[1])
    first, second, fields = numbers(header, "index1"), numbers(header, "index2"), numbers(header, "_PyUnicode_Database_Records")
    out: list[int] = []
    for name in ("_PyUnicode_CategoryNames", "_PyUnicode_BidirectionalNames", "_PyUnicode_EastAsianWidthNames", "decomp_prefix"):
        out += word_list(texts(header, name))
    out += packed([len(fields) // 6] + fields)
    out += packed(runs_of(lambda code: second[(first[code >> shift] << shift) + (code & (1 << shift) - 1)]))
    return out + packed(decompositions(header)) + packed(numerics(types)) + packed(old_version(header))


class Names:
    """The names in the header, which has them as words of a lexicon."""

    def __init__(self, header: str):
        self.words, self.places, self.phrases = (numbers(header, name) for name in ("lexicon", "lexicon_offset", "phrasebook"))
        self.first, self.second = numbers(header, "phrasebook_offset1"), numbers(header, "phrasebook_offset2")
        self.short, self.shift = (int(re.search(rf"#define phrasebook_{name} (\d+)", header)[1]) for name in ("short", "shift"))

    def word(self, at: int) -> tuple[str, bool]:
        text = ""
        while self.words[at] < 128:
            text, at = text + chr(self.words[at]), at + 1
        return (text, True) if self.words[at] == 128 else (text + chr(self.words[at] & 127), False)

    def name(self, code: int) -> str:
        at = self.second[(self.first[code >> self.shift] << self.shift) + (code & (1 << self.shift) - 1)]
        found, last = [], at == 0
        while not last:
            number, at = self.phrases[at] - self.short, at + 1
            if number >= 0:
                number, at = (number << 8) + self.phrases[at], at + 1
            text, last = self.word(self.places[number if number >= 0 else number + self.short])
            found += [text] if text else []
        return " ".join(found)




def front_coded(entries: list[tuple[list[int], str]]) -> list[int]:
    """Of each entry its numbers, how many characters it begins with as the last one does (none at the start of a block), the size of the rest, the rest."""
    out, last = packed([len(entries)]), ""
    for place, (values, name) in enumerate(entries):
        shared = 0
        while place % BLOCK and shared < min(len(last), len(name)) and last[shared] == name[shared]:
            shared += 1
        out += block([*values, shared, len(name) - shared], name[shared:])
        last = name
    return out


def rule_ranges(names: dict[int, str]) -> tuple[list[tuple[int, int, str]], dict[int, str]]:
    """Names that end with the code point, as ranges with what stands before it; and the others."""
    ranges: list[tuple[int, int, str]] = []
    others = {}
    for code, name in names.items():
        ending = f"-{code:X}"
        if not name.endswith(ending):
            others[code] = name
        elif ranges and ranges[-1][1] == code - 1 and ranges[-1][2] == name[: -len(ending)]:
            ranges[-1] = (ranges[-1][0], code, ranges[-1][2])
        else:
            ranges.append((code, code, name[: -len(ending)]))
    return ranges, others


def name_table(header: str) -> list[int]:
    """Ranges by rule; names by code point; aliases with theirs; sequences with their code points."""
    reader = Names(header)
    aliases_at, sequences_at = (int(re.search(rf"{name}_start = (0x\w+)", header)[1], 16) for name in ("aliases", "named_sequences"))
    ranges, others = rule_ranges({code: name for code in range(aliases_at) if (name := reader.name(code))})
    out = packed([len(ranges)])
    for first, last, prefix in ranges:
        out += block([first, last - first, len(prefix)], prefix)
    codes = list(others)
    out += front_coded([([code - before], others[code]) for before, code in zip([0] + codes, codes)])
    aliases = [([code], reader.name(aliases_at + place)) for place, code in enumerate(hexadecimal(header, "name_aliases"))]
    out += front_coded(sorted(aliases, key=lambda entry: entry[1]))
    rows = re.findall(r"\{(\d+), \{([^}]*)\}\}", header.split("named_sequences[] = {", 1)[1])
    points = [[int(count), *(int(point, 16) for point in row.split(","))] for count, row in rows]
    return out + front_coded(sorted(((row[: row[0] + 1], reader.name(sequences_at + place)) for place, row in enumerate(points)), key=lambda entry: entry[1]))


def source(folder: pathlib.Path) -> str:
    with tarfile.open(unicode_types.archive(folder)) as tar:
        headers = [tar.extractfile(f"{FOLDER}/{name}").read().decode() for name in ("unicodedata_db.h", "unicodetype_db.h", "unicodename_db.h")]
    tables = {"data": data_table(headers[0], headers[1]), "names": name_table(headers[2])}
    lines = ["/* Made by tests/language/unicode_data.py. */", '#include "../../bindings/library/unicodedata/tables.h"']
    lines += [f"static const unsigned char {name}[] = {{{','.join(map(str, values))}}};" for name, values in tables.items()]
    lines += ["__attribute__((constructor)) static void have(void) {", "    pkl_unicode_tables.data = data;", "    pkl_unicode_tables.names = names;", "}"]
    return "\n".join(lines) + "\n"


def make(folder: pathlib.Path) -> pathlib.Path:
    """The path of the C file, made if it is not there or older than this script."""
    target = folder / "unicode_data.c"
    if not target.exists() or target.stat().st_mtime < pathlib.Path(__file__).stat().st_mtime:
        text = source(folder)
        temporary = target.with_suffix(".tmp")
        temporary.write_text(text)
        temporary.rename(target)
    return target
