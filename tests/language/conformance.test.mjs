// The files of tests/conformance/cpython/fast.toml: CPython's own tests, whose methods all pass under sanitizers, are excluded or pending.
import { execFileSync, spawnSync } from 'node:child_process';
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const run = join(root, 'tests', 'conformance', 'cpython', 'host', 'run.py');

before(() => {
  execFileSync('python3', [join(here, 'build.py')], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 1_200_000 });
});

test('no method of the chosen files of CPython fails', { timeout: 600_000 }, () => {
  const program = join(root, 'target', 'language', 'pkl');
  const done = spawnSync('python3', [run, '--fast', '--seconds', '60', '--program', program], { encoding: 'utf8' });
  assert.equal(done.status, 0, `${done.stdout}\n${done.stderr}`);
});
