/**
 * pocketpy.cjs: evaluated in a context with the language's globals and those listed here only, with assets
 * from memory. Limits: V8's contexts; that it is within budget is the build's check.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import vm from 'node:vm';
import { builtTiers } from '../support/dist.mjs';

/** All that a host must give besides the language (which has WebAssembly): what the package's README says. */
const needed = { TextDecoder, TextEncoder };

/** What `module.exports` is after the text ran. @param {import('../support/dist.mjs').Tier} tier @param {object} [globals] */
const evaluate = (tier, globals = needed) => {
  const module = { exports: /** @type {any} */ ({}) };
  const file = path.join(path.dirname(tier.js), 'pocketpy.cjs');
  vm.runInNewContext(readFileSync(file, 'utf8'), { module, ...globals });
  return module.exports;
};

/** Runs a program and gives its lines. @param {(options: object) => Promise<any>} createPocketPy @param {string} program */
const linesOf = async (createPocketPy, program) => {
  const lines = /** @type {string[]} */ ([]);
  const print = (/** @type {string} */ line) => lines.push(line);
  const py = await createPocketPy({ print, printErr: print });
  py._py_initialize();
  py._py_module_initialize();
  const ok = py.ccall('py_exec', 'number', ['string', 'string', 'number', 'number'], [program, 'main.py', 0, 0]);
  if (!ok) py._py_printexc();
  return lines;
};

const program = `
import random, time, json
with open('/note.txt', 'w') as f: f.write('Grüße')
with open('/note.txt') as f: print(json.dumps(f.read()))
print(all([0 <= random.random() < 1 for i in range(100)]), random.randint(3, 3))
print(time.time() > 1e9, time.monotonic() <= time.monotonic(), time.localtime().tm_year > 2000)
try:
    input()
except EOFError:
    print('nothing to read')
`;

for (const tier of builtTiers()) {
  const claim = (/** @type {string} */ text) => `${tier.name}: ${text}`;
  const wasm = readFileSync(tier.wasm);

  test(claim('with assets from memory only, Python runs, reads and writes files, draws random numbers, reads clocks'), async () => {
    const lines = await linesOf(evaluate(tier)(() => wasm), program);
    assert.deepEqual(lines, ['"Gr\\u00fc\\u00dfe"', 'True 3', 'True True True', 'nothing to read']);
  });

  test(claim('all modules of the tier can be imported in a bare context'), async () => {
    const uses = tier.info.modules.map((/** @type {string} */ module) => `import ${module}\n`).join('');
    const entropy = tier.info.modules.includes('numpy') ? 'import numpy\nprint(numpy.random.default_rng().random() < 1)' : 'print(True)';
    assert.deepEqual(await linesOf(evaluate(tier)(() => wasm), uses + entropy), ['True']);
  });

  test(claim('a resolver may give bytes of any kind, a module, or a promise of them, and is asked by name'), async () => {
    const asked = /** @type {string[]} */ ([]);
    const own = new Uint8Array(wasm).buffer;
    const inside = (/** @type {(bytes: Uint8Array) => unknown} */ give) => (/** @type {string} */ name) => (asked.push(name), give(wasm));
    const gifts = [() => own, () => new DataView(own), async () => new Uint8Array(own), (/** @type {any} */ bytes) => WebAssembly.compile(bytes)];
    for (const give of gifts) assert.deepEqual(await linesOf(evaluate(tier)(inside(give)), 'print(6 * 7)'), ['42']);
    assert.deepEqual(asked, gifts.map(() => 'pocketpy.wasm'));
  });

  test(claim('two interpreters of one resolver do not share memory'), async () => {
    const createPocketPy = evaluate(tier)(() => wasm);
    assert.deepEqual(await linesOf(createPocketPy, 'x = 1\nprint(x)'), ['1']);
    assert.match((await linesOf(createPocketPy, 'print(x)')).join('\n'), /NameError/);
  });

  const faults = /** @type {[string, () => unknown, RegExp][]} */ ([
    ['throws', () => { throw new Error('no such bundle'); }, /no such bundle/],
    ['rejects', async () => { throw new Error('no such bundle'); }, /no such bundle/],
    ['gives nothing', () => undefined, /the resolver gave Undefined in place of bytes/],
    ['gives a text', () => 'AGFzbQ==', /the resolver gave String in place of bytes/],
    ['gives HTML', () => new TextEncoder().encode('<!doctype html>'), /got HTML instead of wasm/],
    ['gives no bytes', () => new Uint8Array(0), /got "" instead of wasm/],
    ['gives half of the bytes', () => wasm.subarray(0, wasm.length / 2), /damaged or truncated/],
    ['gives another program', () => Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0), /this is another program/],
  ]);
  for (const [fault, resolve, why] of faults) {
    test(claim(`a resolver that ${fault} is refused, with the asset and the reason`), async () => {
      await assert.rejects(evaluate(tier)(resolve)(), (/** @type {any} */ error) => {
        assert.deepEqual([error.name, error.url], ['PocketPyLoadError', 'pocketpy.wasm']);
        assert.match(error.message, /^pocketpy cannot load pocketpy\.wasm: .*; check what the resolver gives for this name$/);
        assert.match(error.message, why);
        return true;
      });
    });
  }

  test(claim('without a resolver, and with an option that only an address has use for, it is a TypeError that says so'), async () => {
    assert.throws(() => evaluate(tier)(), { name: 'TypeError', message: /needs a resolver: a function \(name\) => bytes/ });
    await assert.rejects(evaluate(tier)(() => wasm)({ locateFile: () => '' }), { name: 'TypeError', message: /does not use locateFile/ });
    await assert.rejects(evaluate(tier)(() => wasm)(5), { name: 'TypeError', message: /needs an options object/ });
  });

  test(claim('each global that a host must give is really needed'), async () => {
    for (const name of Object.keys(needed)) {
      const others = Object.fromEntries(Object.entries(needed).filter(([other]) => other !== name));
      const exchange = async () => (await evaluate(tier, others)(() => wasm)()).encodeValue('text');
      await assert.rejects(exchange, { name: /ReferenceError|PocketPyLoadError/, message: new RegExp(`${name} is not defined`) });
    }
  });

  test(claim('its text has no import, no require and no name of a module of Node'), () => {
    const text = readFileSync(path.join(path.dirname(tier.js), 'pocketpy.cjs'), 'utf8');
    assert.doesNotMatch(text, /import\s*\.\s*meta|\bimport\s*\(|\brequire\b|['"`]node:/);
    assert.match(readFileSync(tier.js, 'utf8'), /['"`]node:/, 'the search finds what it looks for');
  });
}
