/**
 * The two files of a variant, from the first place that has them right. Loads that are under way or done are shared: one
 * download and one compilation for any number of interpreters.
 * Limits: what a host gives as `wasm` or `glue` is used as it is and not shared.
 */
import { PocketPyError } from './errors.mjs';
import { compile, compileGiven } from './download.mjs';
import { loadGlue } from './glue.mjs';
import { cacheFolder, folderAddress, inNode, installedFolder } from './host.mjs';
import { addresses } from './variants.mjs';

/** @typedef {{ glue: string, wasm: string }} Place addresses of the two files */
/** @typedef {{ factory: (options: object) => Promise<any>, module: WebAssembly.Module }} Assets */

const files = /** @type {const} */ (['pocketpy.mjs', 'pocketpy.wasm']);

/** @param {string} folder @returns {Place} */
const inFolder = (folder) => ({ glue: folder + files[0], wasm: folder + files[1] });

/** Where to look, in order. @param {import('./variants.mjs').Variant} variant @param {any} options @returns {Promise<Place[]>} */
const places = async (variant, options) => {
  const base = options.baseURL ?? variant.baseURL;
  if (base !== undefined) return [inFolder(await folderAddress(base))];
  const installed = inNode ? await installedFolder(variant.pkg) : undefined;
  if (installed) return [inFolder(installed)];
  const wasm = addresses(variant, files[1]);
  return addresses(variant, files[0]).map((glue, index) => ({ glue, wasm: wasm[index] }));
};

/**
 * One load that several callers wait for; it is broken off when the last of them has gone.
 * @typedef {object} Load
 * @property {Promise<Assets>} result
 * @property {number} waiting
 * @property {AbortController} controller
 * @property {() => void} forget nobody joins it any more
 * @property {Set<(progress: { loaded: number, total: number }) => void>} listeners
 */
/** @type {Map<string, Load>} */
const loads = new Map();

/** @param {Place} place @param {any} hashes @param {any} options @param {Load} load @param {string} key */
const fromPlace = async (place, hashes, options, load, key) => {
  const cache = inNode ? await cacheFolder(key) : undefined;
  const common = { fetch: options.fetch ?? fetch, signal: load.controller.signal };
  const tell = (/** @type {number} */ loaded, /** @type {number} */ total) => load.listeners.forEach((listener) => listener({ loaded, total }));
  const glue = typeof options.glue === 'function' ? options.glue
    : loadGlue({ ...common, address: place.glue, integrity: hashes[files[0]], cache: cache && cache + files[0], progress: () => {} });
  const request = { ...common, integrity: hashes[files[1]], cache: cache && cache + files[1], progress: tell };
  const given = options.wasm !== undefined && typeof options.wasm !== 'string' && !(options.wasm instanceof URL);
  const module = given ? compileGiven(options.wasm, request) : compile({ ...request, address: place.wasm });
  Promise.resolve(glue).catch(() => {});
  module.catch(() => {}); // each is awaited below; the one that fails second must not go unhandled
  return { factory: await glue, module: await module };
};

/** A place as the options bend it. @param {Place} place @param {any} options @returns {Promise<Place>} */
const bent = async (place, { glue, wasm }) => {
  const address = async (/** @type {any} */ value) => (await folderAddress(value)).slice(0, -1);
  const isAddress = (/** @type {any} */ value) => typeof value === 'string' || value instanceof URL;
  return { glue: isAddress(glue) ? await address(glue) : place.glue, wasm: isAddress(wasm) ? await address(wasm) : place.wasm };
};

/** @param {string} name @param {import('./variants.mjs').Variant} variant @param {any} options @param {Load} load */
const loadFirst = async (name, variant, options, load) => {
  const hashes = options.integrity === false ? {} : variant.integrity ?? {};
  const key = `${variant.pkg}@${variant.version}`;
  const attempts = [];
  for (const place of await places(variant, options)) {
    const chosen = await bent(place, options);
    try {
      return await fromPlace(chosen, hashes, options, load, key);
    } catch (error) {
      if (load.controller.signal.aborted) throw error;
      attempts.push({ url: chosen.wasm, reason: String(/** @type {any} */ (error)?.message ?? error), cause: error });
    }
  }
  const list = attempts.map(({ url, reason }) => `\n  ${url}: ${reason}`).join('');
  const help = 'check these addresses, or set baseURL to a folder that holds the files';
  throw new PocketPyError(`cannot load the variant \`${name}\`:${list}\n${help}`, { attempts: attempts.map(({ url, reason }) => ({ url, reason })), cause: attempts.at(-1)?.cause });
};

/** Whether another call with these options gets the very same thing. @param {any} options */
const isShareable = ({ glue, wasm, fetch }) => typeof glue !== 'function' && (wasm === undefined || typeof wasm === 'string' || wasm instanceof URL) && !fetch;

/** @param {string} name @param {import('./variants.mjs').Variant} variant @param {any} options @returns {Load} */
const begin = (name, variant, options) => {
  const key = JSON.stringify([variant, String(options.baseURL), String(options.glue), String(options.wasm), options.integrity]);
  const shared = isShareable(options) ? loads.get(key) : undefined;
  if (shared) return shared;
  /** @type {Load} */
  const load = { result: /** @type {any} */ (null), waiting: 0, controller: new AbortController(), forget: () => {}, listeners: new Set() };
  load.forget = () => void (loads.get(key) === load && loads.delete(key));
  load.result = loadFirst(name, variant, options, load);
  load.result.catch(load.forget); // a failure is not remembered
  if (isShareable(options)) loads.set(key, load);
  return load;
};

/**
 * The assets of a variant; rejects at once when `signal` says so.
 * @param {string} name
 * @param {import('./variants.mjs').Variant} variant
 * @param {any} options
 * @param {AbortSignal} signal
 * @returns {Promise<Assets>}
 */
export const loadAssets = (name, variant, options, signal) => new Promise((resolve, reject) => {
  if (signal.aborted) return reject(signal.reason);
  const load = begin(name, variant, options);
  load.waiting++;
  if (options.onProgress) load.listeners.add(options.onProgress);
  const leave = () => {
    load.waiting--;
    load.listeners.delete(options.onProgress);
    signal.removeEventListener('abort', stop);
  };
  const stop = () => {
    leave();
    if (!load.waiting) {
      load.forget();
      load.controller.abort(signal.reason);
    }
    reject(signal.reason);
  };
  signal.addEventListener('abort', stop);
  load.result.then((assets) => (leave(), resolve(assets)), (error) => (leave(), reject(error)));
});
