/**
 * What few pages need: an index of releases, version ranges, and the choice by a program's imports. A file of its own, so that no other page
 * downloads it. Limits: imports nothing of the loader, so that no class and no table exists twice; the loader hands in what is shared.
 */
import clean from 'semver/functions/clean.js';
import rcompare from 'semver/functions/rcompare.js';
import valid from 'semver/functions/valid.js';
import maxSatisfying from 'semver/ranges/max-satisfying.js';
import validRange from 'semver/ranges/valid.js';
import { variantsOf } from './catalogue.mjs';
import { importsOf } from './imports.mjs';

/** @typedef {import('./variants.mjs').Variant} Variant */
/**
 * What the loader hands in.
 * @typedef {object} Loader
 * @property {typeof import('./errors.mjs').PocketPyError} PocketPyError
 * @property {typeof import('./errors.mjs').refuseUnknown} refuseUnknown
 * @property {Map<string, Variant>} table
 * @property {typeof import('./assets.mjs').toAddress} toAddress
 * @property {typeof import('./assets.mjs').nodeHost} nodeHost
 */

/** Put in by the build: modules and brotli bytes of the tiers it made, by `package@version`. */
const built = /** @type {Record<string, { modules: string[], bytes: number }>} */ (POCKETPY_MODULES);

/** `numpy@0.3` → `numpy`, `0.3`; the second is undefined without `@`. @param {string} name @returns {[string, string | undefined]} */
const parts = (name) => {
  const at = name.lastIndexOf('@');
  return at > 0 ? [name.slice(0, at), name.slice(at + 1)] : [name, undefined];
};

