/** `cargo xtask index`: a static registry out of releases, append-only. */
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createHash } from 'node:crypto';
import { changePackage, changeRecord, instead, renumber, sumUp } from './forged.mjs';
import { copyOf, packages, rehearsal, releaseFolder, run, tarball, version, xtask } from './rehearsal.mjs';
import { removeFolder } from '../support/temporary.mjs';

const indexIn = (/** @type {string} */ folder) => JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8'));
const made = (/** @type {string} */ root) => path.join(root, 'dist/index');
const add = (/** @type {string} */ root, /** @type {string[]} */ ...words) => xtask(root, ['index', '--version', version, ...words]);

/** Every file below a folder, by its path there. @param {string} folder @returns {Record<string, string>} */
const filesIn = (folder) => Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.join(entry.parentPath, entry.name))
  .map((file) => [path.relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')]));

/** The index of the rehearsed release, made once. */
const base = mkdtempSync(path.join(os.tmpdir(), 'pocketpy-index-'));
before(async () => {
  const root = path.join(base, 'checkout');
  cpSync(rehearsal, root, { recursive: true, filter: (source) => path.basename(source) !== 'target' });
  const said = await add(root);
  assert.equal(said.code, 0, said.stderr);
});
after(() => removeFolder(base));

/** A copy of the rehearsal, and the index of its release as the published one. @param {import('node:test').TestContext} context */
const published = (context) => {
  const root = copyOf(context);
  const folder = path.join(root, 'published');
  cpSync(made(path.join(base, 'checkout')), folder, { recursive: true });
  return { root, folder };
};

test('every asset of the index is where it says, with its bytes and hash, and every file is named by the sums beside it', async (context) => {
  const { folder } = published(context);
  const index = indexIn(folder);
  assert.equal(index.schema, 1);
  assert.deepEqual(Object.keys(index.packages).sort(), [...packages].sort());
  for (const [name, { variant, versions }] of Object.entries(index.packages)) {
    assert.equal(variant, name.endsWith('registry') ? null : name.split('/')[1]);
    assert.deepEqual(versions.map((/** @type {any} */ one) => [one.version, one.yanked]), [[version, false]]);
    assert.equal(versions[0].modules.length > 0, variant !== null);
    for (const { path: place, bytes, sha384 } of /** @type {any[]} */ (Object.values(versions[0].assets))) {
      const content = readFileSync(path.join(folder, place));
      assert.equal(content.length, bytes, place);
      assert.equal(`sha384-${createHash('sha384').update(content).digest('base64')}`, sha384, place);
    }
    const below = path.join(folder, variant ?? 'registry', version);
    const said = await run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: below });
    assert.equal(said.code, 0, said.stderr);
    assert.equal(said.stdout.trim().split('\n').length, readdirSync(below).length - 1);
  }
  const files = readdirSync(path.join(folder, 'geos', version));
  for (const file of ['LICENSE', 'LICENSE.LGPL-2.1', 'THIRD-PARTY-NOTICES', 'RELINKING-GEOS.md']) assert.ok(files.includes(file), file);
});

test('what lies in dist/npm has no part in an index', async (context) => {
  const { root, folder } = published(context);
  appendFileSync(path.join(root, 'dist/npm/@pocketpy/core/dist/pocketpy.mjs'), '\n');
  rmSync(path.join(root, 'dist/npm/@pocketpy/geos'), { recursive: true });
  const said = await add(root);
  assert.equal(said.code, 0, said.stderr);
  assert.deepEqual(filesIn(made(root)), filesIn(folder));
});

