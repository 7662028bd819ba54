/** `cargo xtask publish` against a real npm registry: whole, interrupted, killed, in conflict, tampered with. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { startDoor, startMute, startRegistry } from './npm-registry.mjs';
import { copyOf, packages, rehearsal, releaseFolder, run, tarball, version, xtask } from './rehearsal.mjs';
import { removeFolder } from '../support/temporary.mjs';

const all = packages.map((name) => `${name}@${version}`);

/**
 * Where npm is configured for another registry in its environment, that is set aside. Without a `url` npm's configuration decides.
 * @param {{ url?: string, npmrc: string }} where @param {{ root?: string, words?: string[], options?: any, path?: string }} [what]
 */
const publish = ({ url, npmrc }, { root = rehearsal, words = ['--no-provenance'], options = {}, path: search = process.env.PATH } = {}) => xtask(
  root,
  ['publish', '--version', version, ...(url === undefined ? [] : ['--registry', url]), ...words],
  { ...options, env: { NPM_CONFIG_USERCONFIG: npmrc, NPM_CONFIG_REGISTRY: undefined, PATH: search, ...options.env } },
);

/** @param {import('node:test').TestContext} context */
const registryFor = async (context) => {
  const registry = await startRegistry(packages);
  context.after(registry.close);
  return registry;
};

/** @param {import('node:test').TestContext} context */
const emptyProject = (context) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pocketpy-project-'));
  context.after(() => removeFolder(folder));
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  return folder;
};

/** @param {string} folder @param {{ url: string, npmrc: string }} registry @param {string[]} words */
const npm = (folder, registry, ...words) => run('npm', [...words, '--registry', registry.url, '--cache', path.join(folder, 'cache'), '--no-audit', '--no-fund'], {
  cwd: folder,
  env: { NPM_CONFIG_USERCONFIG: registry.npmrc },
});

test('a release is published tiers first and loader last, installed into an empty project, and runs', async (context) => {
  const registry = await registryFor(context);
  const said = await publish(registry);
  assert.equal(said.code, 0, said.stderr);
  assert.deepEqual([...said.stderr.matchAll(/^ *publish (\S+)$/gm)].map((line) => line[1]), all);
  assert.deepEqual(await registry.published(), all);

  const project = emptyProject(context);
  const installed = await npm(project, registry, 'install', '@pocketpy/registry', '@pocketpy/numpy');
  assert.equal(installed.code, 0, installed.stderr);
  writeFileSync(path.join(project, 'main.js'), `
    import { createPocketPy } from '@pocketpy/registry';
    const py = await createPocketPy('numpy', { fetch: () => { throw new Error('nothing is to be fetched'); } });
    py.run('import numpy as np\\nprint(np.arange(6).reshape(2, 3).sum(axis=0))');
  `);
  assert.deepEqual(await run(process.execPath, ['main.js'], { cwd: project }), { code: 0, stdout: '[3 5 7]\n', stderr: '' });

  const again = await publish(registry);
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual([...again.stderr.matchAll(/^ *there (\S+)$/gm)].map((line) => line[1]), all);
  assert.match(again.stderr, /nothing was left to do/);
  assert.doesNotMatch(again.stderr, /^ *publish /m);
});

test('what a stranger downloads from the registry is, byte for byte, what the release holds', async (context) => {
  const registry = await registryFor(context);
  assert.equal((await publish(registry)).code, 0);
  const project = emptyProject(context);
  const packed = await npm(project, registry, 'pack', `@pocketpy/geos@${version}`);
  assert.equal(packed.code, 0, packed.stderr);
  const ours = readFileSync(path.join(releaseFolder(rehearsal), tarball('@pocketpy/geos')));
  assert.ok(readFileSync(path.join(project, tarball('@pocketpy/geos'))).equals(ours));
});

test('an upload that fails half-way is named, and the next run publishes only what is missing', async (context) => {
  const registry = await registryFor(context);
  const door = await startDoor(registry, (count, response) => {
    if (count < 3) return true;
    response.writeHead(403, { 'content-type': 'application/json' }).end('{"error":"no room left"}');
    return false;
  });
  context.after(door.close);
  const said = await publish(door);
  assert.equal(said.code, 1);
  assert.match(said.stderr, new RegExp(`error: cannot publish \`@pocketpy/geos@${version}\``));
  assert.match(said.stderr, /no room left/);
  assert.match(said.stderr, /help: mend what npm says above, then run the same command again/);
  assert.deepEqual(await registry.published(), all.slice(0, 2));
  const again = await publish(registry);
  assert.equal(again.code, 0, again.stderr);
  assert.deepEqual([...again.stderr.matchAll(/^ *publish (\S+)$/gm)].map((line) => line[1]), all.slice(2));
  assert.deepEqual(await registry.published(), all);
});

