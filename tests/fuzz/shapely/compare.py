"""Compares what Shapely and pocketpy printed for a fuzz program: `compare.py SEED PROGRAM EXPECTED ACTUAL`.

Prints one block for each expression that differs, which begins with `seed`. `exact` is equal text; `near` is equal text but for
numbers, which may be 1e-9 of the largest apart. Of errors the class and the text count."""

import re
import sys
from pathlib import Path

NUMBER = re.compile(r'-?\d+\.?\d*(?:e[-+]?\d+)?|nan|inf')
NEAR = 1e-9


def lines_of(path):
    text = Path(path).read_bytes().decode('utf-8', 'replace')
    return dict(line.split('\t', 1) for line in text.split('\n') if '\t' in line)


def expressions_of(path):
    text = Path(path).read_text(encoding='utf-8').split("run('''\n")[1]
    rows = (line.split('\t') for line in text.split('\n') if line.count('\t') == 2)
    return {index: (mode, expression) for index, mode, expression in rows}


def are_near(expected, actual):
    if NUMBER.sub('#', expected) != NUMBER.sub('#', actual):
        return False
    left, right = ([float(text) for text in NUMBER.findall(line)] for line in (expected, actual))
    largest = max([abs(x) for x in left if abs(x) < float('inf')], default=0)
    return all(a == b or (a != a and b != b) or abs(a - b) <= NEAR * largest for a, b in zip(left, right))


def is_conflict(text):
    """Where an invalid geometry is detected first depends on the order of edges with equal keys, and so does the fallback."""
    return text.startswith('error GEOSException') and ('TopologyException' in text or 'Scale factor' in text)


def agree(expected, actual, mode):
    if is_conflict(expected) and is_conflict(actual):
        return True
    if 'std::vector larger than' in expected and actual == 'error GEOSException vector':  # messages differ between C++ standard libraries
        return True
    if expected.startswith('error TypeError') and actual.startswith('error TypeError'):
        return True
    return expected == actual or (mode == 'near' and are_near(expected, actual))


def main(seed, program, expected_path, actual_path):
    expected, actual = lines_of(expected_path), lines_of(actual_path)
    for index, (mode, expression) in expressions_of(program).items():
        wanted = expected.get(index, 'nothing')
        if index not in actual:
            print(f'seed {seed} index {index}: {expression}\n    the program ended here; Shapely: {wanted}')
            break
        if not agree(wanted, actual[index], mode):
            print(f'seed {seed} index {index}: {expression}\n    Shapely: {wanted}\n    here:    {actual[index]}')


main(*sys.argv[1:])
