# Making of geometries: the classes, and the functions over coordinates.
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


# Three coordinates for a point: refused here too, with another class or text.
REFUSED = ['Point([(0, 0), (1, 1), 5])', 'Point([("a", 1), (2, 2), (3, 3)])', 'Point([Point(0, 0), Point(4, 0), Point(4, 3)])',
           'Point([Point(0, 0), (4, 0), Point(4, 3)])', 'Point([Point(0, 0, 1), Point(4, 0, 2), Point(4, 3, 3)])']


def one(expression):
    if expression in REFUSED:
        return
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
from shapely.geometry import Point, LineString, LinearRing, Polygon, MultiPoint, MultiLineString, MultiPolygon, GeometryCollection, box

A = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 3.0]])
Z = np.array([[0.0, 0.0, 1.0], [4.0, 0.0, 2.0], [4.0, 3.0, 3.0]])
I = np.array([[0, 0], [4, 0], [4, 3]])
nan = float('nan')
inf = float('inf')
SEQUENCES = ['[(0, 0), (4, 0), (4, 3)]', '((0, 0), (4, 0), (4, 3))', '[[0, 0], [4, 0], [4, 3]]', '[(0, 0, 1), (4, 0, 2), (4, 3, 3)]', '[(0, 0), (4, 0), (4, 3), (0, 0)]', 'A', 'Z', 'I',
             '[]', 'None', '[(0, 0)]', '[(0, 0), (1, 1)]', '[(0, 0), (0, 0)]', '[(0, 0), (0, 0), (0, 0)]', '[(0, 0), (1, 1), (0, 0)]', '[(0, 0), (1, 1, 1)]', '[(0, 0), (1,)]', '[(0, 0), (1, 1), 5]', '[1, 2, 3]',
             '[(0, 0), (nan, 1), (2, 2)]', '[(0, 0), (inf, 1), (2, 2)]', '[(1e300, 0), (1e17, 1e17), (0, 5e-324)]', '[(True, False), (1, 1), (0, 1)]', '[("a", 1), (2, 2), (3, 3)]', '5', '"abc"',
             '[Point(0, 0), Point(4, 0), Point(4, 3)]', '[Point(0, 0), (4, 0), Point(4, 3)]', '[Point(0, 0, 1), Point(4, 0, 2), Point(4, 3, 3)]',
             "G['l']", "G['lz']", "G['le']", "G['l'].coords", "G['r']", "G['s'].exterior", "G['s'].exterior.coords", "G['s']", "G['p']", "G['pe']", '[(0.1, 0.2), (0.30000000000000004, 1/3), (2/3, 1e-7)]']
for sequence in SEQUENCES:
    for template in ['Point({})', 'LineString({})', 'LinearRing({})', 'Polygon({})', 'MultiPoint({})', 'shapely.points({})', 'shapely.linestrings({})', 'shapely.linearrings({})', 'shapely.polygons({})']:
        one(template.replace('{}', sequence))
