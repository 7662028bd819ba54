/**
 * A real npm registry (Verdaccio) on a free loopback port, with a storage of its own that is gone afterwards; and a proxy in front of it that
 * can break connections.
 * Limits: anybody may publish; knows no other registry.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { runServer } from 'verdaccio';

/** @typedef {{ url: string, npmrc: string, published: () => Promise<string[]>, close: () => Promise<void> }} Registry */

const configOf = (/** @type {string} */ folder) => ({
  storage: path.join(folder, 'storage'),
  configPath: path.join(folder, 'config.yaml'),
  self_path: path.join(folder, 'config.yaml'),
  auth: { htpasswd: { file: path.join(folder, 'htpasswd'), max_users: 1 } },
  uplinks: {},
  packages: { '@pocketpy/*': { access: '$all', publish: '$all', unpublish: '$all' } },
  max_body_size: '50mb',
  log: { type: 'stdout', format: 'json', level: 'fatal' },
  web: { enable: false },
});

const listening = async (/** @type {http.Server} */ server) => {
  await new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(undefined)));
  server.unref();
  return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/`;
};

const closed = (/** @type {http.Server} */ server) => new Promise((resolve) => {
  server.close(() => resolve(undefined));
  server.closeAllConnections();
});

/** Names with versions that a registry has, of ours. @param {string} url @param {string[]} packages */
const publishedIn = async (url, packages) => {
  const found = await Promise.all(packages.map(async (name) => {
    const response = await fetch(`${url}${name.replace('/', '%2f')}`);
    return response.ok ? Object.keys((await response.json()).versions).map((version) => `${name}@${version}`) : [];
  }));
  return found.flat();
};

/** @param {string[]} packages whose versions `published` lists @returns {Promise<Registry>} */
export async function startRegistry(packages) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pocketpy-registry-'));
  const server = http.createServer((await runServer(/** @type {any} */ (configOf(folder)))).listeners('request')[0]);
  const url = await listening(server);
  return {
    url,
    npmrc: npmrcFor(folder, url),
    published: () => publishedIn(url, packages),
    close: async () => {
      await closed(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** npm publishes nothing without a token, and this registry asks for none. @param {string} folder @param {string} url */
const npmrcFor = (folder, url) => {
  const file = path.join(folder, `npmrc-${new URL(url).port}`);
  writeFileSync(file, `//${new URL(url).host}/:_authToken=nobody\n`);
  return file;
};

/**
 * A proxy of a registry that calls `onPublish` for every package before it forwards it.
 * @param {Registry} registry
 * @param {(count: number, response: http.ServerResponse) => boolean | Promise<boolean>} onPublish whether it goes on; counts from 1
 */
export async function startDoor(registry, onPublish) {
  let count = 0;
  const target = new URL(registry.url);
  const server = http.createServer(async (request, response) => {
    if (request.method === 'PUT' && !(await onPublish(++count, response))) return;
    const onward = http.request({ host: target.hostname, port: target.port, path: request.url, method: request.method, headers: request.headers });
    onward.on('response', (answer) => void answer.pipe(response.writeHead(answer.statusCode ?? 500, answer.headers)));
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  const url = await listening(server);
  return { url, npmrc: npmrcFor(path.dirname(registry.npmrc), url), close: () => closed(server) };
}

/** A registry that takes every request and never answers; `left` waits until nobody is connected any more. */
export async function startMute() {
  let asked = 0;
  const server = http.createServer(() => void (asked += 1));
  const url = await listening(server);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pocketpy-mute-'));
  const connections = () => new Promise((resolve) => server.getConnections((_, count) => resolve(count)));
  return {
    url,
    npmrc: npmrcFor(folder, url),
    asked: () => asked,
    left: async () => {
      while (await connections()) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    close: async () => {
      await closed(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
