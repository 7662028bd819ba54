/**
 * The two files of a variant, from the first place that has them right. Loads that are under way or done are shared: one
 * download and one compilation for any number of interpreters.
 * Limits: what a host gives as `wasm` or `glue` is used as it is and not shared.
 */
import { PocketPyError } from './errors.mjs';
import { compile, loadGlue } from './download.mjs';
import { cdns } from './variants.mjs';

/** @typedef {{ factory: (options: object) => Promise<any>, module: WebAssembly.Module }} Assets */
/** @typedef {(file: string) => string} Place gives a file's address */
/** @typedef {typeof import('./node.mjs') | undefined} Node */

/** What only Node has; nothing in a page. @returns {Promise<Node>} */
export const nodeHost = async () => (typeof process === 'object' && process.versions?.node && process.type !== 'renderer' ? import('./node.mjs') : undefined);

const isAddress = (/** @type {any} */ value) => typeof value === 'string' || value instanceof URL;

/** @param {string | URL} value @param {Node} node @returns {string} */
export const toAddress = (value, node) => (node ? node.toAddress(String(value)) : new URL(value, globalThis.document?.baseURI ?? location.href).href);

/** Where to look, in order. @param {import('./variants.mjs').Variant} variant @param {any} options @param {Node} node @returns {Place[]} */
const places = (variant, options, node) => {
  const base = options.baseURL ?? variant.baseURL;
  const folder = base === undefined ? node?.installedFolder(variant.pkg) : toAddress(base, node).replace(/\/*$/, '/');
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

/** @param {Place} place @param {any} options @param {any} hashes @param {Load} load @param {Node} node @returns {Promise<Assets>} */
const fromPlace = async (place, options, hashes, load, node) => {
  const { glue, wasm } = options;
  const request = (/** @type {string} */ file, /** @type {any} */ given, /** @type {(loaded: number, total: number) => void} */ progress) => ({
    file, progress, node, fetch: options.fetch ?? fetch, integrity: hashes[file], signal: load.controller.signal,
    address: given === undefined ? place(file) : isAddress(given) ? toAddress(given, node) : given.url || `the given ${file}`,
  });
  const tell = (/** @type {number} */ loaded, /** @type {number} */ total) => load.waiting.forEach((listener) => listener({ loaded, total }));
  const [factory, module] = await Promise.all([
    typeof glue === 'function' ? glue : loadGlue(request('pocketpy.mjs', glue, () => {})),
    compile(request('pocketpy.wasm', wasm, tell), isAddress(wasm) ? undefined : wasm),
  ]);
  return { factory, module };
};

/** @param {string} name @param {import('./variants.mjs').Variant} variant @param {any} options @param {Load} load @returns {Promise<Assets>} */
const loadFirst = async (name, variant, options, load) => {
  const node = await nodeHost();
  const attempts = [];
  let cause;
  for (const place of places(variant, options, node)) {
    try {
      return await fromPlace(place, options, options.integrity === false ? {} : variant.integrity ?? {}, load, node);
    } catch (error) {
      if (load.controller.signal.aborted) throw error;
      cause = error;
      attempts.push({ url: place('pocketpy.wasm'), reason: String(/** @type {any} */ (error)?.message ?? error) });
    }
  }
  const list = attempts.map(({ url, reason }) => `\n  ${url}: ${reason}`).join('');
  throw new PocketPyError(`cannot load the variant \`${name}\`:${list}\ncheck these addresses, or set baseURL to a folder that holds the files`, { attempts, cause });
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
  load.result = loadFirst(name, variant, options, load);
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
