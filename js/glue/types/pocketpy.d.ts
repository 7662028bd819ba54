/** pocketpy.js as CommonJS; a page that loads it as a script sets `Module` and has no types. */
import type * as types from './module.js';

/** A new interpreter, independent of all others; rejects with an error that has `url` and `cause`. */
declare function createPocketPy(options?: types.ModuleOptions): Promise<types.PocketPyModule>;
declare namespace createPocketPy {
  type ModuleOptions = types.ModuleOptions;
  type PocketPyModule = types.PocketPyModule;
  type FileSystem = types.FileSystem;
  type Factory = types.Factory;
}
export = createPocketPy;
