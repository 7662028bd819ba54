/** `loadIndex`: what a static registry may say, what is registered of it, and that a bad one changes nothing. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { beforeEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { builtTiers } from '../support/dist.mjs';
import { answersOf, makeIndex, temporaryFolder, withVersions, writeIndex } from '../support/index.mjs';
import { importRegistry, requireRegistry } from '../support/registry.mjs';
import { serve } from '../support/server.mjs';

const { createPocketPy, loadIndex, register, unregister, variants, PocketPyError } = await importRegistry();
const tiers = builtTiers();
const { version } = tiers[0].info;
const builtIn = variants();

beforeEach(() => {
  for (const name of Object.keys(variants())) unregister(name);
  for (const [name, variant] of Object.entries(builtIn)) register(name, variant);
});

/** A registry on disk and on a server. @param {import('node:test').TestContext} context @param {(index: any) => any} [edit] */
const start = async (context, edit = (index) => index) => {
  const folder = temporaryFolder(context);
  process.env.POCKETPY_CACHE = path.join(folder, 'cache');
  const index = edit(makeIndex(folder));
  const file = writeIndex(folder, index);
  const site = await serve(answersOf(folder, '/py/'));
  context.after(site.close);
  return { folder, file, index, site, address: `${site.origin}/py/index.json` };
};

/** That an index is refused and leaves no trace. @param {string | URL} address @param {RegExp} why @param {object} [options] */
const refuses = async (address, why, options) => {
  const before = variants();
  await assert.rejects(loadIndex(address, options), (/** @type {any} */ error) => {
    assert.ok(error instanceof PocketPyError, String(error));
    assert.match(error.message, why);
    assert.match(error.message, /; nothing of it was registered$/);
    assert.ok(error.message.includes(error.url));
    assert.equal(error.url, String(address));
    return true;
  });
  assert.deepEqual(variants(), before);
};

test('every variant and version is registered, and the newest that is neither yanked nor a pre-release has the plain name', async (context) => {
  const versions = [{ version: '3.0.0-rc.1' }, { version: '2.1.0', yanked: true }, { version: '2.0.0' }, { version: '1.0.0' }];
  const { address, index, site } = await start(context, (made) => withVersions(made, 'core', versions));
  const names = await loadIndex(address);
  const others = tiers.filter(({ name }) => name !== 'core').flatMap(({ name }) => [name, `${name}@${version}`]);
  assert.deepEqual(names, ['core', ...versions.map((one) => `core@${one.version}`), ...others]);
  assert.deepEqual(variants().core, variants()['core@2.0.0']);
  const { assets, modules } = index.packages['@pocketpy/core'].versions[2];
  assert.deepEqual(variants().core, {
    pkg: '@pocketpy/core', version: '2.0.0', yanked: false, modules, bytes: assets['pocketpy.wasm'].brotliBytes, baseURL: `${site.origin}/py/core/${version}/`,
    integrity: { 'pocketpy.mjs': assets['pocketpy.mjs'].sha384, 'pocketpy.wasm': assets['pocketpy.wasm'].sha384 },
  });
});

test('what a plain name meant before stays known by its version', async (context) => {
  const { address } = await start(context, (made) => withVersions(made, 'core', [{ version: '7.0.0' }]));
  await loadIndex(address);
  assert.equal(variants().core.version, '7.0.0');
  assert.deepEqual(variants()[`core@${version}`], builtIn.core);
  assert.equal(variants()[`numpy@${version}`].baseURL.includes('/py/numpy/'), true, 'a version that the index has is the index\'s');
});

test('a variant with nothing but yanked versions and pre-releases gets no plain name and leaves the old one', async (context) => {
  const { address } = await start(context, (made) => withVersions(made, 'core', [{ version: '3.0.0-rc.1' }, { version: '2.0.0', yanked: true }]));
  assert.deepEqual((await loadIndex(address)).slice(0, 2), ['core@3.0.0-rc.1', 'core@2.0.0']);
  assert.deepEqual(variants().core, builtIn.core);
});

