"""Upstream's amalgamation as its own files, "units", for the native program: `cargo xtask build` splits it in the same way.

A line `// common/vector.h` or `// src/common\\vector.c` begins a unit. pocketpy/units.toml says whose each is; only those that stay upstream's are
written, below FOLDER/units, after pocketpy/edits.toml took functions out.
"""

import hashlib
import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BORDER = re.compile(r"^// (?:src/)?(\w+)[\\/](\w+\.[ch])$", re.M)


def split(text: str) -> dict[str, str]:
    """Units by name, each with its first line."""
    found = list(BORDER.finditer(text))
    ends = [border.start() for border in found[1:]] + [len(text)]
    return {f"{border[1]}/{border[2]}": text[border.start() : end] for border, end in zip(found, ends)}


def body_end(text: str, begin: int) -> int:
    """Behind the brace that closes the one at `begin`."""
    depth = 0
    for at in re.finditer(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*.*?\*/|[{}]', text[begin:], re.S):
        depth += {"{": 1, "}": -1}.get(at[0], 0)
        if depth == 0:
            return begin + at.end()
    sys.exit("error: a body does not end")


def function(text: str, name: str) -> tuple[int, int, int]:
    """Where the definition of a function begins (behind a blank line, comments and directives), where its body, and where that ends."""
    for found in re.finditer(rf"\b{name}\(", text):
        opened = re.compile(r"(?:[^;{}()]|\([^()]*\))*\)\s*(?={)").match(text, found.end())
        begin = text.rfind("\n\n", 0, found.start()) + 2
        while text.startswith(("//", "#"), begin):
            begin = text.index("\n", begin) + 1
        if opened and not re.search(r"[;{}]", text[begin : found.start()]):
            return begin, opened.end(), body_end(text, opened.end())
    sys.exit(f"error: no function `{name}`")


def edited(text: str, name: str, edit: dict) -> str:
    begin, body, end = function(text, name)
    if hashlib.sha256(text[body:end].encode()).hexdigest() != edit["sha256"]:
        sys.exit(f"error: the body of `{name}` is not the one that pocketpy/edits.toml has seen")
    declaration = text[begin:body].rstrip() + ";"
    if edit["action"] == "drop":
        return text[:begin] + declaration + text[end:]
    renamed = re.sub(rf"\b{name}\b", f"upstream_{name}", text[begin:end], count=1)
    return text[:begin] + declaration + "\n\n" + renamed + text[end:]


def write(amalgamation: pathlib.Path, folder: pathlib.Path) -> None:
    units = split(amalgamation.read_text())
    table = tomllib.loads((ROOT / "pocketpy/units.toml").read_text())["unit"]
    edits = tomllib.loads((ROOT / "pocketpy/edits.toml").read_text()).get("edit", {})
    if different := sorted(units.keys() ^ table.keys()):
        sys.exit(f"error: pocketpy/units.toml and the source differ in {different}")
    for name, row in table.items():
        if row["whose"] != "upstream":
            continue
        text = units[name]
        for edit_name, edit in edits.items():
            if edit["unit"] == name:
                text = edited(text, edit_name, edit)
        path = folder / "units" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text() != text:
            path.write_text(text)


if __name__ == "__main__":
    write(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
