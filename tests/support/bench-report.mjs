/** A report of the benchmark as it could be, with round numbers. */

/** @param {number} value */
const spread = (value) => ({ min: value, median: value * 1.2 });

const runtimes = [
  { name: 'core', version: '0.1.0' },
  { name: 'CPython', version: '3.11.7' },
  { name: 'MicroPython', version: '1.27.0' },
  { name: 'Pyodide', version: '314.0.7' },
];

/** By runtime. @template T @param {(T | undefined)[]} values undefined: left out @returns {Record<string, T>} */
const each = (...values) => Object.fromEntries(runtimes.flatMap(({ name }, index) => (values[index] === undefined ? [] : [[name, values[index]]])));

/** @param {string} name @param {number} wireBytes */
const bytes = (name, wireBytes) => ({ wireBytes, files: [{ name, encoding: /** @type {const} */ ('br'), rawBytes: wireBytes * 3, wireBytes }] });

/** @param {number} seconds */
const page = (seconds) => ({ opened: spread(seconds), overEmpty: spread(seconds - 0.05), call: spread(seconds / 2) });

/** @param {number} seconds @param {number | null} call */
const start = (seconds, call) => ({ process: spread(seconds), overHost: spread(seconds / 2), call: call === null ? null : spread(call) });

/** @param {number} warm @param {number} cold @param {number | null} memory */
const result = (warm, cold, memory) =>
  ({ warm: spread(warm), cold: spread(cold), ratio: warm, residentBytes: spread(6e7), memoryBytes: memory === null ? null : spread(memory) });

/** @param {number} residentBytes @param {number | null} wasmBytes */
const memory = (residentBytes, wasmBytes) =>
  ({ started: { residentBytes: spread(residentBytes), wasmBytes }, largest: { residentBytes: residentBytes * 2, wasmBytes, program: 'lists' } });

/** A new one each time. @returns {import('../bench/language/report.mjs').Report} */
export const sampleReport = () => ({
  schema: 2,
  machine: { processor: 'Sample <A&B> CPU', cores: 2, system: 'linux x64', node: '20.0.0', chromium: '150.0' },
  rounds: 3,
  scale: 'full',
  runtimes,
  bytes: each(bytes('pocketpy.wasm', 150_000), undefined, bytes('micropython.wasm', 190_000), bytes('pyodide.asm.wasm', 5_400_000)),
  start: {
    node: { hosts: { node: spread(0.05), system: spread(0.002) }, runtimes: each(start(0.1, 0.025), start(0.05, null), start(0.09, 0.02), start(3, 2.9)) },
    chromium: { empty: spread(0.05), runtimes: each(page(0.1), undefined, page(0.12), page(4)) },
  },
  memory: { node: spread(4.5e7), runtimes: each(memory(6e7, 1.7e7), memory(1.4e7, null), memory(5.5e7, 1.7e7), memory(1.8e8, 3.1e7)) },
  speed: {
    lists: each(result(1, 2, 1.7e7), result(0.5, 1, null), result(4, 6, 7e7), result(1.1, 2, 4e7)),
    calls: each(result(1, 2, 1.7e7), result(0.5, 1, null), result(9, 6, 7e7), result(1.1, 2, 4e7)),
  },
  means: each({ warm: 1, cold: 1 }, { warm: 0.5, cold: 0.5 }, { warm: 6, cold: 3 }, { warm: 1.1, cold: 1 }),
});
