// Modules of bindings/library as a native program, under sanitizers: every program of calls/ makes thousands of calls, whose outcomes are those of CPython 3.14.
// BLESS=FOLDER, of the npm package `pyodide`, lets CPython write what is expected; FULL=1 prints the calls that differ. ONLY=NAME: one program.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const program = join(root, 'target', 'language', process.env.PKL ?? 'pkl');
const env = { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' };
const folder = join(here, 'calls');
const names = readdirSync(folder).filter((name) => name.endsWith('.py') && (!process.env.ONLY || name === `${process.env.ONLY}.py`));
const scratch = mkdtempSync(join(tmpdir(), 'pkl-calls-'));

/** The whole text of a program. @param {string} name @param {boolean} full */
const source = (name, full) =>
  `FULL = ${full ? 'True' : 'False'}\n${readFileSync(join(here, 'calls.py'), 'utf8')}\n${readFileSync(join(folder, name), 'utf8')}`;

/** Runs a text in CPython 3.14. @returns {Promise<(text: string) => string>} */
async function oracle() {
  const { loadPyodide } = await import(pathToFileURL(join(process.env.BLESS ?? '', 'pyodide.mjs')).href);
  /** @type {string[]} */
  const lines = [];
  const pyodide = await loadPyodide({ stdout: (/** @type {string} */ line) => lines.push(line) });
  return (text) => {
    lines.length = 0;
    pyodide.runPython(text, { globals: pyodide.toPy({ __name__: '__main__' }) });
    return `${lines.join('\n')}\n`;
  };
}

/** @param {string} name @param {boolean} full */
function run(name, full) {
  const path = join(scratch, name);
  writeFileSync(path, source(name, full));
  const done = spawnSync(program, [path], { encoding: 'utf8', env, timeout: 300_000, maxBuffer: 1 << 28 });
  assert.equal(done.signal, null, done.stderr);
  assert.equal(done.stderr, '');
  return done.stdout;
}

const blessed = process.env.BLESS ? await oracle() : null;

before(() => {
  if (!process.env.PKL) execFileSync('python3', [join(root, 'tests', 'language', 'build.py')], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 1_200_000 });
});
after(() => rmSync(scratch, { recursive: true }));

test('there are programs', () => assert.ok(names.length >= 1));

for (const name of names) {
  test(`${basename(name, '.py')}: calls answer and raise what CPython 3.14's do`, () => {
    const expected = join(folder, name.replace(/\.py$/, '.expected'));
    if (blessed) writeFileSync(expected, blessed(source(name, false)));
    if (blessed && process.env.FULL) {
      writeFileSync(join(tmpdir(), `${name}.cpython`), blessed(source(name, true)));
      writeFileSync(join(tmpdir(), `${name}.ours`), run(name, true));
    }
    assert.equal(run(name, false), readFileSync(expected, 'utf8'));
  });
}
