/**
 * Finds what is tested: the tier packages under `dist/npm/@pocketpy/` (`POCKETPY_DIST` names another `dist`).
 * Limits: knows a tier by its files only; nothing here is written per tier.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));
export const distFolder = path.resolve(process.env.POCKETPY_DIST ?? path.join(repository, 'dist'));

/**
 * @typedef {object} Tier
 * @property {string} name such as `core`
 * @property {string} packageFolder
 * @property {string} js path of pocketpy.js
 * @property {string} mjs path of pocketpy.mjs
 * @property {string} wasm path of pocketpy.wasm
 * @property {Record<string, any>} info build-info.json
 */

/** Those that were asked for; all where none was. */
const asked = process.env.POCKETPY_TIERS?.split(',');

/** Whether only some tiers are to be tested, so that what belongs to the others is left alone. */
export const areTiersChosen = asked !== undefined;

/** The tiers to test, all that are built unless POCKETPY_TIERS names some; an error if there is none, so that no test passes for want of a subject. @returns {Tier[]} */
export function builtTiers() {
  const scope = path.join(distFolder, 'npm', '@pocketpy');
  const names = existsSync(scope) ? readdirSync(scope).sort() : [];
  const tiers = names.filter((name) => existsSync(path.join(scope, name, 'dist', 'pocketpy.wasm')));
  if (tiers.length === 0) throw new Error(`no built tier in ${scope}; run \`cargo xtask build\` first`);
  const unbuilt = (asked ?? []).filter((name) => !tiers.includes(name));
  if (unbuilt.length > 0) throw new Error(`POCKETPY_TIERS names ${unbuilt.join(', ')}; built: ${tiers.join(', ')}`);
  return (asked ?? tiers).map((name) => describe(name, path.join(scope, name)));
}

/** @param {string} name @param {string} packageFolder @returns {Tier} */
function describe(name, packageFolder) {
  const file = (/** @type {string} */ leaf) => path.join(packageFolder, 'dist', leaf);
  const info = JSON.parse(readFileSync(file('build-info.json'), 'utf8'));
  return { name, packageFolder, js: file('pocketpy.js'), mjs: file('pocketpy.mjs'), wasm: file('pocketpy.wasm'), info };
}

/** The factory out of pocketpy.js. @param {Tier} tier @returns {(options?: object) => Promise<any>} */
export const requireFactory = (tier) => createRequire(import.meta.url)(tier.js);

/** The factory out of pocketpy.mjs. @param {Tier} tier @returns {Promise<(options?: object) => Promise<any>>} */
export const importFactory = async (tier) => (await import(pathToFileURL(tier.mjs).href)).default;
