/**
 * What pocketpy.js and pocketpy.mjs know of their hosts (page, worker, Node, Deno, Bun); the build puts this text into both, at
 * their line for `hosts`. Job: load the WebAssembly module by fetch or from a file; Node's standard input and random bytes.
 * Limits: no side effects on load.
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

/** A substitute for the global `crypto`, which Node 18 lacks. */
const random = {
  /** @param {Uint8Array} bytes */
  getRandomValues: (bytes) => (globalThis.crypto ?? node['node:crypto'].webcrypto).getRandomValues(bytes),
};

/** One buffer for all interpreters: what one did not consume of a chunk is left for the next. */
const input = { bytes: new Uint8Array(inNode ? 4096 : 0), size: 0, next: 0 };

/** Fills the buffer from Node's standard input, blocking; the size is 0 at the end. */
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

/** Its streaming never answers for a file that ends within its code, and holds up every later one. Only its errors have a line. */
const isFirefox = !!(/** @type {any} */ (Error()).lineNumber);

/** One download or one read of a file, never two. @param {string} url */
const fetchModule = async (url) => {
  if (inNode && !/^(https?|blob|data):/.test(url)) {
    if (!node['node:fs']) throw new Error('files cannot be read from here, pass their bytes as wasmBinary');
    return compile(await node['node:fs'].promises.readFile(/^file:/.test(url) ? new URL(url) : url));
  }
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  // Browsers refuse to stream any other type; asking them first would use up the response.
  if (!isFirefox && WebAssembly.compileStreaming && response.headers.get('content-type')?.toLowerCase() === 'application/wasm') {
    return WebAssembly.compileStreaming(response);
  }
  return compile(await response.arrayBuffer());
};

/**
 * Starts one interpreter in `host`.
 * @param {ModuleObject} host
 * @param {string} folder what `locateFile` is told
 * @param {() => string} beside where the wasm is without `locateFile`
 */
const startHere = (host, folder, beside) => {
  if (inNode && host.stdin === undefined) host.stdin = readInput;
  return start(host, {
    ready: prepareNode(),
    locate: () => String(host.locateFile ? host.locateFile('pocketpy.wasm', folder) : beside()),
    load: fetchModule,
    // An idle Node waits for its compiler threads before it resolves a promise of the engine: 100 ms of idle time.
    instantiate: inNode ? (module, imports) => new WebAssembly.Instance(module, imports) : WebAssembly.instantiate,
    help: 'check that this file is served, or set locateFile, wasmBinary or wasmModule',
  });
};
