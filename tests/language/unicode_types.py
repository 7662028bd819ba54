"""Writes target/language/unicode_types.c: the character types of Unicode 16.0, packed, for bindings/language/text/unicode.c.

They are read from the source distribution of `unicodedata2` 16.0.0, which has the table that CPython's own str methods use. Nothing of it is kept in
the repository: the archive is fetched once with pip, checked against its hash, and turned into runs of code points with the same record.
"""

import hashlib
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

VERSION = "16.0.0"
ARCHIVE_SHA256 = "05488d6592b59cd78b61ec37d38725416b2df62efafa6a0d63a631b27aa474fc"
HEADER = f"unicodedata2-{VERSION}/unicodedata2/unicodetype_db.h"


def archive(folder: pathlib.Path) -> pathlib.Path:
    place = folder / f"unicodedata2-{VERSION}.tar.gz"
    if not place.exists():
        with tempfile.TemporaryDirectory(dir=folder) as partial:
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", partial, f"unicodedata2=={VERSION}"]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                sys.exit(f"error: cannot fetch the source distribution of `unicodedata2` {VERSION}\n{done.stderr}help: check the network to the Python registry")
            (pathlib.Path(partial) / place.name).rename(place)
    found = hashlib.sha256(place.read_bytes()).hexdigest()
    if found != ARCHIVE_SHA256:
        sys.exit(f"error: `{place}` is not the pinned one: sha256 {found}\nhelp: remove it, then run the command again")
    return place


def numbers(text: str, name: str) -> list[int]:
    """The numbers of `NAME[] = { … };`."""
    body = text.split(f" {name}[] = {{", 1)[1].split("};", 1)[0]
    return [int(number) for number in re.findall(r"-?\d+", body)]


def runs(text: str) -> list[tuple[int, int]]:
    """(how many code points, their record), from 0 to 0x10FFFF."""
    shift = int(re.search(r"#define SHIFT (\d+)", text)[1])
    first, second = numbers(text, "index1"), numbers(text, "index2")
    found: list[list[int]] = []
    for code in range(0x110000):
        record = second[(first[code >> shift] << shift) + (code & (1 << shift) - 1)]
        if found and found[-1][1] == record:
            found[-1][0] += 1
        else:
            found.append([1, record])
    return [(count, record) for count, record in found]


def packed(values: list[int]) -> list[int]:
    """Seven bits a byte, the lowest first; all but the last byte of a number have the eighth."""
    out: list[int] = []
    for value in values:
        while value >= 0x80:
            out.append(value & 0x7F | 0x80)
            value >>= 7
        out.append(value)
    return out


def zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def source(text: str) -> str:
    """Runs: count - 1, record. Records: upper, lower, title (differences to the code point, or places among the mappings), decimal, digit, flags."""
    table, mappings = runs(text), numbers(text, "_PyUnicode_ExtendedCase")
    fields = numbers(text, "_PyUnicode_TypeRecords")
    records = [fields[at : at + 6] for at in range(0, len(fields), 6)]
    record_bytes = packed([value for upper, lower, title, decimal, digit, flags in records for value in (zigzag(upper), zigzag(lower), zigzag(title), decimal, digit, flags)])
    arrays = {
        "runs": packed([value for count, record in table for value in (count - 1, record)]),
        "records": record_bytes,
        "mappings": packed(mappings),
    }
    lines = ["/* Made by tests/language/unicode_types.py. */", '#include "../../bindings/language/text/unicode.h"', ""]
    lines += [f"const unsigned char pkl_unicode_{name}[] = {{{','.join(map(str, values))}}};" for name, values in arrays.items()]
    counts = {"RUN": len(table), "RECORD": len(records), "MAPPING": len(mappings)}
    lines += [f'_Static_assert(PKL_UNICODE_{name}S == {count}, "text/unicode.h counts the {name.lower()}s of this table");' for name, count in counts.items()]
    return "\n".join(lines) + "\n"


def make(folder: pathlib.Path) -> pathlib.Path:
    """The path of the C file, made if it is not there or older than this script."""
    target = folder / "unicode_types.c"
    if not target.exists() or target.stat().st_mtime < pathlib.Path(__file__).stat().st_mtime:
        with tarfile.open(archive(folder)) as tar:
            text = tar.extractfile(HEADER).read().decode()
        temporary = target.with_suffix(".tmp")
        temporary.write_text(source(text))
        temporary.rename(target)
    return target