check('''
Point()
Point(1, 2)
Point(1, 2, 3)
Point(1, 2, 3, 4, 5)
Point(1)
Point((1, 2))
Point([1, 2])
Point((1, 2, 3))
Point([(1, 2)])
Point((1,))
Point(np.array([1, 2]))
Point(np.array([1.5, 2.5, 3.5]))
Point(Point(1, 2))
Point(nan, nan)
Point(nan, 1)
Point(1, 2, nan)
Point(inf, -inf)
Point(1e300, 1e-300)
Point('1', '2')
Point(True, False)
Point(None)
Point(None, 1)
Point([])
Point(0.1 + 0.2, 1 / 3)
Point(-0.0, 0.0)
Point(2 ** 53 + 1, 1)
LineString()
LineString([Point(0, 0), Point(1, 1)])
LineString([[0, 0], [1, 1]]).is_empty
LineString(shapely.get_coordinates(G['l']))
LinearRing()
LinearRing([(0, 0), (1, 0), (1, 1), (0, 0)])
LinearRing([(0, 0, 1), (1, 0, 2), (1, 1, 3)])
LinearRing(G['lx'])
Polygon()
Polygon([(0, 0), (9, 0), (9, 9)], [[(4, 1), (5, 1), (5, 2)]])
Polygon([(0, 0), (9, 0), (9, 9)], holes=[[(4, 1), (5, 1), (5, 2)], [(7, 1), (8, 1), (8, 2)]])
Polygon([(0, 0), (9, 0), (9, 9)], holes=[LinearRing([(4, 1), (5, 1), (5, 2)])])
Polygon([(0, 0), (9, 0), (9, 9)], [])
Polygon([(0, 0), (9, 0), (9, 9)], None)
Polygon([(0, 0), (9, 0), (9, 9)], [[]])
Polygon([(0, 0), (9, 0), (9, 9)], [[(4, 1), (5, 1)]])
Polygon([(0, 0), (9, 0), (9, 9)], [np.array([[4, 1], [5, 1], [5, 2]])])
Polygon([(0, 0), (9, 0), (9, 9)], [1])
Polygon([(0, 0, 1), (9, 0, 1), (9, 9, 1)], [[(4, 1, 1), (5, 1, 1), (5, 2, 1)]])
Polygon(None, [[(4, 1), (5, 1), (5, 2)]])
Polygon(G['r'])
Polygon(G['r'], [LinearRing([(1, 1), (2, 1), (2, 2)])])
Polygon(G['h'])
Polygon(shell=[(0, 0), (1, 0), (1, 1)])
Polygon.from_bounds(0, 1, 2, 3)
Polygon.from_bounds(0, 0, 0, 0)
Polygon.from_bounds(1.5, 2.5, -1, -2)
Polygon.from_bounds('a', 1, 2, 3)
MultiPoint()
MultiPoint([(0, 0), (1, 1)])
MultiPoint([Point(0, 0), Point(1, 1)])
MultiPoint([Point(0, 0), (1, 1)])
MultiPoint([Point(), Point(1, 1)])
MultiPoint(G['mp'])
MultiPoint(G['mp'].geoms)
MultiPoint([[0, 0, 1], [1, 1, 2]])
MultiPoint([G['l']])
MultiLineString()
MultiLineString([])
MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]])
MultiLineString([G['l'], G['l2']])
MultiLineString([G['l'], [(2, 2), (3, 3)]])
MultiLineString(G['ml'])
MultiLineString(G['l'])
MultiLineString([G['le'], G['l']])
MultiLineString([[(0, 0)]])
MultiLineString([(0, 0), (1, 1)])
MultiLineString([G['r']])
MultiLineString([G['p']])
MultiLineString(None)
MultiPolygon()
MultiPolygon([])
MultiPolygon([G['s'], G['t']])
MultiPolygon([([(0, 0), (1, 0), (1, 1)], [])])
MultiPolygon([([(0, 0), (9, 0), (9, 9)], [[(4, 1), (5, 1), (5, 2)]]), G['s']])
MultiPolygon([([(0, 0), (1, 0), (1, 1)],)])
MultiPolygon([([(0, 0), (1, 0), (1, 1)], None)])
MultiPolygon(G['ms'])
MultiPolygon([G['se'], G['s']])
MultiPolygon([G['ms']])
MultiPolygon(G['s'])
MultiPolygon([G['p']])
MultiPolygon(None)
GeometryCollection()
GeometryCollection([])
GeometryCollection(None)
GeometryCollection([G['p'], G['l'], G['s']])
GeometryCollection([G['gc'], G['p']])
GeometryCollection(G['gc'])
GeometryCollection(G['p'])
GeometryCollection(G['gc'].geoms)
GeometryCollection([1])
GeometryCollection(5)
box(0, 0, 2, 1)
box(0, 0, 2, 1, ccw=False)
box(2, 1, 0, 0)
box(0, 0, 0, 0)
box(nan, 0, 1, 1)
box(-inf, 0, inf, 1)
box('a', 0, 1, 1)
box(0, 0, 1)
shapely.box(0, 0, 2, 1)
shapely.box(0, 0, 2, 1, False)
shapely.box([0, 5], 0, [2, 7], 1)
shapely.box(nan, 0, 1, 1)
shapely.points(1, 2)
shapely.points(1, 2, 3)
shapely.points([1, 2])
shapely.points([1, 2, 3])
shapely.points([1, 2, 3, 4])
shapely.points([1, 2], [3, 4])
shapely.points([1, 2], 5)
shapely.points([1, 2], [3, 4], [5, 6])
shapely.points([[1, 2], [3, 4]])
shapely.points([[1, 2, 3], [3, 4, 5]])
shapely.points(A)
shapely.points(np.array([1.0, 2.0]), y=np.array([3, 4]))
shapely.points(nan, 1)
shapely.points(nan, nan)
shapely.points([nan, 1], [nan, 2])
shapely.points(1)
shapely.points([])
shapely.points('a', 1)
shapely.points([1, 2], [1, 2, 3])
shapely.points([[1, 2], [nan, 4]], handle_nan='skip')
shapely.points([[1, 2], [nan, 4]], handle_nan='error')
shapely.points([[1, 2], [nan, 4]], handle_nan='unknown')
shapely.points([[0, 1], [2, 3]], indices=[0, 1])
shapely.linestrings([[0, 0], [1, 1], [2, 0]])
shapely.linestrings([[[0, 0], [1, 1]], [[2, 0], [3, 3]]])
shapely.linestrings([0, 1, 2], [5, 6, 7])
shapely.linestrings([0, 1, 2], [5, 6, 7], [1, 1, 2])
shapely.linestrings([0, 1], 3)
shapely.linestrings([[0, 1], [2, 3]], [[4, 5], [6, 7]])
shapely.linestrings([[0, 1], [4, 5], [2, 3], [6, 7]], indices=[0, 0, 1, 1])
shapely.linestrings([[0, 1], [4, 5], [2, 3], [6, 7]], indices=[1, 1, 0, 0])
shapely.linestrings([[0, 1], [4, 5]], indices=[0])
shapely.linestrings([[0, 1], [nan, 5], [2, 2]], handle_nan='skip')
shapely.linestrings([[0, 1], [nan, 5], [2, 2]], handle_nan='error')
shapely.linestrings([[0, 1], [nan, 5], [2, 2]], handle_nan='allow')
shapely.linestrings([[nan, nan], [nan, 5]], handle_nan='skip')
shapely.linearrings([[0, 0], [4, 0], [4, 3]])
shapely.linearrings([[0, 0], [4, 0], [4, 3], [0, 0]])
shapely.linearrings([[0, 0], [4, 0]])
shapely.linearrings([[[0, 0], [4, 0], [4, 3]], [[1, 1], [2, 2], [3, 1]]])
shapely.linearrings([0, 4, 4], [0, 0, 3])
shapely.linearrings([[0, 0], [4, 0], [4, 3], [9, 9], [8, 8], [9, 8]], indices=[0, 0, 0, 1, 1, 1])
shapely.linearrings([[0, 0], [4, 0], [nan, 1], [4, 3]], handle_nan='skip')
shapely.polygons([[0, 0], [4, 0], [4, 3]])
shapely.polygons([[[0, 0], [4, 0], [4, 3]], [[1, 1], [2, 2], [3, 1]]])
shapely.polygons(G['r'])
shapely.polygons(G['r'], holes=[LinearRing([(1, 1), (2, 1), (2, 2)])])
shapely.polygons([G['r'], G['r']])
shapely.polygons([G['r'], G['re']])
shapely.polygons(G['l'])
shapely.polygons(None)
shapely.polygons([[0, 0], [9, 0], [9, 9]], holes=[[[4, 1], [5, 1], [5, 2]]])
shapely.polygons([G['r'], shapely.linearrings([[0, 0], [4, 0], [4, 3]])], indices=[0, 0])
shapely.polygons([G['r'], LinearRing([(1, 1), (2, 1), (2, 2)])], indices=[0, 0])
shapely.polygons([G['r'], LinearRing([(1, 1), (2, 1), (2, 2)])], indices=[0, 1])
shapely.multipoints([G['p'], G['p2']])
shapely.multipoints([[0, 0], [1, 1]])
shapely.multipoints([[[0, 0], [1, 1]], [[2, 2], [3, 3]]])
shapely.multipoints([G['p'], G['p2'], G['pz']], indices=[0, 0, 1])
shapely.multipoints([G['l']])
shapely.multipoints([])
shapely.multipoints([G['pe'], G['p']])
shapely.multilinestrings([G['l'], G['l2']])
shapely.multilinestrings([[[0, 0], [1, 1]], [[2, 2], [3, 3]]])
shapely.multilinestrings([G['l'], G['l2']], indices=[0, 1])
shapely.multilinestrings([G['r']])
shapely.multilinestrings([G['p']])
shapely.multilinestrings([])
shapely.multipolygons([G['s'], G['t']])
shapely.multipolygons([G['s'], G['t']], indices=[0, 1])
shapely.multipolygons([G['p']])
shapely.multipolygons([[[0, 0], [4, 0], [4, 3]], [[1, 1], [2, 2], [3, 1]]])
shapely.geometrycollections([G['s'], G['p']])
shapely.geometrycollections([G['s'], G['p'], G['l']], indices=[0, 0, 1])
shapely.geometrycollections([])
shapely.geometrycollections([1])
shapely.empty(2)
shapely.empty(2, geom_type=shapely.GeometryType.POINT)
shapely.empty(3, geom_type='polygon')
shapely.empty(1, geom_type=7)
shapely.empty(0)
shapely.Geometry()
type(G['p']).__name__
isinstance(G['p'], shapely.Geometry)
isinstance(G['p'], shapely.Point)
isinstance(G['r'], LineString)
isinstance(G['r'], shapely.LinearRing)
isinstance(G['mp'], shapely.MultiPoint)
isinstance(G['ml'], shapely.MultiLineString)
isinstance(G['ms'], shapely.MultiPolygon)
isinstance(G['ms'], shapely.GeometryCollection)
isinstance(G['s'], shapely.Polygon)
isinstance(G['l'], shapely.LineString)
isinstance(1, shapely.Geometry)
shapely.Point is Point
shapely.geometry.Point is Point
shapely.geometry.LineString is LineString
shapely.geometry.LinearRing is LinearRing
shapely.geometry.Polygon is Polygon
shapely.geometry.MultiPoint is MultiPoint
shapely.geometry.MultiLineString is MultiLineString
shapely.geometry.MultiPolygon is MultiPolygon
shapely.geometry.GeometryCollection is GeometryCollection
shapely.geometry.box is box
[int(i) for i in [shapely.GeometryType.MISSING, shapely.GeometryType.POINT, shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING, shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOINT, shapely.GeometryType.MULTILINESTRING, shapely.GeometryType.MULTIPOLYGON, shapely.GeometryType.GEOMETRYCOLLECTION]]
shapely.geos_version
shapely.geos_version_string
shapely.__version__
''')
