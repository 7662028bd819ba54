/**
 * pocketpy.mjs: ES module for pages, module workers, Node, Deno and Bun. The build puts the other parts of this
 * folder at their lines below. Job: one default export, the factory. Limits: does nothing until that is called.
 */
/*{{exchange}}*/

/*{{life}}*/

/*{{start}}*/

/*{{hosts}}*/

/*{{files}}*/

/*{{streams}}*/

/*{{devices}}*/

/*{{system}}*/

/*{{runtime}}*/

/** Where this script is; workerd does not tell. Bundlers know this way of naming a file and take it along. */
const beside = () => {
  if (!import.meta.url) throw new Error('this host does not tell where pocketpy.mjs is');
  return new URL('pocketpy.wasm', import.meta.url).href;
};

/**
 * A new interpreter, independent of all others.
 * @param {ModuleObject} options Emscripten's Module options; becomes the result
 * @returns {Promise<ModuleObject>} rejects with a PocketPyLoadError that has `url` and `cause`
 */
export default async function createPocketPy(options = {}) {
  refuseUsed(options);
  return startHere(options, folderOf(import.meta.url ?? ''), beside);
}
