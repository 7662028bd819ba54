/** `oracle.mjs PYODIDE_FOLDER PROGRAM`: what CPython 3.14 prints for prelude.py and a program. `npm ci` in tests/bench/peers brings Pyodide. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { source } from './source.mjs';

const [folder, program] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(path.join(path.resolve(folder), 'pyodide.mjs')).href);
/** @type {string[]} */
const lines = [];
const pyodide = await loadPyodide({ stdout: (/** @type {string} */ line) => lines.push(line) });
const text = source(program);
pyodide.runPython('import sys, types\nsys.modules["__main__"] = types.ModuleType("__main__")');
pyodide.globals.set('program', text);
pyodide.runPython('exec(compile(program, "program", "exec"), sys.modules["__main__"].__dict__)');
process.stdout.write(lines.join('\n') + '\n');
