/** Arrays between Python and JavaScript, in the tiers that have them: typed arrays in, typed arrays out, one copy each way. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { builtTiers } from '../support/dist.mjs';
import { importRegistry } from '../support/registry.mjs';

const { createPocketPy } = await importRegistry();
const quiet = { print() {}, printErr() {} };
const start = (/** @type {any} */ tier) => createPocketPy(tier.name, { ...quiet, baseURL: path.dirname(tier.mjs) });

/** Typed array, its dtype in Python, and the values as Python lists them. @type {[any, string, any[]][]} */
const KINDS = [
  [Int8Array.of(-128, 127), 'int8', [-128, 127]],
  [Uint8ClampedArray.of(0, 255), 'uint8', [0, 255]],
  [Int16Array.of(-32768, 5), 'int16', [-32768, 5]],
  [Uint16Array.of(65535), 'uint16', [65535]],
  [Int32Array.of(-(2 ** 31)), 'int32', [-(2 ** 31)]],
  [Uint32Array.of(2 ** 32 - 1), 'uint32', [2 ** 32 - 1]],
  [BigInt64Array.of(-5n, 2n ** 62n), 'int64', [-5, 2n ** 62n]],
  [BigUint64Array.of(7n), 'uint64', [7]],
  [Float32Array.of(1.5, -0.25), 'float32', [1.5, -0.25]],
  [Float64Array.of(0.1, 1e300), 'float64', [0.1, 1e300]],
];

