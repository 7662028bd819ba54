/**
 * What all wrappers share; the build puts this text into each, at its line for `start`.
 * Job: load the WebAssembly module by the wrapper's Source, pass it to runtime.js, report failures.
 * Limits: independent of Python and of the host; no state of an interpreter; no global and no process handler.
 */

/**
 * The object a host passes in. runtime.js fills it; a started one resolves as the very same object.
 * @typedef {Record<string, any> & {
 *   locateFile?: (file: string, directory: string) => string | URL,
 *   wasmBinary?: ArrayBuffer | ArrayBufferView,
 *   wasmModule?: WebAssembly.Module,
 *   instantiateWasm?: (imports: WebAssembly.Imports, receive: Receive) => unknown,
 *   stdin?: string | (() => number | string | null),
 *   errorClasses?: Record<string, new (message: string, details?: object) => Error>,
 * }} ModuleObject
 * @typedef {(instance: WebAssembly.Instance, module?: WebAssembly.Module) => unknown} Receive
 *
 * What a wrapper knows of its host.
 * @typedef {object} Source
 * @property {Promise<void>} [ready] before anything of the host's is used
 * @property {(host: ModuleObject) => string} locate where the wasm is; errors name it
 * @property {(place: string) => Promise<WebAssembly.Module>} load
 * @property {(module: WebAssembly.Module, imports: WebAssembly.Imports) => WebAssembly.Instance | Promise<WebAssembly.Instance>} instantiate
 * @property {string} help one thing to do when it cannot be loaded
 */

/** A load failure: names the place, why, and one thing to do. @param {ModuleObject} host @param {string} url an address, a path, or the name of the option that gave the wasm @param {any} cause @param {string} help */
const loadError = (host, url, cause, help) => {
  const why = [cause?.message ?? cause, cause?.cause?.message].filter(Boolean).join(': ');
  return errorOf(host, 'Load', `pocketpy cannot load ${url}: ${why}; ${help}`, { url, cause });
};

/** Compiles bytes, after a look at whether they are wasm at all. @param {any} bytes */
const compile = async (bytes) => {
  const view = ArrayBuffer.isView(bytes) ? bytesOf(bytes) : new Uint8Array(bytes);
  const start = new TextDecoder().decode(view.subarray(0, 32));
  if (!start.startsWith('\0asm')) {
    throw new Error(`got ${/^\s*</.test(start) ? 'HTML' : JSON.stringify(start)} instead of wasm`);
  }
  try {
    return await WebAssembly.compile(view);
  } catch (cause) {
    throw new Error(`these ${view.length} bytes are damaged or truncated`, { cause });
  }
};

/**
 * @param {ModuleObject} host
 * @param {WebAssembly.Imports} imports
 * @param {Source} source
 */
const instantiate = async (host, imports, source) => {
  let place = host.wasmModule ? 'wasmModule' : host.wasmBinary ? 'wasmBinary' : 'pocketpy.wasm';
  let module;
  try {
    await source.ready;
    if (place === 'pocketpy.wasm') place = source.locate(host);
    const given = host.wasmModule ?? await (host.wasmBinary ? compile(host.wasmBinary) : source.load(place));
    if (!WebAssembly.Module.exports(given).some(({ name }) => name === 'py_exec')) throw new Error('this is another program');
    module = given;
    return await source.instantiate(module, imports);
  } catch (cause) {
    const isFull = module && /out of|alloc/i.test(cause?.message ?? cause); // Firefox throws a text
    throw isFull ? errorOf(host, 'Limit', 'there is no memory for another interpreter: a page holds about 120 in Chromium, 1000 in Firefox; destroy() those that are done', { cause }) : loadError(host, place, cause, source.help);
  }
};

/** Rejects an object that an Emscripten program already uses: initializing it twice would break that program. @param {any} host */
const refuseUsed = (host) => {
  if (Object(host) !== host) throw new TypeError('pocketpy needs an options object, such as {}');
  if (host.ccall || host.calledRun || host.HEAP8) {
    throw new Error('pocketpy cannot use this Module object, a program already runs in it; give each its own object');
  }
};

/** Adds the exchange of values with Python. @param {ModuleObject} module a started one */
const withExchange = (module) => Object.assign(module, {
  /** The value at an address that `pkw_eval`, `pkw_get` or `pkw_error` returned; its buffer in Python is released. @param {number} address @returns {any} */
  readValue(address) {
    const size = module._pkw_exchange_bytes();
    const value = decode(module.HEAPU8.subarray(address, address + size));
    module._pkw_exchange_release();
    return value;
  },
  /** What `pkw_set` takes. @param {any} value @returns {Uint8Array} throws a TypeError for what Python has no type for */
  encodeValue: (value) => encode(value, module),
});

/**
 * Starts one interpreter in `host`, which is filled at once.
 * @param {ModuleObject} host
 * @param {Source} source
 * @returns {Promise<ModuleObject>}
 */
const start = (host, source) => new Promise((resolve, reject) => {
  const { instantiateWasm } = host;
  inner(host, (/** @type {WebAssembly.Imports} */ imports, /** @type {Receive} */ receive) => {
    /** Exceptions of the host's own callbacks must propagate. @type {Receive} */
    const deliver = (instance) => {
      try {
        return receive(instance);
      } catch (error) {
        reject(error);
      }
    };
    if (!instantiateWasm) return void instantiate(host, imports, source).then(deliver, reject);
    const refuse = (/** @type {unknown} */ cause) => reject(loadError(host, 'instantiateWasm', cause, source.help));
    try {
      /** @type {any} */ (instantiateWasm.call(host, imports, deliver))?.then?.(null, refuse);
    } catch (cause) {
      refuse(cause);
    }
  }).then(withExchange).then(resolve, reject);
});
