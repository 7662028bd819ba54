/** MicroPython: `micropython.mjs FOLDER PROGRAM SIZE`; the folder is that of its npm package. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { collector, report } from './report.mjs';

/** Its glue hands out no view of its memory. @type {WebAssembly.Memory | undefined} */
let memory;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = /** @type {any} */ (async (/** @type {any} */ source, /** @type {any} */ imports) => {
  const result = /** @type {any} */ (await instantiate(source, imports));
  memory = Object.values((result.instance ?? result).exports).find((value) => value instanceof WebAssembly.Memory);
  return result;
});

const [folder, file, size] = process.argv.slice(2);
const { loadMicroPython } = await import(pathToFileURL(path.resolve(folder, 'micropython.mjs')).href);
const { line, take } = collector();
// its default heap of 1 MB is too small for some programs
const python = await loadMicroPython({ heapsize: 64 << 20, stdout: line });
if (!memory) throw new Error('MicroPython was instantiated in another way than WebAssembly.instantiate; its memory cannot be told');

report({ run: (source) => python.runPython(source), printed: take, memoryBytes: () => memory?.buffer.byteLength ?? NaN }, file, size);
