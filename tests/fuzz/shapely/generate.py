"""Writes a fuzz program of shapely: `generate.py SEED FIRST COUNT PROGRAM`.

Runs under CPython. Limits: an expression is determined by seed and index; the same ones are written whatever FIRST and COUNT are."""

import random
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from expressions import Expressions  # noqa: E402


def line(seed, index):
    expression, mode = Expressions(random.Random(f'{seed}/{index}')).draw()
    return f'{index}\t{mode}\t{expression}'


def main(seed, first, count, program):
    lines = [line(seed, index) for index in range(int(first), int(first) + int(count))]
    prelude = (HERE / 'prelude.py').read_text(encoding='utf-8')
    Path(program).write_text(prelude + "run('''\n" + '\n'.join(lines) + "\n''')\n", encoding='utf-8')


main(*sys.argv[1:])
