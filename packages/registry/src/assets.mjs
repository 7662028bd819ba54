/**
 * The two files of a variant, each from the first location that serves it intact. Pending and completed loads are shared: one
 * download and one compilation for any number of interpreters.
 * Limits: what a host gives as `wasm` or `glue` is used as it is and not shared; nothing else is tried in its place.
 */
import { PocketPyError, loadError } from './errors.mjs';
import { compile, loadGlue } from './download.mjs';
import { cdns } from './variants.mjs';

/** @typedef {{ factory: (options: object) => Promise<any>, module: WebAssembly.Module, url: string }} Assets `url`: where the module is from */
/** @typedef {(file: string) => string} Place gives a file's address */
/** @typedef {typeof import('./node.mjs') | undefined} Node */

/** What only Node has; nothing in a page. @returns {Promise<Node>} */
export const nodeHost = async () => (typeof process === 'object' && process.versions?.node && process.type !== 'renderer' ? import('./node.mjs') : undefined);

const isAddress = (/** @type {any} */ value) => typeof value === 'string' || value instanceof URL;

/** @param {string | URL} value @param {Node} node @returns {string} */
export const toAddress = (value, node) => (node ? node.toAddress(String(value)) : new URL(value, globalThis.document?.baseURI ?? location.href).href);

/**
 * Where to look, in order. In Node an installed package comes before the CDNs.
 * @param {import('./variants.mjs').Variant} variant
 * @param {any} options
 * @param {Node} node
 * @param {import('./errors.mjs').Attempt[]} attempts takes where Node looked in vain
 * @returns {Place[]}
 */
const places = (variant, options, node, attempts) => {
  const base = options.baseURL ?? variant.baseURL;
  const folder = base === undefined ? node?.installedFolder(variant, attempts) : toAddress(base, node).replace(/\/*$/, '/');
  return folder ? [(file) => folder + file] : cdns(variant);
};

/**
 * One load that several callers wait for; it is broken off when the last of them has gone.
 * @typedef {object} Load
 * @property {Promise<Assets>} result
 * @property {Set<(progress: { loaded: number, total: number }) => void>} waiting
 * @property {AbortController} controller
 * @property {() => void} forget nobody joins it any more
 */
/** @type {Map<string, Load>} */
const loads = new Map();

/** @param {string} name @param {import('./variants.mjs').Variant} variant @param {any} options @param {Load} load @returns {Promise<Assets>} */
const loadBoth = async (name, variant, options, { waiting, controller: { signal } }) => {
  let url = 'the given module';
  /**
   * One file, made into what runs: from where the host says, else from the first place that has it right.
   * @type {<T>(file: string, given: any, get: (request: import('./download.mjs').Request) => Promise<T>) => Promise<T>}
   */
  const first = async (file, given, get) => {
    const node = await nodeHost();
    const attempts = /** @type {import('./errors.mjs').Attempt[]} */ ([]);
    const hosts = () => (isAddress(given) ? toAddress(given, node) : given.url || `the given ${file}`);
    let cause;
    for (const place of given === undefined ? places(variant, options, node, attempts) : [hosts]) {
      const address = place(file);
      try {
        return await get({ file, address, integrity: options.integrity === false ? undefined : variant.integrity?.[file], node, signal, fetch: options.fetch ?? fetch });
      } catch (error) {
        if (signal.aborted) throw error;
        cause = error;
        attempts.push({ url: address, reason: String(/** @type {any} */ (error)?.message ?? error) });
      }
    }
    throw loadError(name, cause, attempts);
  };
  const { glue, wasm } = options;
  const progress = (/** @type {number} */ loaded, /** @type {number} */ total) => waiting.forEach((listener) => listener({ loaded, total }));
  const [factory, module] = await Promise.all([
    typeof glue === 'function' ? glue : first('pocketpy.mjs', glue, loadGlue),
    wasm instanceof WebAssembly.Module ? wasm : first('pocketpy.wasm', wasm, (request) => {
      url = request.address;
      return compile({ ...request, progress }, isAddress(wasm) ? undefined : wasm);
    }),
  ]);
  return { factory, module, url };
};

/** @param {string} name @param {import('./variants.mjs').Variant} variant @param {any} options @returns {Load} */
const begin = (name, variant, options) => {
  const { baseURL, glue, wasm, integrity } = options;
  // Whether another call with these options gets the very same thing.
  const isShared = !options.fetch && [glue, wasm].every((given) => given === undefined || isAddress(given));
  const key = JSON.stringify([variant, ...[baseURL, glue, wasm].map(String), integrity]);
  const old = isShared && loads.get(key);
  if (old) return old;
  /** @type {any} */
  const load = { waiting: new Set(), controller: new AbortController(), forget: () => loads.get(key) === load && loads.delete(key) };
  load.result = loadBoth(name, variant, options, load);
  load.result.catch(load.forget); // a failure is not remembered
  if (isShared) loads.set(key, load);
  return load;
};

/**
 * What `start` makes of a variant's assets; rejects at once when the signal or the timeout of the options says so.
 * @template T
 * @param {string} name
 * @param {import('./variants.mjs').Variant} variant
 * @param {any} options
 * @param {(assets: Assets) => Promise<T>} start
 * @returns {Promise<T>}
 */
export const withAssets = (name, variant, options, start) => new Promise((resolve, reject) => {
  const { signal, timeout, onProgress } = options;
  if (signal?.aborted) return reject(signal.reason);
  const load = begin(name, variant, options);
  const listener = (/** @type {any} */ progress) => onProgress?.(progress);
  load.waiting.add(listener);
  const leave = () => {
    load.waiting.delete(listener);
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  };
  const stop = (/** @type {unknown} */ reason) => {
    leave();
    if (!load.waiting.size) {
      load.forget();
      load.controller.abort(reason);
    }
    reject(reason);
  };
  const abort = () => stop(signal.reason);
  const late = () => stop(new PocketPyError(`loading took longer than ${timeout} ms`));
  const timer = timeout === undefined ? undefined : setTimeout(late, timeout);
  signal?.addEventListener('abort', abort);
  load.result.then(start).then(resolve, reject).finally(leave);
});
