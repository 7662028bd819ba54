# Affine transformations; angles are rounded, because sines and cosines differ in the last bit.
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
import math
import shapely.affinity
from shapely import affinity

each(['p', 'pz', 'pe', 'l', 'lz', 'r', 'tf', 'h', 'sz', 'ms', 'gc', 'gcn', 'sbig'], '''
affinity.translate({}, 1, 2)
affinity.translate({}, xoff=0.1, yoff=-0.2, zoff=3)
affinity.translate({})
affinity.scale({}, 2, 3)
affinity.scale({}, 0.5, -1, origin=(1, 1))
affinity.scale({}, xfact=2, yfact=2, zfact=2, origin='centroid')
affinity.affine_transform({}, [1, 0, 0, 1, 5, 6])
affinity.affine_transform({}, [2, 1, 0.5, 3, -1, 1])
affinity.affine_transform({}, [1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3])
rough(affinity.rotate({}, 30))
rough(affinity.rotate({}, 90, origin='centroid'))
rough(affinity.rotate({}, -1.25, origin=(1, 2), use_radians=True))
rough(affinity.skew({}, 15))
rough(affinity.skew({}, xs=10, ys=20, origin='centroid'))
rough(affinity.skew({}, 0.1, 0.2, origin=(0, 0), use_radians=True))
'''.strip().split('\n'))
check('''
affinity.rotate(G['s'], 90)
affinity.rotate(G['s'], 180)
affinity.rotate(G['s'], 0)
affinity.rotate(G['s'], 360, origin=(0, 0))
affinity.rotate(G['p'], 90, origin=(0, 0))
rough(affinity.rotate(G['l'], math.pi / 3, use_radians=True))
rough(affinity.rotate(G['l'], 45, origin=shapely.Point(1, 1)))
rough(affinity.rotate(G['l'], 45, 'center'))
rough(affinity.rotate(G['lz'], 45, origin=(1, 1, 1)))
rough(affinity.rotate(G['lz'], 45, origin=shapely.Point(1, 1, 1)))
affinity.rotate(G['l'], 45, origin='middle')
affinity.rotate(G['l'], 45, origin=(1,))
affinity.rotate(G['l'], 45, origin=(1, 2, 3, 4))
affinity.rotate(G['l'], 45, origin=G['s'])
affinity.rotate(G['l'], 45, origin=1)
affinity.rotate(G['l'], 'a')
affinity.rotate(G['l'])
affinity.rotate(None, 45)
affinity.rotate([G['l']], 45)
affinity.scale(G['s'])
affinity.scale(G['s'], 0, 0)
affinity.scale(G['s'], 2, 2, 2, (0, 0))
affinity.scale(G['sz'], 2, 2, 2, (0, 0, 0))
affinity.scale(G['s'], -1, 1)
affinity.scale(G['s'], float('nan'))
affinity.scale(G['s'], 1e300, 1e300, origin=(0, 0))
affinity.scale(G['s'], origin=shapely.Point(4, 4), xfact=0.5)
affinity.skew(G['s'])
rough(affinity.skew(G['s'], 90, 0))
rough(affinity.skew(G['s'], 0, 90))
affinity.skew(G['s'], 180, 180)
affinity.skew(G['s'], origin='nowhere')
affinity.translate(G['s'], 1e17, -1e17)
affinity.translate(G['s'], 'a')
affinity.translate(None, 1)
affinity.translate(1, 1)
affinity.affine_transform(G['s'], [1, 0, 0, 1])
affinity.affine_transform(G['s'], [1, 0, 0, 1, 5])
affinity.affine_transform(G['s'], [])
affinity.affine_transform(G['s'], None)
affinity.affine_transform(G['s'], 'abcdef')
affinity.affine_transform(G['s'], (0, 1, 1, 0, 0, 0))
affinity.affine_transform(G['s'], np.array([0, 1, 1, 0, 0, 0]))
affinity.affine_transform(G['sz'], [0, 1, 1, 0, 0, 0])
affinity.affine_transform(G['se'], [1, 2])
affinity.affine_transform(G['p'], [float('nan'), 0, 0, 1, 0, 0])
shapely.affinity.translate(shapely.affinity.scale(G['s'], 2, 2), 1, 1)
shapely.affinity.affine_transform(G['l'], [0, -1, 1, 0, 0, 0])
rough(shapely.affinity.rotate(shapely.affinity.skew(G['s'], 20), 45))
''')
