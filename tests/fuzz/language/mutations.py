"""Changes a text of Python so that it may be no program any more: characters, words, lines and indentation."""

import re

WORDS = re.compile(r'\w+|\s+|[^\w\s]')
ODD = ('(', ')', '[', ']', '{', '}', ':', '=', ':=', '*', '**', '@', '\\', '"', "'", "'''", '\n', '    ', '\t', ';', ',', '.', '...', '->', '#', '!', '$', '?', '0x', '1_', '1e', '\x00', '\ufeff', 'é', '·', '\u2028', '\ud7ff', '😀', '`', 'lambda', 'async ', 'await ', 'yield ', 'return ', 'from ', 'import ', 'as ', 'is ', 'not ', 'in ', 'for ', 'if ', 'else ', 'class ', 'def ', 'del ', 'global x', 'nonlocal x', 'match ', 'case ', 'try:', 'finally:', 'None', 'b"', 'rb"', 'f"{')


def characters(rng, text):
    at = rng.randrange(len(text))
    return text[:at] + rng.choice(('', rng.choice(ODD), text[at] * 2)) + text[at + 1 :]


def words(rng, text):
    found = WORDS.findall(text)
    a, b = rng.randrange(len(found)), rng.randrange(len(found))
    found[a], found[b] = rng.choice(((found[b], found[a]), (found[b], found[b]), (rng.choice(ODD), found[b])))
    return ''.join(found)


def lines(rng, text):
    found = text.split('\n')
    a, b = rng.randrange(len(found)), rng.randrange(len(found))
    choice = rng.randrange(4)
    if choice == 0:
        found[a], found[b] = found[b], found[a]
    elif choice == 1:
        del found[a]
    elif choice == 2:
        found[a] = rng.choice((' ', '    ', '\t')) + found[a]
    else:
        found[a] = found[a].lstrip() if found[a].startswith(' ') else found[b]
    return '\n'.join(found)


def cut(rng, text):
    return text[: rng.randrange(len(text))]


def mutate(rng, text):
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        text = rng.choice((characters, characters, words, words, lines, lines, cut))(rng, text) or 'x'
    return text
