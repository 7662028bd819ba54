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
      return type === 'string' && (word ?? 0) !== 0 ? lend(new TextEncoder().encode(word)) : word;
    });
    let answer;
    try {
      answer = call(...converted);
    } finally {
      places.forEach(module._free);
    }
    return result === 'string' ? module.UTF8ToString(answer) : result === 'boolean' ? !!answer : answer;
  };
  return {
    ccall,
    cwrap: (/** @type {string} */ name, /** @type {string | null} */ result, /** @type {string[]} */ types) =>
      (/** @type {any[]} */ ...words) => ccall(name, result, types, words),
  };
};

/** The views of the memory: `HEAP8`, `HEAPU8`, …, `HEAPF64`. */
const views = [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array]
  .map((View) => /** @type {const} */ ([`HEAP${View.name.replace(/int|loat|Array/gi, '')}`, View]));

/** Memory growth by a fifth, where the host allows it, else by what is needed. @param {any} module @param {() => WebAssembly.Memory} getMemory */
const makeMemory = (module, getMemory) => {
  const look = () => {
    for (const [name, View] of views) module[name] = new View(getMemory().buffer);
  };
  const grow = (/** @type {number} */ wanted) => {
    const old = getMemory().buffer.byteLength;
    wanted >>>= 0;
    for (const part of [0.2, 0.1, 0.05]) {
      const bytes = Math.max(wanted, Math.min(old * (1 + part), wanted + 0x6000000));
      try {
        getMemory().grow(Math.ceil((Math.min(bytes, Math.max(wanted, 2 ** 31)) - old) / 65536));
        look();
        return 1;
      } catch {
        // the next, smaller part
      }
    }
    return 0;
  };
  return { look, grow };
};

/** Imports of the wasm that the host itself implements. @param {any} module @param {ReturnType<typeof makeOutput>} output @param {(why: string) => never} abort */
const makeHostCalls = (module, output, abort) => ({
  /** @param {number} stream @param {number} place @param {number} size */
  pkw_js_write: (stream, place, size) => output.write(stream, module.HEAPU8.slice(place, place + size)),
  pkw_js_flush: output.flush,
  pkw_js_read: () => module.readByte() ?? -1,
  /** Where a host has no crypto (Node 18), its Math.random is seeded by the system too. */
  pkw_js_random: () => globalThis.crypto?.getRandomValues(new Uint32Array(1))[0] ?? Math.random() * 2 ** 32,
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

/** Fills `module`, and gets an instance by `instantiate`. @param {any} module @param {(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => unknown) => void} instantiate @returns {Promise<any>} */
const inner = (module, instantiate) => new Promise((resolve) => {
  const life = makeLife(module);
  const output = makeOutput(module);
  const memory = makeMemory(module, life.memory);
  const abort = (/** @type {string} */ what) => {
    const error = new WebAssembly.RuntimeError(`Aborted(${what})`);
    life.breakOff(error);
    module.onAbort?.(what);
    output.printErr(error.message);
    throw error;
  };
  module.readByte = makeInput(module);
  const FS = makeFiles(module, output.write);
  Object.assign(module, { FS, requireAlive: life.requireAlive, ...makeTexts(module), ...makeCalls(module) });
  for (const name of ['createPath', 'createDataFile', 'createPreloadedFile', 'unlink', 'createLazyFile', 'createDevice']) {
    module[`FS_${name}`] = FS[/** @type {keyof typeof FS} */ (name)];
  }
  const started = makeStart(module, () => {
    module.calledRun = true;
    if (!FS.initialized) FS.init();
    module.___wasm_call_ctors();
    resolve(module);
    module.onRuntimeInitialized?.();
    callAll(module, 'postRun');
  });
  const { system, wasi } = fileCalls(module);
  const env = {
    ...life.guard({ ...pathCalls(module), ...system }, -1, true),
    ...life.guard({ ...makeClocks(module), ...makeHostCalls(module, output, abort), emscripten_resize_heap: memory.grow }, -1),
  };
  instantiate({ env, wasi_snapshot_preview1: life.guard(wasi, 1, true) }, (instance) => {
    life.begin(instance.exports);
    memory.look();
    started();
    return instance.exports;
  });
});
