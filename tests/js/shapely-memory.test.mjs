/** Memory of geometries is freed in time, invalid input raises, long operations end at the deadline. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import path from 'node:path';
import { builtTiers } from '../support/dist.mjs';
import { importRegistry } from '../support/registry.mjs';

const { createPocketPy } = await importRegistry();
const megabytes = (/** @type {any} */ py) => py._module.HEAPU8.length / 2 ** 20;

for (const tier of builtTiers().filter(({ info }) => info.modules.includes('shapely'))) {
  const claim = (/** @type {string} */ text) => `${tier.name}: ${text}`;
  const start = async () => {
    const py = await createPocketPy(tier.name, { baseURL: path.dirname(tier.mjs), print() {}, printErr() {} });
    py.run('import numpy as np\nimport shapely\nfrom shapely.geometry import *');
    return py;
  };
  /** Exactly this exception, and an interpreter that goes on. @param {any} py @param {string} source @param {string} type @param {RegExp} message */
  const refuses = (py, source, type, message) => {
    assert.throws(() => py.run(source), (/** @type {any} */ error) => error.type === type && message.test(error.message), source.slice(0, 80));
    assert.equal(py.eval('box(0, 0, 2, 3).area'), 6);
  };

  test(claim('a loop of a million buffers stays below 150 MB'), async () => {
    const py = await start();
    py.run('p = Point(1, 2)\nfor i in range(1000000):\n    b = p.buffer(2)');
    assert.ok(megabytes(py) < 150, `${megabytes(py)} MB`);
  });

  test(claim('geometries in arrays\' functions, trees and lists are given back as well: 300 times 10 000 points stay below 150 MB'), async () => {
    const py = await start();
    py.run('xy = np.random.default_rng(1).random((10000, 2))\nfor i in range(300):\n    points = shapely.points(xy)\n    tree = shapely.STRtree(points)\n    near = tree.query(box(0, 0, 0.1, 0.1))');
    assert.ok(py.eval('len(near)') > 50);
    assert.ok(megabytes(py) < 150, `${megabytes(py)} MB`);
  });

  test(claim('trees and prepared geometries keep what they stand on alive'), async () => {
    const py = await start();
    py.run(`
import gc
from shapely.prepared import prep
def make():
    return shapely.STRtree([Point(i, i).buffer(0.5) for i in range(100)]), prep(Polygon([(0, 0), (9, 0), (9, 9), (0, 9)]))
tree, prepared = make()
gc.collect()
rubbish = [Point(i, -i).buffer(3) for i in range(2000)]
gc.collect()
found = sorted(tree.query(box(2.1, 2.1, 4.2, 4.2), predicate='intersects').tolist())
first = tree.geometries[7].centroid.x
inside = [prepared.contains(Point(1, 1)), prepared.contains(Point(10, 1))]
`);
    assert.deepEqual(py.eval('found'), [2, 3, 4]);
    assert.ok(Math.abs(py.eval('first') - 7) < 1e-9);
    assert.deepEqual(py.eval('inside'), [true, false]);
  });

  test(claim('what is nested too deep is refused before it is parsed, in every form'), async () => {
    const py = await start();
    py.run(`
def nested(depth):
    return 'GEOMETRYCOLLECTION (' * depth + 'POINT (1 2)' + ')' * depth
def binary(depth):
    return bytes([1, 7, 0, 0, 0, 1, 0, 0, 0] * depth) + shapely.to_wkb(Point(1, 2))
def with_siblings(depth):
    beside = list(LineString([(1, 1), (2, 5)]).wkb) + list(Polygon([(0, 0), (9, 0), (9, 9)], [[(4, 1), (5, 1), (5, 2)]]).wkb)
    return bytes(([1, 7, 0, 0, 0, 3, 0, 0, 0] + beside) * depth) + shapely.to_wkb(Point(1, 2))
def hexadecimal(data):
    return ''.join(['0123456789abcdef'[b >> 4] + '0123456789abcdef'[b & 15] for b in data])
def geojson(depth):
    return '{"type":"GeometryCollection","geometries":[' * depth + '{"type":"Point","coordinates":[1,2]}' + ']}' * depth
def collected(depth):
    g = Point(1, 2)
    for i in range(depth):
        g = GeometryCollection([g])
    return g
`);
    for (const [make, read] of [['nested', 'shapely.from_wkt'], ['binary', 'shapely.from_wkb'], ['geojson', 'shapely.from_geojson']]) {
      assert.equal(py.eval(`shapely.get_num_coordinates(${read}(${make}(90)))`), 1);
      refuses(py, `${read}(${make}(5000))`, 'GEOSException', /nested more than \d+ levels deep/);
      refuses(py, `${read}(${make}(20000))`, 'GEOSException', /nested more than \d+ levels deep/);
    }
    for (const form of ['with_siblings(DEPTH)', 'hexadecimal(with_siblings(DEPTH))']) {
      assert.equal(py.eval(`shapely.get_num_coordinates(shapely.from_wkb(${form.replace('DEPTH', '90')}))`), 1 + 90 * 10);
      refuses(py, `shapely.from_wkb(${form.replace('DEPTH', '3000')})`, 'GEOSException', /nested more than 200 levels deep/);
    }
    assert.equal(py.eval('collected(200).length'), 0);
    refuses(py, 'collected(5000)', 'GEOSException', /nested more than 200 levels deep/);
    refuses(py, "shapely.from_wkb('010700000001000000' * 5000)", 'GEOSException', /nested more than/);
  });

  test(claim('20 000 damaged texts and binaries are geometries or exceptions, never a trap'), async () => {
    const py = await start();
    py.run(`
rng = np.random.default_rng(11)
seeds = [shapely.from_wkt(t) for t in ['POINT Z (1 2 3)', 'LINESTRING (0 0, 1 1, 2 0)', 'POLYGON ((0 0, 9 0, 9 9, 0 0), (4 1, 5 1, 5 2, 4 1))',
         'MULTIPOINT ((1 2), (3 4))', 'GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))', 'MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))']]
texts, binaries = [s.wkt for s in seeds], [s.wkb for s in seeds]
letters = ' ,().-+eE0123456789NaINFZMPOLYGTS'
counts = {'geometry': 0, 'GEOSException': 0}
def attempt(read, data):
    try:
        read(data)
        counts['geometry'] += 1
    except Exception as error:
        name = type(error).__name__
        counts[name] = counts.get(name, 0) + 1
for i in range(10000):
    text = list(texts[i % len(texts)])
    for at, letter in zip(rng.integers(0, len(text), 2).tolist(), rng.integers(0, len(letters), 2).tolist()):
        text[at] = letters[letter]
    attempt(shapely.from_wkt, ''.join(text))
    data = list(binaries[i % len(binaries)])
    for at, value in zip(rng.integers(0, len(data), 2).tolist(), rng.integers(0, 256, 2).tolist()):
        data[at] = value
    attempt(shapely.from_wkb, bytes(data[:int(rng.integers(1, len(data) + 1))]))
`);
    const counts = py.eval('counts');
    assert.ok(counts.geometry > 100 && counts.GEOSException > 1000, JSON.stringify(counts));
    assert.deepEqual(Object.keys(counts).filter((name) => !['geometry', 'GEOSException', 'NotImplementedError'].includes(name)), []);
  });

  test(claim('a union that takes too long ends with TimeoutError, and the next one works'), async () => {
    const py = await start();
    const began = performance.now();
    refuses(py, `
from pkpy import watchdog_begin, watchdog_end
rng = np.random.default_rng(3)
circles = [Point(x * 3, y * 3).buffer(1, quad_segs=64) for x, y in rng.random((1500, 2)).tolist()]
watchdog_begin(200)
for i in range(1000):
    union = shapely.union_all(circles)
`, 'TimeoutError', /watchdog timeout/);
    assert.ok(performance.now() - began < 60000);
  });

  test(claim('a loop that takes too long ends with TimeoutError as well'), async () => {
    const py = await start();
    refuses(py, 'from pkpy import watchdog_begin\nwatchdog_begin(100)\nwhile True:\n    pass', 'TimeoutError', /watchdog timeout/);
  });

  test(claim('methods and properties of the classes refuse what is no geometry or tree'), async () => {
    const py = await start();
    const uses = ["Point.__str__(5)", "Point.__bool__(None)", "Point.x.__get__(5)", "Point.area.__get__(5)", "Point.bounds.__get__('a')", "Point.geom_type.__get__(5)", 'Point.intersects(5, Point(1, 2))',
      'Point.buffer(5, 1)', 'shapely.STRtree.__len__(5)', 'shapely.STRtree.query(Point(1, 2), Point(1, 2))', 'shapely.STRtree.nearest(5, Point(1, 2))', 'shapely.STRtree.geometries.__get__(5)', 'Point(1, 2) & 5'];
    for (const use of uses) refuses(py, use, 'TypeError', /provide only Geometry objects|expected 'STRtree'|descriptor '\w+' (requires a|for) '(Geometry|Point|STRtree)'/);
  });
}
