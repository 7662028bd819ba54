# The search tree STRtree.
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
from shapely.strtree import STRtree

points = [shapely.Point(i, (i * 3) % 7) for i in range(12)]
boxes = [shapely.box(i, i, i + 1.5, i + 1.5) for i in range(6)]
mixed = [G['p'], G['l'], G['s'], G['pe'], G['h'], G['gc'], G['se'], G['bow']]
T = {'points': STRtree(points), 'boxes': shapely.STRtree(boxes), 'mixed': STRtree(mixed), 'none': STRtree([]), 'wide': STRtree(points, node_capacity=2), 'empty': STRtree([G['pe'], G['le']])}
PREDICATES = ['None', "'intersects'", "'within'", "'contains'", "'overlaps'", "'crosses'", "'touches'", "'covers'", "'covered_by'", "'contains_properly'"]


def ordered(x):
    """Hits in the order of their numbers: the order in the tree is not promised."""
    if len(x.shape) == 1:
        return sorted(x.tolist())
    return sorted([tuple(i) for i in zip(x[0].tolist(), x[1].tolist())])


def ordered_two(x):
    """The same for hits and their distances."""
    hits = x[0]
    distances = x[1].tolist()
    if len(hits.shape) == 1:
        return sorted([tuple(i) for i in zip(hits.tolist(), distances)])
    return sorted([tuple(i) for i in zip(hits[0].tolist(), hits[1].tolist(), distances)])


def how_far(tree, x):
    """Which of equally near geometries is found is the tree's affair."""
    at = tree.nearest(x)
    return None if at is None else shapely.distance(tree.geometries[at], x)


for tree in ['points', 'boxes', 'mixed', 'none', 'wide', 'empty']:
    one("len(T['" + tree + "'])")
    one("T['" + tree + "'].geometries")
    for name in ['p', 'pe', 'l', 's', 'h', 'gc']:
        for predicate in PREDICATES:
            if tree in ('points', 'boxes') or predicate in ('None', "'intersects'"):
                one("ordered(T['" + tree + "'].query(G['" + name + "'], predicate=" + predicate + '))')
        for template in ["ordered(T['{}'].query([], predicate='dwithin', distance=2))", "how_far(T['{}'], [])", "ordered(T['{}'].query_nearest([]))",
                         "ordered_two(T['{}'].query_nearest([], return_distance=True))", "ordered(T['{}'].query_nearest([], max_distance=1.5))",
                         "T['{}'].query_nearest([], all_matches=False).shape", "ordered(T['{}'].query_nearest([], exclusive=True))"]:
            one(template.replace('{}', tree).replace('[]', "G['" + name + "']"))
check('''
T['points'].query(G['s']).dtype
T['points'].query(G['s']).shape
T['points'].query([G['s'], G['p']]).dtype
T['points'].query([G['s'], G['p']]).shape
ordered(T['points'].query([G['s'], G['p']]))
ordered(T['points'].query([G['s'], G['p']], predicate='dwithin', distance=[1, 3]))
ordered(T['points'].query([G['s'], G['p']], predicate='dwithin', distance=2.5))
ordered(T['points'].query(G['s'], predicate='dwithin', distance=[1, 3]))
T['points'].query(G['s'], predicate='dwithin')
T['points'].query(G['s'], predicate='unknown')
T['points'].query(G['s'], predicate=['within'])
ordered(T['points'].query(G['s'], distance=1))
T['points'].query(G['s'], predicate='dwithin', distance='a')
T['points'].query(None)
T['points'].query(1)
T['points'].query([G['s'], 'a'])
T['points'].query(G['h'])
T['wide'].query(G['h'], predicate='within')
T['mixed'].query(G['h'])
T['boxes'].query([G['h'], G['s']], predicate='intersects')
ordered(T['points'].query_nearest([G['h'], G['s']]))
ordered_two(T['wide'].query_nearest([G['h']], return_distance=True))
T['points'].query()
T['points'].nearest(G['p'])
type(T['points'].nearest(G['p'])).__name__ in ('int', 'int64')
T['points'].nearest([G['p'], G['s'].centroid])
T['points'].nearest([])
T['points'].nearest(None)
T['points'].nearest(G['pe'])
T['none'].nearest(G['p'])
T['none'].nearest([G['p']])
T['points'].nearest(1)
ordered(T['points'].query_nearest([G['p'], G['s']]))
ordered_two(T['points'].query_nearest([G['p'], G['s']], return_distance=True))
T['points'].query_nearest(None)
T['points'].query_nearest([])
T['points'].query_nearest(G['p'], max_distance=0)
T['points'].query_nearest(G['p'], max_distance=-1)
T['points'].query_nearest(G['p'], max_distance=float('nan'))
T['points'].query_nearest(G['p'], max_distance=0.5)
T['points'].query_nearest(G['p'], max_distance='a')
T['points'].query_nearest(G['p'], exclusive='a')
T['points'].query_nearest(G['p'], all_matches='a')
T['points'].query_nearest(1)
ordered(T['boxes'].query_nearest(shapely.Point(2, 1.5)))
ordered(T['boxes'].query_nearest(boxes[2], exclusive=True))
T['points'].query_nearest(shapely.Point(0, 0), return_distance=True)
STRtree(5)
STRtree(None)
STRtree(G['p'])
len(STRtree((G['p'], G['l'])))
len(STRtree([G['p']], 10))
STRtree([G['p']]).geometries[0] is G['p']
[boxes[i] for i in sorted(T['boxes'].query(shapely.Point(1.2, 1.2)).tolist())]
[boxes[i] for i in T['boxes'].query(shapely.Point(20, 20))]
T['boxes'].geometries[T['boxes'].nearest(shapely.Point(20, 20))]
''')
