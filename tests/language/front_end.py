"""Tests of bindings/language/compiler/{tokens,parser} alone, as a native program under the sanitizers.

    python3 tests/language/front_end.py [--cc CC] [--library] [--pyodide FOLDER [--corpus] [--mutate N] [--seed S]]

Without arguments, what takes seconds: the programs of front_end_cases.txt against what CPython 3.14 makes of them
(front_end_cases.expected), nesting of every kind 100 000 deep with 4 MB of stack, and memory that ends anywhere.

--library compares the trees of the machine's whole Lib/ with those of the machine's CPython. With --pyodide, CPython 3.14 in the
folder of npm's `pyodide` (tests/bench/peers pins it): --library is then compared to the last column; --corpus takes every string of
CPython's own tests about the language as a program; --mutate N takes N statements of the library, changed at random. What differs
is printed, and how much of it is the same. BLESS=1 with --pyodide writes front_end_cases.expected.
"""

import argparse
import ast
import collections
import os
import pathlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import textwrap
import unicodedata

import front_end_oracle as oracle

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COMPILER = ROOT / "bindings" / "language" / "compiler"
NUMBERS = ROOT / "bindings" / "language" / "numbers"
OUT = ROOT / "target" / "language" / "front_end"
CASES = HERE / "front_end_cases.txt"
EXPECTED = HERE / "front_end_cases.expected"
LIBRARY = pathlib.Path(os.__file__).parent
STACK_BYTES = 4 << 20
ABOUT_LANGUAGE = (
    "syntax exceptions fstring eof string_literals grammar named_expressions patma positional_only_arg keywordonlyarg except_star "
    "unparse future codeop ast global type_comments decorators unpack_ex genexps listcomps dictcomps setcomps generators coroutines "
    "compile flufl source_encoding traceback"
).split()


class Process:
    """Something that answers requests as front_end.c does; started anew where it ended."""

    def __init__(self, argv, **options):
        self.argv, self.options, self.process = argv, options, None

    def ask(self, source, mode=0, flags=oracle.IS_TEXT):
        if self.process is None:
            self.process = subprocess.Popen(self.argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **self.options)
        try:
            self.process.stdin.write(b"%d %d %d\n" % (mode, flags, len(source)) + source)
            self.process.stdin.flush()
            size = self.process.stdout.readline()
            answer = self.process.stdout.read(int(size))
        except (BrokenPipeError, ValueError):
            code = self.process.wait()
            self.process = None
            return f"ended with exit code {code}"
        return with_whole_numbers(answer.decode("utf-8", "surrogateescape"))


def with_whole_numbers(answer):
    """Integers over 64 bits as the oracle writes them."""
    return re.sub(r"I(\d+):([0-9a-zA-Z]+):", lambda match: f"I{int(match[2], int(match[1])):x}", answer)


# ---- The program -----------------------------------------------------------------------------------------------------------------


def build(cc):
    folders = (COMPILER / "parser", COMPILER / "tokens")
    sources = [COMPILER / "arena.c", COMPILER / "shapes.c", *(NUMBERS / f"{name}.c" for name in ("digits", "division", "floats/float_scan")), *(path for folder in folders for path in sorted(folder.glob("*.c")))]
    target = OUT / pathlib.Path(cc).name
    OUT.mkdir(parents=True, exist_ok=True)
    flags = ["-std=c11", "-O1", "-g", "-Wall", "-Wextra", "-Werror", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]
    command = [cc, *flags, "-o", str(target), *map(str, sources), str(HERE / "front_end.c"), "-lm"]
    if subprocess.run(command, check=False).returncode:
        sys.exit(f"error: `{cc}` cannot compile the front end")
    return target


