/** The inside of a worker thread: runs every deep program of a tier and posts what each printed. */
import { parentPort, workerData } from 'node:worker_threads';
import { deepPrograms } from './deep-programs.mjs';
import { runPython } from './python.mjs';

const printed = [];
for (const { source } of Object.values(deepPrograms)) printed.push((await runPython(workerData.tier, source)).stdout);
parentPort?.postMessage(printed);
