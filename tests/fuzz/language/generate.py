"""Writes a fuzz program of the language: `generate.py SEED FIRST COUNT PROGRAM`.

Runs under CPython. Each entry is a program of its own: three of four are run, every fourth is mutated and only compiled. Limits: an entry is
determined by seed and index; the same ones are written whatever FIRST and COUNT are."""

import random
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from mutations import mutate  # noqa: E402
from statements import Programs  # noqa: E402


def entry(seed, index):
    rng = random.Random(f'{seed}/{index}')
    source = Programs(rng).draw()
    return (index, 'compile', mutate(rng, source)) if index % 4 == 3 else (index, 'run', source)


def main(seed, first, count, program):
    rows = [ascii(entry(seed, index)) for index in range(int(first), int(first) + int(count))]
    prelude = (HERE / 'prelude.py').read_text(encoding='utf-8')
    Path(program).write_text(prelude + 'run([\n' + ',\n'.join(rows) + ',\n])\n', encoding='utf-8')


main(*sys.argv[1:])
