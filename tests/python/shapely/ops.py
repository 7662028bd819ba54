# The module shapely.ops.
import numpy as np
import shapely

WKT = {
    'p': 'POINT (1 2)', 'p2': 'POINT (3 1)', 'pz': 'POINT Z (1 2 3)', 'pf': 'POINT (0.1 0.30000000000000004)', 'pe': 'POINT EMPTY',
    'pbig': 'POINT (1e300 -1e300)',
    'l': 'LINESTRING (0 0, 2 2, 4 0)', 'l2': 'LINESTRING (0 1, 4 1)', 'lz': 'LINESTRING Z (0 0 1, 3 4 2, 3 8 5)',
    'le': 'LINESTRING EMPTY', 'l0': 'LINESTRING (1 1, 1 1)', 'lrep': 'LINESTRING (0 0, 0 0, 3 0, 3 0, 3 4)',
    'lx': 'LINESTRING (0 0, 4 4, 0 4, 4 0)', 'lc': 'LINESTRING (0 0, 4 0, 4 3, 0 0)', 'lbig': 'LINESTRING (0 0, 1e17 1e17)',
    'r': 'LINEARRING (0 0, 0 3, 3 3, 3 0, 0 0)', 're': 'LINEARRING EMPTY',
    's': 'POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))', 't': 'POLYGON ((1 1, 5 2, 2 6, 1 1))',
    'tf': 'POLYGON ((0.1 0.2, 3.3 0.7, 1.9 2.65, 0.1 0.2))',
    'h': 'POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 2 6, 6 6, 6 2, 2 2))',
    'sz': 'POLYGON Z ((0 0 1, 3 0 2, 3 3 3, 0 0 1))', 'se': 'POLYGON EMPTY',
    'bow': 'POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))', 'flat': 'POLYGON ((0 0, 4 0, 2 0, 0 0))',
    'hout': 'POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (5 5, 6 5, 6 6, 5 5))', 'srep': 'POLYGON ((0 0, 0 0, 3 0, 3 3, 3 3, 0 3, 0 0))',
    'sbig': 'POLYGON ((0 0, 1e17 0, 1e17 1e17, 0 1e17, 0 0))', 'shuge': 'POLYGON ((0 0, 1e300 0, 1e300 1e300, 0 0))',
    'mp': 'MULTIPOINT ((0 0), (1 2), (1 2), (4 4))', 'mpz': 'MULTIPOINT Z ((0 0 1), (1 2 3))', 'mpe': 'MULTIPOINT EMPTY',
    'ml': 'MULTILINESTRING ((0 0, 2 2), (2 2, 4 0), (5 5, 6 6))', 'mle': 'MULTILINESTRING EMPTY',
    'ms': 'MULTIPOLYGON (((0 0, 2 0, 2 2, 0 2, 0 0)), ((3 3, 5 3, 5 5, 3 5, 3 3)))', 'mse': 'MULTIPOLYGON EMPTY',
    'msx': 'MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0)), ((2 2, 6 2, 6 6, 2 6, 2 2)))',
    'gc': 'GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (0 0, 5 5), POLYGON ((2 0, 4 0, 4 2, 2 0)))', 'gce': 'GEOMETRYCOLLECTION EMPTY',
    'gcn': 'GEOMETRYCOLLECTION (GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (0 0, 1 0)), POINT EMPTY)',
}
G = {}
for key in WKT:
    G[key] = shapely.from_wkt(WKT[key])
NAMES = list(WKT)
SMALL = [key for key in NAMES if key not in ('pbig', 'lbig', 'sbig', 'shuge')]
SHAPELY_MESSAGES = ['One of the arguments', 'One of the Geometry inputs', 'Array should be of object dtype', 'Expected ', 'Only ', 'Cannot ',
                    'Input ', 'Sub-geometries', 'Component ', 'Unrecognized', 'Invalid ', 'The ', 'Unknown ', 'Arrays ']
