/** pocketpy.mjs: for pages, module workers, Node, Deno, Bun and bundlers. */
import type { ModuleOptions, PocketPyModule } from './module.js';

export type * from './module.js';

/** A new interpreter, independent of all others; rejects with an error that has `url` and `cause`. */
export default function createPocketPy(options?: ModuleOptions): Promise<PocketPyModule>;
