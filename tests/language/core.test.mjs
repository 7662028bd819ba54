// The object core against CPython 3.14: core/, compiled/ (what the compiler makes of statements and scopes) and texts/ compare what programs print, tracebacks/ what an exception that nobody caught prints.
// BLESS=FOLDER, of the npm package `pyodide`, lets CPython 3.14 write what is expected. STRESS=N collects at every N calls and back edges.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const program = join(here, '..', '..', 'target', 'language', 'pkl');
const env = { ...process.env, ASAN_OPTIONS: 'detect_leaks=0', ...(process.env.STRESS ? { PKL_STRESS: process.env.STRESS } : {}) };

/** @param {string} folder */
const programs = (folder) => readdirSync(join(here, folder)).filter((name) => name.endsWith('.py')).map((name) => join(here, folder, name));

/** Addresses differ from run to run, and the depth at which recursion ends is the host's. @param {string} text */
const comparable = (text) => text.replace(/0x[0-9a-f]+/g, '0x…').replace(/repeated \d+ more/g, 'repeated … more');

/** Runs programs in CPython 3.14. @returns {Promise<(path: string) => { out: string, err: string }>} */
async function oracle() {
  const { loadPyodide } = await import(pathToFileURL(join(process.env.BLESS ?? '', 'pyodide.mjs')).href);
  const pyodide = await loadPyodide();
  const run = pyodide.runPython(readFileSync(join(here, 'core_oracle.py'), 'utf8'));
  return (path) => {
    const [out, err] = run(readFileSync(path, 'utf8'), basename(path)).toJs();
    return { out, err };
  };
}

const blessed = process.env.BLESS ? await oracle() : null;

before(() => {
  execFileSync('python3', [join(here, 'build.py')], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 1_200_000 });
});

for (const [folder, stream] of /** @type {const} */ ([['core', 'out'], ['compiled', 'out'], ['texts', 'out'], ['tracebacks', 'err']])) {
  for (const path of programs(folder)) {
    test(`${folder}/${basename(path)} prints what CPython 3.14 prints`, () => {
      const expected = path.replace(/\.py$/, '.expected');
      if (blessed) writeFileSync(expected, blessed(path)[stream]);
      const run = spawnSync(program, [basename(path)], { cwd: dirname(path), encoding: 'utf8', env, timeout: 300_000 });
      assert.equal(run.signal, null);
      const errors = run.stderr.replace(/^\S+:\d+: SyntaxWarning: .*\n(?: {2}.*\n)?/gm, ''); // CPython writes these too, and no *.expected has them
      const printed = stream === 'out' ? run.stdout + errors : run.stderr;
      assert.equal(comparable(printed), comparable(readFileSync(expected, 'utf8')));
    });
  }
}