for (const tier of tiers) {
  test(`${tier.name}: a loaded variant is fetched from beside the index, verified, and runs`, async (context) => {
    const { address, site } = await start(context);
    await loadIndex(address);
    const py = await createPocketPy(`${tier.name}@${version}`, { fetch: (/** @type {any[]} */ ...words) => fetch(...words) });
    assert.equal(py.eval('6 * 7'), 42);
    assert.deepEqual([py.variant, py.buildInfo.tier], [`${tier.name}@${version}`, tier.name]);
    assert.deepEqual(site.requests.sort(), ['/py/index.json', ...['mjs', 'wasm'].map((end) => `/py/${tier.name}/${version}/pocketpy.${end}`)].sort());
  });

  for (const file of ['pocketpy.wasm', 'pocketpy.mjs']) {
    test(`${tier.name}: an asset ${file} with one other byte is refused by its hash; a missing one by its status`, async (context) => {
      const { folder, address } = await start(context);
      const place = path.join(folder, tier.name, version, file);
      const bytes = readFileSync(place);
      bytes[bytes.length - 10] ^= 1;
      rmSync(place);
      writeFileSync(place, bytes);
      await loadIndex(address);
      const hash = variants()[tier.name].integrity[file];
      await assert.rejects(createPocketPy(tier.name), (/** @type {any} */ error) => error instanceof PocketPyError && error.message.includes(`${file}: not the file this loader knows: expected ${hash}, found sha384-`));
      const other = file === 'pocketpy.mjs' ? 'pocketpy.wasm' : 'pocketpy.mjs';
      const files = { '/index.json': { file: path.join(folder, 'index.json') }, [`/${tier.name}/${version}/${other}`]: { file: path.join(path.dirname(tier.wasm), other) } };
      process.env.POCKETPY_CACHE = path.join(folder, 'empty'); // a load that failed before may still keep the file that was right
      const site = await serve(files);
      context.after(site.close);
      await loadIndex(`${site.origin}/index.json`);
      await assert.rejects(createPocketPy(tier.name), { name: 'PocketPyLoadError', message: /HTTP status 404/ });
    });
  }
}

test('in Node an index is taken as a path, a file: address and a URL object, and its assets from the disk', async (context) => {
  const { file } = await start(context);
  const fetch = () => assert.fail('nothing may be fetched');
  for (const place of [file, path.relative(process.cwd(), file), pathToFileURL(file).href, pathToFileURL(file)]) {
    await loadIndex(place, { fetch });
    assert.equal((await createPocketPy('core', { fetch })).eval('6 * 7'), 42);
  }
});

test('paths are relative to where a redirect ended', async (context) => {
  const { site, address } = await start(context);
  const front = await serve({ '/latest.json': { status: 302, body: '', headers: { location: address } } });
  context.after(front.close);
  await loadIndex(`${front.origin}/latest.json`);
  assert.equal(variants().core.baseURL, `${site.origin}/py/core/${version}/`);
});

test('the CommonJS bundle loads an index with its own errors and table', async (context) => {
  const { address } = await start(context);
  const bundle = requireRegistry();
  assert.ok((await bundle.loadIndex(address)).includes('core'));
  assert.equal((await bundle.createPocketPy('core@*')).eval('6 * 7'), 42);
  await assert.rejects(bundle.loadIndex(`${address}x`), (error) => error instanceof bundle.PocketPyError);
  assert.equal(variants().core.baseURL, undefined);
});

