"""Writes a fuzz program: `generate.py SEED FIRST COUNT PROGRAM`. Standard output is left to LAPACK, which complains there.

Runs under CPython with NumPy, which it asks what an expression gives, so that what is known to differ never gets into a program.
Limits: an expression is determined by seed and index; the same ones are written whatever FIRST and COUNT are."""

import random
import sys
import warnings
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import numpy as np  # noqa: E402
import prelude  # noqa: E402
from expressions import Expressions  # noqa: E402

INT_MAX = 2**63 - 1
# Internal errors of NumPy: it accepted an invalid argument, and failed later.
ACCIDENTS = ['float16', 'index out of range', 'to unpack', 'required positional argument', 'is not iterable', 'not subscriptable', 'division by zero',
             'has no attribute', 'must be a', 'referenced before', 'newaxis)', 'Weights sum to zero', 'index -1 is out of bounds for axis 0 with size 0', 'not associated with a value']


def is_out_of_scope(value):
    """What docs/numpy.md says is not there or not the same."""
    if isinstance(value, (list, tuple)):
        return any(is_out_of_scope(item) for item in value)
    if isinstance(value, np.dtype):
        return is_foreign(value)
    if isinstance(value, (np.ndarray, np.generic)):
        return is_foreign(value.dtype) or is_beyond_int(value)
    return isinstance(value, int) and abs(value) > INT_MAX  # Python's ints end at 64 bits


def is_foreign(dtype):
    """float16, and types that are no numbers."""
    return dtype == np.float16 or dtype.kind not in 'biufc'


def is_beyond_int(value):
    """A uint64 that is no int of pocketpy; as a scalar it would be an array of no axis."""
    return value.dtype == np.uint64 and bool(np.any(np.asarray(value) > np.uint64(INT_MAX)))


def is_comparable(expression):
    """Whether both sides are bound to agree on this expression."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter('always')
        try:
            value = eval(expression, vars(prelude))
        except Exception as error:
            return not any(accident in str(error) for accident in ACCIDENTS)
    # an out-of-range cast is undefined behaviour in C
    return not any('encountered in cast' in str(warning.message) for warning in warned) and not is_out_of_scope(value)


def draw(seed, index):
    """The first expression of this seed and index that can be compared."""
    source = random.Random(f'{seed}/{index}')
    while True:
        expression, mode = Expressions(source).draw()
        if is_comparable(expression):
            return f'{index}\t{mode}\t{expression}'


def main(seed, first, count, program):
    lines = [draw(seed, index) for index in range(int(first), int(first) + int(count))]
    prelude_text = (HERE / 'prelude.py').read_text(encoding='utf-8')
    Path(program).write_text(prelude_text + "run('''\n" + '\n'.join(lines) + "\n''')\n", encoding='utf-8')


main(*sys.argv[1:])
