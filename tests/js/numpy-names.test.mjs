/** Every public name of numpy's list is there, and the corpus uses each: what nobody checks against NumPy is not offered. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { builtTiers } from '../support/dist.mjs';
import { methodNames, moduleNames, randomMethods, submoduleNames } from '../support/numpy-names.mjs';
import { runPython } from '../support/python.mjs';

const folder = new URL('../python/numpy/', import.meta.url);
const programs = readdirSync(folder).filter((name) => name.endsWith('.py')).map((name) => new URL(name, folder));
/** The programs, and what all of them import to print their lines. */
const corpus = [...programs, new URL('../support/python/numpy_checks.py', import.meta.url)].map((file) => readFileSync(file, 'utf8')).join('\n');
/** As it is used: after a dot, and not as the beginning of a longer name. @param {string} name */
const occurs = (name) => new RegExp(`\\.${name}(?![A-Za-z0-9_])`).test(corpus);

test('the corpus uses every name of the list', () => {
  const names = [...moduleNames, ...Object.values(submoduleNames).flat(), ...methodNames, ...randomMethods];
  assert.deepEqual([...new Set(names)].filter((name) => !occurs(name)), []);
});

test('the corpus checks at least 2 500 expressions', () => {
  const outputs = readdirSync(folder).filter((name) => name.endsWith('.expected')).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const checked = outputs.join('\n').split('\n').filter((line) => line.includes(' -> ')).length;
  assert.ok(checked >= 2500, `${checked} expressions`);
});

for (const tier of builtTiers().filter(({ info }) => info.modules.includes('numpy'))) {
  test(`${tier.name}: every name of the list is there, and what is not in NumPy raises AttributeError with its name`, async () => {
    const source = `
import numpy as np
missing = [name for name in ${JSON.stringify(moduleNames)} if not hasattr(np, name)]
missing = missing + ['ndarray.' + name for name in ${JSON.stringify(methodNames.filter((name) => name !== 'mT'))} if not hasattr(np.arange(3), name)]
missing = missing + ['random.' + name for name in ${JSON.stringify(randomMethods)} if not hasattr(np.random.default_rng(0), name)]
${Object.entries(submoduleNames).map(([module, names]) => `missing = missing + ['${module}.' + name for name in ${JSON.stringify(names)} if not hasattr(np.${module}, name)]`).join('\n')}
print(missing)
for text in ['np.nothing_of_that_name', 'np.linalg.nothing', 'np.memmap', 'np.datetime64', 'np.ma']:
    try:
        eval(text)
        print(text, 'is there')
    except AttributeError as error:
        print(error)
`;
    const { stdout } = await runPython(tier, source, { name: 'names.py' });
    assert.deepEqual(stdout.trim().split('\n'), [
      '[]',
      "module 'numpy' has no attribute 'nothing_of_that_name'",
      "module 'numpy.linalg' has no attribute 'nothing'",
      "module 'numpy' has no attribute 'memmap'",
      "module 'numpy' has no attribute 'datetime64'",
      "module 'numpy' has no attribute 'ma'",
    ]);
  });
}
