/** Memory of arrays is freed in time, and a failed allocation raises MemoryError and leaves the interpreter usable. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtTiers } from '../support/dist.mjs';
import { importRegistry } from '../support/registry.mjs';
import path from 'node:path';

const { createPocketPy } = await importRegistry();
const megabytes = (/** @type {any} */ py) => py._module.HEAPU8.length / 2 ** 20;

for (const tier of builtTiers().filter(({ info }) => info.modules.includes('numpy'))) {
  const claim = (/** @type {string} */ text) => `${tier.name}: ${text}`;
  const start = async () => {
    const py = await createPocketPy(tier.name, { baseURL: path.dirname(tier.mjs), print() {}, printErr() {} });
    py.run('import numpy as np');
    return py;
  };

  test(claim('a loop that makes 800 KB arrays 5 000 times stays below 150 MB'), async () => {
    const py = await start();
    py.run('b = np.zeros(100000)\nfor i in range(5000):\n    b = b + 1');
    assert.equal(py.eval('float(b[0])'), 5000);
    assert.ok(megabytes(py) < 150, `${megabytes(py)} MB`);
  });

  test(claim('an array that no memory can hold raises MemoryError with NumPy\'s words, and the interpreter goes on'), async () => {
    const py = await start();
    for (const [source, message] of [
      ['np.zeros((100000, 100000))', 'Unable to allocate 74.5 GiB for an array with shape (100000, 100000) and data type float64'],
      ['np.ones(3 * 10**9, np.int8)', 'Unable to allocate 2.79 GiB for an array with shape (3000000000,) and data type int8'],
      ['np.arange(10**12)', 'Unable to allocate 7.28 TiB for an array with shape (1000000000000,) and data type int64'],
    ]) {
      assert.throws(() => py.run(source), (/** @type {any} */ error) => /MemoryError$/.test(error.type) && error.message === `${error.type}: ${message}`, source);
      assert.equal(py.eval('int(np.arange(4).sum())'), 6);
    }
    assert.throws(() => py.run('np.zeros((2**40, 2**40))'), { name: 'PythonError', message: /array is too big|Unable to allocate|maximum/i });
    py.run('try:\n    np.zeros((10**6, 10**6))\nexcept MemoryError:\n    caught = True') ;
    assert.equal(py.eval('caught'), true);
  });

  test(claim('when memory runs out in the middle, MemoryError is raised, and what is let go can be had again'), async () => {
    const py = await start();
    py.run(`
kept = []
try:
    while True:
        kept.append(np.ones(4 * 10**7))
except Exception as error:
    name = type(error).__name__
count = len(kept)
kept = []
x = np.ones(4 * 10**7)
`);
    assert.match(py.eval('name'), /MemoryError$/);
    assert.ok(py.eval('count') >= 3);
    assert.equal(py.eval('float(x.sum())'), 4e7);
  });

  test(claim('10 million random numbers in one array, and 100 000 live small arrays, fit into 512 MB'), async () => {
    const one = await start();
    one.run('x = np.random.default_rng(0).random(10**7)\nm = float(x.mean())');
    assert.ok(Math.abs(one.eval('m') - 0.5) < 0.001);
    assert.ok(megabytes(one) < 512, `${megabytes(one)} MB`);
    const many = await start();
    many.run('live = [np.arange(4) for _ in range(100000)]\ns = sum([int(a[3]) for a in live])');
    assert.equal(many.eval('s'), 300000);
    assert.ok(megabytes(many) < 512, `${megabytes(many)} MB`);
  });
}
