# Cases of `cargo xtask bench --shapely`, run by CPython with Shapely and by pocketpy alike: prints `name: seconds` for each, the least of several
# measurements of one call. The inputs are those of the table that the targets come from. Limits: wall-clock time of one process.
import math
import time
import numpy as np
import shapely
from shapely.geometry import Point, Polygon, LineString, MultiPoint, box


def wavy(x, y, radius, waves, count, height=0.1):
    out = []
    for i in range(count):
        angle = 2 * math.pi * i / count
        r = radius * (1 + height * math.sin(waves * angle))
        out.append((x + r * math.cos(angle), y + r * math.sin(angle)))
    return Polygon(out)


def scribble(count):
    return Polygon([(50 + 50 * math.sin(7.1 * i), 50 + 50 * math.cos(11.3 * i)) for i in range(count)])


rng = np.random.default_rng(7)
polygon = wavy(0, 0, 100, 190, 1000, 0.3)
circles = [Point(i % 32 * 3, i // 32 * 3).buffer(2, quad_segs=8) for i in range(1000)]
corners = rng.random((100000, 2)) * 1000
boxes = shapely.box(corners[:, 0], corners[:, 1], corners[:, 0] + 1, corners[:, 1] + 1)
tree = shapely.STRtree(boxes)
asked = list(boxes[:10000])
a5, b5 = wavy(0, 0, 100, 300, 5000, 0.2), wavy(5, 3, 100, 270, 5000, 0.2)
xs, ys = rng.random(100000) * 240 - 120, rng.random(100000) * 240 - 120
left, right = wavy(0, 0, 100, 70, 1000, 0.2), wavy(5, 0, 100, 90, 1000, 0.2)
places = MultiPoint(rng.random((5000, 2)) * 100)
knot = scribble(80)
line = LineString([(i * 0.1, math.sin(i * 0.05) * 10 + math.sin(i * 1.3)) for i in range(5000)])
h1, h2 = wavy(0, 0, 100, 12, 1000), wavy(10, 5, 100, 15, 1000)
binary = a5.wkb
text = shapely.to_wkt(a5, rounding_precision=6)
long_text = shapely.to_wkt(a5, rounding_precision=17)
small, near = box(0, 0, 2, 2), box(1, 1, 3, 3)


def fails():
    for _ in range(1000):
        shapely.from_wkt('POINT (1 x)', on_invalid='ignore')


d = globals()
cases = '''
buffer 1000 vertices: polygon.buffer(5)
union_all 1000 circles: shapely.union_all(circles)
STRtree build 100k boxes: shapely.STRtree(boxes)
STRtree 10k queries: tree.query(asked)
intersection 2 x 5000 vertices: a5.intersection(b5)
contains_xy 100k points: shapely.contains_xy(a5, xs, ys)
relate 2 x 1000 vertices: left.relate(right)
voronoi 5000 points: shapely.voronoi_polygons(places)
delaunay 5000 points: shapely.delaunay_triangles(places)
make_valid 80 vertices: shapely.make_valid(knot)
simplify 5000 vertices: line.simplify(0.5)
hausdorff 2 x 1000 vertices: h1.hausdorff_distance(h2)
WKB read 5000 vertices: shapely.from_wkb(binary)
1000 failed WKT reads: fails()
WKT write 5000 vertices: shapely.to_wkt(a5)
WKT read 6 digits: shapely.from_wkt(text)
WKT read 17 digits: shapely.from_wkt(long_text)
a.intersects(b): small.intersects(near)
a.area: small.area
Point(x, y): Point(1.5, 2.5)
contains_xy one point: shapely.contains_xy(small, 1.0, 1.0)
'''


def seconds(code, count):
    start = time.perf_counter()
    for _ in range(count):
        exec(code, d)
    return time.perf_counter() - start


def seconds_inline(expression, count):
    """The time of a short call, less the overhead of exec."""
    exec(f'def timed():\n    for _ in range({count}):\n        {expression}', d)
    start = time.perf_counter()
    d['timed']()
    return time.perf_counter() - start


for case in cases.strip().split('\n'):
    name, expression = case.split(': ')
    once = seconds_inline(expression, 1)
    count = max(1, int(0.1 / max(once, 2e-7)))
    least = min([seconds_inline(expression, count) for _ in range(3)])
    print(f'{name}: {least / count}')
