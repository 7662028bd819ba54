/**
 * The variants by name, and where a variant's files are served.
 * Limits: knows the versions it was built with; others are registered by the host.
 */
import { refuseUnknown } from './errors.mjs';

/**
 * @typedef {object} Variant
 * @property {string} pkg npm package
 * @property {string} version
 * @property {Record<string, string>} [integrity] `sha384-…` by file name
 * @property {string} [baseURL] a folder that holds the files, in place of the CDNs
 * @property {readonly string[]} [modules] every module that a program can import; without it `for` does not find the variant
 * @property {number} [bytes] what its wasm costs a page; `for` takes the smallest that will do
 * @property {boolean} [yanked] only taken by its exact version
 * @typedef {(pkg: string, version: string, file: string) => string | URL} Template
 */

/** Put in by the build: the tiers it made, with the hashes of their files. */
const built = /** @type {Record<string, Variant>} */ (POCKETPY_VARIANTS);

export const table = new Map(Object.entries(built));

/** @type {Template[]} */
const defaultTemplates = ['unpkg.com', 'cdn.jsdelivr.net/npm'].map((host) => (pkg, version, file) => `https://${host}/${pkg}@${version}/dist/${file}`);

/** @type {Template[]} */
let templates = defaultTemplates;

/**
 * Adds a variant, or changes one.
 * @param {string} name
 * @param {Variant} variant
 */
export const register = (name, variant) => {
  refuseUnknown('variant property', variant, ['pkg', 'version', 'integrity', 'baseURL', 'modules', 'bytes', 'yanked']);
  for (const key of /** @type {const} */ (['pkg', 'version'])) {
    if (typeof variant[key] !== 'string' || !variant[key]) throw new TypeError(`variant \`${name}\` needs a string \`${key}\``);
  }
  table.set(name, { ...variant });
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

/** The CDNs, in order, each giving a file's address. @param {Variant} variant @returns {((file: string) => string)[]} */
export const cdns = ({ pkg, version }) => templates.map((template) => (file) => String(template(pkg, version, file)));
