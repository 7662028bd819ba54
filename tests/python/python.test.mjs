/**
 * Runs tests/python/<module>/<name>.py on every tier that has the module and compares stdout with <name>.expected.
 * Limits: compares stdout only; a program that raises fails, with its traceback shown.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { areTiersChosen, builtTiers } from '../support/dist.mjs';
import { runPython } from '../support/python.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
/** Modules that programs import, out of their working folder. */
const helpers = helperFiles(fileURLToPath(new URL('../support/python', import.meta.url)));
/** Folders that every tier must pass: the language itself and what pocketpy always has. */
const alwaysThere = ['language', 'files', 'json'];

/** @typedef {{ module: string, name: string, source: string, expected: string }} Program */

/** Name and text of each module in a folder. @param {string} folder @returns {Record<string, string>} */
function helperFiles(folder) {
  const names = readdirSync(folder).filter((file) => file.endsWith('.py'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** All programs of all folders. @returns {string[][]} pairs of module and name */
function findPairs() {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return folders.sort().flatMap((module) => {
    const files = readdirSync(path.join(root, module)).filter((file) => /\.(py|expected)$/.test(file));
    return [...new Set(files.map((file) => path.parse(file).name))].sort().map((name) => [module, name]);
  });
}

/** What stands in the first line that differs, for a report a person can use at once. @param {string} actual @param {string} expected */
function firstDifference(actual, expected) {
  const [have, want] = [actual.split('\n'), expected.split('\n')];
  const line = want.findIndex((text, index) => text !== have[index]);
  const at = line === -1 ? want.length : line;
  const show = (/** @type {string | undefined} */ text) => (text === undefined ? '(nothing)' : JSON.stringify(text));
  return `line ${at + 1} differs\n  expected: ${show(want[at])}\n  printed:  ${show(have[at])}`;
}

const tiers = builtTiers();
const pairs = findPairs();

test('there are Python programs to run, and every folder belongs to a module that some tier has', () => {
  assert.ok(pairs.length > 0);
  const known = new Set([...alwaysThere, ...tiers.flatMap((tier) => tier.info.modules)]);
  if (!areTiersChosen) assert.deepEqual(pairs.filter(([module]) => !known.has(module)), []);
});

for (const [module, name] of pairs) {
  const file = (/** @type {string} */ ending) => path.join(root, module, `${name}.${ending}`);
  for (const tier of tiers.filter(({ info }) => alwaysThere.includes(module) || info.modules.includes(module))) {
    test(`${tier.name}: ${module}/${name}.py prints what ${name}.expected says`, async () => {
      const source = readFileSync(file('py'), 'utf8');
      const expected = readFileSync(file('expected'), 'utf8');
      const { succeeded, stdout, stderr } = await runPython(tier, source, { name: `${name}.py`, files: helpers });
      if (stdout !== expected) assert.fail(`${firstDifference(stdout, expected)}\n${stderr}`);
      assert.ok(succeeded, stderr);
    });
  }
}