test('a publish that is killed during an upload is completed by the next one', async (context) => {
  const registry = await registryFor(context);
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  const door = await startDoor(registry, (count) => {
    if (count === 2) process.kill(-(/** @type {number} */ (child?.pid)), 'SIGKILL');
    return count < 2;
  });
  context.after(door.close);
  const killed = await publish(door, { options: { started: (/** @type {any} */ started) => (child = started) } });
  assert.equal(killed.code, null);
  assert.deepEqual(await registry.published(), all.slice(0, 1));
  assert.equal((await publish(registry)).code, 0);
  assert.deepEqual(await registry.published(), all);
});

test('another tarball under the same version stops everything before anything is published', async (context) => {
  const registry = await registryFor(context);
  const project = emptyProject(context);
  writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: '@pocketpy/geos', version }));
  assert.equal((await npm(project, registry, 'publish')).code, 0);
  const said = await publish(registry);
  assert.equal(said.code, 1);
  assert.match(said.stderr, new RegExp(`error: the registry has another \`@pocketpy/geos@${version}\``));
  assert.match(said.stderr, /ours {2}sha512-\S+\n {2}\| there sha512-/);
  assert.deepEqual(await registry.published(), [`@pocketpy/geos@${version}`]);
});

test('a tarball that was tampered with is refused with both sums, and nothing is published', async (context) => {
  const registry = await registryFor(context);
  const root = copyOf(context);
  const file = path.join(releaseFolder(root), tarball('@pocketpy/numpy'));
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(file, bytes);
  const said = await publish(registry, { root });
  assert.equal(said.code, 1);
  assert.match(said.stderr, /pocketpy-numpy-.*\.tgz` is not what SHA256SUMS says/);
  assert.match(said.stderr, /expected sha256 [0-9a-f]{64}\n {2}\| found {4}sha256 [0-9a-f]{64}/);
  assert.deepEqual(await registry.published(), []);
});

test('a registry that cannot be reached is no reason to publish blindly', async (context) => {
  const registry = await startRegistry(packages);
  context.after(registry.close);
  const door = await startDoor(registry, () => true);
  await door.close();
  const said = await publish(door, { options: {} });
  assert.equal(said.code, 1);
  assert.match(said.stderr, /error: cannot ask the registry for `@pocketpy\/core@/);
});

const notRegistries = ['notaurl', 'registry.example.org', '//registry.example.org/', 'ftp://registry.example.org/', 'http:///packages/', 'https://me:secret@registry.example.org/', 'https://registry.example.org/?tag=x'];

for (const url of notRegistries) {
  test(`a registry \`${url}\` is refused before npm sees it`, async (context) => {
    const bin = emptyProject(context);
    const seen = path.join(bin, 'seen');
    writeFileSync(path.join(bin, 'npm'), `#!/bin/sh\necho "$@" >> ${seen}\n`, { mode: 0o755 });
    const said = await publish({ url, npmrc: '/dev/null' }, { path: `${bin}:${process.env.PATH}` });
    assert.equal(said.code, 2, said.stderr);
    assert.match(said.stderr, /^error: `\S+` is no registry of npm\n/);
    assert.match(said.stderr, /\nhelp: .*`https:\/\/\S+`/);
    assert.doesNotMatch(said.stderr, /secret/);
    assert.ok(!existsSync(seen), 'npm was called');
  });
}

/** What npm is configured for. @param {import('node:test').TestContext} context @param {{ npmrc: string }} registry @param {string} lines */
const configured = (context, registry, lines) => {
  const npmrc = path.join(emptyProject(context), 'npmrc');
  writeFileSync(npmrc, `${readFileSync(registry.npmrc, 'utf8')}${lines}\n`);
  return npmrc;
};