/** @type {Record<string, [(folder: string) => void, RegExp]>} */
const releases = {
  'has bytes appended to a tarball': [(folder) => appendFileSync(path.join(folder, tarball('@pocketpy/core')), 'x'), /pocketpy-core-.*\.tgz` is not what SHA256SUMS says/],
  'has such bytes and sums made anew': [
    (folder) => {
      appendFileSync(path.join(folder, tarball('@pocketpy/core')), 'x');
      sumUp(folder);
    },
    /pocketpy-core-.*\.tgz` is not what build-info\.json says/,
  ],
  'holds a file that no sum names': [(folder) => writeFileSync(path.join(folder, 'notes.txt'), ''), /notes\.txt` is not in SHA256SUMS/],
  'holds a tarball that its record does not name': [
    (folder) => {
      writeFileSync(path.join(folder, 'more.tgz'), '');
      sumUp(folder);
    },
    /`more\.tgz` is in no row of build-info\.json/,
  ],
  'lost a tarball': [
    (folder) => {
      rmSync(path.join(folder, tarball('@pocketpy/geos')));
      sumUp(folder);
    },
    /has no `pocketpy-geos-.*\.tgz`/,
  ],
  'has another version in its record': [(folder) => changeRecord(folder, (record) => (record.version = '7.0.0')), /is of version 7\.0\.0/],
  'has a record with a key that nobody knows': [(folder) => changeRecord(folder, (record) => (record.more = 1)), /unknown field `more`/],
  'says of a package what the package does not say': [
    (folder) => changeRecord(folder, (record) => (record.packages['@pocketpy/core'].build.clang = '0')),
    /`@pocketpy\/core` says something else of itself than build-info\.json/,
  ],
  'has a package of another name': [(folder) => changePackage(folder, '@pocketpy/core', 'package.json', instead('@pocketpy/core', '@pocketpy/gore')), /pocketpy-core-.*\.tgz` holds `@pocketpy\/gore@/],
  'was built from other sources than the pinned ones': [
    (folder) => {
      changePackage(folder, '@pocketpy/core', 'dist/build-info.json', instead('"releasable": true', '"releasable": null'));
      changeRecord(folder, (record) => (record.packages['@pocketpy/core'].build.releasable = null));
    },
    /package `@pocketpy\/core` cannot be released/,
  ],
};

for (const [how, [damage, expected]] of Object.entries(releases)) {
  test(`a release that ${how} is refused, and nothing is written`, async (context) => {
    const root = copyOf(context);
    damage(releaseFolder(root));
    const said = await add(root);
    assert.notEqual(said.code, 0);
    assert.match(said.stderr, expected);
    assert.match(said.stderr, /\nhelp: /);
    assert.ok(!existsSync(made(root)));
  });
}

test('a version that was not released is refused, and so is an index of nothing in particular', async (context) => {
  const root = copyOf(context);
  const said = await xtask(root, ['index', '--version', '9.9.9']);
  assert.equal(said.code, 2);
  assert.match(said.stderr, /there is no `dist\/release\/9\.9\.9`\nhelp: make it with `cargo xtask release --version 9\.9\.9`/);
  for (const words of [[], ['--merge', root], ['--yank', version], ['--version', version, '--merge', root, '--yank', version], ['--version', version, '--rehearse', 'x']]) {
    assert.equal((await xtask(root, ['index', ...words])).code, 2, words.join(' '));
  }
  assert.ok(!existsSync(made(root)));
});

test('another release is added, and what was published stays as it was', async (context) => {
  const { root, folder } = published(context);
  const other = version.replace(/\d+$/, (last) => String((Number(last) + 1) % 10));
  renumber(root, other);
  const said = await xtask(root, ['index', '--version', other, '--merge', folder]);
  assert.equal(said.code, 0, said.stderr);
  const { 'index.json': _, ...old } = filesIn(folder);
  const whole = filesIn(made(root));
  for (const [file, hash] of Object.entries(old)) assert.equal(whole[file], hash, file);
  const versions = indexIn(made(root)).packages['@pocketpy/core'].versions.map((/** @type {any} */ one) => one.version);
  assert.deepEqual(versions.sort(), [version, other].sort());
  assert.deepEqual(Object.keys(whole).filter((file) => !(file in old)).map((file) => file.split('/')[1] ?? file).filter((name) => name !== other), ['index.json']);
});

test('the same release merged again changes nothing, and a yanked version stays yanked', async (context) => {
  const { root, folder } = published(context);
  const yanked = await xtask(root, ['index', '--merge', folder, '--yank', version]);
  assert.equal(yanked.code, 0, yanked.stderr);
  assert.ok(Object.values(indexIn(made(root)).packages).every((/** @type {any} */ one) => one.versions[0].yanked));
  cpSync(made(root), folder, { recursive: true });
  assert.equal((await add(root, '--merge', folder)).code, 0);
  assert.deepEqual(filesIn(made(root)), filesIn(folder));
});

test('an index with a stray file is refused by --yank too', async (context) => {
  const { root, folder } = published(context);
  writeFileSync(path.join(folder, 'robots.txt'), '');
  const said = await xtask(root, ['index', '--merge', folder, '--yank', version]);
  assert.equal(said.code, 2);
  assert.match(said.stderr, /`robots\.txt` is in no version/);
});

test('yanking changes the mark of that version and nothing else, whatever was built or released since', async (context) => {
  const { root, folder } = published(context);
  rmSync(path.join(root, 'dist'), { recursive: true });
  const said = await xtask(root, ['index', '--merge', folder, '--yank', version]);
  assert.equal(said.code, 0, said.stderr);
  const old = readFileSync(path.join(folder, 'index.json'), 'utf8');
  assert.equal(readFileSync(path.join(made(root), 'index.json'), 'utf8'), old.replaceAll('"yanked": false', '"yanked": true'));
  assert.deepEqual({ ...filesIn(made(root)), 'index.json': '' }, { ...filesIn(folder), 'index.json': '' });
});

test('other bytes under a published version are refused, and the index stays as it was', async (context) => {
  const { root, folder } = published(context);
  changePackage(releaseFolder(root), '@pocketpy/core', 'dist/pocketpy.mjs', instead('export', 'EXPORT'));
  const said = await add(root, '--merge', folder);
  assert.equal(said.code, 2);
  assert.match(said.stderr, /error: the index has another `@pocketpy\/core`/);
  assert.match(said.stderr, /help: what is published never changes/);
  assert.ok(!existsSync(made(root)));
});

test('a changed licence text under a published version is refused too', async (context) => {
  const { root, folder } = published(context);
  changePackage(releaseFolder(root), '@pocketpy/geos', 'LICENSE.LGPL-2.1', instead('GNU', 'XNU'));
  const said = await add(root, '--merge', folder);
  assert.equal(said.code, 2);
  assert.match(said.stderr, /`geos\/.*\/LICENSE\.LGPL-2\.1` differs/);
});

/** @type {Record<string, [(folder: string) => void, RegExp]>} */
const damages = {
  'is cut': [(folder) => writeFileSync(path.join(folder, 'index.json'), readFileSync(path.join(folder, 'index.json'), 'utf8').slice(0, 900)), /is damaged[\s\S]*`index\.json` is no index/],
  'has a newer schema': [(folder) => writeFileSync(path.join(folder, 'index.json'), '{"schema": 7, "packages": {}}'), /`index\.json` has schema 7, this xtask writes 1/],
  'was edited by hand': [(folder) => appendFileSync(path.join(folder, 'index.json'), '\n'), /`index\.json` is not as it was written/],
  'has a tampered asset': [(folder) => writeFileSync(path.join(folder, 'core', version, 'pocketpy.wasm'), 'no'), /`core\/.*pocketpy\.wasm` is not what index\.json says/],
  'lost an asset': [(folder) => rmSync(path.join(folder, 'numpy', version, 'pocketpy.mjs')), /found {4}nothing/],
  'holds no index.json': [(folder) => rmSync(path.join(folder, 'index.json')), /is no index: it holds no `index\.json`/],
  'has a byte more in a licence': [(folder) => appendFileSync(path.join(folder, 'geos', version, 'LICENSE'), '\n'), /`LICENSE` is not what SHA256SUMS says/],
  'lost a licence': [(folder) => rmSync(path.join(folder, 'geos', version, 'LICENSE')), /`LICENSE` is missing/],
  'lost its sums': [(folder) => rmSync(path.join(folder, 'geos', version, 'SHA256SUMS')), /`geos\/.*\/SHA256SUMS` is missing/],
  'holds a file among the assets that nobody names': [(folder) => writeFileSync(path.join(folder, 'core', version, 'extra.mjs'), ''), /`extra\.mjs` is not in SHA256SUMS/],
  'holds a version that it does not name': [
    (folder) => {
      mkdirSync(path.join(folder, 'core/0.0.9'));
      writeFileSync(path.join(folder, 'core/0.0.9/pocketpy.wasm'), '');
    },
    /`core\/0\.0\.9\/pocketpy\.wasm` is in no version/,
  ],
  'holds a stray file': [(folder) => writeFileSync(path.join(folder, 'robots.txt'), ''), /`robots\.txt` is in no version/],
  'holds a link': [(folder) => symlinkSync('index.json', path.join(folder, 'latest.json')), /latest\.json` is neither a file nor a folder/],
};

