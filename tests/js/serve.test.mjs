/** `cargo xtask serve`: dist/ on this machine, with the types that browsers insist on, and nothing beside it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const start = (/** @type {string[]} */ ...words) => spawn('cargo', ['run', '--quiet', '--package', 'xtask', '--', 'serve', ...words], { cwd: root, detached: true });

/** A path exactly as written: fetch would normalize `..` away. @param {string} origin @param {string} path @param {string} [method] */
const get = (origin, path, method = 'GET') => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(origin);
  request({ hostname, port, path, method }, (response) => {
    response.resume();
    response.on('end', () => resolve({ status: response.statusCode, type: response.headers['content-type'], location: response.headers.location }));
  }).on('error', reject).end();
});

test('dist/ is served with its types, and nothing outside of it', async (context) => {
  const server = start('--port', '0');
  context.after(() => process.kill(-(/** @type {number} */ (server.pid)), 'SIGTERM'));
  const [address] = await once(createInterface({ input: server.stdout }), 'line');
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/playground\/$/);
  const { origin } = new URL(address);
  assert.deepEqual(await get(origin, '/playground/'), { status: 200, type: 'text/html; charset=utf-8', location: undefined });
  assert.equal((/** @type {any} */ (await get(origin, '/npm/@pocketpy/core/dist/pocketpy.wasm'))).type, 'application/wasm');
  assert.equal((/** @type {any} */ (await get(origin, '/npm/@pocketpy/registry/dist/registry.mjs'))).type, 'text/javascript; charset=utf-8');
  assert.equal((/** @type {any} */ (await get(origin, '/'))).location, '/playground/');
  for (const path of ['/nothing', '/../variants.toml', '/%2e%2e/variants.toml', '/npm/..%2f..%2fvariants.toml', '/npm']) {
    assert.equal((/** @type {any} */ (await get(origin, path))).status, 404, path);
  }
  assert.equal((/** @type {any} */ (await get(origin, '/playground/', 'POST'))).status, 405);
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
