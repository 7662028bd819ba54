# Geometries that are made from another one.
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

each(['p', 'pe', 'l', 'lz', 'le', 'l0', 'lrep', 'lx', 'lc', 'lbig', 'r', 's', 'tf', 'h', 'se', 'bow', 'flat', 'srep', 'sbig', 'mp', 'mpe', 'ml', 'ms', 'msx', 'gc', 'gce', 'gcn'], '''
shapely.convex_hull({})
shapely.extract_unique_points({})
shapely.remove_repeated_points({})
shapely.remove_repeated_points({}, tolerance=2)
shapely.oriented_envelope({})
shapely.simplify({}, 1)
shapely.simplify({}, 1, preserve_topology=False)
shapely.clip_by_rect({}, 1, 1, 3, 3)
[shapely.area(shapely.concave_hull({}, ratio=0.3)), shapely.get_num_coordinates(shapely.concave_hull({}, ratio=0.3))]
shapely.delaunay_triangles({})
shapely.voronoi_polygons({})
shapely.build_area({})
shapely.node({})
shapely.snap({}, G['t'], 0.5)
shapely.orient_polygons({})
'''.strip().split('\n'))
each(['p', 'pz', 'lz', 'h', 'sz', 'mpz', 'gc', 'pe'], '''
shapely.boundary({})
shapely.centroid({})
shapely.envelope({})
shapely.normalize({})
shapely.point_on_surface({})
shapely.reverse({})
shapely.minimum_rotated_rectangle({})
shapely.force_2d({})
shapely.force_3d({})
shapely.force_3d({}, z=7)
'''.strip().split('\n'))
# How many vertices the round parts have that touch each other is a matter of last bits.
each(['mp', 'ml', 'gc'], ['digits(shapely.area(shapely.buffer({}, 1)))', 'digits(shapely.length(shapely.buffer({}, 1)))', 'facts(shapely.minimum_bounding_circle({}))'])
each(['p', 'pe', 'l', 'lx', 'lz', 'l0', 'r', 'tf', 'h', 'bow', 'sbig'], '''
facts(shapely.minimum_bounding_circle({}))
facts(shapely.buffer({}, 1))
facts(shapely.buffer({}, -0.5))
facts(shapely.buffer({}, 1, cap_style='flat', join_style='bevel'))
facts(shapely.buffer({}, 1, cap_style='square', join_style='mitre'))
facts(shapely.buffer({}, 1, single_sided=True))
'''.strip().split('\n'))
each([key for key in SMALL if key not in ('gcn', 'p2', 'l2', 't', 're', 'mle', 'mse', 'hout', 'mpz')], '''
shapely.segmentize({}, 1.5)
shapely.set_precision({}, 1)
shapely.set_precision({}, 3)
shapely.set_precision({}, 3, mode='pointwise')
shapely.set_precision({}, 3, mode='keep_collapsed')
facts(shapely.offset_curve({}, 0.5))
'''.strip().split('\n'))
check('''
shapely.boundary(None)
shapely.buffer(None, 1)
shapely.centroid(None)
shapely.clip_by_rect(None, 0, 0, 1, 1)
shapely.concave_hull(None)
shapely.convex_hull(None)
shapely.delaunay_triangles(None)
shapely.envelope(None)
shapely.extract_unique_points(None)
shapely.build_area(None)
shapely.normalize(None)
shapely.node(None)
shapely.offset_curve(None, 1)
shapely.oriented_envelope(None)
shapely.minimum_bounding_circle(None)
shapely.point_on_surface(None)
shapely.remove_repeated_points(None)
shapely.reverse(None)
shapely.segmentize(None, 1)
shapely.set_precision(None, 1)
shapely.simplify(None, 1)
shapely.snap(None, G['p'], 1)
shapely.snap(G['p'], None, 1)
shapely.voronoi_polygons(None)
shapely.orient_polygons(None)
shapely.force_2d(None)
shapely.force_3d(None)
shapely.centroid([G['s'], G['pe']])
shapely.convex_hull([G['mp'], G['l']])
shapely.envelope([])
shapely.centroid(1)
shapely.convex_hull('a')
shapely.envelope([G['s'], 1])
shapely.buffer(G['s'], float('nan'))
shapely.buffer(G['p'], 0)
shapely.buffer(G['p'], float('inf'))
shapely.buffer(G['s'], 1, join_style='mitre')
shapely.buffer(G['s'], -1, join_style='mitre')
shapely.buffer(G['t'], 1, join_style='bevel')
shapely.buffer(G['l2'], 1, cap_style='flat')
facts(shapely.buffer(G['l2'], 1, cap_style='square'))
shapely.buffer(G['p'], 1, cap_style='square')
shapely.buffer(G['p'], 1, cap_style='flat')
shapely.buffer(G['p'], [0.0, -1.0])
[facts(i) for i in shapely.buffer([G['p'], G['l']], 1)]
[facts(i) for i in shapely.buffer(G['p'], [1, 2])]
[facts(i) for i in shapely.buffer([G['p'], G['l']], [1, 2], quad_segs=1)]
facts(shapely.buffer(G['s'], 1, quad_segs=-3))
facts(shapely.buffer(G['l'], 1, join_style='mitre', mitre_limit=1))
facts(shapely.buffer(G['l'], 1, cap_style=shapely.BufferCapStyle.flat))
facts(shapely.buffer(G['l'], 1, join_style=shapely.BufferJoinStyle.bevel))
shapely.buffer(G['p'], 1, cap_style='mitre')
shapely.buffer(G['p'], 1, join_style='flat')
shapely.buffer(G['p'], 1, quad_segs=[1, 2])
shapely.buffer(G['p'], 1, cap_style=['flat'])
shapely.buffer(G['p'], 1, mitre_limit='a')
shapely.buffer(G['p'])
shapely.buffer(1, 1)
shapely.offset_curve(G['l'], 1, join_style='mitre')
shapely.offset_curve(G['l'], -1, join_style='bevel')
shapely.offset_curve(G['l'], 0)
shapely.offset_curve(G['l2'], [1, -1, 2])
shapely.offset_curve([G['l2'], G['le']], 1)
shapely.offset_curve(G['l'], 1, join_style='unknown')
shapely.offset_curve(G['l'], 1, quad_segs=[2])
shapely.offset_curve(G['l'], 1, mitre_limit=[2])
shapely.offset_curve(G['l'], 1, join_style=['mitre'])
facts(shapely.offset_curve(G['l'], float('nan')))
shapely.clip_by_rect(G['s'], 1, 1, 2, 2)
shapely.clip_by_rect(G['s'], 2, 2, 1, 1)
shapely.clip_by_rect(G['s'], 5, 5, 6, 6)
shapely.clip_by_rect(G['l'], 1, 0, 3, 1)
shapely.clip_by_rect([G['s'], G['l']], 1, 0, 3, 1)
shapely.clip_by_rect(G['s'], 'a', 1, 2, 2)
shapely.clip_by_rect(G['s'], [1], 1, 2, 2)
shapely.concave_hull(shapely.MultiPoint([(0, 0), (0, 3), (1, 1), (3, 0), (3, 3)]), ratio=0)
shapely.concave_hull(shapely.MultiPoint([(0, 0), (0, 3), (1, 1), (3, 0), (3, 3)]), ratio=1)
shapely.concave_hull(shapely.MultiPoint([(0, 0), (0, 3), (1, 1), (3, 0), (3, 3)]), ratio=0.5, allow_holes=True)
shapely.concave_hull(G['mp'], ratio=2)
shapely.concave_hull(G['mp'], ratio=-1)
shapely.concave_hull([G['mp'], G['l']], 0.2)
shapely.delaunay_triangles(shapely.MultiPoint([(50, 30), (60, 30), (100, 100)]))
shapely.delaunay_triangles(shapely.MultiPoint([(0, 0), (4, 0), (4, 4), (0, 4), (1, 2)]))
shapely.delaunay_triangles(shapely.MultiPoint([(0, 0), (51, 49), (50, 50), (49, 51), (2, 0)]), tolerance=5)
shapely.delaunay_triangles(G['mp'], tolerance=-1)
shapely.delaunay_triangles(G['mp'], only_edges=[True, False])
shapely.delaunay_triangles([G['mp'], G['s']], 0.0)
shapely.voronoi_polygons(shapely.MultiPoint([(2, 2), (4, 2), (3, 5)]))
shapely.voronoi_polygons(shapely.MultiPoint([(2, 2), (4, 2), (3, 5)]), only_edges=True)
shapely.voronoi_polygons(shapely.MultiPoint([(2, 2), (4, 2), (3, 5)]), ordered=True)
shapely.voronoi_polygons(shapely.MultiPoint([(2, 2), (2, 2), (3, 5)]), ordered=True)
shapely.voronoi_polygons(shapely.MultiPoint([(2, 2), (4, 2)]), extend_to=shapely.box(0, 0, 10, 10))
shapely.voronoi_polygons(shapely.MultiPoint([(2, 2), (2.5, 2), (4, 2)]), tolerance=1)
shapely.voronoi_polygons(shapely.LineString([(2, 2), (3, 2.5), (4, 2)]), only_edges=True)
shapely.voronoi_polygons(G['mp'], extend_to=1)
shapely.extract_unique_points([G['mp'], G['s']])
shapely.build_area(shapely.MultiLineString([[(0, 0), (4, 0), (4, 4)], [(4, 4), (0, 0)]]))
shapely.build_area(shapely.GeometryCollection([shapely.box(0, 0, 9, 9), shapely.box(2, 2, 4, 4)]))
shapely.polygonize([G['lc'], G['l']])
shapely.polygonize([shapely.LineString([(0, 0), (4, 0)]), shapely.LineString([(4, 0), (4, 4)]), shapely.LineString([(4, 4), (0, 0)])])
shapely.polygonize([shapely.LineString([(0, 0), (4, 0), (4, 4), (0, 0)]), shapely.LineString([(1, 0.5), (2, 0.5), (2, 1), (1, 0.5)])])
shapely.polygonize([G['p'], G['s']])
shapely.polygonize([])
shapely.polygonize(G['lc'])
shapely.polygonize([1])
shapely.polygonize_full([shapely.LineString([(0, 0), (4, 0)]), shapely.LineString([(4, 0), (4, 4)]), shapely.LineString([(4, 4), (0, 0)]), shapely.LineString([(4, 4), (9, 9)])])
shapely.polygonize_full([G['l'], G['lx'], G['lc']])
shapely.polygonize_full([])
shapely.node(shapely.LineString([(0, 0), (4, 4), (0, 4), (4, 0)]))
shapely.node([G['lx'], G['l']])
shapely.remove_repeated_points(shapely.LineString([(0, 0), (0.5, 0), (1, 0), (5, 0)]), tolerance=1)
shapely.remove_repeated_points([G['lrep'], G['srep']], 0)
shapely.remove_repeated_points(G['lrep'], -1)
shapely.reverse([G['l'], G['s']])
shapely.segmentize(G['l2'], 1)
shapely.segmentize(G['s'], 2)
shapely.segmentize([G['l2'], G['s']], [2, 3])
shapely.segmentize(G['l2'], 0)
shapely.segmentize(G['l2'], -1)
shapely.segmentize(G['l2'], float('nan'))
shapely.set_precision(G['tf'], 0.5)
shapely.set_precision(G['tf'], 0)
shapely.set_precision(G['tf'], -1)
shapely.set_precision(G['tf'], 0.5, mode='unknown')
shapely.set_precision([G['tf'], G['pf']], 0.1)
shapely.set_precision([G['tf'], G['pf']], [0.1, 1])
shapely.set_precision(G['bow'], 1)
shapely.set_precision(G['bow'], 1, mode='pointwise')
shapely.set_precision(shapely.LineString([(0, 0), (0, 0.1), (0, 1), (1, 1)]), 1)
shapely.set_precision(shapely.LineString([(0, 0), (0, 0.1), (0.1, 0.1)]), 1)
shapely.set_precision(shapely.LineString([(0, 0), (0, 0.1), (0.1, 0.1)]), 1, mode='keep_collapsed')
shapely.set_precision(shapely.LineString([(0, 0), (0, 0.1), (0.1, 0.1)]), 1, mode='pointwise')
shapely.get_precision(shapely.set_precision(G['tf'], 0.25))
shapely.set_precision(G['tf'], 0.5).union(G['pf'])
shapely.set_precision(G['tf'], 0.5).intersection(shapely.set_precision(G['s'], 0.5))
shapely.simplify(shapely.LineString([(0, 0), (1, 0.1), (2, 0), (3, 5), (4, 0)]), 0.5)
shapely.simplify(G['h'], 100)
shapely.simplify(G['h'], 100, preserve_topology=False)
shapely.simplify(G['l'], -1)
shapely.simplify(G['l'], float('nan'))
shapely.simplify([G['l'], G['h']], [0, 3])
shapely.snap(G['l'], G['p'], 1)
shapely.snap(shapely.Point(0.5, 2.5), shapely.MultiPoint([(1, 2), (1, 3)]), 1)
shapely.snap(shapely.Polygon([(0, 0), (0, 10), (10, 10), (10, 0)]), shapely.Polygon([(8, 10), (10, 5), (5, 3)]), 5)
shapely.snap([G['l'], G['s']], G['t'], [0.5, 2])
shapely.snap(G['l'], G['s'], -1)
shapely.snap(G['l'], 1, 1)
shapely.split(G['l2'], G['l'])
shapely.split(G['s'], G['l2'])
shapely.split(G['s'], G['lx'])
shapely.split(G['p'], G['l'])
shapely.orient_polygons(shapely.Polygon([(0, 0), (0, 9), (9, 9)], [[(1, 2), (1, 3), (2, 3)]]))
shapely.orient_polygons(shapely.Polygon([(0, 0), (0, 9), (9, 9)], [[(1, 2), (1, 3), (2, 3)]]), exterior_cw=True)
shapely.force_2d([G['pz'], G['lz']])
shapely.force_3d([G['p'], G['lz']], [5, 6])
shapely.force_3d(G['p'], float('nan'))
shapely.oriented_envelope(shapely.MultiPoint([(0, 0), (10, 0), (10, 10)]))
shapely.oriented_envelope(shapely.LineString([(1, 1), (5, 1), (10, 10)]))
facts(shapely.minimum_bounding_circle(shapely.MultiPoint([(50, 50), (60, 50)])))
[facts(i) for i in shapely.minimum_bounding_circle([G['s'], G['t']])]
[shapely.BufferCapStyle.round.value, shapely.BufferCapStyle.flat.value, shapely.BufferCapStyle.square.value]
[shapely.BufferJoinStyle.round.value, shapely.BufferJoinStyle.mitre.value, shapely.BufferJoinStyle.bevel.value]
''')
