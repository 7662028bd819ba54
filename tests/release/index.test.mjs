/** `cargo xtask index`: a static registry that is append-only. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { createHash } from 'node:crypto';
import { copyOf, packages, version, xtask } from './rehearsal.mjs';

const indexIn = (/** @type {string} */ folder) => JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8'));
const made = (/** @type {string} */ root) => path.join(root, 'dist/index');

/** A copy with an index, and that index moved aside as the published one. @param {import('node:test').TestContext} context */
const published = async (context) => {
  const root = copyOf(context);
  const said = await xtask(root, ['index']);
  assert.equal(said.code, 0, said.stderr);
  const folder = path.join(root, 'published');
  cpSync(made(root), folder, { recursive: true });
  rmSync(made(root), { recursive: true });
  return { root, folder };
};

/** @param {string} root @param {string} folder @param {string[]} words */
const merge = (root, folder, ...words) => xtask(root, ['index', '--merge', folder, ...words]);

test('every asset of the index is where it says, with its bytes and hash', async (context) => {
  const { folder } = await published(context);
  const index = indexIn(folder);
  assert.equal(index.schema, 1);
  assert.deepEqual(Object.keys(index.packages).sort(), [...packages].sort());
  for (const [name, { variant, versions }] of Object.entries(index.packages)) {
    assert.equal(variant, name.endsWith('registry') ? null : name.split('/')[1]);
    assert.deepEqual(versions.map((/** @type {any} */ one) => [one.version, one.yanked]), [[version, false]]);
    for (const { path: place, bytes, sha384 } of /** @type {any[]} */ (Object.values(versions[0].assets))) {
      const content = readFileSync(path.join(folder, place));
      assert.equal(content.length, bytes, place);
      assert.equal(`sha384-${createHash('sha384').update(content).digest('base64')}`, sha384, place);
    }
  }
  const files = readdirSync(path.join(folder, 'geos', version));
  for (const file of ['LICENSE', 'LICENSE.LGPL-2.1', 'THIRD-PARTY-NOTICES', 'RELINKING-GEOS.md']) assert.ok(files.includes(file), file);
});

test('the same release merged again changes nothing, and a yanked version stays yanked', async (context) => {
  const { root, folder } = await published(context);
  const yanked = await merge(root, folder, '--yank', version);
  assert.equal(yanked.code, 0, yanked.stderr);
  assert.ok(Object.values(indexIn(made(root)).packages).every((/** @type {any} */ one) => one.versions[0].yanked));
  cpSync(made(root), folder, { recursive: true });
  assert.equal((await merge(root, folder)).code, 0);
  assert.deepEqual(indexIn(made(root)), indexIn(folder));
});

test('other bytes under a published version are refused, and the index stays as it was', async (context) => {
  const { root, folder } = await published(context);
  writeFileSync(path.join(root, 'dist/npm/@pocketpy/core/dist/pocketpy.mjs'), 'export default 1;\n');
  const said = await merge(root, folder);
  assert.equal(said.code, 2);
  assert.match(said.stderr, /error: the index has another `@pocketpy\/core`/);
  assert.match(said.stderr, /help: what is published never changes/);
  assert.ok(!existsSync(made(root)));
});

test('a changed licence text under a published version is refused too', async (context) => {
  const { root, folder } = await published(context);
  writeFileSync(path.join(root, 'dist/npm/@pocketpy/geos/LICENSE.LGPL-2.1'), 'do what you like\n');
  const said = await merge(root, folder);
  assert.equal(said.code, 2);
  assert.match(said.stderr, /`geos\/.*\/LICENSE\.LGPL-2\.1` differs/);
});

/** @type {Record<string, [(folder: string) => void, RegExp]>} */
const damages = {
  'is cut': [(folder) => writeFileSync(path.join(folder, 'index.json'), readFileSync(path.join(folder, 'index.json'), 'utf8').slice(0, 900)), /is damaged[\s\S]*`index\.json` is no index/],
  'has a newer schema': [(folder) => writeFileSync(path.join(folder, 'index.json'), '{"schema": 7, "packages": {}}'), /`index\.json` has schema 7, this xtask writes 1/],
  'has a tampered asset': [(folder) => writeFileSync(path.join(folder, 'core', version, 'pocketpy.wasm'), 'no'), /`core\/.*pocketpy\.wasm` is not what index\.json says/],
  'lost an asset': [(folder) => rmSync(path.join(folder, 'numpy', version, 'pocketpy.mjs')), /found {4}nothing/],
  'holds no index.json': [(folder) => rmSync(path.join(folder, 'index.json')), /is no index: it holds no `index\.json`/],
};

for (const [how, [damage, expected]] of Object.entries(damages)) {
  test(`an index that ${how} is refused, and nothing is written`, async (context) => {
    const { root, folder } = await published(context);
    damage(folder);
    const said = await merge(root, folder);
    assert.equal(said.code, 2, said.stderr);
    assert.match(said.stderr, expected);
    assert.ok(!existsSync(made(root)));
  });
}

test('a build from other sources than the pinned ones is not taken in', async (context) => {
  const root = copyOf(context);
  const file = path.join(root, 'dist/npm/@pocketpy/core/dist/build-info.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"releasable": true', '"releasable": false'));
  const said = await xtask(root, ['index']);
  assert.equal(said.code, 2);
  assert.match(said.stderr, /error: package `@pocketpy\/core` cannot be released/);
});

test('a version that is not there cannot be yanked, and those that are there are listed', async (context) => {
  const { root, folder } = await published(context);
  const said = await merge(root, folder, '--yank', '7.0.0');
  assert.equal(said.code, 2);
  assert.match(said.stderr, new RegExp(`no version \`7\\.0\\.0\` to yank\\nhelp: its versions: ${version.replaceAll('.', '\\.')}`));
});
