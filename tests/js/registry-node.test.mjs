/** Where a Node program finds an installed tier: beside the loader, beside the program, in the working folder; and what is said when it is nowhere. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { builtTiers } from '../support/dist.mjs';
import { registryFile } from '../support/registry.mjs';
import { removeFolder } from '../support/temporary.mjs';

const run = promisify(execFile);
const tier = builtTiers()[0]; // which one makes no difference to where it is looked for
const { name: pkg, version } = JSON.parse(readFileSync(path.join(tier.packageFolder, 'package.json'), 'utf8'));
const loaderFolder = path.dirname(path.dirname(registryFile('registry.mjs')));

/** A folder that is gone at the end of the test. @param {import('node:test').TestContext} context */
const emptyFolder = (context) => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'node-')));
  context.after(() => removeFolder(folder));
  return folder;
};

/** @param {string} folder where `node_modules` is @param {string} name @param {string} from */
const install = (folder, name, from) => cpSync(from, path.join(folder, 'node_modules', name), { recursive: true });

/** @param {string} folder */
const installTier = (folder) => install(folder, pkg, tier.packageFolder);

/** @param {string} folder */
const installLoader = (folder) => install(folder, '@pocketpy/registry', loaderFolder);

const body = `createPocketPy('${tier.name}', { fetch: async () => { throw new Error('nothing is fetched here'); } })
  .then((py) => console.log(py.eval('6 * 7')), (error) => console.log(JSON.stringify({ name: error.name, message: error.message, attempts: error.attempts })));`;
const loaders = {
  mjs: (/** @type {string} */ from) => `import { createPocketPy } from ${JSON.stringify(from)};`,
  cjs: (/** @type {string} */ from) => `const { createPocketPy } = require(${JSON.stringify(from)});`,
};

/** Writes a program. @param {string} file @param {string} [from] @returns {string} the file */
const program = (file, from = '@pocketpy/registry') => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, loaders[/** @type {keyof typeof loaders} */ (path.extname(file).slice(1))](from) + body);
  return file;
};

/** What a program prints. @param {string} cwd @param {string[]} words */
const output = async (cwd, ...words) => (await run(process.execPath, words, { cwd })).stdout;

for (const kind of /** @type {const} */ (['mjs', 'cjs'])) {
  const loaderIn = (/** @type {string} */ folder) => path.join(folder, 'node_modules/@pocketpy/registry/dist', `registry.${kind}`);

  test(`${kind}: a program that is started from another folder uses what is installed beside it`, async (context) => {
    const [app, elsewhere] = [emptyFolder(context), emptyFolder(context)];
    installTier(app);
    installLoader(app);
    assert.equal(await output(elsewhere, program(path.join(app, 'src', `main.${kind}`))), '42\n');
  });

  test(`${kind}: a tier beside the loader is used by a program that is elsewhere`, async (context) => {
    const [shared, app] = [emptyFolder(context), emptyFolder(context)];
    installTier(shared);
    installLoader(shared);
    assert.equal(await output(app, program(path.join(app, `main.${kind}`), loaderIn(shared))), '42\n');
  });

  test(`${kind}: a command that is a link into its package uses what is installed beside the package`, async (context) => {
    const [app, bin, loader] = [emptyFolder(context), emptyFolder(context), emptyFolder(context)];
    installTier(app);
    installLoader(loader);
    symlinkSync(program(path.join(app, `main.${kind}`), loaderIn(loader)), path.join(bin, 'tool'));
    assert.equal(await output(bin, path.join(bin, 'tool')), '42\n');
  });

  test(`${kind}: a folder that is started as a program uses what is installed in it`, async (context) => {
    const [app, elsewhere] = [emptyFolder(context), emptyFolder(context)];
    installTier(app);
    installLoader(elsewhere);
    writeFileSync(path.join(app, 'package.json'), JSON.stringify({ main: `main.${kind}` }));
    program(path.join(app, `main.${kind}`), loaderIn(elsewhere));
    assert.equal(await output(elsewhere, app), '42\n');
  });

  test(`${kind}: a program without a file uses what is installed in the working folder`, async (context) => {
    const [app, elsewhere] = [emptyFolder(context), emptyFolder(context)];
    installTier(app);
    installLoader(elsewhere);
    const type = kind === 'mjs' ? 'module' : 'commonjs';
    assert.equal(await output(app, `--input-type=${type}`, '--eval', loaders[kind](loaderIn(elsewhere)) + body), '42\n');
  });

  test(`${kind}: a tier that is installed nowhere is an error that names the three places, then the CDNs`, async (context) => {
    const [loader, app, working] = [emptyFolder(context), emptyFolder(context), emptyFolder(context)];
    installLoader(loader);
    const main = program(path.join(app, `main.${kind}`), loaderIn(loader));
    const { name, message, attempts } = JSON.parse(await output(working, main));
    assert.equal(name, 'PocketPyLoadError');
    const places = [path.join(path.dirname(loaderIn(loader)), kind === 'mjs' ? 'node.mjs' : 'registry.cjs'), main, working];
    assert.deepEqual(attempts.slice(0, 3), places.map((url) => ({ url, reason: `${pkg} is not installed for it` })));
    assert.match(attempts[3].url, /^https:\/\/unpkg\.com\//);
    assert.match(attempts[3].reason, /nothing is fetched here/);
    for (const { url } of attempts) assert.ok(message.includes(url), url);
  });
}

test('an installed tier of another version is not taken, and the error names both versions', async (context) => {
  const app = emptyFolder(context);
  installTier(app);
  installLoader(app);
  const manifest = path.join(app, 'node_modules', pkg, 'package.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(`"version": "${version}"`, '"version": "99.0.0"'));
  const { attempts } = JSON.parse(await output(app, program(path.join(app, 'main.mjs'))));
  assert.deepEqual(attempts[0].reason, `${pkg} is installed for it in version 99.0.0, not ${version}`);
  assert.match(attempts[3].url, /^https:/);
});

test('of two installed versions the one that the loader knows is taken, wherever it is', async (context) => {
  const [loader, app] = [emptyFolder(context), emptyFolder(context)];
  for (const folder of [loader, app]) installTier(folder);
  installLoader(loader);
  const manifest = path.join(loader, 'node_modules', pkg, 'package.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(`"version": "${version}"`, '"version": "99.0.0"'));
  assert.equal(await output(app, program(path.join(app, 'main.mjs'), path.join(loader, 'node_modules/@pocketpy/registry/dist/registry.mjs'))), '42\n');
});

test('why a download failed is told in Node too, which hides it in a cause', async (context) => {
  const app = emptyFolder(context);
  installLoader(app);
  const source = "import { createPocketPy } from '@pocketpy/registry'; await createPocketPy('core', { baseURL: 'http://127.0.0.1:9/' }).catch(({ message }) => console.log(message));";
  writeFileSync(path.join(app, 'main.mjs'), source);
  assert.match(await output(app, path.join(app, 'main.mjs')), /http:\/\/127\.0\.0\.1:9\/pocketpy\.(mjs|wasm): fetch failed: \S/);
});
