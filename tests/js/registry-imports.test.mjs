/**
 * `createPocketPy({ for: code })`: the imports of a program, held against CPython's parser, and the variant that is chosen by them.
 * Limits: needs `python3` for the first.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { importsOf } from '../../packages/registry/src/imports.mjs';
import { builtTiers } from '../support/dist.mjs';
import { importRegistry } from '../support/registry.mjs';
import { removeFolder } from '../support/temporary.mjs';

const { createPocketPy, register, unregister, variants, PocketPyError } = await importRegistry();
const tiers = builtTiers();
const builtIn = variants();
const python = fileURLToPath(new URL('../support/imports.py', import.meta.url));
const programs = fileURLToPath(new URL('../python', import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), 'imports-'));
after(() => removeFolder(scratch));

beforeEach(() => {
  Object.keys(variants()).forEach(unregister);
  for (const [name, variant] of Object.entries(builtIn)) register(name, variant);
});

/** Each file's imports as CPython sees them. @param {string[]} words @returns {Record<string, string[]>} */
const importsByCPython = (...words) => JSON.parse(execFileSync('python3', [python, ...words], { encoding: 'utf8', maxBuffer: 2 ** 28 }));

/** @param {string[]} words @param {number} least */
const compare = (words, least) => {
  const expected = importsByCPython(...words);
  assert.ok(Object.keys(expected).length >= least, `${Object.keys(expected).length} files`);
  for (const [file, names] of Object.entries(expected)) assert.deepEqual(importsOf(readFileSync(file, 'utf8')).sort(), names, file);
};

test('in every program of tests/python the imports that CPython sees are found, and no other', () => compare([programs], 50));
test('in CPython\'s own library too', () => compare(['--library'], 500));

const tricky = [
  'import a',
  'import a.b.c as d, e . f, g',
  'from a.b import c as d',
  'from a import (b,\n  c,  # import x\n  d)',
  'import a, \\\n  b',
  'from \\\n  a \\\n import b',
  'def f():\n    import a\n    from b import c',
  'if x: import a\nelse: import b; import c',
  'try: import a\nexcept ImportError: import b\nfinally: from c import d',
  'x = 1; import a; y = [\n2]; from b import c',
  'class A: import a',
  'from . import a\nfrom .b import c\nfrom ... import d\nfrom ....e.f import g',
  'import a # import b',
  's = "import a"; t = \'\'\'\nimport b\n\'\'\'\n"""\nimport c\n"""\nimport d',
  's = "\\"; import a"; t = r"\\"; import b"; import c',
  's = b"x" rb\'import a\' Rb"\\""; t = u"import b"; import c',
  's = "a\\\nimport b"\nimport c',
  's = f"import a {x} {{import b}} {{{x}}}"; import c',
  's = f"{d[\'import a\']:>{w}} {x!r:\'^10}"; import b',
  's = f"{x:\'}"; import a',
  's = f"{ {1: 2}[1] } {lambda_(lambda: 1)} {[i for i in x][1:2]}"; import a',
  's = f"""{\nx\n} \' "" {y:{a}.{b}}"""; import c',
  's = f"\\N{EN DASH} \\{x}"; import a',
  's = rf"\\{x}\\"; import a"; import b',
  's = fr\'{x}\' F"{y}"; import a',
  'x = {"import": 1, **{\n}}\nimport a',
  'def f(a: int = 1, *, b: "import c" = lambda: 0) -> None: import d',
  'raise X from y\nimport a',
  'def g():\n    yield from a\n    import b',
  'x = (yield_from, from_a)\nimported = 1\nimport_a = 2\nimport a',
  'x: int = 3; import a',
  'match x:\n    case 1: import a\n    case {"k": v}: import b',
  'x = 1if y else 2\nx = 0x1f; import a\nx = 1_0.e5; import b\nx = 1.; import c',
  '@d\nasync def f():\n    async with a: import b',
  'while x: import a\nelse: import b',
  'import a\r\nimport b\r\nx = """\r\nimport c"""\r\nimport d',
  'import a\rimport b',
  '\ufeffimport a',
  '\fimport a\nimport_b = 1',
  'import größe, 模块.子',
  '#!/usr/bin/python\n# import a\n\nimport b',
  '',
  '"import a"',
  'import a as import_b, b as c',
  'print("a") ; from b import *',
  'x = a if b else c; d = e[f:g]; import h',
];
test('imports in all positions are found, and words in strings, comments and f-strings are not', () => {
  tricky.forEach((text, index) => writeFileSync(path.join(scratch, `${index}.py`), text));
  const expected = importsByCPython(scratch);
  tricky.forEach((text, index) => assert.deepEqual(importsOf(text).sort(), expected[path.join(scratch, `${index}.py`)], text)); // CPython reads all of them
});

test('a text that Python refuses, however deep or broken, gives an answer at once', () => {
  for (const piece of ['f"{', 'f"{x:{x:', "f'{", '(', 'f"""{[', ')', '\\', '"', '{', "'''", 'f"\\N{', 'import ', 'from ', 'import a,', '\u0000', '\ud800']) {
    const start = performance.now();
    assert.ok(Array.isArray(importsOf(piece.repeat(20_000))), piece);
    assert.ok(performance.now() - start < 2000, piece);
  }
  assert.deepEqual(importsOf('s = "never closed\nimport a'), ['a']);
});

const noFiles = { fetch: async () => new Response('', { status: 404 }) };

