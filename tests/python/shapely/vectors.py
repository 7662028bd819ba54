# Functions over many geometries, with arrays of numbers.
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

XS = np.array([0.0, 1.0, 2.5, 4.0])
YS = np.array([0.0, 2.0, 1.5, 9.0])
GRID = np.array([[0.0, 1.0], [2.0, 3.0]])
WHOLE = np.arange(4)
XY = np.array([[0.0, 0.0], [1.0, 2.0], [2.5, 1.5], [4.0, 9.0]])
XYZ = np.array([[0.0, 0.0, 1.0], [1.0, 2.0, 2.0], [2.5, 1.5, 3.0]])
NAN = np.array([0.0, float('nan'), 2.0, 3.0])
POINTS = shapely.points(XS, YS)
BOXES = shapely.box(XS, YS, XS + 2, YS + 2)
LINES = shapely.linestrings(np.array([[[0.0, 0.0], [1.0, 1.0]], [[2.0, 0.0], [0.0, 2.0]], [[5.0, 5.0], [6.0, 7.0]], [[0.0, 1.0], [4.0, 1.0]]]))
MIXED = [G['p'], G['l'], G['s'], G['gc']]
EMPTIES = [G['s'], G['se'], G['h'], G['pe']]

for group in ['POINTS', 'BOXES', 'LINES', 'MIXED', 'EMPTIES']:
    for template in '''
shapely.area({})
shapely.length({})
shapely.bounds({})
shapely.total_bounds({})
shapely.centroid({})
shapely.boundary({})
shapely.envelope({})
shapely.convex_hull({})
shapely.reverse({})
shapely.normalize({})
shapely.point_on_surface({})
shapely.minimum_bounding_radius({})
shapely.is_valid({})
shapely.is_empty({})
shapely.is_simple({})
shapely.is_ring({})
shapely.is_closed({})
shapely.is_ccw({})
shapely.has_z({})
shapely.get_type_id({})
shapely.get_dimensions({})
shapely.get_coordinate_dimension({})
shapely.get_num_coordinates({})
shapely.get_num_points({})
shapely.get_num_geometries({})
shapely.get_num_interior_rings({})
shapely.get_x({})
shapely.get_y({})
shapely.get_coordinates({})
shapely.count_coordinates({})
shapely.get_parts({})
shapely.get_exterior_ring({})
shapely.get_geometry({}, 0)
shapely.get_point({}, [0, 0, 1, 0])
shapely.to_wkb({}, hex=True)
shapely.distance({}, G['p'])
shapely.distance({}, POINTS)
shapely.hausdorff_distance({}, G['s'])
shapely.frechet_distance({}, G['l'])
shapely.contains({}, G['p'])
shapely.contains({}, POINTS)
shapely.contains_xy({}, XS, YS)
shapely.contains_xy({}, 1, 1)
shapely.intersects_xy({}, XS, 1)
shapely.intersects({}, BOXES)
shapely.within(POINTS, {})
shapely.disjoint({}, LINES)
shapely.touches({}, G['s'])
shapely.relate({}, G['t'])
shapely.equals({}, {})
shapely.equals_exact({}, POINTS, 0.5)
shapely.dwithin({}, G['p'], XS)
shapely.intersection({}, G['s'])
shapely.union({}, G['p'])
shapely.difference({}, G['l2'])
shapely.symmetric_difference({}, G['p2'])
shapely.union_all({})
shapely.intersection_all({})
shapely.simplify({}, XS)
shapely.segmentize({}, 1.5)
shapely.set_precision({}, 1)
shapely.get_precision({})
shapely.force_2d({})
shapely.force_3d({}, XS)
shapely.clip_by_rect({}, 0.5, 0.5, 2, 2)
shapely.shortest_line({}, G['p'])
shapely.snap({}, G['s'], 0.5)
shapely.make_valid({})
shapely.transform({}, lambda c: c * [2, 3] + 1)
[facts(g) for g in shapely.buffer({}, 0.5, quad_segs=2)]
'''.strip().split('\n'):
        one(template.replace('{}', group))
