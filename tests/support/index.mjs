/**
 * A static registry out of what is built: `index.json` and the assets by version, as the loader's `loadIndex` wants them.
 * Limits: one version, the built one; a test that wants others edits what `makeIndex` gives and writes it with `writeIndex`.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { builtTiers, distFolder } from './dist.mjs';

/** @typedef {{ name: string, size: { brotli: number } }} Measured a file as build-info.json knows it: measuring anew takes seconds */

/** @param {string} file what it is @param {string} place its path in the index @param {Measured[]} measured */
const asset = (file, place, measured) => {
  const bytes = readFileSync(file);
  const brotliBytes = measured.find(({ name }) => name === path.basename(file))?.size.brotli ?? brotliCompressSync(bytes).length;
  return { path: place, bytes: bytes.length, brotliBytes, sha384: `sha384-${createHash('sha384').update(bytes).digest('base64')}` };
};

/** The files of a package's dist/, put into the index. @param {string} folder @param {string} source @param {string} place @param {Measured[]} [measured] */
const assets = (folder, source, place, measured = []) => {
  mkdirSync(path.join(folder, place), { recursive: true });
  return Object.fromEntries(readdirSync(source).sort().map((file) => {
    symlinkSync(path.join(source, file), path.join(folder, place, file));
    return [file, asset(path.join(source, file), `${place}/${file}`, measured)];
  }));
};

/** Fills a folder. @param {string} folder @returns {any} the index that stands in its index.json */
export const makeIndex = (folder) => {
  const packages = /** @type {Record<string, any>} */ ({});
  for (const { name, packageFolder, info } of builtTiers()) {
    const modules = [...new Set([...info.interpreter_modules, ...info.modules])].sort();
    const release = { version: info.version, yanked: false, modules, assets: assets(folder, path.join(packageFolder, 'dist'), `${name}/${info.version}`, info.files) };
    packages[info.package] = { variant: name, versions: [release] };
  }
  const loader = path.join(distFolder, 'npm', '@pocketpy', 'registry');
  const { name, version } = JSON.parse(readFileSync(path.join(loader, 'package.json'), 'utf8'));
  packages[name] = { variant: null, versions: [{ version, yanked: false, modules: [], assets: assets(folder, path.join(loader, 'dist'), `registry/${version}`) }] };
  const index = { schema: 1, packages };
  writeIndex(folder, index);
  return index;
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
  context.after(() => rmSync(folder, { recursive: true, force: true }));
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
