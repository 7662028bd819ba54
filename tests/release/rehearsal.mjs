/**
 * The rehearsed release: a copy of the checkout with what was built, and a release in its `dist/release/`.
 * Made by `cargo xtask test --release`, which names it in POCKETPY_REHEARSAL and its packages in POCKETPY_PACKAGES.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeFolder } from '../support/temporary.mjs';

export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string} name */
const variable = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run \`cargo xtask test --release\``);
  return value;
};
export const rehearsal = variable('POCKETPY_REHEARSAL');

/** The one version of the release, and its folder in a checkout. */
export const version = readdirSync(path.join(rehearsal, 'dist/release'))[0];
export const releaseFolder = (/** @type {string} */ root) => path.join(root, 'dist/release', version);

/** In the order they are published. */
export const packages = variable('POCKETPY_PACKAGES').split(',');
export const tarball = (/** @type {string} */ name) => `${name.slice(1).replace('/', '-')}-${version}.tgz`;
export const sums = () => readFileSync(path.join(releaseFolder(rehearsal), 'SHA256SUMS'), 'utf8');

/** A copy that a test may damage. @param {import('node:test').TestContext} context @returns {string} */
export const copyOf = (context) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pocketpy-rehearsal-'));
  context.after(() => removeFolder(folder));
  cpSync(rehearsal, folder, { recursive: true, filter: (source) => path.basename(source) !== 'target' });
  return folder;
};

/** @typedef {{ code: number | null, stdout: string, stderr: string }} Ended */

/**
 * Runs a program to its end; `started` gets the process, a group of its own.
 * @param {string} program @param {string[]} words
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, started?: (child: import('node:child_process').ChildProcess) => void }} [options]
 * @returns {Promise<Ended>}
 */
export const run = (program, words, { cwd = repository, env = {}, started = () => {} } = {}) => new Promise((resolve, reject) => {
  const child = spawn(program, words, { cwd, env: { ...process.env, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = { code: /** @type {number | null} */ (null), stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (ended.stdout += text));
  child.stderr.on('data', (text) => (ended.stderr += text));
  child.on('error', reject);
  child.on('close', (code) => resolve({ ...ended, code }));
  started(child);
});

/** @param {string} root @param {string[]} words @param {Parameters<typeof run>[2]} [options] */
export const xtask = (root, words, options) => run('cargo', ['run', '--quiet', '--package', 'xtask', '--', '--root', root, ...words], options);