def write_characters(path):
    """What front_end.c asks about characters beyond ASCII."""
    lines = []
    for kind, prefix in (("start", ""), ("continue", "a")):
        first = None
        for code in range(128, 0x110001):
            legal = code < 0x110000 and (prefix + chr(code)).isidentifier()
            if legal and first is None:
                first = code
            if not legal and first is not None:
                lines.append(f"{kind} {first:x} {code - 1:x}")
                first = None
    for code in range(128, 0x30000):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code) and ("a" + chr(code)).isidentifier():
            lines.append(f"becomes {code:x} " + " ".join(f"{ord(char):x}" for char in plain))
    names = set()
    for source in LIBRARY.rglob("*.py"):
        names.update(re.findall(r"\\N\{([^}\n]+)\}", source.read_text("utf-8", "replace")))
    for name in sorted(names):
        try:
            lines.append(f"named {ord(unicodedata.lookup(name)):x} {name}")
        except (KeyError, TypeError):
            pass
    path.write_text("\n".join(lines) + "\n", "utf-8")


def front_end(program, quota=1 << 32):
    characters = OUT / "characters.txt"
    if not characters.exists():
        write_characters(characters)
    limit = lambda: resource.setrlimit(resource.RLIMIT_STACK, (STACK_BYTES, STACK_BYTES))
    return Process([str(program), str(quota), str(characters)], preexec_fn=limit)


# ---- Programs, and what is expected of them -----------------------------------------------------------------------------------------


def shown(answer):
    """An answer in readable form."""
    tree, _, warned = answer.partition("\nwarnings")
    if not tree.startswith("error"):
        return tree + warnings_of(warned)
    kind, message, *place, text = tree.split("\n")
    read = lambda digits: None if digits == "None" else bytes.fromhex(digits).decode("utf-8", "surrogateescape")
    return f"{kind[6:]}: {read(message)} [{' '.join(place)}] {read(text)!r}" + warnings_of(warned)


def warnings_of(warned):
    told = [warning.split(":") for warning in warned.split()]
    return "".join(f" | warning on line {line}: {bytes.fromhex(text).decode()}" for line, text in told)


def cases():
    lines = [line for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]
    marks = {"n": "\n", "t": "\t", "\\": "\\"}
    return [re.sub(r"\\([nt\\])", lambda match: marks[match[1]], line) for line in lines]


def check_cases(ours):
    expected = EXPECTED.read_text("utf-8").splitlines()
    failed = 0
    for case, wanted in zip(cases(), expected, strict=True):
        got = shown(ours.ask(case.encode())).replace("\n", "\\n")
        if got != wanted:
            failed += 1
            print(f"differs: {case!r}\n  ours      {got}\n  expected  {wanted}")
    return len(expected), failed


def bless(theirs):
    answers = [shown(theirs.ask(case.encode())).replace("\n", "\\n") for case in cases()]
    EXPECTED.write_text("\n".join(answers) + "\n", "utf-8")


# ---- Deep and large programs ----------------------------------------------------------------------------------------------------------


