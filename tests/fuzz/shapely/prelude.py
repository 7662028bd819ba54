# What a fuzz program of shapely begins with; it runs under CPython with Shapely and under pocketpy, so it is bound by pocketpy's limits.
# Each expression gives one line: its index, a tab, and what it gave, piece by piece. Parts of a result stand in an order that is the
# C++ library's affair (hashes, equal keys), so geometries are shown in their normal form.
import numpy as np
import shapely
import shapely.affinity
import shapely.ops


def G(text):
    return shapely.from_wkt(text)


def shown(g):
    return shapely.to_wkt(shapely.normalize(g), rounding_precision=-1)


def bulk(g):
    """What is left of a geometry whose vertices hang on last bits."""
    return [g.geom_type, float(g.area), float(g.length), [float(x) for x in g.bounds]]


def ordered(x):
    """Indices of a tree, whose order is its own."""
    return sorted([tuple(row) for row in np.atleast_2d(x).T.tolist()])


def pieces(x):
    if x is None or isinstance(x, (bool, np.bool_)):
        return [str(x)]
    if isinstance(x, shapely.Geometry):
        return [type(x).__name__ + ' ' + shown(x)]
    if isinstance(x, np.ndarray) and x.dtype != object:
        return [x.dtype.name + ' ' + str(x.shape) + ' ' + ' '.join([str(i) for i in x.ravel().tolist()])]
    if isinstance(x, (list, tuple, np.ndarray)):
        found = ['list ' + str(len(x))]
        for item in x:
            found.extend(pieces(item))
        return found
    if isinstance(x, str):
        return ['text ' + x]
    if isinstance(x, (int, np.integer)):
        return [str(int(x))]
    return [repr(float(x))]


def run(program):
    for line in program.strip().split('\n'):
        index, mode, expression = line.split('\t')
        try:
            found = '|'.join(pieces(eval(expression, globals())))
        except Exception as error:
            found = 'error ' + type(error).__name__ + ' ' + str(error)
        print(index + '\t' + found.replace('\n', '~'))


