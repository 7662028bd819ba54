"""Whether the shortened texts of the interpreter's modules say what the original ones say: `library.py SOURCE MADE`.

Compares tokens, since some texts have syntax that is newer than this CPython. Prints the names of the texts that are equal, each with the
functions and classes that it lacks.
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


def definitions(text):
    """The text in pieces, each of which begins at a line that is not indented; by the first two words."""
    pieces = re.split(r'^(?=\S)', text, flags=re.MULTILINE)
    return [(re.findall(r'\w+', piece)[:2], piece) for piece in pieces if piece.strip() and not piece.startswith('#')]


def lacking(original, text):
    """The original without what `text` does not define, and the names of that."""
    there = [words for words, _ in definitions(text)]
    out = [(words, piece) for words, piece in definitions(original) if words[0] in ('def', 'class') and words not in there]
    for _, piece in out:
        original = original.replace(piece, '')
    return original, [words[1] for words, _ in out]


originals, made = (texts(file) for file in sys.argv[1:])
for name, text in made.items():
    original, out = lacking(originals[name], text)
    if list(tokens(original)) != list(tokens(text)):
        sys.exit(f'{name} says something else')
    print(' '.join([name, *(['without', *out] if out else [])]))