/** Fulfils like `work`, or rejects as soon as the signal says so. @template T @param {Promise<T>} work @param {AbortSignal} [signal] @returns {Promise<T>} */
const unlessAborted = (work, signal) => new Promise((resolve, reject) => {
  const abort = () => reject(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  work.then(resolve, reject).finally(() => signal?.removeEventListener('abort', abort));
});

/** @param {string} address @param {any} options @param {Awaited<ReturnType<Loader['nodeHost']>>} node */
const download = async (address, { fetch = globalThis.fetch, signal }, node) => {
  const get = () => fetch(address, { signal, credentials: 'same-origin' });
  const response = await (node ? node.open({ file: 'index.json', address }, get) : get());
  if (!response.ok) throw new Error(`HTTP status ${response.status}`);
  return { content: await response.text(), folder: new URL('.', response.url || address).href };
};

/** @param {Loader} loader @param {any} url @param {any} options */
const refuseBad = ({ refuseUnknown }, url, options) => {
  if (typeof url !== 'string' && !(url instanceof URL)) throw new TypeError('loadIndex needs the address of an index.json');
  refuseUnknown('option', options, ['fetch', 'signal']);
  if (!['function', 'undefined'].includes(typeof options.fetch)) throw new TypeError('option fetch must be a function');
};

/**
 * Registers every variant of an index, or none.
 * @param {Loader} loader
 * @param {string | URL} url
 * @param {any} [options]
 * @returns {Promise<string[]>} the names
 */
export const loadIndex = async (loader, url, options = {}) => {
  refuseBad(loader, url, options);
  const node = await loader.nodeHost();
  const address = loader.toAddress(url, node);
  const { signal } = options;
  const found = await unlessAborted(download(address, options, node).then(({ content, folder }) => variantsOf(content, folder)), signal).catch((cause) => {
    if (signal?.aborted) throw signal.reason;
    throw new loader.PocketPyError(`cannot use the index ${address}: ${cause.message ?? cause}; nothing of it was registered`, { url: address, cause });
  });
  keepReplaced(loader.table, found);
  for (const [name, variant] of found) loader.table.set(name, variant);
  return found.map(([name]) => name);
};

/** What a plain name meant so far stays known by its version. @param {Map<string, Variant>} table @param {[string, Variant][]} found */
const keepReplaced = (table, found) => {
  for (const [name] of found) {
    const old = table.get(name);
    if (old && parts(name)[1] === undefined && !table.has(`${name}@${old.version}`)) table.set(`${name}@${old.version}`, old);
  }
};

/** All versions of a name. @param {Map<string, Variant>} table @param {string} base @returns {Map<string, Variant>} newest first */
const versionsOf = (table, base) => {
  const versioned = [...table].map(([name, variant]) => /** @type {const} */ ([...parts(name), variant])).filter(([name]) => name === base);
  // where a version has a name of its own, that is meant
  const plainFirst = versioned.sort(([, one], [, other]) => Number(one !== undefined) - Number(other !== undefined));
  const known = plainFirst.map(([, version, variant]) => /** @type {[string, Variant]} */ ([version ?? variant.version, variant]));
  return new Map([...new Map(known)].filter(([version]) => valid(version)).sort(([one], [other]) => rcompare(one, other)));
};

/** @param {Loader} loader @param {string} name */
const byRange = ({ PocketPyError, table }, name) => {
  const [base, range] = parts(name);
  const known = versionsOf(table, base);
  if (range === undefined || !known.size) {
    const plain = [...table.keys()].filter((other) => parts(other)[1] === undefined);
    throw new PocketPyError(`unknown variant \`${name}\`; known: ${plain.join(', ')}; others are added with register() or loadIndex()`);
  }
  if (!range.trim() || validRange(range) === null) throw new PocketPyError(`\`${range}\` in \`${name}\` is no version and no range such as ^0.3 or 1.x`);
  const exact = clean(range);
  const usable = [...known].filter(([version, variant]) => version === exact || !variant.yanked).map(([version]) => version);
  const version = exact && usable.includes(exact) ? exact : maxSatisfying(usable, range);
  if (version) return { name: `${base}@${version}`, variant: /** @type {Variant} */ (known.get(version)) };
  const list = [...known].map(([other, { yanked }]) => (yanked ? `${other} (yanked)` : other)).join(', ');
  throw new PocketPyError(`no version of \`${base}\` matches \`${range}\`; known: ${list}; others are added with register() or loadIndex()`);
};

/** The part of a module's name that a tier has or has not. @param {string} module */
const topLevel = (module) => module.split('.')[0];

/** The modules that a program needs. @param {Loader} loader @param {any} program a text, or `{ code, ignore }` @returns {string[]} */
const needs = ({ refuseUnknown }, program) => {
  const { code, ignore = [] } = typeof program === 'string' ? { code: program } : (refuseUnknown('key of `for`', program, ['code', 'ignore']), program);
  if (typeof code !== 'string') throw new TypeError('`for` must be a program as a string, or { code, ignore }');
  if (!Array.isArray(ignore) || ignore.some((name) => typeof name !== 'string')) throw new TypeError('`ignore` must be a list of names of modules');
  const ignored = new Set(ignore.map(topLevel));
  return [...new Set(importsOf(code).map(topLevel))].filter((name) => !ignored.has(name));
};

/** The variants whose modules are known, the smallest first. @param {Map<string, Variant>} table */
const candidates = (table) => [...table].flatMap(([name, variant]) => {
  const { modules = built[`${variant.pkg}@${variant.version}`]?.modules, bytes = built[`${variant.pkg}@${variant.version}`]?.bytes ?? Infinity, yanked } = variant;
  return modules && !yanked && parts(name)[1] === undefined ? [{ name, variant, bytes, modules: new Set(modules.map(topLevel)) }] : [];
}).sort((one, other) => one.bytes - other.bytes || 0);

/** @param {Loader} loader @param {any} program */
const byImports = (loader, program) => {
  const needed = needs(loader, program);
  const all = candidates(loader.table);
  const found = all.find(({ modules }) => needed.every((name) => modules.has(name)));
  if (found) return found;
  const known = new Set(all.flatMap(({ modules }) => [...modules]));
  const missing = needed.filter((name) => !known.has(name));
  const quoted = (/** @type {string[]} */ names) => names.map((name) => `\`${name}\``).join(', ');
  const what = missing.length ? `no variant has ${quoted(missing)}` : `no single variant has all of ${quoted(needed)}`;
  const help = 'what the program brings itself is named in for: { code, ignore: [...] }';
  throw new loader.PocketPyError(`${what}; known in ${all.map(({ name }) => name).join(', ')}: ${[...known].sort().join(', ')}; ${help}`);
};

/**
 * The variant for a name that is not registered, or for a program.
 * @param {Loader} loader
 * @param {any} name or options with `for`
 * @param {any} options
 * @returns {{ name: string, variant: Variant, options: any }}
 */
export const choose = (loader, name, options) => {
  if (Object(name) !== name) return { ...byRange(loader, String(name)), options };
  const { for: program, ...others } = name;
  if (program === undefined) throw new TypeError('createPocketPy needs the name of a variant, or options with `for`: a program');
  if (Object.keys(options).length) throw new TypeError('the options stand beside `for`, in one object');
  return { ...byImports(loader, program), options: others };
};
