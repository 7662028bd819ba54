"""The imports of Python files as CPython's parser sees them.

Prints JSON: file -> sorted dotted names, for every `*.py` below the folders given, and for CPython's own library with
`--library`. Files that this CPython does not parse are left out.
"""

import ast
import json
import pathlib
import sys
import sysconfig
import warnings


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module


def main(words):
    folders = [sysconfig.get_path("stdlib") if word == "--library" else word for word in words]
    found = {}
    for folder in folders:
        for file in sorted(pathlib.Path(folder).rglob("*.py")):
            try:
                found[str(file)] = sorted(set(imports(ast.parse(file.read_text("utf-8-sig")))))
            except (SyntaxError, ValueError):
                continue
    json.dump(found, sys.stdout)


warnings.simplefilter("ignore")
main(sys.argv[1:])
