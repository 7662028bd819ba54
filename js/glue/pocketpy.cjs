/**
 * pocketpy.cjs: CommonJS for hosts that evaluate bundles and hand in the assets. The build puts the glue's other
 * parts at their lines below.
 * Job: `module.exports` is a function of an asset resolver; it gives the factory, `createPocketPy(options) -> Promise<Module>`.
 * Limits: needs `module`, WebAssembly, TextDecoder and TextEncoder, nothing else: no import, no require, no fetch, no address of
 * its own. Where a host has `performance`, Python's clocks use it, else they are the wall clock; where it has `crypto`, NumPy's
 * generators are seeded from it, else from Math.random.
 */
(() => {
  /*{{exchange}}*/

  /*{{life}}*/

  /*{{start}}*/

  /** The fallback on a host without crypto is Math.random. */
  const random = {
    /** @param {Uint8Array} bytes */
    getRandomValues: (bytes) => globalThis.crypto?.getRandomValues(bytes) ?? bytes.forEach((_, at) => void (bytes[at] = Math.random() * 256)),
  };
  const performance = globalThis.performance ?? Date;

  /*{{files}}*/

  /*{{streams}}*/

  /*{{devices}}*/

  /*{{system}}*/

  /*{{runtime}}*/

  /** The module out of what a resolver gave, which may come from another realm. @param {any} given */
  const toModule = async (given) => {
    const tag = Object.prototype.toString.call(given).slice(8, -1);
    if (tag === 'WebAssembly.Module') return given;
    if (tag === 'ArrayBuffer' || ArrayBuffer.isView(given)) return compile(given);
    throw new Error(`the resolver gave ${tag} in place of bytes or a WebAssembly.Module`);
  };

  /** @param {(name: string) => unknown} resolve gives an asset's bytes or compiled module, or a promise of it; asked by each interpreter */
  module.exports = (resolve) => {
    if (typeof resolve !== 'function') throw new TypeError('pocketpy.cjs needs a resolver: a function (name) => bytes of that asset');
    return async (/** @type {ModuleObject} */ options = {}) => {
      refuseUsed(options);
      if (options.locateFile) throw new TypeError('pocketpy.cjs does not use locateFile; the resolver gives what pocketpy.wasm is');
      return start(options, {
        locate: () => 'pocketpy.wasm',
        load: async (name) => toModule(await resolve(name)),
        instantiate: (module, imports) => WebAssembly.instantiate(module, imports),
        help: 'check what the resolver gives for this name',
      });
    };
  };
})();
