/**
 * A build of pocketpy: `pocketpy.mjs FOLDER PROGRAM SIZE`; the folder holds pocketpy.mjs and pocketpy.wasm.
 * Limits: wants `py_initialize` and `py_exec` only, so that builds without our bindings can be compared too.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { collector, report } from './report.mjs';

const [folder, file, size] = process.argv.slice(2);
const { default: create } = await import(pathToFileURL(path.resolve(folder, 'pocketpy.mjs')).href);
const { line, take } = collector();
const module = await create({ print: line, printErr: console.error });
module._py_initialize();
module._py_module_initialize?.();

/** @param {string} source */
const run = (source) => {
  if (module.ccall('py_exec', 'number', ['string', 'string', 'number', 'number'], [source, path.basename(file), 0, 0])) return;
  module._py_printexc();
  throw new Error(`${path.basename(file)} failed`);
};

report({ run, printed: take, memoryBytes: () => module.HEAPU8.length }, file, size);
