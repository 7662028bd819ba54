# Predicates of one geometry and of two.
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

FIRST = ['p', 'pe', 'l', 'lx', 'l0', 's', 'h', 'bow', 'ml', 'ms', 'gc']
SECOND = ['p', 'l', 's', 't', 'bow', 'gc']

each(NAMES, '''
shapely.has_z({})
shapely.is_ccw({})
shapely.is_closed({})
shapely.is_empty({})
shapely.is_geometry({})
shapely.is_ring({})
shapely.is_simple({})
shapely.is_valid({})
shapely.is_valid_input({})
shapely.is_valid_reason({})
'''.strip().split('\n'))
pairs(FIRST, SECOND, '''
shapely.contains({}, [])
shapely.covers({}, [])
shapely.crosses({}, [])
shapely.equals({}, [])
shapely.intersects({}, [])
shapely.overlaps({}, [])
shapely.touches({}, [])
shapely.relate({}, [])
'''.strip().split('\n'))
pairs(['p', 'pe', 'l', 's', 'h', 'bow', 'gc'], ['p2', 'pe', 'l', 't', 'ms'], '''
shapely.contains_properly({}, [])
shapely.covered_by({}, [])
shapely.within({}, [])
shapely.disjoint({}, [])
shapely.equals_exact({}, [])
shapely.equals_exact({}, [], 5)
shapely.equals_identical({}, [])
shapely.dwithin({}, [], 1)
shapely.relate_pattern({}, [], 'T********')
'''.strip().split('\n'))
each(['p', 'pe', 'l', 's', 'h', 'r', 'bow', 'mp', 'ms', 'gc'], '''
shapely.contains_xy({}, 1, 2)
shapely.contains_xy({}, 0, 0)
shapely.contains_xy({}, [1, 3], [2, 1])
shapely.contains_xy({}, [[1, 2], [3, 1], [0, 1]])
shapely.intersects_xy({}, 1, 2)
shapely.intersects_xy({}, 0, 0)
shapely.intersects_xy({}, [1, 3], [2, 1])
shapely.equals_identical({}, {})
shapely.equals_exact({}, {}.normalize(), normalize=True)
'''.strip().split('\n'))
check('''
shapely.has_z(None)
shapely.is_ccw(None)
shapely.is_closed(None)
shapely.is_empty(None)
shapely.is_geometry(None)
shapely.is_ring(None)
shapely.is_simple(None)
shapely.is_valid(None)
shapely.is_valid_input(None)
shapely.is_valid_reason(None)
shapely.is_geometry(1)
shapely.is_geometry('POINT (1 1)')
shapely.is_geometry([1, G['p'], None, 'a'])
shapely.is_valid_input([1, G['p'], None, 'a'])
shapely.has_z([G['p'], G['pz'], G['pe']])
shapely.is_empty([G['p'], G['pz'], G['pe']])
shapely.is_empty([])
shapely.is_valid([G['s'], G['bow']])
shapely.is_valid_reason([G['s'], G['bow'], G['hout'], G['msx'], G['flat']])
shapely.is_closed([G['l'], G['lc'], G['r']])
shapely.is_ccw([G['r'], G['s'].exterior, G['lc'], G['p']])
shapely.contains(None, G['p'])
shapely.contains(G['s'], None)
shapely.contains(None, None)
shapely.intersects(G['s'], None)
shapely.disjoint(G['s'], None)
shapely.relate(G['s'], None)
shapely.equals(None, None)
shapely.equals_exact(None, None)
shapely.equals_identical(None, None)
shapely.touches(None, G['s'])
shapely.dwithin(None, G['s'], 1)
shapely.dwithin(G['p'], G['s'], float('nan'))
shapely.dwithin(G['p'], G['s'], -1)
shapely.relate_pattern(None, G['s'], '*********')
shapely.contains_xy(None, 1, 1)
shapely.contains_xy(G['s'], float('nan'), 1)
shapely.intersects_xy(None, 1, 1)
shapely.contains(G['s'], [G['p'], G['pe'], G['t']])
shapely.contains([G['s'], G['h'], G['pe']], G['p'])
shapely.contains([G['s'], G['h']], [G['p'], G['p2']])
shapely.contains([G['s'], G['h']], [G['p'], G['p2'], G['pe']])
shapely.intersects([G['s']], [G['p'], G['p2']])
shapely.intersects([], G['p'])
shapely.equals([G['p'], G['pz']], G['p'])
shapely.equals_exact([G['p'], G['p2']], G['p'], [0, 5])
shapely.dwithin([G['p'], G['p2']], G['s'].exterior, [0.5, 1])
shapely.dwithin([G['p'], G['p2']], G['s'].exterior, 1)
shapely.relate([G['p'], G['l']], G['s'])
shapely.relate_pattern([G['p'], G['l']], G['s'], '0FF******')
shapely.relate_pattern(G['p'], G['s'], '0FF')
shapely.relate_pattern(G['p'], G['s'], '0FFabcdef')
shapely.relate_pattern(G['p'], G['s'], 1)
shapely.touches([G['p'], G['l']], [G['s'], G['s']])
shapely.covers(1, G['p'])
shapely.covers(G['p'], 'POINT (1 1)')
shapely.crosses([G['p'], 1], G['p'])
shapely.is_valid('a')
shapely.is_empty([G['p'], 'a'])
shapely.contains(G['s'])
shapely.contains()
shapely.equals_exact(G['p'], shapely.Point(1, 2.1), tolerance=0.2)
shapely.equals_exact(G['mp'], shapely.MultiPoint([(4, 4), (0, 0), (1, 2), (1, 2)]), normalize=True)
shapely.equals_exact(G['mp'], shapely.MultiPoint([(4, 4), (0, 0), (1, 2), (1, 2)]))
shapely.equals_exact(G['pz'], G['p'])
shapely.equals_identical(G['pz'], G['p'])
shapely.equals_identical(shapely.Point(0.0, 1), shapely.Point(-0.0, 1))
shapely.equals_identical(shapely.Point(float('nan'), 1), shapely.Point(float('nan'), 1))
shapely.contains_xy([G['s'], G['h']], 1, 1)
shapely.contains_xy([G['s'], G['h']], [1, 3], [1, 3])
shapely.contains_xy(G['s'], np.array([1.0, 2.0]), np.array([5.0, 2.0]))
shapely.contains_xy(G['s'], np.array([[1.0, 2.0], [5.0, 2.0]]))
shapely.contains_xy(G['s'], (1, 2))
shapely.contains_xy(G['s'], 'a', 1)
shapely.intersects_xy(G['s'], [[0, 0], [5, 5]])
shapely.is_prepared(G['s'])
shapely.is_prepared(None)
''')
