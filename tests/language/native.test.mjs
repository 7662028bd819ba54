// The interpreter from C: its heap, its API, programs that are left and entered again, programs that want to run for ever.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const hostile = readdirSync(join(here, 'limits')).filter((name) => name.endsWith('.py')).sort();

/** Builds tests/language/NAME.c with the interpreter, under sanitizers, and runs it. @param {string} name @param {string[]} words */
const run = (name, words = []) => {
  const ran = spawnSync('python3', [join(here, 'build.py'), '--test', name, '--', ...words], { cwd: root, encoding: 'utf8', timeout: 1_200_000 });
  assert.equal(ran.status, 0, ran.stdout + ran.stderr);
  return ran.stdout;
};

for (const name of ['heap', 'api', 'suspend']) test(`tests/language/${name}.c holds`, () => void run(name));

test('there are at least forty hostile programs', () => assert.ok(hostile.length >= 40));

test('each hostile program ends by its limit, and the next one runs', () => {
  const said = run('limits', hostile.map((name) => join(here, 'limits', name)));
  for (const name of hostile) assert.ok(said.includes(`${name}: `), `${name} is not in\n${said}`);
});
