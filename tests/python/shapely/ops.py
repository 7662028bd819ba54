# The module shapely.ops.
import shapely
import shapely.ops
from shapely import ops
from shapely.ops import split, substring, transform
from shapely_checks import G, checks

one, check, each, pairs = checks(globals())

PARTS = ['p', 'p2', 'l', 'l2', 's', 't', 'mp', 'ml', 'gc', 'le']
DISTANCES = ['0, 1', '1, 2', '2, 1', '0, 100', '-1, -0.5', '1, 1', '-100, 1', '0, 0', '5, 6', '100, 200', '3, -3']

pairs(['p', 'l', 'l2', 'lz', 'le', 'lx', 's', 'h', 'gc'], PARTS, ['split({}, [])'])
for name in ['l', 'l2', 'lz', 'le', 'lrep', 'lx', 'r', 's', 'l0']:
    for distance in DISTANCES:
        one("substring(G['" + name + "'], " + distance + ')')
    for distance in ['0, 1', '0.25, 0.75', '0.75, 0.25', '-0.5, 1', '0.5, 0.5', '0, 2', '-2, -1.5']:
        one("substring(G['" + name + "'], " + distance + ', normalized=True)')
pairs(['p', 'pe', 'l', 'lz', 's', 'h', 'ms', 'gc'], ['p2', 't', 'l', 'gc', 'se'], ['ops.nearest_points({}, [])'])


def double(x, y, z=None):
    if z is None:
        return (2 * x, 2 * y)
    return (2 * x, 2 * y, 2 * z)


def flat(x, y, z=None):
    return (x, y)


def lists(xs, ys):
    return ([x + 1 for x in xs], [y - 1 for y in ys])


def fails(x, y, z=None):
    raise ValueError('not today')