/** The first release of core in an index. @param {any} index */
const core = (index) => index.packages['@pocketpy/core'].versions[0];
/** @type {[string, (index: any) => any, RegExp][]} */
const corruptions = [
  ['an unknown key at the top', (index) => ({ ...index, extra: 1 }), /index has the unknown key "extra"; legal: schema, packages/],
  ['an unknown key of a package', (index) => void (index.packages['@pocketpy/core'].note = ''), /has the unknown key "note"; legal: variant, versions/],
  ['an unknown key of a version', (index) => void (core(index).date = ''), /versions\[0\] has the unknown key "date"/],
  ['an unknown key of an asset', (index) => void (core(index).assets['pocketpy.js'].sha256 = ''), /has the unknown key "sha256"; legal: path, bytes, brotliBytes, sha384/],
  ['a key called __proto__', (index) => JSON.stringify(index).replace('{', '{"__proto__":{},'), /has the unknown key "__proto__"/],
  ['no schema', ({ packages }) => ({ packages }), /index\.schema is missing, not 1/],
  ['a schema that is a text', (index) => ({ ...index, schema: '1' }), /index\.schema is "1", not 1/],
  ['a schema of the past', (index) => ({ ...index, schema: 0 }), /index\.schema is 0, not 1/],
  ['no packages', () => ({ schema: 1 }), /index\.packages is not an object/],
  ['packages in a list', () => ({ schema: 1, packages: [] }), /index\.packages is not an object/],
  ['a list', () => [], /index is not an object/],
  ['null', () => null, /index is not an object/],
  ['a package with a bad name', (index) => ({ ...index, packages: { 'a b': index.packages['@pocketpy/core'] } }), /a key of index\.packages is "a b", not the name of a package/],
  ['a package that is null', (index) => ({ ...index, packages: { a: null } }), /is not an object/],
  ['a variant that is a number', (index) => void (index.packages['@pocketpy/core'].variant = 5), /\.variant is 5, not the name of a variant, nor null/],
  ['a variant with @ in its name', (index) => void (index.packages['@pocketpy/core'].variant = 'a@1'), /\.variant is "a@1"/],
  ['no variant', (index) => void delete index.packages['@pocketpy/core'].variant, /\.variant is missing/],
  ['a variant twice', (index) => void (index.packages.other = index.packages['@pocketpy/core']), /has the variant core twice/],
  ['versions in an object', (index) => void (index.packages['@pocketpy/core'].versions = {}), /\.versions is not a list/],
  ['a version that is none', (index) => void (core(index).version = '1.2'), /\.version is "1\.2", not a version/],
  ['a version with v', (index) => void (core(index).version = 'v1.2.3'), /\.version is "v1\.2\.3", not a version/],
  ['yanked as a text', (index) => void (core(index).yanked = 'no'), /\.yanked is "no", not true or false/],
  ['modules as a text', (index) => void (core(index).modules = 'json'), /\.modules is not a list/],
  ['a module that is no name', (index) => void core(index).modules.push('a-b'), /\.modules\[\d+\] is "a-b", not the name of a module/],
  ['no asset pocketpy.wasm', (index) => void delete core(index).assets['pocketpy.wasm'], /core .* has no asset pocketpy\.wasm/],
  ['bytes below zero', (index) => void (core(index).assets['pocketpy.js'].bytes = -1), /\.bytes is -1, not a number of bytes/],
  ['bytes with a fraction', (index) => void (core(index).assets['pocketpy.js'].brotliBytes = 1.5), /\.brotliBytes is 1\.5/],
  ['a short hash', (index) => void (core(index).assets['pocketpy.mjs'].sha384 = 'sha384-abc'), /\.sha384 is "sha384-abc", not a hash/],
  ['a hash of another kind', (index) => void (core(index).assets['pocketpy.mjs'].sha384 = `sha256-${'a'.repeat(64)}`), /not a hash/],
  ['no hash', (index) => void delete core(index).assets['pocketpy.mjs'].sha384, /\.sha384 is missing/],
  ['glue and wasm in two folders', (index) => void (core(index).assets['pocketpy.mjs'].path = 'other/pocketpy.mjs'), /has pocketpy\.mjs and pocketpy\.wasm in two folders/],
  ['glue under another name', (index) => void (core(index).assets['pocketpy.mjs'].path = 'core/glue.mjs'), /has pocketpy\.mjs at another name/],
  ['the oldest version first', (index) => withVersions(index, 'core', [{ version: '1.0.0' }, { version: '2.0.0' }]), /core 2\.0\.0 stands after 1\.0\.0; the newest is first/],
  ['a version twice', (index) => withVersions(index, 'core', [{ version: '1.0.0' }, { version: '1.0.0' }]), /core 1\.0\.0 stands after 1\.0\.0/],
  ...['../pocketpy.mjs', 'a/../pocketpy.mjs', '..', './pocketpy.mjs', '/pocketpy.mjs', '//evil.test/pocketpy.mjs', 'https://evil.test/pocketpy.mjs', 'data:text/javascript,1', 'a\\..\\pocketpy.mjs', '%2e%2e/pocketpy.mjs', 'a?x=/pocketpy.mjs', 'a#/pocketpy.mjs', '', 'a//pocketpy.mjs', 'a/pocketpy.mjs\n', 7].map((bad) => (
    /** @type {[string, (index: any) => any, RegExp]} */ ([`the path ${JSON.stringify(bad)}`, (index) => void (core(index).assets['pocketpy.mjs'].path = bad), /\.path is .*, not a path below the folder of the index/])
  )),
];
for (const [fault, edit, why] of corruptions) {
  test(`an index with ${fault} is refused with the place and the reason, and nothing is registered`, async (context) => {
    const { address } = await start(context, (index) => {
      const edited = edit(index);
      return edited === undefined ? index : edited;
    });
    await refuses(address, why);
  });
}

