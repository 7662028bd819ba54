// pocketpy.h and pocketpy's own modules on the interpreter of bindings/language, under sanitizers.
// NAME.expected is what a program prints; where pocketpy has the module too, the answers are those of pocketpy, apart from texts of errors.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..', '..');
const program = join(root, 'target', 'language', 'pkl');
const scratch = mkdtempSync(join(tmpdir(), 'pkl-units-'));
after(() => rmSync(scratch, { recursive: true }));

const env = { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' };

/** @param {string[]} words */
const build = (words) => {
  const ran = spawnSync('python3', [join(here, '..', 'build.py'), ...words], { cwd: root, encoding: 'utf8', timeout: 1_200_000 });
  assert.equal(ran.status, 0, ran.stdout + ran.stderr);
};

/** The folder of the crate with upstream's sources. */
function upstream() {
  const sources = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'registry', 'src');
  const found = readdirSync(sources).map((name) => join(sources, name, 'pixelscript-0.7.1', 'libs', 'pocketpy')).find((folder) => readdirSync(folder).length > 0);
  assert.ok(found);
  return found;
}

/** Functions that pocketpy.h declares. */
function declared() {
  const text = readFileSync(join(upstream(), 'pocketpy.h'), 'utf8').replace(/\/\/.*|\/\*[^]*?\*\//g, '').replace(/^[ \t]*#.*(?:\\\n.*)*$/gm, '');
  return [...text.matchAll(/^(?:PK_API[^;]*?|(?:int64_t|py_i64|void) )\b(\w+)\(/gm)].map(([, name]) => name ?? '');
}

test('tests/language/units/c_api.c holds', () => build(['--test', 'units/c_api', '--', join(scratch, 'stored')]));

test('every function of pocketpy.h is defined, or docs/c-api.md says why it is not', () => {
  build([]);
  const names = declared();
  assert.ok(names.length > 240 && names.includes('py_newint') && names.includes('time_ns'), `${names.length} functions`);
  const symbols = execFileSync('nm', ['--defined-only', program], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const defined = new Set(symbols.split('\n').filter((line) => / [TtW] /.test(line)).map((line) => line.split(' ')[2]));
  const left = [...readFileSync(join(root, 'docs', 'c-api.md'), 'utf8').matchAll(/^\| `(\w+)` \| .+ \|$/gm)].map(([, name]) => name);
  assert.deepEqual(names.filter((name) => !defined.has(name)).sort(), left.sort());
});

for (const name of readdirSync(here).filter((file) => file.endsWith('.py')).sort()) {
  test(`${name} prints what it should`, () => {
    build([]);
    const ran = spawnSync(program, [join(here, name)], { encoding: 'utf8', env, timeout: 300_000 });
    assert.equal(ran.stderr, '');
    const expected = join(here, name.replace(/py$/, 'expected'));
    if (process.env.BLESS) writeFileSync(expected, ran.stdout);
    assert.equal(ran.stdout, readFileSync(expected, 'utf8'));
  });
}
