/** The interpreter's modules in Python, which a build shortens, against its source: token by token, read by CPython. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const file = (/** @type {string} */ below) => fileURLToPath(new URL(`../../${below}`, import.meta.url));
const source = file('target/pocketpy/sources/pocketpy/pocketpy.c');

test('every module in Python says what it says in the source, less what the list leaves out', () => {
  const made = file('target/pocketpy/generated/pkw_python_host_library_texts.c');
  const equal = execFileSync('python3', [file('tests/support/library.py'), source, made], { encoding: 'utf8' }).trim().split('\n');
  const all = [...readFileSync(source, 'utf8').matchAll(/^const char (kPythonLibs_\w+)\[\] =/gm)].map(([, name]) => name);
  assert.deepEqual(equal.map((line) => line.split(' ')[0]), all);
  const listed = readFileSync(file('bindings/host/library.texts'), 'utf8').split('\n').filter((line) => line.includes(' without ') && !line.startsWith('#'));
  const inOrder = (/** @type {string} */ line) => line.split(' ').sort();
  assert.deepEqual(equal.filter((line) => line.includes(' without ')).map(inOrder), listed.map(inOrder));
});
