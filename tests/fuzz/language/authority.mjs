/**
 * Runs one Python program on CPython 3.14, its output straight to this process: `node authority.mjs PROGRAM`.
 * Limits: CPython is npm's `pyodide`, as the benchmark pins it; an exception ends with exit code 1.
 */
import { readFileSync, writeSync } from 'node:fs';
import { loadPyodide } from '../../bench/peers/node_modules/pyodide/pyodide.mjs';

/** Writes all of it, since a pipe may take less at once. @param {Uint8Array} bytes */
function write(bytes) {
  for (let written = 0; written < bytes.length; ) written += writeSync(1, bytes, written);
  return bytes.length;
}

const pyodide = await loadPyodide({ stderr: () => {} });
pyodide.setStdout({ write });
pyodide.runPython("import sys, warnings; sys.stdout.reconfigure(encoding='utf-8'); warnings.simplefilter('ignore')");
pyodide.runPython(readFileSync(process.argv[2], 'utf8'));
pyodide.runPython('sys.stdout.flush()');