# NumPy's and Python's own words are not checked, nor the order of a set, nor how values are shown in the middle of a message.
NUMPY_MESSAGES = ['setting an array element', 'too many indices', 'could not convert', 'enough dimensions', 'invalid literal', 'shape mismatch', 'zero-size array',
                  'could not be broadcast', 'cannot reshape', 'not enough values', 'too many values', 'object at 0x']
CUT_AFTER = ['Error parsing JSON', 'must be one of', 'vector arguments']


def shorten(x):
    if len(x) > 200:
        return x[:130] + ' ... ' + x[-40:] + ' (' + str(len(x)) + ' characters)'
    return x


def hexadecimal(x):
    return ''.join(['0123456789ABCDEF'[i >> 4] + '0123456789ABCDEF'[i & 15] for i in x])


def text(x):
    kind = type(x).__name__
    if kind in ('bool', 'bool_'):
        return str(bool(x))
    if kind[:3] == 'int' or kind[:4] == 'uint':
        return str(int(x))
    if kind[:5] == 'float':
        return repr(float(x))
    if kind == 'str':
        return "'" + x.replace('\n', '\\n') + "'"
    if kind == 'bytes':
        return 'bytes ' + hexadecimal(x)
    if kind == 'dict':
        return '{' + ', '.join([text(i) + ': ' + text(x[i]) for i in x]) + '}'
    if kind == 'ndarray' and str(x.dtype) != 'object':
        return 'ndarray ' + str(x.dtype) + ' ' + str(x.shape) + ' ' + text(x.tolist())
    if kind in ('list', 'tuple', 'ndarray', 'array', 'GeometrySequence', 'CoordinateSequence', 'InteriorRingSequence'):
        return '[' + ', '.join([text(i) for i in list(x)]) + ']'
    if hasattr(x, 'geom_type'):
        return kind + ' ' + shapely.to_wkt(x, rounding_precision=-1, trim=True)
    return str(x)


def digits(x):
    """Nine significant digits, the same where the last bits differ."""
    x = float(x)
    if x != x or x in (float('inf'), float('-inf')):
        return repr(x)
    if abs(x) < 1e-9:
        return '0'
    x = x * (1 + 1e-12)
    power = 0
    while abs(x) >= 10:
        x = x / 10
        power += 1
    while abs(x) < 1:
        x = x * 10
        power -= 1
    return f'{x:.8f}' + 'e' + str(power)


def facts(x):
    """What a geometry with rounded corners is like."""
    bounds = [digits(i) for i in list(shapely.bounds(x))]
    count = len(shapely.get_coordinates(x))
    return ' '.join([type(x).__name__, str(count), 'area', digits(shapely.area(x)), 'length', digits(shapely.length(x)), 'bounds', ' '.join(bounds)])


def rough(x):
    """A geometry whose coordinates differ in the last bits."""
    rows = shapely.get_coordinates(x, include_z=x.has_z).tolist()
    return type(x).__name__ + ' ' + ', '.join([' '.join([digits(i) for i in row]) for row in rows])


def error_text(error):
    name = type(error).__name__
    if 'UFunc' in name:
        name = 'TypeError'
    message = str(error)
    if name == 'TypeError' and not any([message[:len(i)] == i for i in SHAPELY_MESSAGES]):
        return name
    for end in CUT_AFTER:
        if end in message:
            message = message[:message.index(end) + len(end)]
    if name in ('KeyError', 'OverflowError') or any([i in message for i in NUMPY_MESSAGES]):
        return name
    return (name + ': ' + message.replace('\n', '\\n')).strip() if message else name


def one(expression):
    try:
        result = shorten(text(eval(expression, globals())))
    except Exception as error:
        result = shorten(error_text(error))
    print(expression, '->', result)


def check(lines):
    for line in lines.strip().split('\n'):
        if line[0] == '!':
            exec(line[1:], globals())
        else:
            one(line)


def each(names, templates):
    for name in names:
        for template in templates:
            one(template.replace('{}', "G['" + name + "']"))


def pairs(names, others, templates):
    for name in names:
        for other in others:
            for template in templates:
                one(template.replace('{}', "G['" + name + "']").replace('[]', "G['" + other + "']"))
import shapely.ops
from shapely import ops
from shapely.ops import split, substring, transform

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
