/** The memory of a wasm whose glue hands out no view of it: imported before the glue, it looks at what is instantiated. */

/** @type {WebAssembly.Memory | undefined} */
let memory;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = /** @type {any} */ (async (/** @type {any} */ source, /** @type {any} */ imports) => {
  const result = /** @type {any} */ (await instantiate(source, imports));
  memory = Object.values((result.instance ?? result).exports).find((value) => value instanceof WebAssembly.Memory) ?? memory;
  return result;
});

/** @returns {number} */
export function watchedBytes() {
  if (!memory) throw new Error('nothing was instantiated through WebAssembly.instantiate, so its memory cannot be told');
  return memory.buffer.byteLength;
}
