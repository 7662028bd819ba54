/**
 * runtime.js: one wasm instance as a Module object of Emscripten's shape; the build puts this text into every wrapper, at its line for `runtime`.
 * Job: memory views, strings, `ccall`, the order of the host's callbacks, termination.
 * Limits: loading the wasm is start.js's; nothing here depends on Python.
 */

/** Strings in the wasm's memory. @param {any} module */
const makeTexts = (module) => ({
  lengthBytesUTF8: (/** @type {string} */ text) => new TextEncoder().encode(text).length,
  UTF8ToString(/** @type {number} */ place, size = Infinity) {
    if (!place) return '';
    const end = module.HEAPU8.indexOf(0, place);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(module.HEAPU8.subarray(place, Math.min(end < 0 ? Infinity : end, place + size)));
  },
  /** Writes a string, truncated to the buffer, with a NUL. @param {string} text @param {number} place @param {number} size @returns {number} bytes without the NUL */
  stringToUTF8(text, place, size) {
    if (!(size > 0)) return 0;
    const { written } = new TextEncoder().encodeInto(text, module.HEAPU8.subarray(place, place + size - 1));
    module.HEAPU8[place + written] = 0;
    return written;
  },
});

/** Calls by name, with strings and arrays allocated for the duration of the call. @param {any} module */
const makeCalls = (module) => {
  /** @param {string} name @param {string | null} [result] @param {string[] | null} [types] @param {any[]} [words] */
  const ccall = (name, result, types, words = []) => {
    const call = module[`_${name}`];
    if (!call) throw new TypeError(`this wasm has no function \`${name}\``);
    /** @type {number[]} */
    const places = [];
    /** @param {Uint8Array | number[]} bytes */
    const lend = (bytes) => {
      const place = module._malloc(bytes.length + 1);
      if (!place) throw new RangeError(`there is no memory for ${bytes.length} bytes`);
      places.push(place);
      module.HEAPU8.set(bytes, place);
      module.HEAPU8[place + bytes.length] = 0;
      return place;
    };
    const converted = words.map((word, index) => {
      const type = types?.[index];
      if (type === 'array') return lend(word);
      return type === 'string' && word !== null && word !== undefined && word !== 0 ? lend(new TextEncoder().encode(word)) : word;
    });
    const answer = call(...converted);
    places.forEach(module._free);
    return result === 'string' ? module.UTF8ToString(answer) : result === 'boolean' ? !!answer : answer;
  };
  return {
    ccall,
    cwrap: (/** @type {string} */ name, /** @type {string | null} */ result, /** @type {string[]} */ types) =>
      (/** @type {any[]} */ ...words) => ccall(name, result, types, words),
  };
};

const viewTypes = { HEAP8: Int8Array, HEAPU8: Uint8Array, HEAP16: Int16Array, HEAPU16: Uint16Array, HEAP32: Int32Array, HEAPU32: Uint32Array, HEAPF32: Float32Array, HEAPF64: Float64Array };

/** Memory growth by a fifth, where the host allows it, else by what is needed. @param {any} module @param {WebAssembly.Memory} memory */
const makeMemory = (module, memory) => {
  const look = () => {
    for (const [name, View] of Object.entries(viewTypes)) module[name] = new View(memory.buffer);
  };
  look();
  return (/** @type {number} */ wanted) => {
    const old = memory.buffer.byteLength;
    wanted >>>= 0;
    for (const part of [0.2, 0.1, 0.05]) {
      const bytes = Math.max(wanted, Math.min(old * (1 + part), wanted + 0x6000000));
      try {
        memory.grow(Math.ceil((Math.min(bytes, Math.max(wanted, 2 ** 31)) - old) / 65536));
        look();
        return 1;
      } catch {
        // the next, smaller part
      }
    }
    return 0;
  };
};

/** Imports of the wasm that the host itself implements. @param {any} module @param {ReturnType<typeof makeOutput>} output @param {(why: string) => never} abort */
const makeHostCalls = (module, output, abort) => ({
  /** @param {number} stream @param {number} place @param {number} size */
  pkw_js_write: (stream, place, size) => output.write(stream, module.HEAPU8.slice(place, place + size)),
  pkw_js_flush: output.flush,
  pkw_js_read: () => {
    const byte = module.stdin?.() ?? null;
    return byte === null ? -1 : byte & 255;
  },
  /** Where a host has no crypto (Node 18), its Math.random is seeded by the system too. */
  pkw_js_random: () => globalThis.crypto?.getRandomValues(new Uint32Array(1))[0] ?? Math.random() * 2 ** 32,
  /** @param {number} errno @param {number} place @param {number} size */
  pkw_js_strerror: (errno, place, size) => module.stringToUTF8(reason(errno), place, size),
  /** @param {number} why */
  pkw_js_throw: (why) => abort(module.UTF8ToString(why)),
});

/** Calls a host's callback, one function or several. @param {any} module @param {string} name */
const callAll = (module, name) => [module[name] ?? []].flat().forEach((call) => call(module));

/** A start that is deferred until all run dependencies are resolved. @param {any} module @param {() => void} begin @returns {() => void} takes off the wasm */
const makeStart = (module, begin) => {
  let waiting = 1;
  let prepared = false;
  const run = () => {
    if (!prepared) {
      prepared = true;
      callAll(module, 'preRun');
    }
    if (!waiting && !module.calledRun) begin();
  };
  module.addRunDependency = () => void waiting++;
  module.removeRunDependency = () => --waiting || run();
  return module.removeRunDependency;
};

/** @type {InnerFactory} */
const inner = (module) => new Promise((resolve, reject) => {
  const output = makeOutput(module);
  /** @type {any} */
  let exports;
  const abort = (/** @type {string} */ what) => {
    module.onAbort?.(what);
    const error = new WebAssembly.RuntimeError(`Aborted(${what})`);
    output.printErr(error.message);
    reject(error);
    exports.__trap?.(); // a plain JavaScript exception would be caught by C++
    throw error;
  };
  const FS = makeFiles(module, output.write);
  Object.assign(module, { FS, ...makeTexts(module), ...makeCalls(module) });
  for (const name of ['createPath', 'createDataFile', 'createPreloadedFile', 'unlink', 'createLazyFile', 'createDevice']) {
    module[`FS_${name}`] = FS[/** @type {keyof typeof FS} */ (name)];
  }
  const started = makeStart(module, () => {
    module.calledRun = true;
    if (!FS.initialized) FS.init();
    exports.__wasm_call_ctors();
    resolve(module);
    module.onRuntimeInitialized?.();
    callAll(module, 'postRun');
  });
  const { system, wasi } = fileCalls(module);
  const env = {
    ...returnErrors(-1, pathCalls(module)),
    ...system,
    ...makeClocks(module),
    ...makeHostCalls(module, output, abort),
    emscripten_resize_heap: (/** @type {number} */ bytes) => grow(bytes),
  };
  /** @type {(bytes: number) => number} */
  let grow;
  /** @type {Function} */ (module.instantiateWasm)({ env, wasi_snapshot_preview1: wasi }, (/** @type {WebAssembly.Instance} */ instance) => {
    exports = instance.exports;
    grow = makeMemory(module, exports.memory);
    for (const [name, value] of Object.entries(exports)) if (typeof value === 'function') module[`_${name}`] = value;
    started();
    return exports;
  });
});
