/**
 * Runs one Python program on CPython 3.14, its output straight to this process: `node authority.mjs PROGRAM`.
 * Limits: CPython is npm's `pyodide`, as the benchmark pins it; an exception ends with exit code 1.
 */
import { readFileSync } from 'node:fs';
import { loadPyodide } from '../../bench/peers/node_modules/pyodide/pyodide.mjs';
import { writeAll } from '../../support/streams.mjs';

const write = writeAll(1);
const pyodide = await loadPyodide({ stderr: () => {} });
pyodide.setStdout({ write: (bytes) => (write(bytes), bytes.length) });
pyodide.runPython("import sys, warnings; sys.stdout.reconfigure(encoding='utf-8'); warnings.simplefilter('ignore')");
pyodide.runPython(readFileSync(process.argv[2], 'utf8'));
pyodide.runPython('sys.stdout.flush()');
