/**
 * A static registry out of what is built, made by `cargo xtask index --rehearse`: `index.json` and the assets by version, and a mark that
 * keeps it from being merged into one that is published.
 * Limits: one version, the built one; a test that wants others edits what `makeIndex` gives and writes it with `writeIndex`.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { distFolder } from './dist.mjs';
import { removeFolder } from './temporary.mjs';

/** @type {string | undefined} */
let made;

/** Made once for a file of tests, and gone at its end. */
const rehearsed = () => {
  if (made) return made;
  const folder = mkdtempSync(path.join(tmpdir(), 'index-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  execFileSync('cargo', ['xtask', 'index', '--rehearse', folder], { cwd: path.dirname(distFolder), stdio: ['ignore', 'ignore', 'pipe'] });
  return (made = folder);
};

/** Fills a folder with what `cargo xtask index` writes. @param {string} folder @returns {any} the index that stands in its index.json */
export const makeIndex = (folder) => {
  cpSync(rehearsed(), folder, { recursive: true });
  return JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8'));
};

/** @param {string} folder @param {any} index @returns {string} the file */
export const writeIndex = (folder, index) => {
  const file = path.join(folder, 'index.json');
  writeFileSync(file, typeof index === 'string' ? index : `${JSON.stringify(index, null, 2)}\n`);
  return file;
};

/** The index's copy with other versions of one variant, newest first, all with the built one's assets. @param {any} index @param {string} variant @param {({ version: string } & Record<string, any>)[]} versions */
export const withVersions = (index, variant, versions) => {
  const copy = structuredClone(index);
  const entry = Object.values(copy.packages).find((/** @type {any} */ one) => one.variant === variant);
  entry.versions = versions.map((version) => ({ ...structuredClone(entry.versions[0]), ...version }));
  return copy;
};

/** A folder that is gone at the end of the test. @param {import('node:test').TestContext} context */
export const temporaryFolder = (context) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'index-'));
  context.after(() => removeFolder(folder)); // a load that failed may still be keeping a file
  return folder;
};

/** What `serve` answers for a folder's files, below a path. @param {string} folder @param {string} [below] @param {object} [extra] */
export const answersOf = (folder, below = '/', extra = {}) => Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => /\.(m?js|cjs|json|wasm)$/.test(file))
    .map((file) => [below + path.relative(folder, file).split(path.sep).join('/'), { file, ...(/\.cjs$/.test(file) ? { type: 'text/javascript' } : {}), ...extra }]),
);