test('the registry is named before anything else, and whence it is known', async (context) => {
  const registry = await registryFor(context);
  const given = await publish(registry, { words: ['--dry-run'] });
  assert.match(given.stderr, new RegExp(`^ *registry ${registry.url}, as --registry says\n`));
  for (const [key, from] of [['registry', '`registry`'], [`${packages[0].split('/')[0]}:registry`, '`@pocketpy:registry`']]) {
    const npmrc = configured(context, registry, `${key}=${registry.url}`);
    const said = await publish({ npmrc }, { words: ['--no-provenance', '--dry-run'] });
    assert.equal(said.code, 0, said.stderr);
    assert.ok(said.stderr.trimStart().startsWith(`registry ${registry.url}, as npm's ${from} says\n`), said.stderr);
    assert.match(said.stdout, /would publish/);
  }
});

test('a registry that is given is taken, whatever npm is configured for', async (context) => {
  const registry = await registryFor(context);
  const other = await registryFor(context);
  const npmrc = configured(context, registry, `${readFileSync(other.npmrc, 'utf8')}@pocketpy:registry=${other.url}\nregistry=${other.url}`);
  const said = await publish({ url: registry.url, npmrc });
  assert.equal(said.code, 0, said.stderr);
  assert.deepEqual(await other.published(), []);
  assert.deepEqual(await registry.published(), all);
});

test('a registry that npm is configured for and that is none is refused too', async (context) => {
  const registry = await registryFor(context);
  const said = await publish({ npmrc: configured(context, registry, 'registry=notaurl') });
  assert.equal(said.code, 2, said.stderr);
  assert.match(said.stderr, /^error: `notaurl` is no registry of npm\n.*npm's `registry` names it/);
  const environment = await publish({ npmrc: registry.npmrc }, { options: { env: { NPM_CONFIG_REGISTRY: 'notaurl' } } });
  assert.equal(environment.code, 2, environment.stderr);
  assert.match(environment.stderr, /notaurl/);
});

test('a mute registry is given up on in time, and before that it is said what is waited for', async (context) => {
  const mute = await startMute();
  context.after(mute.close);
  const said = await publish(mute, { words: ['--no-provenance', '--query-seconds-max', '6'] });
  assert.equal(said.code, 1);
  assert.match(said.stderr, new RegExp(`\n *ask ${all[0]}, at most 6 s\n`));
  assert.match(said.stderr, new RegExp(`\nerror: cannot ask the registry for \`${all[0]}\`\n.*\`npm view .*had no end in 6 s, so it was stopped`));
  assert.match(said.stderr, new RegExp(`\nhelp: .*${mute.url}.*--query-seconds-max`));
  assert.ok(mute.asked() >= 1);
  await mute.left();
});

test('an upload that the registry never takes is given up on in time', async (context) => {
  const registry = await registryFor(context);
  const door = await startDoor(registry, () => false);
  context.after(door.close);
  const said = await publish(door, { words: ['--no-provenance', '--upload-seconds-max', '6'] });
  assert.equal(said.code, 1);
  assert.match(said.stderr, /\n *wait for the registry to take \d+ bytes, at most 6 s\n/);
  assert.match(said.stderr, new RegExp(`error: cannot publish \`${all[0]}\`\n.*\`npm publish .*had no end in 6 s, so it was stopped`));
  assert.match(said.stderr, /help: .*run the same command again/);
  assert.deepEqual(await registry.published(), []);
});

test('provenance is asked for unless it is declined, and npm says where it can be had', async (context) => {
  const registry = await registryFor(context);
  const said = await publish(registry, { words: [] });
  assert.equal(said.code, 1);
  assert.match(said.stderr, /provenance/i);
  assert.match(said.stderr, /--no-provenance/);
  assert.deepEqual(await registry.published(), []);
});

test('--dry-run lists what is missing and publishes nothing; a version that was not made is refused', async (context) => {
  const registry = await registryFor(context);
  const said = await publish(registry, { words: ['--dry-run'] });
  assert.equal(said.code, 0, said.stderr);
  assert.deepEqual([...said.stdout.matchAll(/^would publish (\S+) from (\S+) \(sha512-\S+\)$/gm)].map((line) => line[1]), all);
  assert.deepEqual(await registry.published(), []);
  const absent = await xtask(rehearsal, ['publish', '--version', '9.9.9']);
  assert.equal(absent.code, 2);
  assert.match(absent.stderr, /there is no `dist\/release\/9\.9\.9`\nhelp: make it with `cargo xtask release --version 9\.9\.9`/);
});