for (const [how, [damage, expected]] of Object.entries(damages)) {
  test(`an index that ${how} is refused, and nothing is written`, async (context) => {
    const { root, folder } = published(context);
    damage(folder);
    const said = await add(root, '--merge', folder);
    assert.notEqual(said.code, 0);
    assert.match(said.stderr, expected);
    assert.match(said.stderr, /\nhelp: /);
    assert.ok(!existsSync(made(root)));
  });
}

test('an index of what is built goes into an empty folder of its own, and is not merged', async (context) => {
  const { root, folder } = published(context);
  const rehearsed = path.join(root, 'rehearsed');
  const rehearse = () => xtask(root, ['index', '--rehearse', rehearsed]);
  const said = await rehearse();
  assert.equal(said.code, 0, said.stderr);
  assert.ok(!existsSync(made(root)));
  const { 'REHEARSAL': marked, ...others } = filesIn(rehearsed);
  assert.ok(marked);
  assert.deepEqual(others, filesIn(folder));
  const again = await rehearse();
  assert.equal(again.code, 2);
  assert.match(again.stderr, /rehearsed` is not empty/);
  const merged = await xtask(root, ['index', '--merge', rehearsed, '--version', version]);
  assert.equal(merged.code, 2);
  assert.match(merged.stderr, /is no release: `REHEARSAL`/);
});

test('a version that is not there cannot be yanked, and those that are there are listed', async (context) => {
  const { root, folder } = published(context);
  const said = await xtask(root, ['index', '--merge', folder, '--yank', '7.0.0']);
  assert.equal(said.code, 2);
  assert.match(said.stderr, new RegExp(`no version \`7\\.0\\.0\` to yank\\nhelp: its versions: ${version.replaceAll('.', '\\.')}`));
});
