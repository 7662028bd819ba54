/** `cargo xtask serve`: dist/ on this machine, with the types that browsers insist on, and nothing beside it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const start = (/** @type {string[]} */ ...words) => spawn('cargo', ['run', '--quiet', '--package', 'xtask', '--', 'serve', ...words], { cwd: root, detached: true });

/** Where a server listens once it does; it ends with the test. @param {import('node:test').TestContext} context */
const served = async (context) => {
  const server = start('--port', '0');
  context.after(() => process.kill(-(/** @type {number} */ (server.pid)), 'SIGTERM'));
  const [address] = await once(createInterface({ input: server.stdout }), 'line');
  return String(address);
};

/** A path exactly as written: fetch would normalize `..` away. @param {string} origin @param {string} path @param {{ method?: string, headers?: Record<string, string> }} [options] */
const get = (origin, path, options = {}) => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(origin);
  request({ hostname, port, path, ...options }, (response) => {
    response.resume();
    response.on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'], location: response.headers.location }));
  }).on('error', reject).end();
});

test('dist/ is served with its types, and nothing outside of it', async (context) => {
  const address = await served(context);
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/playground\/$/);
  const { origin } = new URL(address);
  assert.deepEqual(await get(origin, '/playground/'), { status: 200, type: 'text/html; charset=utf-8', location: undefined });
  assert.equal((/** @type {any} */ (await get(origin, '/npm/@pocketpy/core/dist/pocketpy.wasm'))).type, 'application/wasm');
  assert.equal((/** @type {any} */ (await get(origin, '/npm/@pocketpy/registry/dist/registry.mjs'))).type, 'text/javascript; charset=utf-8');
  assert.equal((/** @type {any} */ (await get(origin, '/'))).location, '/playground/');
  for (const path of ['/nothing', '/../variants.toml', '/%2e%2e/variants.toml', '/npm/..%2f..%2fvariants.toml', '/npm']) {
    assert.equal((/** @type {any} */ (await get(origin, path))).status, 404, path);
  }
  assert.equal((/** @type {any} */ (await get(origin, '/playground/', { method: 'POST' }))).status, 405);
});

test('the address of a folder without its slash leads to the folder, so that its page finds what it names', async (context) => {
  const { origin } = new URL(await served(context));
  for (const [path, location] of [['/playground', '/playground/'], ['/playground?rt=core', '/playground/?rt=core'], ['//playground', '/playground/']]) {
    assert.deepEqual(await get(origin, path), { status: 308, type: 'text/plain; charset=utf-8', location }, path);
  }
});

test('a page of another name that leads to this machine gets nothing', async (context) => {
  const { origin, port } = new URL(await served(context));
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
    assert.equal((/** @type {any} */ (await get(origin, '/playground/', { headers: { host } }))).status, 200, host);
  }
  for (const host of ['example.org', `example.org:${port}`, 'localhost', `localhost:${Number(port) + 1}`, `localhost.example.org:${port}`]) {
    assert.equal((/** @type {any} */ (await get(origin, '/playground/', { headers: { host } }))).status, 403, host);
  }
});

test('clients that send no request, or read no answer, keep nobody else waiting', async (context) => {
  const { origin, port } = new URL(await served(context));
  const question = `GET /npm/@pocketpy/geos/dist/pocketpy.wasm HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;
  const stalled = ['', question.slice(0, 50), question.repeat(20)];
  for (const words of stalled) {
    const client = connect(Number(port), '127.0.0.1').pause();
    context.after(() => client.destroy());
    await once(client, 'connect');
    client.write(words);
  }
  for (let round = 0; round < 20; round++) assert.equal((/** @type {any} */ (await get(origin, '/playground/'))).status, 200);
});

test('a port that is taken is an error that says what to do', async (context) => {
  const holder = createServer().listen(0, '127.0.0.1');
  context.after(() => holder.close());
  await once(holder, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (holder.address());
  const server = start('--port', String(port));
  let said = '';
  server.stderr.on('data', (data) => (said += data));
  const [code] = await once(server, 'close');
  assert.equal(code, 3);
  assert.match(said, new RegExp(`cannot listen on port ${port}[\\s\\S]*--port`));
});
