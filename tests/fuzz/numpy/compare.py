"""Compares what NumPy and pocketpy printed for a fuzz program: `compare.py SEED PROGRAM EXPECTED ACTUAL`.

Prints one block for each expression that differs, which begins with `seed`, and a line `missing NAME` for what is not there. What must be equal: the kind of every piece, dtype, shape,
the class of an error, the values as near as the expression's mode says; and the printed form of arrays whose values are equal."""

import re
import sys
from pathlib import Path

import numpy as np

ULPS = 2
NEAR = {'float32': 2e-5, 'float64': 1e-10}


# Missing names are reported once and are no difference.
MISSING = re.compile(r"^error#\w+#(?:module )?'?(numpy.*' has no attribute '\w+|.*(?= is not supported$))")


def lines_of(path):
    """Index to what was printed; a line truncated by a crash has no tab."""
    text = Path(path).read_bytes().decode('utf-8', 'replace')
    pairs = (line.split('\t', 1) for line in text.split('\n') if '\t' in line)
    return dict(pairs)


def expressions_of(path):
    text = Path(path).read_text(encoding='utf-8').split("run('''\n")[1]
    rows = (line.split('\t') for line in text.split('\n') if line.count('\t') == 2)
    return {index: (mode, expression) for index, mode, expression in rows}


def floats(text):
    """Columns of real and imaginary parts."""
    columns = [column.split() for column in text.split(';')]
    return np.array([[float(number) for number in column] for column in columns])


def are_near(expected, actual, mode, dtype):
    """Values in rows of real and imaginary parts."""
    if expected.shape != actual.shape:
        return False
    single = dtype in ('float32', 'complex64') or mode.endswith(' of float32')
    kind = np.float32 if single else np.float64
    with np.errstate(all='ignore'):
        expected, actual = expected.astype(kind), actual.astype(kind)
        same = (expected == actual) & (np.signbit(expected) == np.signbit(actual)) | np.isnan(expected) & np.isnan(actual)
        if mode == 'exact' or np.all(same):
            return bool(np.all(same))
        if len(expected) == 2 and mode.startswith('near'):  # C does not specify both parts of a non-finite complex number
            same |= np.any(~np.isfinite(expected), axis=0) & np.any(~np.isfinite(actual), axis=0)
        size = np.abs(expected)
        if mode.startswith('ulp'):
            slack = ULPS * np.spacing(np.max(size, axis=0, keepdims=True))
        else:
            slack = NEAR['float32' if single else 'float64'] * max(1, np.max(size[np.isfinite(size)], initial=0))
        return bool(np.all(same | (np.abs(expected - actual) <= slack)))


def scalar_kind(name):
    for kind in ('bool', 'uint', 'int', 'float', 'complex'):
        if name.startswith(kind):
            return kind.replace('uint', 'int')
    return name


def scalars_agree(expected, actual, mode):
    (_, name, value), (_, other_name, other) = expected, actual
    if scalar_kind(name) != scalar_kind(other_name):
        return False
    if scalar_kind(name) not in ('float', 'complex'):
        return value == other
    left, right = (np.array([[float(part)] for part in text.split()]) for text in (value, other))
    return are_near(left, right, mode.rstrip('?'), name)


def arrays_agree(expected, actual, mode):
    if expected[1:3] != actual[1:3]:
        return False
    if not expected[1].startswith(('float', 'complex')):
        return expected[3:] == actual[3:]
    left, right = floats(expected[3]), floats(actual[3])
    if not are_near(left, right, mode.rstrip('?'), expected[1]):
        return False
    return not are_near(left, right, 'exact', expected[1]) or expected[4] == actual[4]


def pieces_agree(expected, actual, mode):
    expected, actual = expected.split('#', 4), actual.split('#', 4)
    if expected[0] != actual[0] or len(expected) != len(actual):
        return False
    if expected[0] == 'array':
        return arrays_agree(expected, actual, mode)
    if expected[0] == 'scalar':
        return scalars_agree(expected, actual, mode)
    if expected[0] == 'error':
        return mode.endswith('?') or expected[1] == actual[1]
    return expected == actual


def agree(expected, actual, mode):
    if expected.startswith('error#'):
        return pieces_agree(expected, actual, mode)
    left, right = expected.split('|'), actual.split('|')
    return len(left) == len(right) and all(pieces_agree(a, b, mode) for a, b in zip(left, right))


def main(seed, program, expected_path, actual_path):
    expected, actual = lines_of(expected_path), lines_of(actual_path)
    missing_names = set()
    for index, (mode, expression) in expressions_of(program).items():
        wanted = expected[index]
        if 'exact' not in mode and re.search(r"dtype='(float32|complex64)'", expression):  # whatever holds the results
            mode = mode.rstrip('?') + ' of float32' + '?' * mode.endswith('?')
        if index not in actual:
            print(f'seed {seed} index {index}: {expression}\n    the program ended here; NumPy: {wanted}')
            break
        missing = MISSING.search(actual[index])
        if missing:
            missing_names.add(missing[1].replace("' has no attribute '", '.'))
        elif not agree(wanted, actual[index], mode):
            print(f'seed {seed} index {index}: {expression}\n    NumPy: {wanted}\n    here:  {actual[index]}')
    for name in sorted(missing_names):
        print(f'missing {name}')


main(*sys.argv[1:])
