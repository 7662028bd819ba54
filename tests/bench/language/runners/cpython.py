# Runs a program of the benchmark twice in CPython: `cpython.py PROGRAM SIZE`. Prints one line of JSON, see runners/report.mjs.
import contextlib
import io
import json
import resource
import sys
import time

file, size = sys.argv[1:]
with open(file, encoding='utf-8') as stream:
    lines = stream.read().split('\n')
lines[0] = f'SIZE = {size}'
source = '\n'.join(lines)


def run():
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        start = time.perf_counter()
        exec(compile(source, file, 'exec'), {'__name__': '__main__'})
        seconds = time.perf_counter() - start
    return seconds, printed.getvalue()


def resident_bytes():
    with open('/proc/self/statm') as stream:
        return int(stream.read().split()[1]) * resource.getpagesize()


before = resident_bytes()
runs = [run(), run()]
print(json.dumps({
    'seconds': [seconds for seconds, _ in runs],
    'printed': [printed for _, printed in runs],
    'resident_bytes': [before, resident_bytes()],
    'memory_bytes': None,
}))
