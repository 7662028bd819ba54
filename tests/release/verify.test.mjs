/** `cargo xtask verify --against`, and what a release's files say of it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { altered } from './forged.mjs';
import { packages, rehearsal, releaseFolder, repository, run, sums, tarball, version, xtask } from './rehearsal.mjs';
import { removeFolder } from '../support/temporary.mjs';

const release = releaseFolder(rehearsal);
const json = (/** @type {string} */ name) => JSON.parse(readFileSync(path.join(release, name), 'utf8'));
const verify = (/** @type {string} */ given) => xtask(repository, ['verify', '--against', given]);

/** @param {import('node:test').TestContext} context */
const scratch = (context) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pocketpy-verify-'));
  context.after(() => removeFolder(folder));
  return folder;
};

test('a release and each of its tarballs is what this checkout builds', async () => {
  const said = await verify(release);
  assert.equal(said.code, 0, said.stderr);
  for (const name of packages) assert.match(said.stderr, new RegExp(`equal ${name}@${version}, the tarball and its \\d+ files`));
  assert.equal((await verify(path.join(release, tarball('@pocketpy/core')))).code, 0);
});

test('a changed instruction is named with its section and its function', async (context) => {
  const file = path.join(scratch(context), 'core.tgz');
  const bytes = readFileSync(path.join(release, tarball('@pocketpy/core')));
  writeFileSync(file, altered(bytes, 'dist/pocketpy.wasm', (wasm) => {
    const at = wasm.indexOf(Buffer.from([0x20, 0x00, 0x20, 0x01]), wasm.length >> 2); // local.get 0, local.get 1
    wasm[at + 1] = 0x01;
  }));
  const said = await verify(file);
  assert.equal(said.code, 1);
  assert.match(said.stderr, /@pocketpy\/core: dist\/pocketpy\.wasm: section `code` differs, \d+ bytes here, \d+ there/);
  assert.match(said.stderr, /@pocketpy\/core: dist\/pocketpy\.wasm: function \d+ `[^`]+` differs, \d+ bytes here, \d+ there/);
});

test('changed data, and a changed line of the glue, are named', async (context) => {
  const file = path.join(scratch(context), 'core.tgz');
  const bytes = readFileSync(path.join(release, tarball('@pocketpy/core')));
  const data = altered(bytes, 'dist/pocketpy.wasm', (wasm) => void wasm.write('ZERO', wasm.lastIndexOf('ZeroDivisionError')));
  writeFileSync(file, data);
  const said = await verify(file);
  assert.match(said.stderr, /section `data` differs/);
  assert.doesNotMatch(said.stderr, /function/);
  writeFileSync(file, altered(bytes, 'dist/pocketpy.mjs', (text) => void text.write('X', text.length - 20)));
  assert.match((await verify(file)).stderr, /dist\/pocketpy\.mjs: differs from line \d+/);
});

test('an unpacked package is compared file by file: changed, missing and added ones', async (context) => {
  const folder = scratch(context);
  cpSync(path.join(repository, 'dist/npm/@pocketpy/registry'), folder, { recursive: true });
  assert.equal((await verify(folder)).code, 0);
  writeFileSync(path.join(folder, 'dist/extra.js'), 'more');
  rmSync(path.join(folder, 'dist/registry.d.cts'));
  const said = await verify(folder);
  assert.equal(said.code, 1);
  assert.match(said.stderr, /dist\/extra\.js: is there and not built here/);
  assert.match(said.stderr, /dist\/registry\.d\.cts: is missing there/);
});

test("npm's own tarball of the same package has the same files, and is told to be packed otherwise", async (context) => {
  const folder = scratch(context);
  const packed = await run('npm', ['pack', path.join(repository, 'dist/npm/@pocketpy/core'), '--json'], { cwd: folder });
  const [{ files, filename }] = JSON.parse(packed.stdout);
  const ours = readdirSync(path.join(repository, 'dist/npm/@pocketpy/core'), { recursive: true, withFileTypes: true });
  assert.equal(files.length, ours.filter((entry) => entry.isFile()).length, 'npm would leave files out');
  const said = await verify(path.join(folder, filename));
  assert.equal(said.code, 1);
  assert.match(said.stderr, /@pocketpy\/core: the same files, but packed otherwise/);
});

test('a package of another version, a file that is no tarball and a folder that is no package are refused', async (context) => {
  const folder = scratch(context);
  writeFileSync(path.join(folder, 'x.tgz'), 'no tarball');
  const broken = await verify(path.join(folder, 'x.tgz'));
  assert.match(broken.stderr, /cannot read `.*x\.tgz`\n.*this is no tarball of an npm package[\s\S]*help: /);
  assert.equal((await verify(folder)).code, 2);
  writeFileSync(path.join(folder, 'package.json'), '{"name": "@pocketpy/core", "version": "7.0.0"}');
  const other = await verify(folder);
  assert.equal(other.code, 2);
  assert.match(other.stderr, /has version 7\.0\.0, this checkout builds .*\nhelp: check out the tag of that release: `git checkout v7\.0\.0`/);
});

test('times of files, before 1980 and after 2038, change nothing', async () => {
  const files = readdirSync(path.join(repository, 'dist/npm'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  files.forEach((entry, index) => utimesSync(path.join(entry.parentPath, entry.name), index % 2 ? 1 : 4e9, index % 2 ? 4e9 : 1));
  const said = await verify(release);
  assert.equal(said.code, 0, said.stderr);
});

test('SHA256SUMS is read by sha256sum, and names every other file', async () => {
  const said = await run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: release });
  assert.equal(said.code, 0, said.stderr);
  const others = readdirSync(release).filter((name) => name !== 'SHA256SUMS').sort();
  assert.deepEqual(sums().trim().split('\n').map((line) => line.slice(66)).sort(), others);
});

test('the bill of materials names every package with its hash, every source and the compiler', () => {
  const bom = json('sbom.cdx.json');
  assert.equal(`${bom.bomFormat} ${bom.specVersion}`, 'CycloneDX 1.5');
  const byName = new Map(bom.components.map((/** @type {any} */ one) => [one.name, one]));
  for (const name of packages) {
    const hash = createHash('sha256').update(readFileSync(path.join(release, tarball(name)))).digest('hex');
    assert.deepEqual(byName.get(name).hashes, [{ alg: 'SHA-256', content: hash }]);
    assert.equal(byName.get(name).purl, `pkg:npm/${name.replace('@', '%40')}@${version}`);
  }
  for (const [name, license] of [['pocketpy', 'MIT'], ['lz4', 'BSD-2-Clause'], ['zlib', 'Zlib'], ['numpy', 'BSD-3-Clause'], ['unicode', 'Apache-2.0 AND Unicode-3.0'], ['pylib', 'PSF-2.0'], ['geos', 'LGPL-2.1-only']]) {
    assert.deepEqual(byName.get(name).licenses, [{ expression: license }], name);
    assert.match(byName.get(name).hashes[0].content, /^[0-9a-f]{64}$/);
  }
  const tools = bom.metadata.tools.components.map((/** @type {any} */ one) => one.name);
  for (const name of ['emscripten', 'clang-19', 'binaryen', 'esbuild']) assert.ok(tools.includes(name), name);
  const runtime = ['musl', 'dlmalloc', 'compiler-rt'];
  const uses = Object.fromEntries(bom.dependencies.map((/** @type {any} */ one) => [one.ref, (one.dependsOn ?? []).map((/** @type {string} */ ref) => ref.split(/[:@]/)[1])]));
  assert.deepEqual(uses[`pkg:npm/%40pocketpy/geos@${version}`], ['pocketpy', 'lz4', 'zlib', 'numpy', 'unicode', 'pylib', 'geos', ...runtime, 'libc++', 'libc++abi', 'libunwind']);
  assert.deepEqual(uses[`pkg:npm/%40pocketpy/core@${version}`], ['pocketpy', 'lz4', 'zlib', 'unicode', 'pylib', ...runtime]);
  assert.equal(byName.get('musl').licenses[0].expression, 'MIT');
  const loader = bom.dependencies.find((/** @type {any} */ one) => one.ref === `pkg:npm/%40pocketpy/registry@${version}`);
  assert.deepEqual(loader.dependsOn, [byName.get('semver').purl]);
});

test('the record names the commit, the compiler by package and hash, and flags and sizes of every tier', async () => {
  const record = json('build-info.json');
  assert.equal(record.commit, (await run('git', ['rev-parse', 'HEAD'])).stdout.trim());
  assert.match(record['toolchain-packages'].amd64['clang-19'].sha256, /^[0-9a-f]{64}$/);
  for (const name of packages.slice(0, 3)) {
    const { build, integrity, bytes } = record.packages[name];
    const content = readFileSync(path.join(release, tarball(name)));
    assert.equal(bytes, content.length);
    assert.equal(integrity, `sha512-${createHash('sha512').update(content).digest('base64')}`);
    assert.ok(build.link_flags.length && build.optimize_flags.length && build.files.length >= 3);
    assert.equal(build.releasable, true);
  }
});