test('an index of a newer schema is refused with the advice to update, whatever else it says', async (context) => {
  const { address } = await start(context, () => ({ schema: 2, releases: [] }));
  await refuses(address, /the index has the schema 2, newer than 1: update @pocketpy\/registry/);
});

test('an index that breaks off registers nothing, wherever it does', async (context) => {
  const { folder, index } = await start(context);
  const text = JSON.stringify(index);
  assert.ok(text.length > 5000);
  for (let length = 0; length < text.length; length += 50) await refuses(pathToFileURL(writeIndex(folder, text.slice(0, length))), /JSON|Unterminated/);
  await loadIndex(writeIndex(folder, text));
});

test('HTML, an HTTP error, a missing file and a server that is away are refused with the address', async (context) => {
  const { folder, site } = await start(context);
  const other = await serve({ '/index.json': { body: '<!doctype html><title>app</title>', type: 'text/html' }, '/broken.json': { status: 500, body: '{}' } });
  await refuses(`${other.origin}/index.json`, /got HTML instead of JSON/);
  await refuses(`${other.origin}/broken.json`, /HTTP status 500/);
  await refuses(`${site.origin}/nowhere.json`, /HTTP status 404/);
  await refuses(pathToFileURL(path.join(folder, 'nowhere.json')), /ENOENT/);
  await other.close();
  await refuses(`${other.origin}/index.json`, /fetch failed/);
});

test('an abort rejects at once with its reason, closes the connection and registers nothing, also with a fetch that does not listen', async (context) => {
  const { file } = await start(context);
  const server = createServer((_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{ "schema": 1,'));
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  context.after(() => (server.closeAllConnections(), server.close()));
  const address = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/index.json`;
  const controller = new AbortController();
  const loading = loadIndex(address, { signal: controller.signal });
  const [, response] = await once(server, 'request');
  controller.abort();
  await assert.rejects(loading, { name: 'AbortError' });
  await once(response, 'close');
  const deaf = new AbortController();
  let answer = (/** @type {Response} */ _) => {};
  let slow = Promise.resolve();
  await new Promise((asked) => {
    const fetch = () => (asked(undefined), new Promise((resolve) => (answer = resolve)));
    slow = loadIndex('http://127.0.0.1:9/index.json', { signal: deaf.signal, fetch });
  });
  deaf.abort(new Error('enough'));
  await assert.rejects(slow, { message: 'enough' });
  await assert.rejects(loadIndex(address, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  answer(new Response(readFileSync(file)));
  await requireRegistry().loadIndex(file); // has a table of its own, and takes longer than what was broken off
  assert.deepEqual(variants(), builtIn);
});

test('an address of a wrong type, and options that nobody reads, are a TypeError', async () => {
  await assert.rejects(loadIndex(), { name: 'TypeError', message: /loadIndex needs the address of an index\.json/ });
  await assert.rejects(loadIndex('x', { timeout: 5 }), { name: 'TypeError', message: /unknown option: timeout; legal: fetch, signal/ });
  await assert.rejects(loadIndex('x', { fetch: 'y' }), { name: 'TypeError', message: /option fetch must be a function/ });
});
