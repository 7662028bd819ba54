/** What shapely says of wrong arguments where Shapely's own messages depend on its Python (names of functions, order of sets): they must name the parameter and list what is legal. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { builtTiers } from '../support/dist.mjs';
import { importRegistry } from '../support/registry.mjs';

const { createPocketPy } = await importRegistry();
const cases = [
  ['shapely.area()', "area() missing 1 required positional argument: 'geometry'"],
  ['shapely.intersection(P)', "intersection() missing 1 required positional argument: 'b'"],
  ['P.buffer()', "buffer() missing 1 required positional argument: 'distance'"],
  ['P.intersects()', "intersects() missing 1 required positional argument: 'b'"],
  ['P.intersects(P, P)', 'intersects() takes 2 positional arguments but 3 were given'],
  ['shapely.STRtree()', "STRtree() missing 1 required positional argument: 'geoms'"],
  ["P.buffer(1, cap_style='bad')", "'bad' is not a valid option, must be one of 'round', 'square', 'flat'"],
  ["P.buffer(1, join_style='bad')", "'bad' is not a valid option, must be one of 'round', 'mitre', 'bevel'"],
  ["shapely.set_precision(P, 1, mode='bad')", "'bad' is not a valid option, must be one of 'keep_collapsed', 'pointwise', 'valid_output'"],
  ['P.buffer(1, quad_segs=[1, 2])', 'quad_segs only accepts scalar values'],
  ['P.buffer(1, mitre_limit=None)', 'mitre_limit only accepts scalar values'],
  ['shapely.union(P, P, grid_size=[1])', 'grid_size parameter only accepts scalar values'],
  ["shapely.from_wkt('x', on_invalid='bad')", "'bad' is not a valid option, must be one of 'raise', 'warn', 'ignore', 'fix'"],
  ["shapely.to_wkb(P, flavor='bad')", "'bad' is not a valid option, must be one of 'extended', 'iso'"],
  ["P.foo = 1", "'Point' object has no attribute 'foo'"],
  ['P.x = 1', "property 'x' of 'Point' object has no setter"],
  ['P.buffer = 1', "'Point' object attribute 'buffer' is read-only"],
];

for (const tier of builtTiers().filter(({ info }) => info.modules.includes('shapely'))) {
  test(`${tier.name}: errors name the parameter and list what is legal`, async () => {
    const py = await createPocketPy(tier.name, { baseURL: path.dirname(tier.mjs), print() {}, printErr() {} });
    py.run('import shapely\nP = shapely.Point(1, 2)');
    for (const [source, message] of cases) {
      assert.throws(() => py.run(source), (/** @type {any} */ error) => error.message === `${error.type}: ${message}`, source);
    }
  });
}
