# GeoJSON, shape and mapping.
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
import json
from shapely.geometry import mapping, shape


class Feature:
    """Something with the interface of a geometry."""

    def __init__(self, content):
        self.__geo_interface__ = content


each([key for key in SMALL if key not in ('p2', 'l2', 't', 'srep', 'msx', 'hout', 'flat')], '''
mapping({})
shape(mapping({}))
shapely.to_geojson({})
shapely.from_geojson(shapely.to_geojson({}))
shape(json.loads(shapely.to_geojson({})))
'''.strip().split('\n'))
each(['p', 'pz', 'l', 's', 'gc'], ['shapely.to_geojson({}, indent=2)', 'shapely.to_geojson({}, indent=0)', '{}.__geo_interface__', 'shapely.geometry.mapping({})', 'shapely.geometry.shape({})'])
READ = '''
{"type": "Point", "coordinates": [1, 2]}
{"type": "Point", "coordinates": [1, 2, 3]}
{"type": "Point", "coordinates": [1, 2, 3, 4]}
{"type": "Point", "coordinates": []}
{"type": "Point", "coordinates": [1]}
{"type": "Point", "coordinates": ["a", 2]}
{"type": "Point", "coordinates": [1.5e3, -2E-2]}
{"type": "Point"}
{"type": "point", "coordinates": [1, 2]}
{"coordinates": [1, 2]}
{"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
{"type": "LineString", "coordinates": [[0, 0]]}
{"type": "LineString", "coordinates": []}
{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]}
{"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 0]], [[4, 1], [5, 1], [5, 2], [4, 1]]]}
{"type": "Polygon", "coordinates": []}
{"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]}
{"type": "MultiPoint", "coordinates": []}
{"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]], [[2, 2], [3, 3]]]}
{"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 0]]]]}
{"type": "MultiPolygon", "coordinates": []}
{"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}, {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}]}
{"type": "GeometryCollection", "geometries": []}
{"type": "Feature", "properties": {"a": 1}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
{"type": "Feature", "properties": null, "geometry": null}
{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}, {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [3, 4]}}]}
{"type": "FeatureCollection", "features": []}
{"type": "Circle", "coordinates": [1, 2]}
{"type": "Point", "coordinates": [1, 2]
[1, 2]
{}
null
hello
'''
for line in READ.strip('\n').split('\n'):
    one("shapely.from_geojson('" + line + "')")
    one("shapely.from_geojson('" + line + "', on_invalid='ignore')")
check('''
shapely.from_geojson(None)
shapely.from_geojson(1)
shapely.from_geojson('')
shapely.from_geojson('hello', on_invalid='whatever')
shapely.from_geojson(b'{"type": "Point", "coordinates": [1, 2]}')
shapely.to_geojson(None)
shapely.to_geojson(1)
shapely.to_geojson(G['p'], indent=-1)
shapely.to_geojson(G['p'], indent=1.5)
shapely.to_geojson(shapely.Point(0.1 + 0.2, 1e300))
shapely.to_geojson(shapely.Point(1e17, -1e-7))
shapely.to_geojson(shapely.Point(-0.0, 100))
shape({'type': 'Point', 'coordinates': (1, 2)})
shape({'type': 'point', 'coordinates': (1, 2)})
shape({'type': 'POINT', 'coordinates': [1, 2, 3]})
shape({'type': 'Point', 'coordinates': []})
shape({'type': 'Point', 'coordinates': np.array([1, 2])})
shape({'type': 'Point'})
shape({'coordinates': (1, 2)})
shape({'type': 'LineString', 'coordinates': ((0, 0), (1, 1))})
shape({'type': 'LineString', 'coordinates': []})
shape({'type': 'LinearRing', 'coordinates': ((0, 0), (1, 1), (1, 0))})
shape({'type': 'Polygon', 'coordinates': [[(0, 0), (1, 1), (1, 0)]]})
shape({'type': 'Polygon', 'coordinates': [[(0, 0), (9, 0), (9, 9)], [(4, 1), (5, 1), (5, 2)]]})
shape({'type': 'Polygon', 'coordinates': []})
shape({'type': 'Polygon', 'coordinates': [[]]})
shape({'type': 'MultiPoint', 'coordinates': [(0, 0), (1, 1)]})
shape({'type': 'MultiPoint', 'coordinates': []})
shape({'type': 'MultiLineString', 'coordinates': [[(0, 0), (1, 1)]]})
shape({'type': 'MultiPolygon', 'coordinates': [[[(0, 0), (1, 1), (1, 0)]], [[(0, 0), (9, 0), (9, 9)], [(4, 1), (5, 1), (5, 2)]]]})
shape({'type': 'MultiPolygon', 'coordinates': []})
shape({'type': 'GeometryCollection', 'geometries': [{'type': 'Point', 'coordinates': (1, 2)}]})
shape({'type': 'GeometryCollection', 'geometries': []})
shape({'type': 'GeometryCollection'})
shape({'type': 'Circle', 'coordinates': (1, 2)})
shape({'type': 'Feature', 'geometry': {'type': 'Point', 'coordinates': (1, 2)}})
shape(Feature({'type': 'Point', 'coordinates': (1, 2)}))
shape(Feature({'type': 'Polygon', 'coordinates': [[(0, 0), (1, 1), (1, 0)]]}))
shape(None)
shape(1)
shape('POINT (1 2)')
mapping(Feature({'type': 'Point', 'coordinates': (1, 2)}))
mapping(1)
mapping(None)
mapping(shapely.Point(1.5, float('nan')))
json.dumps(mapping(G['l']))
json.loads(json.dumps(mapping(G['h'])))
shapely.geometry.shape(json.loads('{"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]}'))
''')
