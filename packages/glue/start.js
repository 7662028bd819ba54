/**
 * What pocketpy.js and pocketpy.mjs share; the build puts this text into both, at their line for `start`.
 * Job: get the WebAssembly module in any host (page, worker, Node, Deno, Bun), hand it to emcc's glue, report failures.
 * Limits: knows nothing of Python; keeps no state of an interpreter; leaves no global and no process handler.
 */

/**
 * The object a host passes in. emcc's glue fills it; a started one resolves as the very same object.
 * @typedef {Record<string, any> & {
 *   locateFile?: (file: string, directory: string) => string | URL,
 *   wasmBinary?: ArrayBuffer | ArrayBufferView,
 *   wasmModule?: WebAssembly.Module,
 *   instantiateWasm?: (imports: WebAssembly.Imports, receive: Receive) => unknown,
 *   stdin?: () => number | null,
 * }} ModuleObject
 * @typedef {(instance: WebAssembly.Instance, module?: WebAssembly.Module) => unknown} Receive
 * @typedef {(module: ModuleObject) => Promise<ModuleObject>} InnerFactory
 */

const inNode = typeof process === 'object' && !!process.versions?.node && process.type !== 'renderer';

/** Node's own modules; stays empty in a page. @type {Record<string, any>} */
const node = {};

/** Loads one. Its name is a variable so that no bundler tries to follow it. @param {string} name */
const loadNode = async (name) => {
  try {
    node[name] ??= process.getBuiltinModule?.(name) ?? await import(/* webpackIgnore: true */ /* @vite-ignore */ name);
  } catch {
    // A host without `import` (a vm context): only what needs the module fails, and says so.
  }
};

/** Before anything of Node's is used. */
const prepareNode = async () => {
  if (!inNode) return;
  await loadNode('node:fs');
  if (!('crypto' in globalThis)) await loadNode('node:crypto');
};

/** Takes the place of the global `crypto` for emcc's glue: Node 18 has no such global. */
const random = {
  /** @param {Uint8Array} bytes */
  getRandomValues: (bytes) => (globalThis.crypto ?? node['node:crypto'].webcrypto).getRandomValues(bytes),
};

/** One buffer for all interpreters: what one of them did not use of a chunk is there for the next. */
const input = { bytes: new Uint8Array(inNode ? 4096 : 0), size: 0, next: 0 };

/** Fills the buffer from Node's standard input and waits for it; the size is 0 at the end. */
const fillInput = () => {
  input.next = input.size = 0;
  for (;;) {
    try {
      return input.size = node['node:fs'].readSync(0, input.bytes);
    } catch (error) {
      if (error.code === 'EOF') return 0; // how Windows says it
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
};

/** Node's default for `stdin`: the next byte, null at the end. */
const readInput = () => (input.next < input.size || fillInput() ? input.bytes[input.next++] : null);

/** The folder of a script, with its slash; empty where there is none (blob:, data:). @param {string} url */
const folderOf = (url) => (/^(blob|data):/.test(url) ? '' : url.replace(/[?#].*/, '').replace(/[^/]*$/, ''));

/** A load failure: names the place, why, and one thing to do. */
class PocketPyLoadError extends Error {
  static name = 'PocketPyLoadError'; // minifying renames classes, and Node prints this one

  /**
   * @param {string} url what was loaded: an address, a path, or the name of the option that gave the wasm
   * @param {any} cause
   */
  constructor(url, cause) {
    const why = [cause?.message ?? cause, cause?.cause?.message].filter(Boolean).join(': ');
    const help = 'check that this file is served, or set locateFile or wasmBinary';
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

/** One download or one read of a file, never two. @param {string} url */
const fetchModule = async (url) => {
  if (inNode && !/^(https?|blob|data):/.test(url)) {
    if (!node['node:fs']) throw new Error('files cannot be read from here, pass their bytes as wasmBinary');
    return compile(await node['node:fs'].promises.readFile(/^file:/.test(url) ? new URL(url) : url));
  }
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  // Browsers refuse to stream any other type; asking them first would use up the response.
  if (WebAssembly.compileStreaming && response.headers.get('content-type')?.toLowerCase() === 'application/wasm') {
    return WebAssembly.compileStreaming(response);
  }
  return compile(await response.arrayBuffer());
};

/**
 * @param {ModuleObject} host
 * @param {WebAssembly.Imports} imports
 * @param {string} folder
 * @param {() => string} beside
 * @param {Promise<void>} ready
 */
const instantiate = async (host, imports, folder, beside, ready) => {
  let place = host.wasmModule ? 'wasmModule' : host.wasmBinary ? 'wasmBinary' : 'pocketpy.wasm';
  try {
    await ready;
    if (place === 'pocketpy.wasm') place = String(host.locateFile ? host.locateFile(place, folder) : beside());
    const module = host.wasmModule ?? await (host.wasmBinary ? compile(host.wasmBinary) : fetchModule(place));
    if (!WebAssembly.Module.exports(module).some(({ name }) => name === 'py_exec')) throw new Error('this is another program');
    // An idle Node waits for its compiler threads before it goes on with a promise of the engine's: 100 ms of nothing.
    return inNode ? new WebAssembly.Instance(module, imports) : await WebAssembly.instantiate(module, imports);
  } catch (cause) {
    throw new PocketPyLoadError(place, cause);
  }
};

/** Refuses an object that an Emscripten program already runs in: filling it twice would break that program. @param {any} host */
const refuseUsed = (host) => {
  if (Object(host) !== host) throw new TypeError('pocketpy needs an options object, such as {}');
  if (host.ccall || host.calledRun || host.HEAP8) {
    throw new Error('pocketpy cannot use this Module object, a program already runs in it; give each its own object');
  }
};

/** Adds what emcc's glue cannot know. @param {ModuleObject} module a started one */
const withExchange = (module) => Object.assign(module, {
  /** The value at an address that `pkw_eval`, `pkw_get` or `pkw_error` returned. @param {number} address @returns {any} */
  readValue: (address) => decode(module.HEAPU8.subarray(address, address + module._pkw_exchange_bytes())),
  /** What `pkw_set` takes. @param {any} value @returns {Uint8Array} throws a TypeError for what Python has no type for */
  encodeValue: (value) => encode(value, module),
});

/**
 * Starts one interpreter in `host`. emcc's glue looks at `instantiateWasm` while it is called, so ours stands there only so long.
 * @param {InnerFactory} inner emcc's factory
 * @param {ModuleObject} host
 * @param {string} folder what `locateFile` is told
 * @param {() => string} beside where the wasm is without `locateFile`
 * @returns {Promise<ModuleObject>}
 */
const start = (inner, host, folder, beside) => new Promise((resolve, reject) => {
  const own = Object.getOwnPropertyDescriptor(host, 'instantiateWasm');
  const hosts = host.instantiateWasm;
  const ready = prepareNode();
  if (inNode && host.stdin === undefined) host.stdin = readInput;
  host.instantiateWasm = (imports, receive) => {
    /** What the host's own callbacks throw must not get lost. @type {Receive} */
    const deliver = (instance, module) => {
      try {
        return receive(instance, module);
      } catch (error) {
        reject(error);
      }
    };
    if (!hosts) return instantiate(host, imports, folder, beside, ready).then(deliver, reject), {};
    const refuse = (/** @type {unknown} */ cause) => reject(new PocketPyLoadError('instantiateWasm', cause));
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
