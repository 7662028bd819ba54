/**
 * The recipes of docs/recipes/ as projects: a section's files are its blocks with a name (```js main.js), its commands the blocks in `sh`, what comes out
 * the blocks in `text`.
 * Limits: `npm install` asks no registry: @pocketpy packages are those of dist/, others must stand in tests/recipes/package.json; `npx` starts what is
 * installed there.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, linkSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { distFolder } from './dist.mjs';
import { removeFolder } from './temporary.mjs';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const tools = path.join(repository, 'tests/recipes/node_modules');
const deno = path.dirname(process.env.DENO ?? path.join(repository, 'tests/node_modules/@deno/linux-x64-glibc/deno'));

/** For what the commands of a recipe start: `npx` runs what the project has, Bun and Deno are the tests' own. @param {string} folder */
export const environmentOf = (folder) => ({
  ...process.env, NODE_ENV: undefined, NODE_TEST_CONTEXT: undefined, NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1', DENO_NO_UPDATE_CHECK: '1',
  PATH: [path.join(folder, 'node_modules/.bin'), path.join(repository, 'tests/node_modules/.bin'), deno, process.env.PATH].join(path.delimiter),
});

/**
 * @typedef {object} Recipe
 * @property {Record<string, string>} files
 * @property {string[]} commands
 * @property {string[]} outputs without their last line ends
 */

/** @param {string} document below docs/recipes @param {string} heading @returns {Recipe} of that section, with the commands from above the first one */
export function recipe(document, heading) {
  const [preamble, ...sections] = readFileSync(path.join(repository, 'docs/recipes', document), 'utf8').split(/^(?=## )/m);
  const section = sections.find((part) => part.startsWith(`## ${heading}\n`));
  if (!section) throw new Error(`${document} has no section \`${heading}\``);
  const blocks = [...`${preamble}${section}`.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language, name, text]) => ({ language, name, text }));
  return {
    files: Object.fromEntries(blocks.flatMap(({ name, text }) => (name ? [[name, text]] : []))),
    commands: blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trimEnd().split('\n')),
    outputs: blocks.filter(({ language }) => language === 'text').map(({ text }) => text.trimEnd()),
  };
}

/** A folder's files as links to the same ones: a copy that takes no space. @param {string} from @param {string} to */
function linkTree(from, to) {
  if (lstatSync(from).isDirectory()) {
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) linkTree(path.join(from, name), path.join(to, name));
  } else if (lstatSync(from).isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else linkSync(from, to);
}

/** What `npm install` would leave behind. @param {string} folder @param {string[]} names */
function install(folder, names) {
  const own = names.filter((name) => name.startsWith('@pocketpy/'));
  const others = names.filter((name) => !own.includes(name));
  for (const name of others) if (!existsSync(path.join(tools, name))) throw new Error(`\`${name}\` is not in tests/recipes/package.json`);
  mkdirSync(path.join(folder, 'node_modules'), { recursive: true });
  if (others.length) linkTree(tools, path.join(folder, 'node_modules')); // whole, as each wants others
  for (const name of own) cpSync(path.join(distFolder, 'npm', name), path.join(folder, 'node_modules', name), { recursive: true });
  const versionOf = (/** @type {string} */ name) => JSON.parse(readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
  const dependencies = Object.fromEntries(names.map((name) => [name, versionOf(name)]));
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
}

/**
 * A project with a recipe's files and packages, gone at the end of the test.
 * @param {import('node:test').TestContext} context
 * @param {Recipe} recipe
 */
export function makeProject(context, { files, commands }) {
  const above = path.join(repository, 'target/pocketpy/recipes'); // on the disk of what is linked
  mkdirSync(above, { recursive: true });
  const folder = mkdtempSync(path.join(above, 'project-'));
  context.after(() => removeFolder(folder));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const isInstall = (/** @type {string} */ command) => command.startsWith('npm install ');
  const wanted = commands.filter(isInstall).flatMap((command) => command.split(' ').slice(2));
  install(folder, wanted.length ? wanted : ['@pocketpy/registry', '@pocketpy/core']);
  return { folder, commands: commands.filter((command) => !isInstall(command)).map((command) => command.replace(/^npx /, '')) };
}

/**
 * Runs one command to its end.
 * @param {string} folder @param {string} command
 * @returns {Promise<{ stdout: string, stderr: string }>}
 */
export const runCommand = (folder, command) => promisify(execFile)('sh', ['-c', command], { cwd: folder, env: environmentOf(folder), timeout: 240_000 });
