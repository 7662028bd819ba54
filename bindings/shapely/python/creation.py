# Geometries out of arrays of coordinates, and collections of geometries.


def _numbers(x):
    if x is None or isinstance(x, str):
        raise TypeError('coordinates are numbers')
    try:
        return np.asarray(x, float)
    except ValueError as error:
        if 'could not convert' in str(error):
            raise TypeError('coordinates are numbers')
        raise
    except TypeError:
        many = x if isinstance(x, (list, tuple)) else [x]
        if len([i for i in many if isinstance(i, shapely.Geometry)]) == len(many):
            raise TypeError('coordinates are numbers')
        raise ValueError('setting an array element with a sequence.')


def _stack(coords, y, z):
    if y is None:
        return _numbers(coords)
    columns = [coords, y] if z is None else [coords, y, z]
    return np.stack(np.broadcast_arrays(*[_numbers(c) for c in columns]), axis=-1)


def _without_nan(coords, handle_nan):
    """Of one geometry's coordinates: as they are, without those that are not finite, or none of those at all."""
    if handle_nan not in ('allow', 'skip', 'error', 0, 1, 2):
        raise ValueError(f"'{handle_nan}' is not a valid option, must be one of 'allow', 'skip', 'error'")
    if handle_nan in ('allow', 0):
        return coords
    bad = ~np.isfinite(coords).all(axis=-1)
    if handle_nan in ('error', 2):
        if bad.any():
            raise ValueError("A NaN, Inf or -Inf coordinate was supplied. Remove the coordinate or adapt the 'handle_nan' parameter.")
        return coords
    return coords[~bad]


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


def _too_few_axes(name, n, core):
    raise ValueError(f'{name}: Input operand 0 does not have enough dimensions (has {n}, gufunc core with signature {core},()->() requires {len(core.split(","))})')


def _simple(name, make, coords, indices, handle_nan):
    if coords.ndim < 2:
        _too_few_axes(name, coords.ndim, '(i, d)')
    if indices is None:
        if handle_nan == 'allow' or handle_nan == 0:
            return make(coords)
        return make(_without_nan(coords, handle_nan)) if coords.ndim == 2 else [make(_without_nan(c, handle_nan)) for c in coords]
    if coords.ndim != 2:
        raise ValueError('coords must be a 2D array')
    return [None if g is None else make(_without_nan(np.array(g), handle_nan)) for g in _grouped(coords, indices)]


def _one_point(c, handle_nan):
    c = _without_nan(c.reshape(1, -1), handle_nan)
    return shapely._points(c[0]) if len(c) else shapely.Point()


def points(coords, y=None, z=None, indices=None, handle_nan='allow'):
    c = _stack(coords, y, z)
    if c.ndim == 0:
        _too_few_axes('points', 0, '(d)')
    if indices is not None:
        return [None if g is None else _one_point(g[0], handle_nan) for g in _grouped(c, indices)]
    if c.ndim > 2:
        return [points(x, None, None, None, handle_nan) for x in c]
    if handle_nan == 'allow' or handle_nan == 0:
        return shapely._points(c)
    return _one_point(c, handle_nan) if c.ndim == 1 else [_one_point(x, handle_nan) for x in c]


def linestrings(coords, y=None, z=None, indices=None, handle_nan='allow'):
    return _simple('linestrings', shapely._lines, _stack(coords, y, z), indices, handle_nan)


def linearrings(coords, y=None, z=None, indices=None, handle_nan='allow'):
    return _simple('linearrings', shapely._rings, _stack(coords, y, z), indices, handle_nan)


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
    if x is None or (isinstance(x, (list, tuple)) and len(x) == 0):
        return []
    many = x if isinstance(x, (list, tuple)) and _are_geometries(x) else linearrings(x)
    many = many if isinstance(many, (list, tuple)) else [many]
    return [_ring(r) for r in many if r is not None]


def _polygon(shell, holes):
    return None if shell is None else shapely.Polygon(_ring(shell), _rings_of(holes))


def _has_text(x):
    return isinstance(x, str) or (isinstance(x, (list, tuple)) and len([i for i in x if _has_text(i)]) > 0)


def polygons(geometries, holes=None, indices=None):
    if geometries is None:
        return shapely.Polygon()
    if _has_text(geometries):
        raise TypeError('One of the arguments is of incorrect type. Please provide only Geometry objects.')
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
    if make is not None and not _are_geometries(geometries):
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


def _readable(value):
    """Points within lists become tuples of numbers, other iterables lists: what numpy can read."""
    out = []
    for item in value:
        if isinstance(item, (int, float)):
            raise TypeError(f"'{type(item).__name__}' object is not iterable")
        if isinstance(item, shapely.Geometry):
            item = list(item.coords)[0]
        out.append(item if isinstance(item, str) else list(item))
    return out
