# Geometries out of arrays of coordinates, and collections of geometries.


def _stack(coords, y, z):
    if y is None:
        return np.asarray(coords, float)
    columns = [coords, y] if z is None else [coords, y, z]
    return np.stack(np.broadcast_arrays(*[np.asarray(c, float) for c in columns]), axis=-1)


def _grouped(items, indices):
    """What belongs to each index, by index from 0; what nothing belongs to is None."""
    indices = np.asarray(indices)
    if indices.ndim != 1:
        raise TypeError('indices must be a 1D array')
    if len(indices) != len(items):
        raise ValueError('geometries and indices do not have equal size.')
    groups = [None for _ in range(int(indices.max()) + 1 if len(indices) else 0)]
    last = -1
    for i in range(len(indices)):
        at = int(indices[i])
        if at < 0 or at < last:
            raise ValueError('The indices must be sorted.')
        last = at
        groups[at] = [items[i]] if groups[at] is None else groups[at] + [items[i]]
    return groups


def _simple(make, coords, y, z, indices):
    coords = _stack(coords, y, z)
    if indices is None:
        return make(coords)
    if coords.ndim != 2:
        raise ValueError('coords must be a 2D array')
    return [None if g is None else make(np.array(g)) for g in _grouped(coords, indices)]


def points(coords, y=None, z=None, indices=None):
    c = _stack(coords, y, z)
    if c.ndim == 0:
        raise ValueError('points: Input operand 0 does not have enough dimensions (has 0, gufunc core with signature (d),()->() requires 1)')
    if indices is None:
        return shapely._points(c)
    return [None if g is None else shapely._points(g[0]) for g in _grouped(c, indices)]


def linestrings(coords, y=None, z=None, indices=None):
    return _simple(shapely._lines, coords, y, z, indices)


def linearrings(coords, y=None, z=None, indices=None):
    return _simple(shapely._rings, coords, y, z, indices)


def _are_geometries(x):
    if isinstance(x, shapely.Geometry) or x is None:
        return True
    return isinstance(x, (list, tuple)) and len(x) > 0 and len([i for i in x if _are_geometries(i)]) == len(x)


def _ring(x):
    if x is None or (isinstance(x, shapely.Geometry) and x.geom_type == 'LinearRing'):
        return x
    if isinstance(x, shapely.Geometry):
        raise TypeError('One of the Geometry inputs is of incorrect geometry type.')
    return shapely._rings(np.asarray(x, float))


def _rings_of(x):
    if x is None:
        return []
    many = x if isinstance(x, (list, tuple)) and _are_geometries(x) else linearrings(x)
    many = many if isinstance(many, (list, tuple)) else [many]
    return [_ring(r) for r in many if r is not None]


def _polygon(shell, holes):
    return None if shell is None else shapely.Polygon(_ring(shell), _rings_of(holes))


def polygons(geometries, holes=None, indices=None):
    if not _are_geometries(geometries):
        geometries = linearrings(geometries)
    if indices is not None:
        groups = _grouped(list(holes) if holes is not None else list(geometries), indices)
        shells = list(geometries)
        if holes is None:
            return [None if g is None else _polygon(g[0], g[1:]) for g in groups]
        groups = groups + [None for _ in range(len(shells) - len(groups))]
        return [_polygon(shells[i], groups[i]) for i in range(len(shells))]
    if not isinstance(geometries, (list, tuple)):
        return _polygon(geometries, holes)
    if holes is None:
        return [_polygon(g, None) for g in geometries]
    return [_polygon(geometries[i], holes[i]) for i in range(len(geometries))]


def _collections(kind, geometries, indices, make):
    if make is not None and not _are_geometries(geometries) and not (isinstance(geometries, (list, tuple)) and len(geometries) == 0):
        geometries = make(geometries)
    if not isinstance(geometries, (list, tuple)):
        raise ValueError('create_collection: Input operand 0 does not have enough dimensions (has 0, gufunc core with signature (i),()->() requires 1)')
    geometries = list(geometries)
    if indices is not None:
        return [None if g is None else shapely._collection(kind, g) for g in _grouped(geometries, indices)]
    if geometries and isinstance(geometries[0], (list, tuple)):
        return [shapely._collection(kind, list(g)) for g in geometries]
    return shapely._collection(kind, geometries)


def multipoints(geometries, indices=None):
    return _collections(4, geometries, indices, points)


def multilinestrings(geometries, indices=None):
    return _collections(5, geometries, indices, linestrings)


def multipolygons(geometries, indices=None):
    return _collections(6, geometries, indices, polygons)


def geometrycollections(geometries, indices=None):
    return _collections(7, geometries, indices, None)
