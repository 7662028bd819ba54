/** The loader's npm package as a person gets it: packed and installed beside the tiers, used from ESM and CommonJS. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { builtTiers, distFolder } from '../support/dist.mjs';
import { removeFolder } from '../support/temporary.mjs';

const run = promisify(execFile);
const tests = fileURLToPath(new URL('../', import.meta.url));
const tiers = builtTiers();
let project = '';

/** npm with a cache of its own, so that nothing but the tarballs can be used. */
const npm = (/** @type {string[]} */ ...words) => run('npm', [...words, '--offline', '--cache', path.join(project, 'cache')], { cwd: project, timeout: 60_000 });

before(async () => {
  project = mkdtempSync(path.join(os.tmpdir(), 'pocketpy-registry-'));
  writeFileSync(path.join(project, 'package.json'), '{ "private": true }');
  const folders = [...tiers.map((tier) => tier.packageFolder), path.join(distFolder, 'npm', '@pocketpy', 'registry')];
  for (const folder of folders) await npm('pack', folder, '--pack-destination', project);
  const tarballs = readdirSync(project).filter((file) => file.endsWith('.tgz'));
  assert.equal(tarballs.length, folders.length);
  await npm('install', ...tarballs.map((file) => `./${file}`));
});
after(() => removeFolder(project));

const body = (/** @type {string} */ tier) => `
  createPocketPy('${tier}', { fetch() { throw new Error('nothing may be fetched'); } }).then((py) => console.log(py.eval('6 * 7'), py.buildInfo.tier));`;
const programs = {
  'program.mjs': "import { createPocketPy } from '@pocketpy/registry';",
  'program.cjs': "const { createPocketPy } = require('@pocketpy/registry');",
};

for (const tier of tiers) {
  for (const [file, getLoader] of Object.entries(programs)) {
    test(`${tier.name}: ${file} of a project uses the installed tier and fetches nothing`, async () => {
      writeFileSync(path.join(project, file), getLoader + body(tier.name));
      const { stdout, stderr } = await run(process.execPath, [file], { cwd: project, timeout: 30_000 });
      assert.equal(stdout, `42 ${tier.name}\n`);
      assert.equal(stderr, '');
    });
  }
}

test('the package brings the notice of what is bundled in it, and every file that it loads', () => {
  const folder = path.join(project, 'node_modules/@pocketpy/registry');
  assert.match(readFileSync(path.join(folder, 'THIRD-PARTY-NOTICES'), 'utf8'), /^semver [\s\S]*Isaac Z\. Schlueter[\s\S]*ISC[\s\S]*Permission to use, copy, modify/m);
  assert.deepEqual(readdirSync(path.join(folder, 'dist')).sort(), ['node.mjs', 'registry.cjs', 'registry.d.cts', 'registry.d.ts', 'registry.mjs', 'registry.umd.d.ts', 'registry.umd.js', 'releases.mjs']);
});

/** What a program in another host than Node does; prints one line if all of it is right. @param {import('../support/dist.mjs').Tier} tier */
const everywhere = (tier) => `
import { createPocketPy, PocketPyError, PythonError } from '@pocketpy/registry';
const lines = [];
const py = await createPocketPy('${tier.name}', { print: (line) => lines.push(line) });
py.run('print(6 * 7)');
py.set('data', { list: [1, 2.5], bytes: new Uint8Array([7]) });
const other = await createPocketPy('${tier.name}', { baseURL: 'node_modules/${tier.info.package}/dist/' });
const raised = (() => { try { py.run('1/0'); } catch (error) { return error instanceof PythonError && error.type; } })();
const ranged = await createPocketPy('${tier.name}@*');
const fitting = await createPocketPy({ for: 'import ${tier.info.modules.at(-1)}' });
const refused = await createPocketPy('${tier.name}', { baseURL: 'damaged' }).catch((error) => error instanceof PocketPyError && /pocketpy\\.wasm: not the file/.test(error.message));
py.destroy();
console.log(ranged.eval('6 * 7') === 42 && fitting.variant === '${tier.name}', lines[0], py.variant, other.eval('[x for x in range(3)]').join(), raised, refused);
`;

/** A copy of the tier's files with one bit of the wasm turned. @param {import('../support/dist.mjs').Tier} tier */
const makeDamaged = (tier) => {
  const folder = path.join(project, 'damaged');
  cpSync(path.dirname(tier.wasm), folder, { recursive: true });
  const bytes = readFileSync(tier.wasm);
  bytes[bytes.length - 9] ^= 1;
  writeFileSync(path.join(folder, 'pocketpy.wasm'), bytes);
};

/**
 * npm ships both; each gets a home of its own and no network. Deno is named by its platform's package, because not every
 * registry has all of its platforms; `DENO` and `BUN` name other executables.
 */
const hosts = {
  deno: [process.env.DENO ?? path.join(tests, 'node_modules/@deno/linux-x64-glibc/deno'), 'run', '--cached-only', '--allow-read', '--allow-write', '--allow-env', '--allow-sys'],
  bun: [process.env.BUN ?? path.join(tests, 'node_modules/.bin/bun'), 'run'],
};

for (const tier of tiers) {
  for (const [host, [program, ...words]] of Object.entries(hosts)) {
    test(`${tier.name}: in ${host}, the installed tier and a folder are run and a damaged file is refused`, async () => {
      makeDamaged(tier);
      writeFileSync(path.join(project, 'everywhere.mjs'), everywhere(tier));
      const env = { ...process.env, DENO_DIR: path.join(project, 'deno'), DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' };
      const { stdout } = await run(program, [...words, 'everywhere.mjs'], { cwd: project, timeout: 60_000, env });
      assert.equal(stdout, `true 42 ${tier.name} 0,1,2 ZeroDivisionError true\n`);
    });
  }
}
