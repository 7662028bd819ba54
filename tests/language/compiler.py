"""Compares scopes, syntax errors and code objects with CPython 3.14's.

    python3 tests/language/compiler.py [--pyodide FOLDER] [--show N] [KIND …]

KIND is `scopes` (the symbol tables of the standard library), `check` (result, errors and warnings of every text in the library's own
tests that might be a program), `code` (what code objects say of themselves, and the places of operations); all without one. The
library is the machine's Python's; nothing of it is kept. FOLDER is the npm package `pyodide`, by default the one that
`npm ci` puts into tests/bench/peers.
"""

import argparse
import ast
import collections
import doctest
import pathlib
import subprocess
import sys
import sysconfig
import tempfile
import textwrap

HERE = pathlib.Path(__file__).resolve().parent
LIBRARY = pathlib.Path(sysconfig.get_path("stdlib"))
KINDS = ("scopes", "check", "code")
TEXT_BYTES_MAX = 20_000


def library_sources(with_tests: bool) -> list[tuple[str, bytes]]:
    """UTF-8 files only: sources in other encodings are the parser's matter."""
    found = []
    for path in sorted(LIBRARY.rglob("*.py")):
        name = str(path.relative_to(LIBRARY))
        source = path.read_bytes()
        if "site-packages" in name or b"\0" in source or (not with_tests and "test/" in name):
            continue
        try:
            source.decode()
        except UnicodeDecodeError:
            continue
        if b"coding" not in b"".join(source.splitlines()[:2]):
            found.append((name, source))
    return found


def texts_of(tree: ast.AST) -> set[str]:
    """Texts in a test file that a test may compile."""
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        text = node.value
        if ">>> " in text:
            try:
                found.update(example.source for example in doctest.DocTestParser().get_examples(text))
            except ValueError:
                pass
        if 3 < len(text) < TEXT_BYTES_MAX:
            found.update((text, textwrap.dedent(text)))
    return found


def snippets() -> list[tuple[str, bytes]]:
    seen = {}
    for path in sorted((LIBRARY / "test").rglob("*.py")):
        try:
            texts = texts_of(ast.parse(path.read_bytes()))
        except (SyntaxError, ValueError):
            continue
        for text in sorted(texts):
            if text.isascii() and "\0" not in text:
                seen.setdefault(text, path.name)
    return [(name, text.encode()) for text, name in seen.items()]


def sources_of(kind: str) -> list[tuple[str, bytes]]:
    return snippets() if kind == "check" else library_sources(with_tests=kind == "scopes")


def answers(command: list[str], requests: bytes) -> list[str]:
    with tempfile.TemporaryFile() as stdin:
        stdin.write(requests)
        stdin.seek(0)
        done = subprocess.run(command, stdin=stdin, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"error: `{command[0]}` ended with {done.returncode}")
    return done.stdout.decode("utf-8", "replace").split("\n.\n")[:-1]


def normal(kind: str, answer: str) -> list[str]:
    """Order says nothing: of the names in a scope, of the operations in a file."""
    lines = answer.split("\n")
    if kind == "scopes":
        return ["\t".join([fields[0], *sorted(fields[1:])]) for fields in (line.split("\t") for line in lines)]
    return sorted(set(lines)) if kind == "code" else lines


def difference(theirs: list[str], ours: list[str], kind: str) -> str | None:
    if theirs == ours:
        return None
    if kind == "code":
        return "\n".join([f"  CPython {line}" for line in theirs if line not in ours] + [f"  we      {line}" for line in ours if line not in theirs])
    pairs = zip(theirs + ["(end)"], ours + ["(end)"])
    return next(f"  CPython {a}\n  we      {b}" for a, b in pairs if a != b)


def compare(kind: str, pyodide: str, show: int) -> bool:
    sources = sources_of(kind)
    requests = b"".join(b"%d\n%s" % (len(source), source) for _, source in sources)
    theirs = answers(["node", str(HERE / "compiler_pyodide.mjs"), pyodide, kind], requests)
    ours = answers([str(HERE.parents[1] / "target" / "language" / "compiler-plain"), kind], requests)
    if not len(theirs) == len(ours) == len(sources):
        sys.exit(f"error: {len(sources)} sources, {len(theirs)} answers of CPython, {len(ours)} of ours")
    counts = collections.Counter()
    for (name, source), a, b in zip(sources, theirs, ours):
        text = difference(normal(kind, a), normal(kind, b), kind)
        counts["differ" if text else "same"] += 1
        if text and counts["differ"] <= show:
            print(f"{name}{': ' + repr(source.decode()[:200]) if kind == 'check' else ''}\n{text[:2000]}")
    print(f"{kind}: {counts['same']} of {len(sources)} as CPython 3.14 has them")
    return not counts["differ"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pyodide", default=str(HERE.parent / "bench" / "peers" / "node_modules" / "pyodide"))
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    arguments = parser.parse_args()
    built = subprocess.run([sys.executable, str(HERE / "build.py"), "--plain", "--test", "compiler", "--", "scopes"], stdin=subprocess.DEVNULL)
    if built.returncode:
        return built.returncode
    results = [compare(kind, arguments.pyodide, arguments.show) for kind in arguments.kinds or KINDS]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
