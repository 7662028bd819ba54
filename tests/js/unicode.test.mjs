/**
 * The packed tables of code points, against the interpreter's source: at the bounds of every range, and next to them.
 * Limits: the smallest tier, since all have the same object of them; surrogates, which Python's texts cannot hold, are left out.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { builtTiers, requireFactory } from '../support/dist.mjs';
import { execute, initialize } from '../support/python.mjs';

const source = readFileSync(new URL('../../target/pocketpy/sources/pocketpy/pocketpy.c', import.meta.url), 'utf8');

/** @param {string} name @returns {{ first: number, last: number, word: string | undefined }[]} */
function rowsOf(name) {
  const [, table] = new RegExp(` ${name}\\[\\] = \\{(.*?)\\};`, 's').exec(source) ?? assert.fail(`the source has no ${name}`);
  const rows = [...table.matchAll(/\{ (\d+), (\d+)(?:, "(\w+)\\0")? \}/g)];
  return rows.map(([, first, last, word]) => ({ first: Number(first), last: Number(last), word }));
}

/** Every place where something may change. @param {ReturnType<typeof rowsOf>} rows */
function places(rows) {
  const near = rows.flatMap(({ first, last }) => [first - 1, first, last, last + 1]);
  return [...new Set(near)].filter((point) => point >= 0x80 && point < 0x110000 && !(point >= 0xd800 && point < 0xe000));
}

/** @param {string} program @param {number[]} points @returns {Promise<string[]>} what it prints about each point */
async function ask(program, points) {
  /** @type {string[]} */
  const lines = [];
  const py = await requireFactory(builtTiers()[0])({ print: (/** @type {string} */ line) => lines.push(line), printErr: (/** @type {string} */ line) => lines.push(line) });
  initialize(py);
  assert.ok(execute(py, `points = ${JSON.stringify(points)}\n${program}`), lines.join('\n'));
  return lines;
}

test('the width of every character is the one in the source', async () => {
  const rows = rowsOf('kEastAsianWidthRanges');
  assert.ok(rows.length > 500);
  const points = places(rows);
  const expected = points.map((point) => rows.find(({ first, last }) => first <= point && point <= last)?.word ?? 'N');
  assert.deepEqual(await ask('import unicodedata\nfor point in points: print(unicodedata.east_asian_width(chr(point)))', points), expected);
});

test('names may hold just the letters that the source lists', async () => {
  const rows = rowsOf('kLoRanges');
  assert.ok(rows.length > 400);
  const points = places(rows);
  const expected = points.map((point) => (rows.some(({ first, last }) => first <= point && point <= last) ? 'yes' : 'no'));
  const program = 'for point in points:\n    try:\n        exec("name" + chr(point) + " = 1")\n        print("yes")\n    except SyntaxError:\n        print("no")';
  assert.deepEqual(await ask(program, points), expected);
});