def deep_programs(count):
    """Name -> source, and what its answer must begin with."""
    tree, complex_, parentheses = "Module(", "MemoryError: Parser stack overflowed", "SyntaxError: too many nested parentheses"
    strings, invalid = "SyntaxError: too many nested f-strings or t-strings", "SyntaxError: invalid syntax"
    comma = invalid + ". Perhaps you forgot a comma?"
    return {
        "(": ("(" * count, parentheses), "[": ("[" * count, parentheses), "{": ("{" * count, parentheses),
        "{a:": ("{a:" * count, parentheses), "(yield": ("x = " + "(yield " * count, parentheses),
        "case (": ("match x:\n case " + "(" * count, parentheses),
        "-": ("-" * count + "x", complex_), "not": ("not " * count + "x", complex_), "**": ("a" + "**a" * count, complex_),
        "lambda": ("lambda: " * count + "x", complex_), "if else": ("a if b else " * count + "c", complex_),
        "await": ("await " * count + "x", invalid), "print": ("print " * count, complex_),
        "attributes": ("a" + ".b" * count, tree), "items": ("a" + "[0]" * count, tree), "calls": ("a" + "()" * count, tree),
        "+": ("a" + "+a" * count, tree), "and": ("a" + " and a" * count, tree), "<": ("a" + "<a" * count, tree),
        "elif": ("if a: pass\n" + "elif a: pass\n" * count, tree), "=": ("a=" * count + "1", tree),
        "strings": ('"a" ' * count, tree), "fields": ('f"' + "{x}" * count + '"', tree), "continued": ("\\\n" * count + "x", tree),
        "for": ("[" + "a " + "for a in b " * count + "]", tree), "parameters": (f"def f({','.join(f'a{i}' for i in range(count))}): 0", tree),
        "or patterns": ("match x:\n case a" + "|a" * count + ": 0", tree), "with": ("with " + "a," * count + "a: 0", tree),
        "f-strings": ('f"{' * count, strings), "t-strings": ('t"{' * count, strings),
        "formats": ('f"{a:' + "{a:" * count, "SyntaxError: f-string: expressions nested too deeply"),
        "indents": ("".join(" " * i + "if x:\n" for i in range(1000)), "IndentationError: too many levels of indentation"),
        "a b": ("(" + "a " * count, comma), "mixed brackets": ("f([{" * 60 + "}])" * 60, tree),
        "'{`": ("d" + "{" * 150 + "`", invalid), "braces, then def": ("d" + "{" * 100 + "```" + "{" * 50 + "ef f():y", invalid),
    }


def check_deep(ours):
    failed = 0
    programs = deep_programs(100_000)
    for name, (source, wanted) in programs.items():
        got = shown(ours.ask(source.encode()))
        if not got.startswith(wanted):
            failed += 1
            print(f"deep `{name}`: {got[:200]}\n  expected  {wanted}")
    return len(programs), failed


def check_quota(program):
    """Where memory ends, there is a MemoryError, or the same tree as with all of it."""
    source = (HERE / "front_end_oracle.py").read_bytes()
    whole, failed, quotas = front_end(program).ask(source), 0, range(0, 400_000, 8_191)
    for quota in quotas:
        got = front_end(program, quota).ask(source)
        if got != whole and not got.startswith("error no memory"):
            failed += 1
            print(f"with {quota} bytes: {shown(got)[:200]}")
    return len(quotas), failed


# ---- The library, the tests about the language, and random changes ----------------------------------------------------------------------


def without_places(answer):
    return re.sub(r"\(\d+,\d+,\d+,\d+", "(", answer)


def check_library(ours, theirs):
    """Without CPython 3.14: the machine's, which places the parts of f-strings otherwise and has fewer kinds of nodes."""
    count = failed = 0
    for path in sorted(LIBRARY.rglob("*.py")):
        source = path.read_bytes()
        wanted = theirs.ask(source, 0, 0) if theirs else oracle.answer(source, 0, 0)
        if "site-packages" in path.parts or "error" in wanted[:5] and (not theirs or told_by_later_pass(wanted)):
            continue
        count += 1
        got = ours.ask(source, 0, 0)
        if not theirs:
            got, wanted = got.partition("\nwarnings")[0], wanted.partition("\nwarnings")[0]
            if "JoinedStr" in wanted:
                got, wanted = without_places(got), without_places(wanted)
        if got != wanted:
            failed += 1
            print(f"differs: {path.relative_to(LIBRARY)}")
    return count, failed


def told_by_later_pass(answer):
    """Errors that other parts of the compiler raise although only a tree is asked for."""
    return answer.startswith("error ValueError") or any(text in shown(answer) for text in ("future feature", "not a chance"))


def corpus():
    """Every string in CPython's tests about the language, as it stands, without its indentation, and its doctests one by one."""
    import doctest

    seen = set()
    for name in ABOUT_LANGUAGE:
        path = LIBRARY / "test" / f"test_{name}.py"
        if not path.exists():
            sys.exit(f"error: there is no `{path}`\nhelp: install the tests of the machine's Python (Debian: libpython3-testsuite)")
        for node in ast.walk(ast.parse(path.read_text("utf-8", "replace"))):
            if not (isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 3000):
                continue
            found = [node.value, textwrap.dedent(node.value)]
            try:
                found += [example.source for example in doctest.DocTestParser().get_examples(node.value)]
            except ValueError:
                pass
            seen.update(found)
    return sorted(source for source in seen if source and not re.search("[\ud800-\udfff]", source))


