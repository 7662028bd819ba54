/**
 * The list of the interpreter's own modules in variants.toml, against its source: whatever the source could register can be imported exactly
 * if a list names it. Limits: reads the staged source of the pinned pocketpy; that every listed module can be imported is the build's check.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { builtTiers, requireFactory } from '../support/dist.mjs';

const source = readFileSync(new URL('../../target/pocketpy/sources/pocketpy/pocketpy.c', import.meta.url), 'utf8');

/** Every name that the source makes a module of, or has Python text for. */
const candidates = () => {
  const made = [...source.matchAll(/\bpy_newmodule\("([^"]+)"\)/g)];
  const calls = [...source.matchAll(/\bpy_newmodule\((?!const char\*)/g)];
  assert.equal(made.length, calls.length, 'every module is made by a name in quotes');
  const texts = [...source.matchAll(/strcmp\(name, "(\w+)"\) == 0\) return kPythonLibs_/g)];
  assert.equal(texts.length, [...source.matchAll(/^const char kPythonLibs_\w+\[\] =/gm)].length, 'every Python text is found by its name');
  assert.ok(made.length > 20 && texts.length > 10);
  return [...new Set([...made, ...texts].map(([, name]) => name))].sort();
};

for (const tier of builtTiers()) {
  test(`${tier.name}: of all modules in the interpreter's source, those that can be imported are those that build-info.json lists`, async () => {
    const py = await requireFactory(tier)({ printErr() {} });
    py._py_initialize();
    py._py_module_initialize();
    const imports = (/** @type {string} */ name) => py.ccall('py_exec', 'number', ['string', 'string', 'number', 'number'], [`import ${name}`, 'main.py', 0, 0]) || (py._py_clearexc(0), 0);
    const listed = [...tier.info.interpreter_modules, ...tier.info.modules];
    const found = candidates().filter(imports);
    assert.deepEqual(found, candidates().filter((name) => listed.includes(name)));
    assert.deepEqual(tier.info.interpreter_modules.filter((/** @type {string} */ name) => !found.includes(name)), []);
  });
}
