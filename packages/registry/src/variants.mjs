/**
 * The variants by name, and where a variant's files are served.
 * Limits: knows the versions it was built with; others are registered by the host.
 */
import { PocketPyError, refuseUnknown } from './errors.mjs';

/**
 * @typedef {object} Variant
 * @property {string} pkg npm package
 * @property {string} version
 * @property {Record<string, string>} [integrity] `sha384-…` by file name
 * @property {string} [baseURL] a folder that holds the files, in place of the CDNs
 * @typedef {(pkg: string, version: string, file: string) => string | URL} Template
 */

/** Put in by the build: the tiers it made, with the hashes of their files. */
const built = /** @type {Record<string, Variant>} */ (POCKETPY_VARIANTS);

const table = new Map(Object.entries(built));

const defaultTemplates = [
  (/** @type {string} */ pkg, /** @type {string} */ version, /** @type {string} */ file) => `https://unpkg.com/${pkg}@${version}/dist/${file}`,
  (/** @type {string} */ pkg, /** @type {string} */ version, /** @type {string} */ file) => `https://cdn.jsdelivr.net/npm/${pkg}@${version}/dist/${file}`,
];

/** @type {Template[]} */
let templates = defaultTemplates;

/**
 * Adds a variant, or changes one.
 * @param {string} name
 * @param {Variant} variant
 */
export const register = (name, variant) => {
  refuseUnknown('variant property', variant, ['pkg', 'version', 'integrity', 'baseURL']);
  for (const key of /** @type {const} */ (['pkg', 'version'])) {
    if (typeof variant[key] !== 'string' || !variant[key]) throw new TypeError(`variant \`${name}\` needs a string \`${key}\``);
  }
  table.set(name, Object.freeze({ ...variant }));
};

/** Removes a variant. @param {string} name @returns {boolean} whether it was there */
export const unregister = (name) => table.delete(name);

/** All variants by name. @returns {Record<string, Variant>} a copy */
export const variants = () => Object.fromEntries([...table].map(([name, variant]) => [name, { ...variant }]));

/** Where files come from: one template or several in order; none brings back the default. @param {Template | Template[]} [chosen] */
export const setCDN = (chosen = defaultTemplates) => {
  const list = [chosen].flat();
  if (!list.length || list.some((template) => typeof template !== 'function')) {
    throw new TypeError('setCDN needs a function (pkg, version, file) => url, or a list of such');
  }
  templates = list;
};

/** @param {string} name @returns {Variant} */
export const find = (name) => {
  const variant = table.get(name);
  if (!variant) throw new PocketPyError(`unknown variant \`${name}\`; known: ${[...table.keys()].join(', ')}; others are added with register()`);
  return variant;
};

/** The CDNs' addresses of a file, in order. @param {Variant} variant @param {string} file @returns {string[]} */
export const addresses = ({ pkg, version }, file) => templates.map((template) => String(template(pkg, version, file)));
