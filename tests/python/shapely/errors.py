# What is refused, by whom and with which words.
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
import shapely.errors
import shapely.geometry.base
import shapely.ops
from shapely.errors import GEOSException, ShapelyError, TopologicalError

UNARY = ['area', 'length', 'bounds', 'boundary', 'centroid', 'convex_hull', 'envelope', 'is_valid', 'is_empty', 'is_simple', 'is_ring', 'is_closed', 'is_ccw', 'has_z', 'reverse', 'normalize', 'node',
         'get_num_points', 'get_type_id', 'get_x', 'get_exterior_ring', 'get_parts', 'get_coordinates', 'count_coordinates', 'line_merge', 'make_valid', 'to_wkt', 'to_wkb', 'to_geojson', 'unary_union',
         'point_on_surface', 'oriented_envelope', 'minimum_bounding_radius', 'get_precision', 'force_2d', 'total_bounds', 'extract_unique_points', 'build_area', 'delaunay_triangles', 'voronoi_polygons']
BINARY = ['contains', 'covers', 'crosses', 'equals', 'intersects', 'overlaps', 'touches', 'within', 'disjoint', 'relate', 'distance', 'intersection', 'union', 'difference', 'symmetric_difference', 'hausdorff_distance',
          'frechet_distance', 'line_locate_point', 'shortest_line', 'shared_paths', 'equals_exact', 'equals_identical', 'contains_properly', 'covered_by', 'coverage_union']
for name in UNARY:
    for argument in ['1', "'POINT (1 1)'", "[G['p'], 1]", '']:
        one('shapely.' + name + '(' + argument + ')')
for name in BINARY:
    for argument in ["G['p'], 1", "None, None", "[G['p'], G['p2']], [G['p'], G['p2'], G['l']]"]:
        one('shapely.' + name + '(' + argument + ')')
for name in ['intersects', 'union', 'distance', 'relate', 'equals_exact', 'project', 'touches', 'hausdorff_distance']:
    for argument in ['1', "'a'", 'None', '(1, 2)', '']:
        one("G['l']." + name + '(' + argument + ')')
check('''
shapely.nothing
shapely.ops.nothing
shapely.geometry.Circle
G['p'].nothing
G['p'].geoms
G['s'].x
G['l'].exterior
G['mp'].coords
G['gc'].coords
G['s'].coords
G['s'].xy
G['mp'].xy
G['p'].geoms[0]
G['p'].interiors
G['l'].z
G['p'].z
G['p'][0]
list(G['s'])
G['p'] + G['p']
G['p'] * 2
G['p'] < G['l']
GEOSException.__name__
shapely.GEOSException is GEOSException
shapely.errors.GEOSException is GEOSException
issubclass(GEOSException, ShapelyError)
issubclass(TopologicalError, ShapelyError)
shapely.errors.TopologicalError is TopologicalError
issubclass(ShapelyError, Exception)
issubclass(shapely.errors.DimensionError, ShapelyError)
issubclass(shapely.errors.EmptyPartError, ShapelyError)
issubclass(shapely.errors.GeometryTypeError, ShapelyError)
issubclass(shapely.errors.UnsupportedGEOSVersionError, ShapelyError)
issubclass(GEOSException, ValueError)
shapely.errors.ShapelyError('words')
isinstance(G['p'], shapely.geometry.base.BaseGeometry)
isinstance(G['mp'], shapely.geometry.base.BaseMultipartGeometry)
isinstance(G['p'], shapely.geometry.base.BaseMultipartGeometry)
shapely.geometry.base.CAP_STYLE.flat.value
shapely.geometry.base.JOIN_STYLE.mitre.value
[shapely.geometry.CAP_STYLE.round.value, shapely.geometry.CAP_STYLE.flat.value, shapely.geometry.CAP_STYLE.square.value]
[shapely.geometry.JOIN_STYLE.round.value, shapely.geometry.JOIN_STYLE.mitre.value, shapely.geometry.JOIN_STYLE.bevel.value]
shapely.geometry.CAP_STYLE.round.name
shapely.geometry.CAP_STYLE.flat == 2
shapely.geometry.CAP_STYLE.flat == shapely.BufferCapStyle.flat
shapely.geometry.CAP_STYLE.flat == shapely.BufferCapStyle.round
shapely.geometry.CAP_STYLE.flat != 3
facts(G['l'].buffer(1, cap_style=shapely.geometry.CAP_STYLE.square, join_style=shapely.geometry.JOIN_STYLE.bevel))
shapely.geometry.polygon.Polygon is shapely.Polygon
shapely.geometry.polygon.LinearRing is shapely.LinearRing
shapely.geometry.point.Point is shapely.Point
shapely.geometry.linestring.LineString is shapely.LineString
shapely.geometry.multipoint.MultiPoint is shapely.MultiPoint
shapely.geometry.multilinestring.MultiLineString is shapely.MultiLineString
shapely.geometry.multipolygon.MultiPolygon is shapely.MultiPolygon
shapely.geometry.collection.GeometryCollection is shapely.GeometryCollection
shapely.geometry.base.BaseGeometry()
shapely.buffer(G['p'], None)
shapely.buffer(G['p'], 1, 2, 3, 4, 5, 6, 7, 8)
shapely.simplify(G['l'])
shapely.line_interpolate_point(G['l'])
shapely.clip_by_rect(G['l'], 1, 2)
shapely.relate_pattern(G['p'], G['l'])
shapely.relate_pattern(G['p'], G['l'], '012')
shapely.set_precision(G['p'])
shapely.from_wkt()
shapely.from_wkt('POINT (1 1)', on_invalid=1)
shapely.to_wkt(G['p'], rounding_precision='a')
shapely.points()
shapely.polygons()
shapely.linestrings(1)
shapely.transform(G['p'])
shapely.area(5.5)
shapely.area(True)
shapely.area(np.array([1.0, 2.0]))
shapely.area(np.array([]))
shapely.area(range(3))
''')


def caught(job):
    try:
        job()
        print('nothing raised')
    except GEOSException as error:
        print('GEOSException', isinstance(error, ShapelyError), str(error)[:14])
    except ShapelyError as error:
        print('ShapelyError', type(error).__name__)


caught(lambda: shapely.from_wkt('POINT (1'))
caught(lambda: shapely.Point(1, 2).z)
caught(lambda: shapely.MultiPoint([shapely.Point()]))
caught(lambda: shapely.union(G['bow'], G['h']))
caught(lambda: shapely.ops.split(G['p'], G['l']))
caught(lambda: G['p'].area)
