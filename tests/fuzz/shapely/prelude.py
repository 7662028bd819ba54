# What a fuzz program of shapely begins with; it runs under CPython with Shapely and under pocketpy, so it is bound by pocketpy's limits.
# Each expression gives one line: its index, a tab, and what it gave, piece by piece. The order of a result's parts is the
# C++ library's (hash tables, equal keys), so geometries are normalized.
import numpy as np
import shapely
import shapely.affinity
import shapely.ops


def G(text):
    return shapely.from_wkt(text)


def shown(g):
    return shapely.to_wkt(shapely.normalize(g), rounding_precision=-1)


def bulk(g):
    """Summary of a geometry whose vertices are ill-conditioned."""
    return [g.geom_type, float(g.area), float(g.length), [float(x) for x in g.bounds]]


def ordered(x):
    """Indices of a tree, whose order is unspecified."""
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


