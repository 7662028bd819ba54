/**
 * `index.json` of a static registry, validated key by key before anything of it is used. The types below are its schema; every key must be there, and no other.
 * Limits: reads schema 1 only, and knows nothing of addresses: paths are relative to the index.
 */
import compare from 'semver/functions/compare.js';
import prerelease from 'semver/functions/prerelease.js';
import valid from 'semver/functions/valid.js';

/** The schema that this reader knows; another number means other keys. */
const schema = 1;

/**
 * @typedef {{ path: string, bytes: number, brotliBytes: number, sha384: string }} Asset
 * @typedef {{ version: string, yanked: boolean, modules: string[], assets: Record<string, Asset> }} Release
 * @typedef {{ variant: string | null, versions: Release[] }} Entry
 * @typedef {{ schema: number, packages: Record<string, Entry> }} Catalogue
 * @typedef {(value: any, where: string) => void} Check throws what is wrong with a value
 */

/** @param {string} where @param {string} what @returns {never} */
const wrong = (where, what) => {
  throw new Error(`${where} ${what}`);
};

const isObject = (/** @type {unknown} */ value) => typeof value === 'object' && !!value && !Array.isArray(value);

/** A check by a predicate. @param {(value: any) => unknown} test @param {string} what @returns {Check} */
const like = (test, what) => (value, where) => void (test(value) || wrong(where, `is ${JSON.stringify(value)?.slice(0, 80) ?? 'missing'}, not ${what}`));

/** A string that matches a pattern. @param {RegExp} form @param {string} what */
const text = (form, what) => like((value) => typeof value === 'string' && form.test(value), what);

/** Exactly these keys. @param {Record<string, Check>} checks @returns {Check} */
const object = (checks) => (value, where) => {
  if (!isObject(value)) wrong(where, 'is not an object');
  const legal = Object.keys(checks);
  for (const key of Object.keys(value)) legal.includes(key) || wrong(where, `has the unknown key ${JSON.stringify(key)}; legal: ${legal.join(', ')}`);
  for (const key of legal) checks[key](value[key], `${where}.${key}`);
};

/** A record whose keys match a pattern, and whose values pass one check. @param {Check} name @param {Check} check @returns {Check} */
const table = (name, check) => (value, where) => {
  if (!isObject(value)) wrong(where, 'is not an object');
  for (const key of Object.keys(value)) name(key, `a key of ${where}`), check(value[key], `${where}[${JSON.stringify(key)}]`);
};

/** @param {Check} check @returns {Check} */
const list = (check) => (value, where) => {
  if (!Array.isArray(value)) wrong(where, 'is not a list');
  value.forEach((/** @type {any} */ item, /** @type {number} */ index) => check(item, `${where}[${index}]`));
};

const count = like((value) => Number.isSafeInteger(value) && value >= 0, 'a number of bytes');

// No segment of a path is `.` or `..`, and no character is special in URLs: it cannot escape the folder of the index.
const path = text(/^(?!\.{1,2}(\/|$))[\w@+.-]+(\/(?!\.{1,2}(\/|$))[\w@+.-]+)*$/, 'a path below the folder of the index');

const asset = object({ path, bytes: count, brotliBytes: count, sha384: text(/^sha384-[A-Za-z0-9+/]{64}$/, 'a hash such as sha384-…') });

const release = object({
  version: like((value) => typeof value === 'string' && /^\d/.test(value) && valid(value), 'a version such as 1.2.3'),
  yanked: like((value) => typeof value === 'boolean', 'true or false'),
  modules: list(text(/^[\p{XID_Start}_]\p{XID_Continue}*(\.[\p{XID_Start}_]\p{XID_Continue}*)*$/u, 'the name of a module')),
  assets: table(text(/^[\w@+./-]+$/, 'the name of a file'), asset),
});

const entry = object({
  variant: like((value) => value === null || (typeof value === 'string' && /^[a-z][a-z0-9-]*$/.test(value)), 'the name of a variant, nor null'),
  versions: list(release),
});

const catalogue = object({ schema: like((value) => value === schema, `${schema}`), packages: table(text(/^(@[\w.-]+\/)?[\w.-]+$/, 'the name of a package'), entry) });

/** What a loader loads of a release. */
const loaded = ['pocketpy.mjs', 'pocketpy.wasm'];

/** Constraints beyond the schema. @param {Entry[]} entries */
const refuseContradictions = (entries) => {
  const names = entries.map(({ variant }) => variant).filter((name) => name !== null);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) wrong('index.packages', `has the variant ${twice} twice`);
  for (const { variant, versions } of entries) {
    versions.forEach(({ version, assets }, index) => {
      if (index && compare(versions[index - 1].version, version) < 1) wrong(`${variant} ${version}`, `stands after ${versions[index - 1].version}; the newest is first`);
      if (variant !== null) loaded.forEach((file) => folderOf(`${variant} ${version}`, assets, file));
      if (variant !== null && new Set(loaded.map((file) => folderOf(variant, assets, file))).size > 1) wrong(`${variant} ${version}`, `has ${loaded.join(' and ')} in two folders`);
    });
  }
};

/** The folder of an asset that is called as its path ends. @param {string} where @param {Record<string, Asset>} assets @param {string} file */
const folderOf = (where, assets, file) => {
  const found = Object.hasOwn(assets, file) ? `/${assets[file].path}` : wrong(where, `has no asset ${file}`);
  if (!found.endsWith(`/${file}`)) wrong(where, `has ${file} at another name, ${assets[file].path}`);
  return found.slice(1, -file.length);
};

/** @param {any} value @returns {asserts value is Catalogue} */
const check = (value) => {
  if (typeof value?.schema === 'number' && value.schema > schema) wrong('the index', `has the schema ${value.schema}, newer than ${schema}: update @pocketpy/registry`);
  catalogue(value, 'index');
  refuseContradictions(Object.values(value.packages));
};

/** @param {string} content @returns {any} */
const parse = (content) => {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new Error(/^\s*</.test(content) ? 'got HTML instead of JSON' : `${/** @type {Error} */ (cause).message}`, { cause });
  }
};

/**
 * The variants of an index by the names they are registered under: `name` (the newest version that is neither yanked nor a pre-release) and
 * every `name@version`.
 * @param {string} content
 * @param {string} folder of the index, with its slash
 * @returns {[string, import('./variants.mjs').Variant][]}
 */
export const variantsOf = (content, folder) => {
  /** @type {unknown} */
  const value = parse(content);
  check(value);
  return Object.entries(value.packages).flatMap(([pkg, { variant: name, versions }]) => {
    if (name === null) return [];
    const all = versions.map((release) => toVariant(pkg, release, folder));
    const newest = all.find(({ version, yanked }) => !yanked && !prerelease(version));
    const named = all.map((variant) => /** @type {[string, import('./variants.mjs').Variant]} */ ([`${name}@${variant.version}`, variant]));
    return newest ? [[name, newest], ...named] : named;
  });
};

/** @param {string} pkg @param {Release} release @param {string} folder @returns {import('./variants.mjs').Variant} */
const toVariant = (pkg, { version, yanked, modules, assets }, folder) => Object.freeze({
  pkg, version, yanked, modules: Object.freeze(modules), bytes: assets['pocketpy.wasm'].brotliBytes,
  integrity: Object.freeze(Object.fromEntries(loaded.map((file) => [file, assets[file].sha384]))),
  baseURL: folder + folderOf(pkg, assets, 'pocketpy.mjs'),
});
