/**
 * What memory a runtime has: after it started with its defaults, and at most after a program. The process's resident bytes, with
 * those of Node itself where it runs in Node, and the wasm's memory.
 * Limits: MicroPython runs the programs with a heap of 64 MB, since its default is too small for them, and starts with its default.
 */

/**
 * @typedef {import('./numbers.mjs').Spread} Spread
 * @typedef {object} Largest
 * @property {number} residentBytes median of the rounds of the program that leaves most
 * @property {number | null} wasmBytes
 * @property {string} program that of `residentBytes`
 * @typedef {object} Memory of a runtime
 * @property {import('./start-node.mjs').StartMemory | null} started null where starts in Node were not measured
 * @property {Largest | null} largest null where the programs were not
 */

/** @param {import('./report.mjs').Speed} speed @param {string} name @returns {Largest} */
export function largest(speed, name) {
  const all = Object.entries(speed).map(([program, results]) => ({ program, ...results[name] }));
  const most = all.reduce((one, other) => (other.residentBytes.median > one.residentBytes.median ? other : one));
  const wasm = all.flatMap(({ memoryBytes }) => (memoryBytes === null ? [] : [memoryBytes.median]));
  return { residentBytes: most.residentBytes.median, wasmBytes: wasm.length ? Math.max(...wasm) : null, program: most.program };
}

/**
 * @param {string[]} names @param {import('./start-node.mjs').NodeStarts | null} starts @param {import('./report.mjs').Speed | null} speed
 * @returns {{ node: Spread | null, runtimes: Record<string, Memory> } | null} `node`: resident bytes of Node alone; null where nothing tells
 */
export function memoryOf(names, starts, speed) {
  if (!starts && !speed) return null;
  const of = (/** @type {string} */ name) => ({ started: starts?.memory[name] ?? null, largest: speed && largest(speed, name) });
  return { node: starts?.hostMemory.node ?? null, runtimes: Object.fromEntries(names.map((name) => [name, of(name)])) };
}
