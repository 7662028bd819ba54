/**
 * What `cargo xtask size-report` put into the page, as trees.
 * Limits: trusts its shape; `xtask/src/commands/size_report/page.rs` is the other side.
 */

/** @typedef {'code' | 'data' | 'structure'} Kind */
/**
 * @typedef {object} Node
 * @property {string} name
 * @property {string} title name with the folders above it that hold nothing else
 * @property {Node[]} [children] absent where bytes are
 * @property {number} [bytes]
 * @property {Kind} [kind]
 */
/** @typedef {{ version: string, wasm: number, glue: number, yanked: boolean, unreleased?: boolean }} Release */
/** @typedef {{ raw: number, gzip: number, brotli: number }} Size */
/** @typedef {[string, [string, [string, number, number][]][]][]} Modules */
/**
 * @typedef {object} Tier
 * @property {string} name
 * @property {string} package
 * @property {Size} wasm
 * @property {Size} glue
 * @property {{ wasm: number, glue: number }} budget
 * @property {Modules} modules
 * @property {Release[] | null} releases oldest first; null where no index was at hand
 */

/** @type {Kind[]} */
const kinds = ['code', 'data', 'structure'];

/** @returns {{ version: string, tiers: Tier[] }} */
export const readData = () => JSON.parse(document.getElementById('data')?.textContent ?? '');

/** A tier as a tree: module, folders, file, function or datum. @param {Tier} tier @returns {Node} */
export const treeOf = (tier) => ({
  name: tier.name,
  title: 'whole wasm',
  children: tier.modules.map(([name, files]) => collapsed({ name, title: name, children: folders(files) })),
});

/** @param {Modules[number][1]} files @returns {Node[]} */
const folders = (files) => {
  /** @type {Node} */
  const top = { name: '', title: '', children: [] };
  for (const [path, parts] of files) {
    const names = path.split('/');
    const leaf = names.pop() ?? path;
    const children = parts.map(([name, bytes, kind]) => ({ name, title: name, bytes, kind: kinds[kind] }));
    names.reduce(folderIn, top).children?.push({ name: leaf, title: leaf, children });
  }
  return (top.children ?? []).map(joined);
};

/** @param {Node} above @param {string} name @returns {Node} */
const folderIn = (above, name) => {
  const there = above.children?.find((child) => child.name === `${name}/`);
  if (there) return there;
  const made = { name: `${name}/`, title: `${name}/`, children: [] };
  above.children?.push(made);
  return made;
};

/** Folders that hold one folder only are one step, with both names. @param {Node} node @returns {Node} */
const joined = (node) => {
  const children = node.children?.map(joined);
  const only = children?.length === 1 ? children[0] : undefined;
  if (only?.children && node.name.endsWith('/')) return { ...only, title: node.title + only.title };
  return { ...node, children };
};

/** A module with one folder has no step for it. @param {Node} module @returns {Node} */
const collapsed = (module) => {
  const only = module.children?.length === 1 ? module.children[0] : undefined;
  return only?.name.endsWith('/') ? { ...module, children: only.children } : module;
};

/** @typedef {{ name: string, file: string, module: string, bytes: number, kind: Kind }} Part */

/** Every function and datum of a tier. @param {Tier} tier @returns {Part[]} */
export const partsOf = (tier) => tier.modules.flatMap(([module, files]) =>
  files.flatMap(([file, parts]) => parts.map(([name, bytes, kind]) => ({ name, file, module, bytes, kind: kinds[kind] }))));

/** Modules of all tiers, the largest first: each has its colour in every tier. @param {Tier[]} tiers @returns {string[]} */
export const modulesOf = (tiers) => {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const tier of tiers) for (const { module, bytes } of partsOf(tier)) sums.set(module, (sums.get(module) ?? 0) + bytes);
  return [...sums].sort((one, other) => other[1] - one[1]).map(([name]) => name);
};
