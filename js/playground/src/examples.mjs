/**
 * What a newcomer can run at once, by the module that it needs.
 * Limits: programs of our own; each ends by itself within a second and prints something.
 */
import { modules } from './tiers.mjs';

/** @typedef {{ title: string, code: string, stdin?: string }} Example */

/** The examples that need no more than the smallest tier, then those that need a module. @type {[string | undefined, Example[]][]} */
const byModule = [
  [undefined, [
    {
      title: 'Fibonacci',
      code: `# Numbers of Fibonacci
a, b = 1, 1
for i in range(20):
    print(a, end=' ')
    a, b = b, a + b
print()
`,
    },
    {
      title: 'Primes by sieve',
      code: `def primes(limit):
    marks = [True] * (limit + 1)
    for n in range(2, limit + 1):
        if marks[n]:
            yield n
            for multiple in range(n * n, limit + 1, n):
                marks[multiple] = False

print(list(primes(100)))
`,
    },
    {
      title: 'Ask for a name',
      stdin: 'Ada\n',
      code: `name = input('What is your name? ')
print(f'Hello, {name}!')
print('Your name backwards:', name[::-1])
`,
    },
    {
      title: 'Count words',
      code: `from collections import Counter

text = '''the quick brown fox jumps over the lazy dog
the dog sleeps and the fox runs'''

counts = Counter(text.split())
for word in sorted(counts, key=lambda word: -counts[word])[:5]:
    print(counts[word], word)
`,
    },
    {
      title: 'Pack and compress',
      code: `import json, lz4, msgpack

data = {'points': [[x, x * x] for x in range(200)], 'name': 'parabola'}
as_json = json.dumps(data).encode()
as_msgpack = msgpack.dumps(data)
packed = lz4.compress(as_msgpack)

print('json    ', len(as_json), 'bytes')
print('msgpack ', len(as_msgpack), 'bytes')
print('lz4     ', len(packed), 'bytes')
print('restored', msgpack.loads(lz4.decompress(packed)) == data)
`,
    },
    {
      title: 'Draw a snowflake',
      code: `# Lines of GeoJSON are drawn: those printed one after the other, in one drawing
import json, math

def bent(start, end, depth):
    if depth == 0:
        return [start]
    (x, y), (u, v) = start, end
    dx, dy = (u - x) / 3, (v - y) / 3
    a, b = [x + dx, y + dy], [x + 2 * dx, y + 2 * dy]
    peak = [a[0] + dx / 2 - dy * math.sqrt(3) / 2, a[1] + dy / 2 + dx * math.sqrt(3) / 2]
    points = []
    for side in [(start, a), (a, peak), (peak, b), (b, end)]:
        points += bent(side[0], side[1], depth - 1)
    return points

corners = [[0.0, 0.0], [0.5, math.sqrt(3) / 2], [1.0, 0.0]]
ring = []
for i in range(3):
    ring += bent(corners[i], corners[(i + 1) % 3], 4)

print('Koch snowflake with', len(ring), 'corners')
print(json.dumps({'type': 'Polygon', 'coordinates': [ring + ring[:1]]}))
print(json.dumps({'type': 'LineString', 'coordinates': corners + corners[:1]}))
print(json.dumps({'type': 'MultiPoint', 'coordinates': corners}))
`,
    },
    {
      title: 'An error and its traceback',
      code: `def average(values):
    return sum(values) / len(values)

print(average([1, 2, 3]))
print(average([]))
`,
    },
  ]],
  ['numpy', [
    {
      title: 'Arrays',
      code: `import numpy as np

a = np.arange(12).reshape(3, 4)
print(a)
print(a.T.shape, a.sum(axis=0), a[a % 3 == 0])
`,
    },
  ]],
  ['shapely', [
    {
      title: 'Geometry',
      code: `# Lines of GeoJSON are drawn: those printed one after the other, in one drawing
import json
from shapely.geometry import LineString, Point, box, mapping

circles = Point(0, 0).buffer(1.2)
for x, y in [(2, 0.5), (4, 0), (1, 2)]:
    circles = circles.union(Point(x, y).buffer(1.2))
holed = circles.difference(box(0.6, 0.4, 1.4, 1.2))
way = LineString([(-1, -1), (1, 3), (5, 1)])

print('area of the circles:', round(circles.area, 2))
print(json.dumps(mapping(holed.convex_hull)))
print(json.dumps(mapping(holed)))
print(json.dumps(mapping(way)))
print('length of the way inside:', round(way.intersection(holed).length, 2))
`,
    },
  ]],
];

/** The examples that run on a tier, those of what only it has first. The page offers built tiers only. @param {string} tier @returns {Example[]} */
export const examplesOf = (tier) => byModule.filter(([module]) => !module || modules[tier]?.includes(module)).reverse().flatMap(([, examples]) => examples);
