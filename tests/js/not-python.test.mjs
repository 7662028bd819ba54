/** docs/not-python.md, row by row: what each program does in CPython and in the core tier. A row that is no longer true fails. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { builtTiers } from '../support/dist.mjs';
import { importRegistry } from '../support/registry.mjs';

const text = readFileSync(new URL('../../docs/not-python.md', import.meta.url), 'utf8');
const core = builtTiers().find(({ name }) => name === 'core');
assert.ok(core, 'the core tier is built');

/** The text of a cell: between its backticks, with the ends of lines and bars as they are. @param {string} cell */
const plain = (cell) => cell.trim().replace(/^`(.*)`$/, '$1').replaceAll('\\|', '|').replaceAll('↵', '\n');

const rows = text.split('\n').filter((line) => line.startsWith('| `')).map((line) => {
  const [program, cpython, here] = line.slice(1, -1).split(/(?<!\\)\|/).map(plain);
  return { program, cpython, here };
});

/** What an outcome looks like in the table. @param {string} outcome */
const shown = (outcome) => outcome.replace(/\n$/, '');

/** @param {string} program */
const runHere = async (program) => {
  const { createPocketPy } = await importRegistry();
  let outcome = '';
  const py = await createPocketPy('core', { baseURL: `${core.packageFolder}/dist`, print: (/** @type {string} */ line) => (outcome += `${line}\n`) });
  try {
    py.run(program);
  } catch (error) {
    outcome += error.message.split('\n')[0];
  }
  py.destroy();
  return shown(outcome);
};

test('every program of the list does in CPython what stands there', () => {
  const script = fileURLToPath(new URL('../support/outcomes.py', import.meta.url));
  const answer = execFileSync('python3', ['-I', script], { input: JSON.stringify(rows.map(({ program }) => program)), encoding: 'utf8' });
  const outcomes = JSON.parse(answer).map(shown);
  assert.ok(rows.length > 10);
  assert.deepEqual(rows.map(({ program }, index) => [program, outcomes[index]]), rows.map(({ program, cpython }) => [program, cpython]));
});

test('every program of the list does in the core tier what stands there, and something else than in CPython', async () => {
  for (const { program, cpython, here } of rows) {
    assert.equal(await runHere(program), here, program);
    assert.notEqual(here, cpython, program);
  }
});

test('the list of modules is that of the core tier', () => {
  const listed = [...(/no other:\n\n([\s\S]*?)\.\n/.exec(text)?.[1] ?? '').matchAll(/`([\w.]+)`/g)].map(([, name]) => name);
  assert.deepEqual(listed, [...new Set([...core.info.modules, ...core.info.interpreter_modules])].sort());
});
