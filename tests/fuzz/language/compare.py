"""Compares what CPython and pocketpy printed for a fuzz program: `compare.py SEED PROGRAM EXPECTED ACTUAL`.

Prints one block for each entry that differs, which begins with `seed`. EXPECTED has the answers of two authorities, one after the other: CPython 3.14, whose hashes
have 32 bits and with them the order of its sets, and an older CPython with hashes of 64 bits. An answer is right that one of them gives; for a mutated text 3.14 alone
counts."""

import ast
import re
import sys
from pathlib import Path


def lines_of(path):
    """The answers for each index, in order."""
    text = Path(path).read_bytes().decode('utf-8', 'replace')
    found = {}
    for line in text.split('\n'):
        if '\t' in line:
            index, answer = line.split('\t', 1)
            found.setdefault(index, []).append(answer)
    return found


def entries_of(path):
    text = Path(path).read_text(encoding='utf-8').split('\nrun([\n')[1]
    return [ast.literal_eval(line.rstrip(',')) for line in text.split('\n') if line.startswith('(')]


SET = re.compile(r'\{[-+.\w]+(?:, [-+.\w]+)*\}')
NO_ROOM = "'MemoryError'", "'OverflowError'"  # which of them it is depends on the size of a pointer


def unordered(answer):
    return SET.sub(lambda found: str(sorted(found[0][1:-1].split(', '))), answer)


def is_right(piece, choices):
    return piece in choices or (piece == NO_ROOM[0] and NO_ROOM[1] in choices)


def agree(wanted, got):
    """What is printed, piece by piece: each as one of the authorities has it. Where these print more or less than each other, as 3.14 does but
    for the order of sets."""
    pieces, answers = got.split(' ~ '), [answer.split(' ~ ') for answer in wanted]
    if len({len(answer) for answer in answers}) > 1:
        return unordered(got) == unordered(wanted[0]) or got in wanted
    return len(pieces) == len(answers[0]) and all(is_right(piece, choices) for piece, *choices in zip(pieces, *answers))


def main(seed, program, expected_path, actual_path):
    expected, actual = lines_of(expected_path), lines_of(actual_path)
    for index, mode, source in entries_of(program):
        wanted, got = expected.get(str(index), ['nothing']), actual.get(str(index))
        if got is None:
            print(f'seed {seed} index {index}: {source!r}\n    the program ended here; CPython: {wanted[0]}')
            break
        if not agree(wanted[:1] if mode == 'compile' else wanted, got[0]):
            print(f'seed {seed} index {index}: {source!r}\n    CPython: {wanted[0]}\n    here:    {got[0]}')


main(*sys.argv[1:])
