/**
 * @pocketpy/registry: `createPocketPy('core')` finds, verifies and starts a variant.
 * Limits: no dependency, no global, no evaluation of text.
 */
import { nodeHost, toAddress, withAssets } from './assets.mjs';
import { PocketPyDeadError, PocketPyError, PocketPyLimitError, loadError, refuseUnknown } from './errors.mjs';
import { PocketPy } from './interpreter.mjs';
import { table } from './variants.mjs';

export { PocketPyDeadError, PocketPyError, PocketPyLimitError, PocketPyLoadError, PythonError } from './errors.mjs';
export { register, setCDN, unregister, variants } from './variants.mjs';

const callback = 'function';

/** Option names and the types they may have, in words; what has none is looked at where it is used. @type {Record<string, string>} */
const types = {
  baseURL: '', wasm: '', glue: '', print: callback, printErr: callback, stdout: callback, stderr: callback, stdin: 'string or a function',
  integrity: 'boolean', fetch: callback, signal: '', onProgress: callback, timeout: 'number',
};

/** @param {any} options */
const refuseBad = (options) => {
  refuseUnknown('option', options, Object.keys(types));
  for (const [key, type] of Object.entries(types)) {
    if (type && options[key] !== undefined && !type.includes(typeof options[key])) throw new TypeError(`option ${key} must be a ${type}`);
  }
};

/** What the glue is started with. @param {any} options @param {WebAssembly.Module} module */
const moduleOptions = ({ print, printErr, stdout, stderr, stdin }, module) => (
  { print, printErr, stdoutBytes: stdout, stderrBytes: stderr, stdin, wasmModule: module, errorClasses: { PocketPyError, PocketPyLimitError, PocketPyDeadError } }
);

/** Starts the glue; what it refuses to load becomes an error of the loader's own class. @param {string} name @param {any} options @param {import('./assets.mjs').Assets} assets */
const start = async (name, options, { factory, module, url }) => new PocketPy(name, await factory(moduleOptions(options, module)).catch((cause) => {
  throw cause?.name === 'PocketPyLoadError' ? loadError(name, cause, [{ url, reason: cause.cause.message }]) : cause;
}));

/** What releases.mjs shares with this file. */
const loader = { PocketPyError, refuseUnknown, table, toAddress, nodeHost };

/** The part for indexes, ranges and `for`, loaded when one is asked for. @returns {Promise<typeof import('./releases.mjs')>} */
const releases = () => import('./releases.mjs').catch((cause) => {
  throw new PocketPyError('cannot load releases.mjs; serve it beside this script', { cause });
});

/** Registers every variant of an index. @param {string | URL} url @param {any} [options] @returns {Promise<string[]>} */
export const loadIndex = async (url, options) => (await releases()).loadIndex(loader, url, options);

/**
 * Finds, verifies and starts a variant.
 * @param {any} [name] also `name@range`, or options with `for`
 * @param {any} [options]
 * @returns {Promise<PocketPy>}
 */
export const createPocketPy = async (name = 'core', options = {}) => {
  let variant = table.get(name);
  if (!variant) ({ name, variant, options } = (await releases()).choose(loader, name, options));
  refuseBad(options);
  return withAssets(name, variant, options, (assets) => start(name, options, assets));
};
