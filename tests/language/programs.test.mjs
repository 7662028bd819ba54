// The interpreter of bindings/language as a native program, under sanitizers: programs/ print here what CPython prints.
// BLESS=1 lets the machine's python3 write what is expected.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, 'programs');
const program = join(here, '..', '..', 'target', 'language', 'pkl');
const names = readdirSync(folder).filter((name) => name.endsWith('.py')).sort();

/** @param {string} name */
const expected = (name) => join(folder, name.replace(/\.py$/, '.expected'));

before(() => {
  execFileSync('python3', [join(here, 'build.py')], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 1_200_000 });
});

test('there are programs', () => assert.ok(names.length >= 6));

for (const name of names) {
  test(`${name} prints what CPython prints`, () => {
    const path = join(folder, name);
    if (process.env.BLESS) writeFileSync(expected(name), execFileSync('python3', ['-W', 'ignore', path]));
    const env = { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' };
    const run = spawnSync(program, [path], { encoding: 'utf8', env, timeout: 120_000 });
    assert.equal(run.stderr, '');
    assert.equal(run.status, 0);
    assert.equal(run.stdout, readFileSync(expected(name), 'utf8'));
  });
}
