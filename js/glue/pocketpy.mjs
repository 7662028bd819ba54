/**
 * pocketpy.mjs: ES module for pages, module workers, Node, Deno and Bun. The build puts the other parts of this
 * folder at their lines below. Job: one default export, the factory. Limits: does nothing until that is called.
 */
/*{{exchange}}*/

/*{{start}}*/

/*{{hosts}}*/

/*{{files}}*/

/*{{streams}}*/

/*{{devices}}*/

/*{{system}}*/

/*{{runtime}}*/

/**
 * A new interpreter, independent of all others.
 * @param {ModuleObject} options Emscripten's Module options; becomes the result
 * @returns {Promise<ModuleObject>} rejects with a PocketPyLoadError that has `url` and `cause`
 */
export default async function createPocketPy(options = {}) {
  refuseUsed(options);
  return startHere(inner, options, folderOf(import.meta.url), () => new URL('pocketpy.wasm', import.meta.url).href);
}
