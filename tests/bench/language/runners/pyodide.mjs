/** Pyodide: `pyodide.mjs FOLDER PROGRAM SIZE`; the folder is that of its npm package. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { collector, report } from './report.mjs';

const [folder, file, size] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(path.resolve(folder, 'pyodide.mjs')).href);
const { line, take } = collector();
const python = await loadPyodide({ stdout: line });

/** @param {string} source */
const run = (source) => void python.runPython(source, { globals: python.toPy({ __name__: '__main__' }) });

report({ run, printed: take, memoryBytes: () => python._module.HEAPU8.length }, file, size);
