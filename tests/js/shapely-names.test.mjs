/** Every public name of shapely's list is there, and the corpus uses each: what nobody checks against Shapely is not offered. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { builtTiers } from '../support/dist.mjs';
import { runPython } from '../support/python.mjs';
import { classMembers, memberNames, moduleNames, submoduleNames } from '../support/shapely-names.mjs';

const folder = new URL('../python/shapely/', import.meta.url);
const corpus = readdirSync(folder).filter((name) => name.endsWith('.py')).map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
/** As it is used: after a dot, and not as the beginning of a longer name. @param {string} name */
const occurs = (name) => new RegExp(`\\.${name}(?![A-Za-z0-9_])`).test(corpus);

test('the corpus uses every name of the list', () => {
  const names = [...moduleNames, ...Object.values(submoduleNames).flat(), ...memberNames, ...Object.values(classMembers).flat()];
  assert.deepEqual([...new Set(names)].filter((name) => !occurs(name)), []);
});

test('the corpus checks at least 3 000 expressions', () => {
  const outputs = readdirSync(folder).filter((name) => name.endsWith('.expected')).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const checked = outputs.join('\n').split('\n').filter((line) => line.includes(' -> ')).length;
  assert.ok(checked >= 3000, `${checked} expressions`);
});

for (const tier of builtTiers().filter(({ info }) => info.modules.includes('shapely'))) {
  test(`${tier.name}: every name of the list is there, and what is not in Shapely raises AttributeError with its name`, async () => {
    const modules = Object.keys(submoduleNames).map((name) => `shapely.${name}`);
    const source = `
${modules.map((name) => `import ${name}`).join('\n')}
import shapely
examples = {
    'Point': shapely.Point(1, 2, 3), 'LineString': shapely.LineString([(0, 0), (1, 1)]), 'LinearRing': shapely.LinearRing([(0, 0), (1, 1), (1, 0)]),
    'Polygon': shapely.box(0, 0, 1, 1), 'MultiPoint': shapely.MultiPoint([(0, 0), (1, 1)]), 'PreparedGeometry': shapely.prepared.prep(shapely.Point(1, 2)),
    'STRtree': shapely.STRtree([shapely.Point(1, 2)])
}
def there(value, name):
    try:
        getattr(value, name)
        return True
    except AttributeError:
        return False
    except NotImplementedError:
        return True
missing = [name for name in ${JSON.stringify(moduleNames)} if not hasattr(shapely, name)]
${Object.entries(submoduleNames).map(([module, names]) => `missing = missing + ['${module}.' + name for name in ${JSON.stringify(names)} if not hasattr(shapely.${module}, name)]`).join('\n')}
missing = missing + ['Point.' + name for name in ${JSON.stringify(memberNames)} if not there(examples['Point'], name)]
missing = missing + ['Polygon.' + name for name in ${JSON.stringify(memberNames)} if not there(examples['Polygon'], name)]
${Object.entries(classMembers).map(([kind, names]) => `missing = missing + ['${kind}.' + name for name in ${JSON.stringify(names)} if not there(examples['${kind}'], name)]`).join('\n')}
print(missing)
for text in ['shapely.nothing', 'shapely.ops.nothing', 'shapely.geometry.Circle', 'shapely.plotting']:
    try:
        eval(text)
        print(text, 'is there')
    except AttributeError as error:
        print(error)
`;
    const { stdout } = await runPython(tier, source, { name: 'names.py' });
    assert.deepEqual(stdout.trim().split('\n'), [
      '[]',
      "module 'shapely' has no attribute 'nothing'",
      "module 'shapely.ops' has no attribute 'nothing'",
      "module 'shapely.geometry' has no attribute 'Circle'",
      "module 'shapely' has no attribute 'plotting'",
    ]);
  });
}