for (const tier of builtTiers()) {
  const claim = (/** @type {string} */ text) => `${tier.name}: ${text}`;
  const hasArrays = tier.name !== 'core';

  test(claim('a Uint8Array is bytes, in both directions'), async () => {
    const py = await start(tier);
    py.set('data', Uint8Array.of(1, 2, 255));
    assert.equal(py.eval('type(data).__name__'), 'bytes');
    assert.deepEqual(py.get('data'), Uint8Array.of(1, 2, 255));
  });

  if (!hasArrays) {
    test(claim('without arrays a Float64Array becomes its bytes'), async () => {
      const py = await start(tier);
      py.set('data', Float64Array.of(1));
      assert.deepEqual(py.get('data'), new Uint8Array(Float64Array.of(1).buffer));
    });
    continue;
  }

  test(claim('every kind of typed array becomes an array of its dtype and comes back as it was'), async () => {
    const py = await start(tier);
    for (const [values, dtype, list] of KINDS) {
      py.set('a', values);
      assert.equal(py.eval('str(a.dtype)'), dtype);
      assert.deepEqual(py.eval('a.tolist()'), list);
      const back = py.get('a');
      assert.equal(back.constructor, dtype === 'uint8' ? Uint8Array : values.constructor);
      assert.deepEqual([...back], [...values]);
      assert.equal(back.dtype, dtype);
      assert.deepEqual(back.shape, [values.length]);
    }
  });

  test(claim('shape and dtype on a typed array are taken, and given back'), async () => {
    const py = await start(tier);
    py.set('a', Object.assign(Float64Array.of(1, 2, 3, 4, 5, 6), { shape: [2, 3] }));
    assert.deepEqual(py.eval('a.tolist()'), [[1, 2, 3], [4, 5, 6]]);
    py.set('b', Object.assign(Uint8Array.of(1, 0, 1), { dtype: 'bool' }));
    assert.deepEqual(py.eval('b.tolist()'), [true, false, true]);
    py.set('c', Object.assign(Float64Array.of(1, 2, 3, 4), { dtype: 'complex128' }));
    assert.equal(py.eval('str(c)'), '[1.+2.j 3.+4.j]');
    const product = py.eval('a @ a.T');
    assert.deepEqual([...product], [14, 32, 32, 77]);
    assert.deepEqual(product.shape, [2, 2]);
    assert.deepEqual([...py.get('c')], [1, 2, 3, 4]);
    assert.equal(py.get('b').dtype, 'bool');
    py.set('d', py.get('a'));
    assert.equal(py.eval('bool((a == d).all())'), true);
  });

  test(claim('views that do not lie in order come out in C order; empty arrays and ones without axes too'), async () => {
    const py = await start(tier);
    py.run('import numpy as np\na = np.arange(6.0).reshape(2, 3)\nt = a.T\nr = a[:, ::-1]\ne = np.zeros((0, 4), np.int16)\nz = np.array(7, np.uint64)');
    assert.deepEqual([...py.get('t')], [0, 3, 1, 4, 2, 5]);
    assert.deepEqual(py.get('t').shape, [3, 2]);
    assert.deepEqual([...py.get('r')], [2, 1, 0, 5, 4, 3]);
    assert.deepEqual([py.get('e').length, py.get('e').shape], [0, [0, 4]]);
    assert.deepEqual([[...py.get('z')], py.get('z').shape], [[7n], []]);
    py.set('empty', new Float32Array(0));
    assert.equal(py.eval('str(empty.dtype) + str(empty.shape)'), 'float32(0,)');
  });

  test(claim('arrays inside lists and dicts cross too, each by itself'), async () => {
    const py = await start(tier);
    py.set('parts', { x: Float64Array.of(1, 2), y: [Int32Array.of(3), 'text', Uint8Array.of(9)] });
    assert.equal(py.eval("str(parts['x'].dtype) + str(parts['y'][0].dtype) + type(parts['y'][2]).__name__"), 'float64int32bytes');
    const back = py.eval("[parts['x'] * 2, parts['y'][0][::-1], {'z': parts['x'].T}]");
    assert.deepEqual([[...back[0]], [...back[1]], [...back[2].z]], [[2, 4], [3], [1, 2]]);
  });

  test(claim('what JavaScript has got is its own: Python changing the array does not change it, nor the reverse'), async () => {
    const py = await start(tier);
    const mine = Float64Array.of(1, 2, 3);
    py.set('a', mine);
    mine[0] = 99;
    assert.equal(py.eval('a.sum()'), 6);
    const got = py.get('a');
    py.run('a[:] = 0');
    assert.deepEqual([...got], [1, 2, 3]);
  });

  test(claim('a megabyte crosses unharmed both ways, again and again, without growing the memory'), async () => {
    const py = await start(tier);
    const big = Float64Array.from({ length: 131072 }, (_, index) => index);
    let bytes = 0;
    for (let round = 0; round < 200; round += 1) {
      py.set('a', big);
      assert.equal(py.eval('float(a[-1])'), 131071);
      assert.equal(py.get('a')[131071], 131071);
      if (round === 100) bytes = py._module.HEAPU8.length;
    }
    assert.equal(py._module.HEAPU8.length, bytes);
  });

  test(claim('bytes with a dtype are read as that dtype, with or without a shape'), async () => {
    const py = await start(tier);
    const bytes = new Uint8Array(Float64Array.of(1.5, 2.5).buffer);
    py.set('a', Object.assign(bytes.slice(), { dtype: 'float64' }));
    assert.equal(py.eval('str(a)'), '[1.5 2.5]');
    py.set('a', Object.assign(bytes.slice(), { dtype: 'float64', shape: [2, 1] }));
    assert.equal(py.eval('str(a.shape)'), '(2, 1)');
  });

  test(claim('a copy that JavaScript read, and an array that Python did not take, are let go'), async () => {
    const py = await start(tier);
    py.run('import numpy as np\na = np.ones((1000, 1000)).T\nnp._read = np._filled = []');
    const wrong = [Float64Array.from({ length: 1_000_000 }), Object.assign(Float64Array.of(1), { dtype: 'float16' })];
    for (let round = 0; round < 60; round++) {
      assert.equal(py.get('a').length, 1_000_000);
      py.run('held = [len(np._read)]');
      assert.throws(() => py.set('b', wrong), TypeError);
      py.run('held.append(len(np._filled))');
      assert.deepEqual(py.get('held'), [0, 0]);
    }
    const megabytes = py._module.HEAPU8.length / 2 ** 20;
    assert.ok(megabytes < 150, `${megabytes} MB`);
  });

  test(claim('a shape that does not fit and an unknown dtype are refused, and the interpreter lives on'), async () => {
    const py = await start(tier);
    assert.throws(() => py.set('a', Object.assign(Float64Array.of(1, 2, 3), { shape: [2, 2] })), { name: 'TypeError', message: '`value` cannot become a Python value: its shape [2,2] does not fit 24 bytes of float64' });
    for (const shape of [[2, -1], [1.5, 2], 3, '3', [2 ** 32 + 3], Array(100).fill(1)]) {
      assert.throws(() => py.set('a', { x: [Object.assign(Float64Array.of(1, 2, 3), { shape })] }), { name: 'TypeError', message: /^`value\.x\[0\]` cannot become a Python value: its shape \[.*\] does not fit 24 bytes of float64$/ });
    }
    assert.throws(() => py.set('a', [0, Object.assign(Float64Array.of(1), { dtype: 'float16' })]), { name: 'TypeError', message: "`value[1]` cannot become a Python value: 8 bytes are no array of dtype 'float16'" });
    assert.throws(() => py.set('a', Object.assign(Uint8Array.of(1, 2, 3), { dtype: 'int16' })), { name: 'TypeError', message: "`value` cannot become a Python value: 3 bytes are no array of dtype 'int16'" });
    assert.throws(() => py.get('a'), { name: 'PythonError', type: 'NameError' });
    assert.equal(py.eval('1 + 1'), 2);
  });

  test(claim("Python's own msgpack packs no arrays"), async () => {
    const py = await start(tier);
    py.run('import numpy as np, msgpack');
    assert.throws(() => py.eval('msgpack.packb(np.arange(3))'), { name: 'PythonError', message: /can not serialize 'ndarray' object/ });
    assert.throws(() => py.eval("msgpack.unpackb(b'\\xc8\\x00\\x04\\x01\\x00\\x00\\x00\\x00')"), { name: 'PythonError', type: 'ValueError' });
  });
}
