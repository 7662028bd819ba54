/** What a failed load says: the address that failed, once, and what came instead. Limits: Node; what a page says is in tests/browser/registry.test.mjs. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { builtTiers, importFactory } from '../support/dist.mjs';
import { importRegistry } from '../support/registry.mjs';
import { serve } from '../support/server.mjs';
import { removeFolder } from '../support/temporary.mjs';

const { createPocketPy, setCDN, PocketPyError, PocketPyLoadError } = await importRegistry();
const tier = builtTiers()[0]; // which one makes no difference to what is said
const html = '<!doctype html><title>not found</title>';
const anotherProgram = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** Two CDNs with everything, and a third place with what a test names; downloads are kept in a folder of the test's own. */
const start = async (/** @type {import('node:test').TestContext} */ context, answers = {}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'errors-'));
  process.env.POCKETPY_CACHE = folder;
  const files = Object.fromEntries(['/one', '/two'].flatMap((place) => [[`${place}/pocketpy.mjs`, { file: tier.mjs }], [`${place}/pocketpy.wasm`, { file: tier.wasm }]]));
  const site = await serve({ ...files, ...answers });
  setCDN(['one', 'two'].map((name) => (/** @type {string} */ _pkg, /** @type {string} */ _version, /** @type {string} */ file) => `${site.origin}/${name}/${file}`));
  context.after(async () => {
    setCDN();
    await site.close();
    await removeFolder(folder);
  });
  return { site, folder };
};

/** @param {Promise<any>} load @returns {Promise<any>} its error */
const errorOf = (load) => load.then(() => assert.fail('it started'), (error) => error);

for (const [option, file] of [['wasm', 'pocketpy.wasm'], ['glue', 'pocketpy.mjs']]) {
  test(`a \`${option}\` that is not there is reported with its own address, once, and asked for once, however many CDNs there are`, async (context) => {
    const { site } = await start(context);
    const address = `${site.origin}/mine/${file}`;
    const error = await errorOf(createPocketPy(tier.name, { [option]: address }));
    assert.ok(error instanceof PocketPyLoadError && error instanceof PocketPyError, error);
    assert.equal(error.url, address);
    assert.deepEqual(error.attempts, [{ url: address, reason: 'HTTP status 404' }]);
    assert.equal(error.message.split(address).length, 2, error.message);
    assert.ok(!/\/(one|two)\//.test(error.message), error.message);
    assert.equal(site.requests.filter((asked) => asked === `/mine/${file}`).length, 1);
  });

  test(`a \`${option}\` in a folder, where there is none, is reported with its path`, async (context) => {
    await start(context);
    const error = await errorOf(createPocketPy(tier.name, { [option]: `/nowhere/${file}` }));
    assert.equal(error.url, pathToFileURL(`/nowhere/${file}`).href);
    assert.match(error.message, /ENOENT/);
    assert.equal(error.attempts.length, 1);
  });
}

test('wasm that is given as bytes and is no wasm is refused once, without an address of a CDN', async (context) => {
  await start(context);
  const error = await errorOf(createPocketPy(tier.name, { wasm: new TextEncoder().encode('version https://git-lfs') }));
  assert.deepEqual(error.attempts, [{ url: 'the given pocketpy.wasm', reason: 'got "version https://git-lfs" instead of wasm' }]);
});

test('a response is reported with the address it came from', async (context) => {
  const { site } = await start(context, { '/page': { body: html, type: 'text/html' } });
  const error = await errorOf(createPocketPy(tier.name, { wasm: await fetch(`${site.origin}/page`) }));
  assert.equal(error.url, `${site.origin}/page`);
  assert.match(error.message, /got HTML instead of wasm/);
});

for (const integrity of [true, false]) {
  test(`HTML in place of the glue says so, ${integrity ? 'before a hash is spoken of' : 'where no hash is compared'}`, async (context) => {
    const { site, folder } = await start(context, { '/html/pocketpy.mjs': { body: html, type: 'text/html' }, '/html/pocketpy.wasm': { file: tier.wasm } });
    const error = await errorOf(createPocketPy(tier.name, { baseURL: `${site.origin}/html`, integrity }));
    assert.deepEqual(error.attempts, [{ url: `${site.origin}/html/pocketpy.mjs`, reason: 'got HTML instead of JavaScript' }]);
    writeFileSync(path.join(folder, 'pocketpy.mjs'), html);
    const ofFile = await errorOf(createPocketPy(tier.name, { glue: path.join(folder, 'pocketpy.mjs'), integrity }));
    assert.match(ofFile.message, /pocketpy\.mjs: got HTML instead of JavaScript/);
  });
}

test('each file is taken from the first place that has it right', async (context) => {
  const { site } = await start(context, { '/one/pocketpy.wasm': { status: 503, body: '' }, '/two/pocketpy.mjs': { status: 503, body: '' } });
  assert.equal((await createPocketPy(tier.name)).eval('6 * 7'), 42);
  assert.deepEqual(site.requests.sort(), ['/one/pocketpy.mjs', '/one/pocketpy.wasm', '/two/pocketpy.wasm']);
});

test('what the glue refuses is a PocketPyLoadError of the loader, with the address of the wasm', async (context) => {
  const { folder } = await start(context);
  const wasm = path.join(folder, 'other.wasm');
  writeFileSync(wasm, anotherProgram);
  const ofFile = await errorOf(createPocketPy(tier.name, { wasm, integrity: false }));
  const ofModule = await errorOf(createPocketPy(tier.name, { wasm: new WebAssembly.Module(anotherProgram) }));
  for (const error of [ofFile, ofModule]) {
    assert.ok(error instanceof PocketPyLoadError && error instanceof PocketPyError, error);
    assert.equal(error.name, 'PocketPyLoadError');
    assert.match(error.message, /this is another program/);
    assert.equal(error.cause.name, 'PocketPyLoadError', 'the cause is what the glue threw');
  }
  assert.deepEqual([ofFile.url, ofModule.url], [pathToFileURL(wasm).href, 'the given module']);
  assert.ok(!/wasmModule|locateFile|wasmBinary/.test(ofFile.message.split('\n').at(-1)), 'the help names no option that only the glue has');
});

test('a module and a factory need no host: nothing is looked up, fetched or read', async () => {
  const wasm = await WebAssembly.compile(readFileSync(tier.wasm));
  const never = () => assert.fail('something was fetched');
  const py = await createPocketPy(tier.name, { glue: await importFactory(tier), wasm, fetch: never });
  assert.equal(py.eval('6 * 7'), 42);
});
