"""Whether the shortened texts of the interpreter's modules say what the original ones say: `library.py SOURCE MADE`.

Compares tokens, since some texts have syntax that is newer than this CPython. Prints the names of the texts that are equal.
"""
import ast
import io
import re
import sys
import tokenize

DEFINITION = re.compile(r'^const char (kPythonLibs_\w+)\[\] =\s*((?:"(?:[^"\\]|\\.)*"\s*)+);', re.MULTILINE)
LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')
SILENT = {tokenize.COMMENT, tokenize.NL}
SHAPES = {tokenize.INDENT, tokenize.DEDENT, tokenize.NEWLINE}


def texts(file):
    with open(file, encoding='utf-8') as stream:
        found = DEFINITION.findall(stream.read())
    return {name: ''.join(ast.literal_eval(part) for part in LITERAL.findall(value)) for name, value in found}


def tokens(text):
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in SILENT:
            yield token.type, '' if token.type in SHAPES else token.string


originals, made = (texts(file) for file in sys.argv[1:])
for name, text in made.items():
    if list(tokens(originals[name])) != list(tokens(text)):
        sys.exit(f'{name} says something else')
    print(name)