TOKENS = (
    "if else for in ( ) [ ] { } : , = == * ** not lambda x 1 \"s\" f\"{x}\" . async await yield is and as with def class return import "
    "from try except while del print + - @ := -> pass ; match case None True / ... ! \\ ' \"\"\" global raise assert elif finally type "
    "b\"x\" t\"{y}\" 0x 1_ 0777 \u00e9 \u20ac $ ?"
).split() + ["\n", "    ", "\t"]


def mutated(rng, source):
    pieces = re.findall(r"\w+|\s+|[^\w\s]", source) if rng.random() < 0.5 else list(source)
    at = rng.randrange(len(pieces))
    change = rng.randrange(5)
    if change == 0:
        del pieces[at]
    elif change == 1:
        pieces.insert(at, pieces[at])
    elif change == 2:
        other = rng.randrange(len(pieces))
        pieces[at], pieces[other] = pieces[other], pieces[at]
    elif change == 3:
        pieces.insert(at, rng.choice(TOKENS) + rng.choice(["", " "]))
    else:
        pieces[at] = rng.choice(TOKENS)
    return "".join(pieces)


def statements(rng, count):
    paths = [path for path in sorted(LIBRARY.rglob("*.py")) if "site-packages" not in path.parts]
    found = [case for case in cases() if case]
    while len(found) < count:
        try:
            source = rng.choice(paths).read_text("utf-8")
            nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt) and node.end_lineno - node.lineno < 12]
        except (SyntaxError, UnicodeDecodeError, ValueError):
            continue
        for node in rng.sample(nodes, min(8, len(nodes))):
            found.append(textwrap.dedent("\n".join(source.split("\n")[node.lineno - 1 : node.end_lineno])))
    return rng.sample(found, count)


def check_against(ours, theirs, name, programs):
    seen = collections.Counter()
    for source in programs:
        wanted = theirs.ask(source.encode())
        if told_by_later_pass(wanted):
            continue
        got = ours.ask(source.encode())
        kind = "errors" if wanted.startswith("error") else "trees"
        seen[kind] += 1
        if got == wanted:
            seen[kind + " that are the same"] += 1
            continue
        seen["differ"] += 1
        print(f"differs: {source!r}\n  ours    {shown(got)[:300]}\n  3.14    {shown(wanted)[:300]}")
    print(f"{name}: {dict(seen)}")
    return seen["errors"] + seen["trees"], seen["differ"]


# ---- What was asked for -----------------------------------------------------------------------------------------------------------------


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cc", default="cc")
    parser.add_argument("--library", action="store_true")
    parser.add_argument("--pyodide", metavar="FOLDER")
    parser.add_argument("--corpus", action="store_true")
    parser.add_argument("--mutate", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    asked = parser.parse_args()
    program = build(asked.cc)
    theirs = Process(["node", str(HERE / "front_end_pyodide.mjs"), asked.pyodide]) if asked.pyodide else None
    if theirs and os.environ.get("BLESS"):
        bless(theirs)
    if (asked.corpus or asked.mutate) and not theirs:
        parser.error("--corpus and --mutate need --pyodide")
    ours, rng = front_end(program), random.Random(asked.seed)
    results = [check_cases(ours), check_deep(ours), check_quota(program)]
    if asked.library:
        results.append(check_library(ours, theirs))
    if asked.corpus:
        results.append(check_against(ours, theirs, "corpus", corpus()))
    if asked.mutate:
        print(f"seed {asked.seed}")
        changed = [mutated(rng, source) for source in statements(rng, asked.mutate) if source]
        results.append(check_against(ours, theirs, "mutated", changed))
    count, failed = (sum(column) for column in zip(*results))
    print(f"{count - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
