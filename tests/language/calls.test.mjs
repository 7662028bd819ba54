// Calls by the ten thousands against CPython 3.14: programs of calls/ print a line for each call, in sections ("# name").
//
// NAME.expected has for each section its name, the number of its lines and the start of their SHA-256. To see the lines of a section that differs, run the
// program with the native interpreter and with CPython 3.14. BLESS=FOLDER, of the npm package `pyodide`, lets CPython write what is expected.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, 'calls');
const program = join(here, '..', '..', 'target', 'language', 'pkl');
const env = { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' };
const names = readdirSync(folder).filter((name) => name.endsWith('.py')).sort();

/** One line for each section: name, number of lines, digest. @param {string} printed */
const digests = (printed) => printed.split(/^# /m).slice(1).map((text) => {
  const [name, ...lines] = text.trimEnd().split('\n');
  return `${name} ${lines.length} ${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 10)}`;
});

/** @param {string} path */
async function bless(path) {
  const { loadPyodide } = await import(pathToFileURL(join(process.env.BLESS ?? '', 'pyodide.mjs')).href);
  const run = (await loadPyodide()).runPython(readFileSync(join(here, 'core_oracle.py'), 'utf8'));
  const [out, err] = run(readFileSync(path, 'utf8'), path).toJs();
  assert.equal(err, '');
  writeFileSync(path.replace(/\.py$/, '.expected'), `${digests(out).join('\n')}\n`);
}

before(() => {
  execFileSync('python3', [join(here, 'build.py')], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 1_200_000 });
});

test('there are programs that call', () => assert.ok(names.length >= 1));

for (const name of names) {
  test(`calls/${name} are answered as CPython 3.14 answers them`, async () => {
    const path = join(folder, name);
    if (process.env.BLESS) await bless(path);
    const { status, stdout, stderr } = spawnSync(program, [path], { encoding: 'utf8', env, timeout: 300_000, maxBuffer: 1 << 28 });
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.deepEqual(digests(stdout), readFileSync(path.replace(/\.py$/, '.expected'), 'utf8').trimEnd().split('\n'));
  });
}
