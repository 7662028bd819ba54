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
 *   stdin?: () => number | null,
 * }} ModuleObject
 * @typedef {(instance: WebAssembly.Instance, module?: WebAssembly.Module) => unknown} Receive
 * @typedef {(module: ModuleObject) => Promise<ModuleObject>} InnerFactory
 *
 * What a wrapper knows of its host.
 * @typedef {object} Source
 * @property {Promise<void>} [ready] before anything of the host's is used
 * @property {(host: ModuleObject) => string} locate where the wasm is; errors name it
 * @property {(place: string) => Promise<WebAssembly.Module>} load
 * @property {(module: WebAssembly.Module, imports: WebAssembly.Imports) => WebAssembly.Instance | Promise<WebAssembly.Instance>} instantiate
 * @property {string} help one thing to do when it cannot be loaded
 */

/** A load failure: names the place, why, and one thing to do. */
class PocketPyLoadError extends Error {
  static name = 'PocketPyLoadError'; // minifying renames classes, and Node prints this one

  /**
   * @param {string} url what was loaded: an address, a path, or the name of the option that gave the wasm
   * @param {any} cause
   * @param {string} help
   */
  constructor(url, cause, help) {
    const why = [cause?.message ?? cause, cause?.cause?.message].filter(Boolean).join(': ');
    super(`pocketpy cannot load ${url}: ${why}; ${help}`, { cause });
    this.url = url;
  }

  get name() {
    return PocketPyLoadError.name;
  }
}

/** Compiles bytes, after a look at whether they are wasm at all. @param {any} bytes */
const compile = async (bytes) => {
  const view = ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
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
  try {
    await source.ready;
    if (place === 'pocketpy.wasm') place = source.locate(host);
    const module = host.wasmModule ?? await (host.wasmBinary ? compile(host.wasmBinary) : source.load(place));
    if (!WebAssembly.Module.exports(module).some(({ name }) => name === 'py_exec')) throw new Error('this is another program');
    return await source.instantiate(module, imports);
  } catch (cause) {
    throw new PocketPyLoadError(place, cause, source.help);
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
    try {
      return decode(module.HEAPU8.subarray(address, address + module._pkw_exchange_bytes()));
    } finally {
      module._pkw_exchange_release();
    }
  },
  /** What `pkw_set` takes. @param {any} value @returns {Uint8Array} throws a TypeError for what Python has no type for */
  encodeValue: (value) => encode(value, module),
});

/**
 * Starts one interpreter in `host`. runtime.js calls `instantiateWasm` at once, so ours stands there only so long.
 * @param {InnerFactory} inner
 * @param {ModuleObject} host
 * @param {Source} source
 * @returns {Promise<ModuleObject>}
 */
const start = (inner, host, source) => new Promise((resolve, reject) => {
  const own = Object.getOwnPropertyDescriptor(host, 'instantiateWasm');
  const hosts = host.instantiateWasm;
  host.instantiateWasm = (imports, receive) => {
    /** Exceptions of the host's own callbacks must propagate. @type {Receive} */
    const deliver = (instance, module) => {
      try {
        return receive(instance, module);
      } catch (error) {
        reject(error);
      }
    };
    if (!hosts) return instantiate(host, imports, source).then(deliver, reject), {};
    const refuse = (/** @type {unknown} */ cause) => reject(new PocketPyLoadError('instantiateWasm', cause, source.help));
    try {
      const result = /** @type {any} */ (hosts.call(host, imports, deliver));
      return result?.then?.(null, refuse) ? {} : result;
    } catch (cause) {
      return refuse(cause), {};
    }
  };
  try {
    inner(host).then(withExchange).then(resolve, reject);
  } finally {
    if (own) Object.defineProperty(host, 'instantiateWasm', own);
    else delete host.instantiateWasm;
  }
});
