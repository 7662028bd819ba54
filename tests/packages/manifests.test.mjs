/** What every package.json says, of every package that was built. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { distFolder } from '../support/dist.mjs';

const scope = path.join(distFolder, 'npm', '@pocketpy');
const packages = readdirSync(scope).filter((name) => existsSync(path.join(scope, name, 'package.json')));
const manifestOf = (/** @type {string} */ name) => JSON.parse(readFileSync(path.join(scope, name, 'package.json'), 'utf8'));

test('the tiers and the loader are there', () => {
  assert.ok(packages.length > 1 && packages.includes('registry'), packages.join());
});

for (const name of packages) {
  test(`${name}: npm is told where the sources are, which its trusted publishing wants, and where faults are reported`, () => {
    const { repository, homepage, bugs, version } = manifestOf(name);
    assert.deepEqual(Object.keys(repository).sort(), ['type', 'url']);
    assert.equal(repository.type, 'git');
    const [, address] = /^git\+(https:\/\/.+)\.git$/.exec(repository.url) ?? assert.fail(repository.url);
    assert.deepEqual([homepage, bugs], [`${address}#readme`, `${address}/issues`]);
    assert.match(version, /^\d+\.\d+\.\d+/);
  });
}
