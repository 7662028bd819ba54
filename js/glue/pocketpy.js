/**
 * pocketpy.js: classic script and CommonJS. The build puts the other parts of this folder at their lines below.
 * Job: choose what the host asked for, once, while this text runs:
 *   CommonJS: `module.exports` is the factory, `createPocketPy(options) -> Promise<Module>`;
 *   a `Module` object in scope (page, importScripts, `new Function('Module', text)(module)`): starts by itself in that
 *   object and sets `Module.ready`, a promise of it;
 *   neither: an Error.
 * Limits: no AMD; the page's `Module` must be set before, and be a new object for each script.
 */
(() => {
  /*{{exchange}}*/

  /*{{life}}*/

  /*{{start}}*/

  /*{{hosts}}*/

  /*{{files}}*/

  /*{{streams}}*/

  /*{{devices}}*/

  /*{{system}}*/

  /*{{runtime}}*/

  /** Where this script is. A worker only knows its own address, not that of what it imports. */
  const address = () => {
    if (typeof document === 'object' && document.currentScript) {
      return /** @type {HTMLScriptElement} */ (document.currentScript).src ?? '';
    }
    if (inNode) return typeof __dirname === 'string' ? `${__dirname}/` : '';
    return typeof importScripts === 'function' ? self.location.href : '';
  };
  const folder = folderOf(address());

  /** @param {ModuleObject} host */
  const begin = (host) => startHere(host, folder, () => `${folder}pocketpy.wasm`);

  // CommonJS passes `module` to each file; a global one (node --eval, Electron's pages, `<p id="module">`) is not ours.
  if (typeof module === 'object' && typeof exports === 'object' && module !== globalThis.module) {
    module.exports = async (/** @type {ModuleObject} */ options = {}) => {
      refuseUsed(options);
      return begin(options);
    };
  } else if (typeof Module === 'object' && Module) {
    refuseUsed(Module);
    Module.ready = begin(Module);
  } else {
    throw new Error('pocketpy.js found no Module object; set `var Module = {}` before this script, or import pocketpy.mjs');
  }
})();