check('''
shapely.points(XS, YS)
shapely.points(XS, 5)
shapely.points(XS, YS, XS)
shapely.points(XY)
shapely.points(XYZ)
shapely.points(WHOLE, WHOLE)
shapely.points(XY[0])
shapely.points(XY[:0])
shapely.points(NAN, YS)
shapely.points(XY.T)
shapely.linestrings(XY)
shapely.linestrings(XYZ)
shapely.linestrings(XS, YS)
shapely.linestrings(XS, YS, NAN)
shapely.linestrings(GRID, GRID)
shapely.linestrings(XY, indices=np.array([0, 0, 1, 1]))
shapely.linearrings(XY)
shapely.linearrings(XYZ)
shapely.polygons(XY)
shapely.polygons(np.array([XY, XY + 1]))
shapely.polygons(XYZ)
shapely.multipoints(XY)
shapely.multipoints(POINTS)
shapely.multipoints(POINTS, indices=np.array([0, 0, 1, 1]))
shapely.multilinestrings(LINES)
shapely.multipolygons(BOXES)
shapely.geometrycollections(MIXED)
shapely.box(XS, YS, XS + 1, YS + 1)
shapely.box(XS, 0, 5, 6)
shapely.box(XS, 0, 5, 6, ccw=False)
shapely.contains_xy(G['s'], XS, YS)
shapely.contains_xy(G['s'], XY)
shapely.contains_xy(G['s'], GRID, GRID)
shapely.contains_xy(G['s'], NAN, 1)
shapely.contains_xy(G['s'], WHOLE, WHOLE)
shapely.intersects_xy(G['s'], XY)
shapely.intersects_xy(G['s'], GRID, 0)
shapely.line_interpolate_point(G['l'], XS)
shapely.line_interpolate_point(G['l'], WHOLE)
shapely.line_interpolate_point(G['l'], np.linspace(0, 1, 5), normalized=True)
shapely.line_interpolate_point(LINES, XS)
shapely.line_interpolate_point(LINES, 0.5, normalized=True)
shapely.line_locate_point(G['l'], POINTS)
shapely.line_locate_point(LINES, POINTS)
shapely.line_locate_point(LINES, POINTS, normalized=True)
shapely.line_merge(LINES)
shapely.get_point(G['l'], np.array([0, 1, 2, -1]))
shapely.get_geometry(G['mp'], np.arange(5))
shapely.set_coordinates(list(POINTS), XY * 2)
shapely.set_coordinates(list(LINES), shapely.get_coordinates(LINES)[::-1])
shapely.transform(POINTS, lambda c: c + np.array([10, 20]))
shapely.transform(POINTS, np.negative)
shapely.transform(G['s'], lambda c: np.round(c * 1.234, 1))
shapely.get_coordinates(POINTS).mean()
shapely.get_coordinates(POINTS).sum(axis=0)
shapely.area(BOXES).sum()
shapely.area(BOXES).max()
shapely.area(BOXES) > 3
shapely.bounds(BOXES)[:, 0]
shapely.bounds(BOXES).shape
shapely.distance(POINTS, POINTS[::-1])
np.array([shapely.distance(p, POINTS) for p in POINTS])
[p for p in POINTS if p.x > 1]
[BOXES[i] for i in np.flatnonzero(shapely.contains(BOXES, POINTS[1])).tolist()]
shapely.from_wkt(shapely.to_wkt(BOXES))
shapely.from_wkb(shapely.to_wkb(LINES))
shapely.union_all(BOXES)
shapely.unary_union(LINES)
shapely.coverage_union_all(BOXES[:1])
shapely.symmetric_difference_all(BOXES)
shapely.polygonize(LINES)
shapely.polygonize_full(LINES)
shapely.STRtree(POINTS).query(G['s'])
shapely.STRtree(BOXES).query(POINTS)
shapely.STRtree(BOXES).nearest(POINTS)
shapely.LineString(XY)
shapely.Polygon(XY)
shapely.Point(XY[1])
shapely.MultiPoint(XY)
shapely.MultiPoint(POINTS)
shapely.LineString(XS)
shapely.LineString(np.zeros((0, 2)))
shapely.get_segments(LINES)
shapely.get_rings(BOXES)
shapely.get_parts([G['mp'], G['ms']], return_index=True)
shapely.delaunay_triangles(shapely.MultiPoint(XY))
shapely.voronoi_polygons(shapely.MultiPoint(XY), ordered=True)
shapely.concave_hull(shapely.MultiPoint(XY), ratio=1)
''')
