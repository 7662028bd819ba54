/** The loader against servers that are slow, hang, or send another version; and two variants at once. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { builtTiers } from '../support/dist.mjs';
import { importRegistry } from '../support/registry.mjs';
import { serve } from '../support/server.mjs';
import { removeFolder } from '../support/temporary.mjs';

const { createPocketPy, register, setCDN, unregister } = await importRegistry();
const quiet = { print() {}, printErr() {} };

for (const tier of builtTiers()) {
  const claim = (/** @type {string} */ text) => `${tier.name}: ${text}`;
  const wasm = readFileSync(tier.wasm);

  /** No tier is installed on this machine's disk. @param {import('node:test').TestContext} context */
  const withEmptyCache = (context) => {
    process.env.POCKETPY_CACHE = mkdtempSync(path.join(tmpdir(), 'cache-'));
    const folder = process.env.POCKETPY_CACHE;
    context.after(() => removeFolder(folder));
  };

  /**
   * A CDN whose wasm is sent as `send` does it; `gone` fulfils when its connection is closed by the loader.
   * @param {import('node:test').TestContext} context
   * @param {(response: import('node:http').ServerResponse) => void} send
   */
  const slowCdn = async (context, send) => {
    withEmptyCache(context);
    let seen = (/** @type {unknown} */ _) => {};
    const gone = new Promise((resolve) => (seen = resolve));
    let asked = (/** @type {unknown} */ _) => {};
    const reached = new Promise((resolve) => (asked = resolve));
    const server = createServer((request, response) => {
      if (request.url?.endsWith('.mjs')) return response.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(tier.mjs));
      response.on('close', () => !response.writableFinished && seen(undefined));
      response.writeHead(200, { 'content-type': 'application/wasm', 'content-length': wasm.length });
      send(response);
      asked(undefined);
    });
    server.listen(0, '127.0.0.1').unref();
    await once(server, 'listening');
    context.after(() => (server.closeAllConnections(), server.close()));
    return { baseURL: `http://127.0.0.1:${/** @type {any} */ (server.address()).port}/`, gone, reached };
  };

  const hang = (/** @type {import('node:http').ServerResponse} */ response) => void response.write(wasm.subarray(0, 1000));

  test(claim('a CDN that hangs in the middle of a file ends with the timeout, and the connection is closed'), async (context) => {
    const { baseURL, gone, reached } = await slowCdn(context, hang);
    let isReached = false;
    reached.then(() => (isReached = true));
    // on a busy machine the first timeout may come before the wasm was asked for, and then no connection hangs
    for (let timeout = 300; !isReached; timeout *= 2) {
      await assert.rejects(createPocketPy(tier.name, { ...quiet, baseURL, timeout }), { name: 'PocketPyError', message: `loading took longer than ${timeout} ms` });
    }
    await gone;
  });

  test(claim('an abort in the middle of a file rejects at once, and the connection is closed'), async (context) => {
    const { baseURL, gone, reached } = await slowCdn(context, hang);
    const controller = new AbortController();
    const loading = createPocketPy(tier.name, { ...quiet, baseURL, signal: controller.signal });
    loading.catch(() => {});
    await reached;
    controller.abort(new Error('not wanted any more'));
    await assert.rejects(loading, { message: 'not wanted any more' });
    await gone;
  });

  test(claim('a slow CDN is waited for, and progress grows to the whole'), async (context) => {
    const { baseURL } = await slowCdn(context, (response) => {
      const step = Math.ceil(wasm.length / 20);
      const next = (/** @type {number} */ at) => (at < wasm.length ? response.write(wasm.subarray(at, at + step), () => setImmediate(next, at + step)) : response.end());
      next(0);
    });
    const loaded = /** @type {number[]} */ ([]);
    const totals = new Set();
    const py = await createPocketPy(tier.name, { ...quiet, baseURL, onProgress: (/** @type {any} */ step) => (loaded.push(step.loaded), totals.add(step.total)) });
    assert.equal(py.eval('6 * 7'), 42);
    assert.deepEqual(loaded, [...loaded].sort((a, b) => a - b));
    assert.ok(loaded.length > 2);
    assert.equal(loaded.at(-1), wasm.length);
    assert.deepEqual([...totals], [wasm.length]);
  });

  test(claim('progress of a compressed file names no total before the end'), async (context) => {
    withEmptyCache(context);
    const body = gzipSync(wasm);
    const headers = { 'content-encoding': 'gzip', 'content-length': String(body.length) };
    const site = await serve({ '/pocketpy.mjs': { file: tier.mjs }, '/pocketpy.wasm': { body, headers } });
    context.after(site.close);
    const steps = /** @type {any[]} */ ([]);
    const py = await createPocketPy(tier.name, { ...quiet, baseURL: site.origin, onProgress: (/** @type {any} */ step) => steps.push(step) });
    assert.equal(py.eval('1'), 1);
    assert.ok(steps.slice(0, -1).every(({ total }) => total === 0));
    assert.deepEqual(steps.at(-1), { loaded: wasm.length, total: wasm.length });
  });

  test(claim('glue without a factory is refused with its address'), async (context) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'glue-'));
    context.after(() => removeFolder(folder));
    writeFileSync(path.join(folder, 'pocketpy.mjs'), 'export default 5;');
    await assert.rejects(createPocketPy(tier.name, { baseURL: folder, wasm, integrity: false }), { name: 'PocketPyLoadError', message: /pocketpy\.mjs: it has no factory as its default export/ });
  });

  test(claim('another version under the same name, sound as it is, is refused by its hash'), async (context) => {
    withEmptyCache(context);
    const other = Buffer.concat([wasm, Uint8Array.of(0, 3, 1, 120, 1)]); // one more custom section
    assert.ok(await WebAssembly.compile(other));
    const site = await serve({ '/pocketpy.mjs': { file: tier.mjs }, '/pocketpy.wasm': { body: other } });
    context.after(site.close);
    await assert.rejects(createPocketPy(tier.name, { ...quiet, baseURL: site.origin }), { name: 'PocketPyLoadError', message: /pocketpy\.wasm: not the file this loader knows: expected sha384-\S+, found sha384-/ });
  });

  test(claim('two variants at once are downloaded once each and share nothing'), async (context) => {
    withEmptyCache(context);
    const files = { 'pocketpy.mjs': tier.mjs, 'pocketpy.wasm': tier.wasm };
    const site = await serve(Object.fromEntries(['one', 'two'].flatMap((pkg) => Object.entries(files).map(([name, file]) => [`/${pkg}/${name}`, { file }]))));
    context.after(async () => (setCDN(), unregister('one'), unregister('two'), await site.close()));
    setCDN((/** @type {string} */ pkg, /** @type {string} */ _version, /** @type {string} */ file) => `${site.origin}/${pkg}/${file}`);
    for (const name of ['one', 'two']) register(name, { pkg: name, version: `1.0.0-${tier.name}` }); // one version is loaded once
    const names = ['one', 'two', 'one', 'two'];
    const all = await Promise.all(names.map((name) => createPocketPy(name, quiet)));
    all.forEach((py, index) => py.set('mine', index));
    assert.deepEqual(all.map((py) => [py.variant, py.get('mine')]), names.map((name, index) => [name, index]));
    assert.deepEqual(site.requests.sort(), ['/one/pocketpy.mjs', '/one/pocketpy.wasm', '/two/pocketpy.mjs', '/two/pocketpy.wasm']);
  });
}
