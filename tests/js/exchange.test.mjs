/** Values between Python and JavaScript: what `pkw_eval`, `pkw_get`, `pkw_set` and `pkw_error` of the host binding give and take. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtTiers, requireFactory } from '../support/dist.mjs';

for (const tier of builtTiers()) {
  const claim = (/** @type {string} */ text) => `${tier.name}: ${text}`;

  /** One interpreter with the four functions as JavaScript sees them. */
  const start = async () => {
    const py = await requireFactory(tier)({ print() {}, printErr() {} });
    py._py_initialize();
    assert.ok(py._py_module_initialize());
    const result = (/** @type {number} */ address) => {
      if (address) return py.readValue(address);
      const [type, message, traceback, frames] = py.readValue(py._pkw_error());
      throw Object.assign(new Error(message), { type, traceback, frames });
    };
    const set = (/** @type {string} */ name, /** @type {any} */ value) => {
      const bytes = py.encodeValue(value);
      const place = py._malloc(bytes.length);
      py.HEAPU8.set(bytes, place);
      const ok = py.ccall('pkw_set', 'number', ['string', 'number', 'number'], [name, place, bytes.length]);
      py._free(place);
      if (!ok) result(0);
    };
    const call = (/** @type {string} */ name) => (/** @type {string} */ text) => result(py.ccall(name, 'number', ['string'], [text]));
    return { py, set, eval: call('pkw_eval'), get: call('pkw_get') };
  };

  test(claim('every Python type arrives as the JavaScript value it stands for'), async () => {
    const py = await start();
    const values = {
      'None': null, 'True': true, '0': 0, '-5': -5, '-200': -200, '-40000': -40000, '3000000000': 3000000000, '-3000000000': -3000000000,
      '2**53 - 1': 2 ** 53 - 1, '2**53': 2n ** 53n, '-2**63': -(2n ** 63n), '2**63 - 1': 2n ** 63n - 1n,
      '1.5': 1.5, '"äö€😀"': 'äö€😀', '"x" * 300': 'x'.repeat(300), '"x" * 70000': 'x'.repeat(70000),
      'b"\\x00\\xff"': Uint8Array.of(0, 255), '[1, [2], (3,)]': [1, [2], [3]], '()': [], '{}': {},
      '{"a": 1, "b": [None]}': { a: 1, b: [null] }, '{1: 2, "a": 3}': new Map(/** @type {any} */ ([[1, 2], ['a', 3]])),
      'list(range(20))': Array.from({ length: 20 }, (_, i) => i),
    };
    for (const [expression, expected] of Object.entries(values)) assert.deepEqual(py.eval(expression), expected, expression);
    assert.ok(Object.is(py.eval('-0.0'), -0));
    assert.ok(Number.isNaN(py.eval('float("nan")')));
    assert.equal(py.eval('[0] * 70000').length, 70000);
  });

  test(claim('every JavaScript value becomes the Python value it stands for, and comes back'), async () => {
    const py = await start();
    const values = [
      [null, 'None'], [undefined, 'None'], [true, 'True'], [7, '7'], [-1, '-1'], [2 ** 53 - 1, '9007199254740991'], [2n ** 63n - 1n, '9223372036854775807'],
      [1.5, '1.5'], [-0, '-0.0'], [1e300, '1e+300'], ['äö€😀\0', "'äö€😀\\x00'"], [Uint8Array.of(1, 2), "b'\\x01\\x02'"],
      [[1, [2]], '[1, [2]]'], [{ a: [null] }, "{'a': [None]}"],
      [new Map(/** @type {any} */ ([[1, 'x'], [2.5, 'y'], [false, 'z']])), "{1: 'x', 2.5: 'y', False: 'z'}"],
    ];
    for (const [value, repr] of values) {
      py.set('value', value);
      assert.equal(py.eval('repr(value)'), repr);
    }
    py.set('value', { deep: [1, { x: 'y' }] });
    assert.deepEqual(py.get('value'), { deep: [1, { x: 'y' }] });
  });

  test(claim('a value that no Python value stands for is refused with its place and the reason, and nothing changes'), async () => {
    const py = await start();
    py.set('value', 1);
    const cycle = /** @type {any} */ ({ self: [] });
    cycle.self.push(cycle);
    /** @type {[any, string, string][]} */
    const refused = [
      [() => {}, 'value', 'it is of the type function'],
      [[1, { when: new Date() }], 'value[1].when', 'it is of the type Date'],
      [{ 'a b': [new Set()] }, 'value["a b"][0]', 'it is of the type Set'],
      [new Map([[5, Symbol('s')]]), 'value[5]', 'it is of the type symbol'],
      [{ type: 'Feature', id: 2n ** 63n }, 'value.id', 'it is beyond 64 bits'],
      [cycle, 'value.self[0]', 'it contains itself'],
      [['ok', '\ud83d!'], 'value[1]', 'it has half of a surrogate pair'],
      [{ a: { '\udc00': 1 } }, 'value.a["\\udc00"]', 'it has half of a surrogate pair'],
      [[new Map([[[1], 2]])], 'value[0]', 'it has a key of the type Array'],
      [new Map([[null, 2]]), 'value', 'it has a key of the type null'],
      [[[new Map(/** @type {any} */ ([[1, 'x'], [true, 'y']]))]], 'value[0][0]', 'two of its keys are one in Python'],
      [new Map(/** @type {any} */ ([[2 ** 60, 'x'], [2n ** 60n, 'y']])), 'value', 'two of its keys are one in Python'],
      [new Map([[Uint8Array.of(1), 1], [Uint8Array.of(1), 2]]), 'value', 'two of its keys are one in Python'],
    ];
    for (const [value, place, why] of refused) {
      assert.throws(() => py.set('value', value), { name: 'TypeError', message: `\`${place}\` cannot become a Python value: ${why}` });
    }
    assert.equal(py.get('value'), 1);
  });

  test(claim('a value nested 1024 deep crosses, one deeper is refused in both directions'), async () => {
    const py = await start();
    const nest = (/** @type {number} */ depth) => Array.from({ length: depth - 1 }).reduce((/** @type {any} */ inner) => [inner], []);
    py.set('value', nest(1024));
    assert.deepEqual(py.get('value'), nest(1024));
    assert.throws(() => py.set('value', nest(1025)), { name: 'TypeError', message: '`value` cannot become a Python value: it nests more than 1024 deep' });
    assert.throws(() => py.set('value', nest(100_000)), { name: 'TypeError', message: /it nests more than 1024 deep/ });
    assert.throws(() => py.eval('[[value]]'), { type: 'ValueError', message: /recursion limit exceeded/ });
    assert.equal(py.eval('len(value)'), 1);
  });

  test(claim('what a getter does while a value is taken changes no other part of it'), async () => {
    const py = await start();
    const list = [1, 2, 3];
    const value = [{ get first() { list.length = 1; return 'x'; }, list }, list, { get set() { py.set('other', [Float64Array.of(5)]); return Float64Array.of(6); } }, Float64Array.of(7)];
    py.set('value', value);
    const [object, same, taken, last] = py.get('value');
    assert.deepEqual([object, same], [{ first: 'x', list: [1] }, [1]]);
    assert.deepEqual([...taken.set], [...(tier.info.modules.includes('numpy') ? [6] : new Uint8Array(Float64Array.of(6).buffer))]);
    assert.equal(last.length, taken.set.length);
    assert.equal(py.get('other').length, 1);
  });

  test(claim('values that cross again and again without a call in Python do not grow the memory'), async () => {
    const { py, set, get, eval: evaluate } = await start();
    const [text, list] = ['x'.repeat(100_000), Array(300).fill([])];
    for (let round = 0; round < 3000; round++) {
      set('text', text);
      set('list', list);
      get('text');
      evaluate('text[1:]');
    }
    assert.ok(py.HEAPU8.length < 150 * 2 ** 20, `${py.HEAPU8.length} bytes`);
  });

  test(claim('an object that has no JavaScript value is a TypeError that names its type'), async () => {
    const py = await start();
    for (const expression of ['object()', 'print', '{1, 2}', '[lambda: 0]']) assert.throws(() => py.eval(expression), { type: 'TypeError' }, expression);
    assert.throws(() => py.get('nothing'), { type: 'NameError', message: "name 'nothing' is not defined" });
  });

  test(claim('an error tells type, message, traceback and frames, and the interpreter goes on'), async () => {
    const { py, eval: evaluate } = await start();
    const run = (/** @type {string} */ source) => py.ccall('py_exec', 'number', ['string', 'string', 'number', 'number'], [source, 'main.py', 0, 0]);
    assert.equal(run('def inner():\n    return {}["missing"]\n\ndef outer():\n    return inner()\n\nouter()'), 0);
    const [type, message, traceback, frames] = py.readValue(py._pkw_error());
    assert.deepEqual([type, message], ['KeyError', "'missing'"]);
    assert.match(traceback, /^Traceback \(most recent call last\):\n {2}File "main\.py", line 7, in <module>\n {4}outer\(\)\n {4}~~~~~\^\^\n[\s\S]*\n {11}~~\^{11}\nKeyError: 'missing'$/);
    assert.deepEqual(frames, [['main.py', 7, '<module>'], ['main.py', 5, 'outer'], ['main.py', 2, 'inner']]);
    assert.equal(py._pkw_error(), 0, 'the error was taken');
    assert.equal(evaluate('6 * 7'), 42);
    assert.throws(() => evaluate('1 +'), { type: 'SyntaxError', frames: [['<eval>', 1, '<module>']] });
    assert.equal(run('x = 1\nif x\n    pass'), 0);
    assert.deepEqual(py.readValue(py._pkw_error()).slice(2), ['  File "main.py", line 2\n    if x\n        ^\nSyntaxError: expected \':\'', [['main.py', 2, '<module>']]]);
    assert.throws(() => evaluate('__import__("sys").exit(3)'), { type: 'SystemExit', message: '3' });
  });
}
