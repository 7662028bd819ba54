/** MicroPython: `micropython.mjs FOLDER PROGRAM SIZE`; the folder is that of its npm package. */
import { watchedBytes } from './memory.mjs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { collector, report } from './report.mjs';

const [folder, file, size] = process.argv.slice(2);
const { loadMicroPython } = await import(pathToFileURL(path.resolve(folder, 'micropython.mjs')).href);
const { line, take } = collector();
// its default heap of 1 MB is too small for some programs
const python = await loadMicroPython({ heapsize: 64 << 20, stdout: line });

report({ run: (source) => python.runPython(source), printed: take, memoryBytes: watchedBytes }, file, size);
