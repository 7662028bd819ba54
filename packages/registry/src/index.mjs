/**
 * @pocketpy/registry: `createPocketPy('core')` finds, verifies and starts a variant.
 * Limits: no dependency, no global, no evaluation of text.
 */
import { withAssets } from './assets.mjs';
import { PocketPyError, refuseUnknown } from './errors.mjs';
import { PocketPy } from './interpreter.mjs';
import { find } from './variants.mjs';

export { PocketPyError, PythonError } from './errors.mjs';
export { register, setCDN, unregister, variants } from './variants.mjs';

const legal = ['baseURL', 'wasm', 'glue', 'print', 'printErr', 'stdout', 'stderr', 'stdin', 'integrity', 'fetch', 'signal', 'onProgress', 'timeout'];

/** Option names and the types they may have. @type {Record<string, string>} */
const types = { print: 'function', printErr: 'function', stdout: 'function', stderr: 'function', fetch: 'function', onProgress: 'function', integrity: 'boolean', timeout: 'number' };

/** @param {any} options */
const refuseBad = (options) => {
  refuseUnknown('option', options, legal);
  for (const [key, type] of Object.entries(types)) {
    if (options[key] !== undefined && typeof options[key] !== type) throw new TypeError(`option ${key} must be a ${type}`);
  }
  if (!['string', 'function', 'undefined'].includes(typeof options.stdin)) throw new TypeError('option stdin must be a string or a function');
};

/** Emscripten's `stdin` (a function that gives one byte, null at the end) out of ours. @param {any} stdin */
const byteReader = (stdin) => {
  const encoder = new TextEncoder();
  let bytes = encoder.encode(typeof stdin === 'string' ? stdin : '');
  let next = 0;
  return () => {
    if (next === bytes.length && typeof stdin === 'function') {
      const line = stdin();
      if (line === null || line === undefined) return null;
      [bytes, next] = [encoder.encode(String(line).replace(/\n?$/, '\n')), 0];
    }
    return next < bytes.length ? bytes[next++] : null;
  };
};

/** What the glue is started with. @param {any} options @param {WebAssembly.Module} module */
const moduleOptions = ({ print, printErr, stdout, stderr, stdin }, module) => {
  /** @type {Record<string, any>} */
  const given = { print, printErr, stdoutBytes: stdout, stderrBytes: stderr, stdin: stdin === undefined ? undefined : byteReader(stdin) };
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(set), wasmModule: module };
};

/**
 * Finds, verifies and starts a variant.
 * @param {string} [name]
 * @param {any} [options]
 * @returns {Promise<PocketPy>}
 */
export const createPocketPy = async (name = 'core', options = {}) => {
  refuseBad(options);
  return withAssets(name, find(name), options, async ({ factory, module }) => new PocketPy(name, await factory(moduleOptions(options, module))));
};