/** The variant that is chosen, out of the failure of a load that gets no file, or the error. @param {any} program @returns {Promise<string>} */
const chosen = async (program) => {
  const error = await createPocketPy({ for: program, ...noFiles }).catch((failure) => failure);
  assert.ok(error instanceof PocketPyError, String(error));
  return /^cannot load the variant `(.*)`/.exec(error.message)?.[1] ?? error.message;
};

test('for every program of tests/python the smallest tier with its modules is chosen', async () => {
  const bytes = (/** @type {any} */ tier) => tier.info.files.find((/** @type {any} */ { name }) => name === 'pocketpy.wasm').size.brotli;
  const bySize = [...tiers].sort((one, other) => bytes(one) - bytes(other));
  const top = (/** @type {string} */ module) => module.split('.')[0];
  const counts = /** @type {Record<string, number>} */ ({});
  const helpers = readdirSync(fileURLToPath(new URL('../support/python', import.meta.url))).map((file) => path.parse(file).name);
  for (const [file, modules] of Object.entries(importsByCPython(programs))) {
    const has = (/** @type {any} */ tier) => modules.filter((module) => !helpers.includes(module)).every((module) => [...tier.info.interpreter_modules, ...tier.info.modules].map(top).includes(top(module)));
    const expected = bySize.find(has)?.name;
    const found = await chosen({ code: readFileSync(file, 'utf8'), ignore: helpers });
    if (expected) assert.equal(found, expected, file);
    else assert.match(found, /^no variant has `/, file);
    counts[expected ?? 'none'] = (counts[expected ?? 'none'] ?? 0) + 1;
  }
  for (const tier of tiers) assert.ok(counts[tier.name] > 0, `${tier.name} is chosen for some program`);
});

/** @type {[string, string][]} */
const samples = [['core', 'import json, lz4\nprint(6 * 7)'], ['numpy', 'if True:\n    import numpy.linalg as la\nprint(int(la.norm([42.0])))'], ['geos', 'from shapely import Point\nprint(int(Point(42, 1).x))']];
for (const [name, code] of samples) {
  test(`a program that needs ${name} runs in what is chosen, with the other options`, async () => {
    const lines = /** @type {string[]} */ ([]);
    const tier = /** @type {any} */ (tiers.find((one) => one.name === name));
    const py = await createPocketPy({ for: code, baseURL: path.dirname(tier.wasm), print: (/** @type {string} */ line) => lines.push(line) });
    py.run(code);
    assert.deepEqual([py.variant, lines], [name, ['42']]);
  });
}

test('a module that no tier has is refused by name with what is known, unless the program brings it', async () => {
  const refused = await chosen('import pandas.io, numpy, helper');
  assert.match(refused, /^no variant has `pandas`, `helper`; known in core, numpy, geos: __future__, __main__, abc, .*array2d, .*numpy.*shapely.*; what the program brings itself is named in for: \{ code, ignore: \[\.\.\.\] \}$/);
  assert.equal(await chosen({ code: 'import pandas.io, numpy, helper', ignore: ['pandas', 'helper.part'] }), 'numpy');
  assert.equal(await chosen({ code: 'import shapely', ignore: ['shapely'] }), 'core');
  assert.equal(await chosen(''), 'core');
});

test('modules that no single variant has together are named', async () => {
  register('left', { pkg: '@me/left', version: '1.0.0', modules: ['aaa'], bytes: 1 });
  assert.match(await chosen('import aaa, numpy'), /^no single variant has all of `aaa`, `numpy`; known in left, core/);
});

test('registered variants are chosen by their modules and bytes; yanked ones, those of unknown modules and single versions are not', async () => {
  const mine = { pkg: '@me/mine', version: '1.0.0', modules: ['json', 'pandas.core'], bytes: 10 };
  register('mine', { ...mine, yanked: true });
  register('unknown', { pkg: '@me/unknown', version: '1.0.0' });
  register('mine@1.0.0', mine);
  assert.equal(await chosen('import json'), 'core');
  register('mine', mine);
  assert.equal(await chosen('import json'), 'mine');
  assert.equal(await chosen('import pandas'), 'mine');
  const { bytes, ...sizeless } = mine;
  register('mine', sizeless);
  assert.equal(await chosen('import json'), 'core', 'a variant of unknown size comes last');
  assert.equal(await chosen('import pandas'), 'mine');
});

test('a built-in tier that is registered again with another place is still known by its modules', async () => {
  register('numpy', { ...builtIn.numpy, baseURL: '/elsewhere' });
  assert.equal(await chosen('import numpy'), 'numpy');
});

test('what is no program, and options in two places, are a TypeError that says so', async () => {
  const wrong = /** @type {[any, any, RegExp][]} */ ([
    [{}, undefined, /needs the name of a variant, or options with `for`/], [[], undefined, /needs the name of a variant/],
    [{ for: 5 }, undefined, /key of `for` must be an object/], [{ for: { code: 5 } }, undefined, /`for` must be a program as a string, or \{ code, ignore \}/],
    [{ for: { code: '', skip: [] } }, undefined, /unknown key of `for`: skip; legal: code, ignore/], [{ for: { code: '', ignore: 'a' } }, undefined, /`ignore` must be a list/],
    [{ for: '' }, { timeout: 5 }, /the options stand beside `for`, in one object/], [{ for: '', colour: 1 }, undefined, /unknown option: colour/],
    ['core', { for: '' }, /unknown option: for/],
  ]);
  for (const [name, options, message] of wrong) await assert.rejects(createPocketPy(name, options), { name: 'TypeError', message });
});