each(['p', 'pz', 'pe', 'l', 'lz', 'lx', 'r', 's', 'h', 'sz', 'se', 'bow', 'mp', 'ml', 'mle', 'ms', 'gc', 'gce', 'gcn'], '''
transform(double, {})
ops.unary_union({})
ops.clip_by_rect({}, 1, 0.5, 3, 3)
ops.triangulate({})
ops.linemerge({})
ops.orient({})
ops.polygonize({})
'''.strip().split('\n'))
check('''
transform(flat, G['lz'])
transform(flat, G['pz'])
transform(lists, G['l'])
transform(lists, G['h'])
transform(lists, G['gc'])
transform(fails, G['l'])
transform(lambda x, y, z=None: (y, x), G['s'])
transform(lambda x, y: (x, y, 5), G['l'])
transform(lambda x, y: x, G['l'])
transform(double, None)
transform(double, 1)
transform(5, G['l'])
ops.transform(double, G['ms'])
ops.unary_union([G['s'], G['t']])
ops.unary_union([])
ops.unary_union(G['ms'].geoms)
ops.unary_union(None)
ops.nearest_points(G['p'], None)
ops.nearest_points(None, G['p'])
ops.nearest_points(G['p'], 1)
ops.nearest_points(G['s'], shapely.Point(6, 2))
ops.snap(G['l'], G['p'], 1)
ops.snap(shapely.Point(0.5, 2.5), shapely.MultiPoint([(1, 2), (1, 3)]), 1)
ops.snap(G['t'], G['s'], 1.2)
ops.snap(G['l'], None, 1)
ops.snap(G['l'], G['s'], 'a')
ops.shared_paths(G['l'], G['l'])
ops.shared_paths(G['l2'], shapely.LineString([(3, 1), (1, 1)]))
ops.shared_paths(G['l'], G['s'])
ops.shared_paths(G['s'], G['l'])
ops.shared_paths(G['p'], G['l'])
ops.linemerge([G['l'], G['l2']])
ops.linemerge([[(0, 0), (1, 1)], [(1, 1), (2, 2)]])
ops.linemerge([shapely.LineString([(0, 0), (1, 1)]), shapely.LineString([(2, 2), (1, 1)])])
ops.linemerge([shapely.LineString([(0, 0), (1, 1)]), shapely.LineString([(2, 2), (1, 1)])], directed=True)
ops.linemerge(G['ml'])
ops.linemerge([])
ops.linemerge(5)
ops.linemerge(None)
ops.polygonize([G['lc'], G['l']])
ops.polygonize([[(0, 0), (4, 0)], [(4, 0), (4, 4)], [(4, 4), (0, 0)]])
ops.polygonize(G['lc'])
ops.polygonize([])
len(list(ops.polygonize([G['lc']])))
ops.polygonize_full([[(0, 0), (4, 0)], [(4, 0), (4, 4)], [(4, 4), (0, 0)], [(4, 4), (9, 9)]])
ops.polygonize_full(G['ml'])
ops.polygonize_full([])
ops.triangulate(shapely.MultiPoint([(0, 0), (4, 0), (4, 4), (0, 4), (1, 2)]))
ops.triangulate(G['s'], edges=True)
ops.triangulate(G['s'], tolerance=1)
ops.triangulate(None)
ops.voronoi_diagram(shapely.MultiPoint([(2, 2), (4, 2), (3, 5)]))
ops.voronoi_diagram(shapely.MultiPoint([(2, 2), (4, 2), (3, 5)]), edges=True)
ops.voronoi_diagram(shapely.MultiPoint([(2, 2), (4, 2)]), envelope=shapely.box(0, 0, 10, 10))
ops.voronoi_diagram(shapely.MultiPoint([(2, 2), (2.5, 2), (4, 2)]), tolerance=1)
ops.voronoi_diagram(G['p'])
ops.voronoi_diagram(G['pe'])
ops.clip_by_rect(G['s'], 1, 1, 2, 2)
ops.clip_by_rect(G['s'], 2, 2, 1, 1)
ops.clip_by_rect(shapely.Polygon(), 0, 0, 1, 1)
ops.orient(G['s'], sign=-1.0)
ops.orient(G['h'], -1)
ops.orient(shapely.Polygon([(0, 0), (0, 1), (1, 1)]))
ops.orient(G['ms'], -1)
ops.orient(G['gc'], -1)
shapely.geometry.polygon.orient(G['s'])
shapely.geometry.polygon.orient(G['s'], -1)
shapely.geometry.polygon.orient(G['h'], sign=1.0)
shapely.geometry.polygon.orient(G['l'])
ops.validate(G['s'])
ops.validate(G['bow'])
ops.split(G['l'], G['l2'])
split(G['s'], shapely.LineString([(-1, 2), (5, 2)]))
split(G['h'], shapely.LineString([(-1, 4), (11, 4)]))
split(shapely.LineString([(0, 0), (4, 0)]), shapely.Point(1, 0))
split(shapely.LineString([(0, 0), (4, 0)]), shapely.Point(0, 0))
split(shapely.LineString([(0, 0), (4, 0)]), shapely.MultiPoint([(1, 0), (3, 0), (9, 9)]))
split(shapely.LineString([(0, 0), (4, 0)]), shapely.LineString([(1, 0), (2, 0)]))
split(shapely.LineString([(0, 0), (4, 4)]), shapely.box(1, 1, 2, 2))
split(G['l'], None)
split(None, G['l'])
shapely.ops.split(G['s'], 1)
shapely.split(shapely.LineString([(0, 0), (4, 0)]), shapely.Point(1, 0))
shapely.split([G['s'], G['l2']], G['l'])
shapely.split(None, G['l'])
shapely.split(G['l'], None)
shapely.split(G['ml'], G['l2'])
shapely.split(G['l'], G['gc'])
substring(G['l'], start_dist=1, end_dist=2)
substring(G['l'], 'a', 1)
shapely.ops.substring(G['l2'], 1, 3)
shapely.ops.nearest_points(G['p'], G['l2'])
shapely.ops.transform(double, G['p'])
shapely.ops.unary_union([G['p'], G['p2']])
''')
for name in ['s', 't', 'h', 'tf', 'ms', 'se', 'p', 'bow']:
    one("ops.polylabel(G['" + name + "'])")
    one("ops.polylabel(G['" + name + "'], 0.01)")
for name in ['r', 'lc', 'lx', 'l']:
    one("shapely.geometry.polygon.signed_area(G['" + name + "'])")
