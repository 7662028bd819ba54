// Modules of bindings/library in the native program, under sanitizers: each program of cases/ prints what CPython 3.14 prints.
//
// CASE.expected has, for each section, three hexadecimal digits of the SHA-256 of each line. Where they differ, the test shows what was
// printed; oracle.mjs shows what CPython prints. BLESS=PYODIDE_FOLDER lets CPython write what is expected.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { source } from './source.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, 'cases');
const program = join(here, '..', '..', 'target', 'language', 'pkl');
const cases = readdirSync(folder).filter((name) => name.endsWith('.py')).sort();
const DIGITS = 3;

/** @param {string} line */
const digest = (line) => createHash('sha256').update(line).digest('hex').slice(0, DIGITS);

/** @typedef {{ name: string, lines: string[] }} Section */

/** @param {string} printed @returns {Section[]} */
function sections(printed) {
  /** @type {Section[]} */
  const found = [];
  for (const line of printed.split('\n')) {
    if (line.startsWith('# ')) {
      const name = line.slice(2);
      assert.ok(!found.some((section) => section.name === name), `two sections are called \`${name}\``);
      found.push({ name, lines: [] });
    }
    else if (line) found[found.length - 1].lines.push(line);
  }
  return found;
}

/** @param {Section[]} list */
const digests = (list) => list.map(({ name, lines }) => `${name} ${lines.map(digest).join('')}\n`).join('');

/** @param {string} name */
function run(name) {
  const place = mkdtempSync(join(tmpdir(), 'library-'));
  try {
    const path = join(place, name);
    writeFileSync(path, source(join(folder, name)));
    return spawnSync(program, [path], { encoding: 'utf8', env: { ...process.env, TZ: 'UTC', ASAN_OPTIONS: 'detect_leaks=0' }, timeout: 300_000, maxBuffer: 1 << 28 });
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** @param {Section} section @param {string} expected */
function differing(section, expected) {
  const right = section.lines.length * DIGITS === expected.length;
  const wrong = section.lines.filter((line, i) => digest(line) !== expected.slice(i * DIGITS, (i + 1) * DIGITS));
  return right ? wrong : [...wrong, `${section.name}: ${section.lines.length} lines, not ${expected.length / DIGITS}`];
}

before(() => {
  execFileSync('python3', [join(here, '..', 'language', 'build.py')], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 1_200_000 });
});

test('there are cases', () => assert.ok(cases.length >= 1));

for (const name of cases) {
  test(`${name} prints what CPython 3.14 prints`, () => {
    const path = join(folder, name.replace(/\.py$/, '.expected'));
    if (process.env.BLESS) {
      const printed = execFileSync('node', [join(here, 'oracle.mjs'), process.env.BLESS, join(folder, name)], { encoding: 'utf8', maxBuffer: 1 << 28 });
      writeFileSync(path, digests(sections(printed)));
    }
    const { status, stdout, stderr } = run(name);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    const expected = new Map(readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => /** @type {[string, string]} */ (line.split(' '))));
    const printed = sections(stdout);
    assert.deepEqual(printed.map((section) => section.name), [...expected.keys()]);
    assert.deepEqual(printed.flatMap((section) => differing(section, expected.get(section.name) ?? '')), []);
  });
}
