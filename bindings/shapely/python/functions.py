# Functions of the module that are rarely called, or call the quick ones.


def _is_many(x):
    return isinstance(x, (list, tuple))


def _each(function, x):
    return np.array([function(i) for i in x], bool) if _is_many(x) else function(x)


def is_geometry(geometry):
    return _each(lambda x: isinstance(x, shapely.Geometry), geometry)


def is_missing(geometry):
    return _each(lambda x: x is None, geometry)


def is_valid_input(geometry):
    return _each(lambda x: x is None or isinstance(x, shapely.Geometry), geometry)


def _columns(coords):
    coords = np.asarray(coords)
    if coords.ndim < 2:
        if coords.ndim == 1 and coords.size:
            raise IndexError('too many indices for array: array is 1-dimensional, but 2 were indexed')
        raise IndexError(f'too many indices for array: array is {coords.ndim}-dimensional, but 2 were indexed')
    return coords[..., 0], coords[..., 1]


def total_bounds(geometry):
    b = shapely.bounds(geometry)
    if b.size == 0:
        raise ValueError('zero-size array to reduction operation fmin which has no identity')
    b = b.reshape(-1, 4)
    return np.array([np.fmin.reduce(b[:, 0]), np.fmin.reduce(b[:, 1]), np.fmax.reduce(b[:, 2]), np.fmax.reduce(b[:, 3])])


def set_coordinates(geometry, coordinates=None):
    coordinates = np.atleast_2d(np.asarray(coordinates, float))
    n = shapely.count_coordinates(geometry)
    if coordinates.ndim != 2 or coordinates.shape[0] != n or coordinates.shape[1] not in (2, 3):
        raise ValueError(f'The coordinate array has an invalid shape {coordinates.shape}')
    return shapely._set_coordinates(geometry, coordinates)


def transform(geometry, transformation=None, include_z=False, interleaved=True):
    if include_z is None:
        if _is_many(geometry):
            return [transform(g, transformation, None, interleaved) for g in geometry]
        include_z = geometry is not None and geometry.has_z
    coords = shapely.get_coordinates(geometry, include_z)
    if interleaved:
        new = transformation(coords)
    else:
        columns = [coords[:, i] for i in range(coords.shape[1])]
        new = np.stack([np.asarray(c, float) for c in transformation(*columns)], axis=1)
    new = np.asarray(new)
    if new.ndim != 2:
        raise ValueError('The provided transformation did not return a two-dimensional array')
    if new.shape != coords.shape:
        raise ValueError(f'The provided transformation returned an array with an unexpected shape ({new.shape})')
    return shapely._set_coordinates(geometry, new.astype(float))


def transform_coordseq(geometry, transformation, include_z=False, interleaved=True):
    if geometry is None:
        return None
    if _is_many(geometry):
        return [transform_coordseq(g, transformation, include_z, interleaved) for g in geometry]
    kind = geometry.geom_type
    if geometry.is_empty:
        return geometry
    if kind in ('Point', 'LineString', 'LinearRing'):
        return getattr(shapely, kind)(_new_sequence(geometry, transformation, include_z, interleaved))
    if kind == 'Polygon':
        rings = [_new_sequence(r, transformation, include_z, interleaved) for r in shapely.get_rings(geometry)]
        return shapely.Polygon(rings[0], rings[1:])
    return getattr(shapely, kind)([transform_coordseq(g, transformation, include_z, interleaved) for g in shapely.get_parts(geometry)])


def _new_sequence(geometry, transformation, include_z, interleaved):
    if include_z is None:
        include_z = geometry.has_z
    coords = shapely.get_coordinates(geometry, include_z)
    if interleaved:
        return transformation(coords)
    columns = [coords[:, i] for i in range(coords.shape[1])]
    return np.stack([np.asarray(c, float) for c in transformation(*columns)], axis=1)


def get_segments(geometry, include_z=False, return_index=False):
    many = geometry if _is_many(geometry) else [geometry]
    out, index = [], []
    for i in range(len(many)):
        if many[i] is not None and many[i].geom_type not in ('LineString', 'LinearRing'):
            raise ValueError('Geometry type is not supported')
        c = shapely.get_coordinates(many[i], include_z)
        for k in range(len(c) - 1):
            out.append(shapely._lines(c[k:k + 2]))
            index.append(i)
    return (out, np.array(index, 'int64')) if return_index else out


def empty(shape, geom_type=None, order='C'):
    if isinstance(shape, int):
        shape = (shape,)
    if len(shape) != 1:
        raise NotImplementedError('lists of geometries have one axis')
    if geom_type is None:
        return [None for _ in range(shape[0])]
    names = ['Point', 'LineString', 'LinearRing', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon', 'GeometryCollection']
    if not isinstance(geom_type, int) or not 0 <= geom_type < 8:
        raise ValueError(f'{geom_type!r} is not a valid GeometryType')
    return [getattr(shapely, names[geom_type])() for _ in range(shape[0])]


def coverage_is_valid(geometry, gap_width=0.0):
    return shapely._coverage_edges(geometry, gap_width)[0]


def coverage_invalid_edges(geometry, gap_width=0.0):
    edges = shapely._coverage_edges(geometry, gap_width)[1]
    parts = shapely.get_parts(edges)
    return parts if _is_many(geometry) else (parts[0] if parts else None)


def coverage_simplify(geometry, tolerance=None, simplify_boundary=True):
    many = list(geometry) if _is_many(geometry) else [geometry]
    if tolerance != tolerance:
        raise ValueError('cannot reshape array of size 0')
    for g in many:
        if g is not None and not isinstance(g, shapely.Geometry):
            raise TypeError('One of the arguments is of incorrect type. Please provide only Geometry objects.')
        if g is not None and g.geom_type not in ('Polygon', 'MultiPolygon'):
            raise TypeError('One of the Geometry inputs is of incorrect geometry type.')
    parts = shapely.get_parts(shapely._coverage_simplify(many, tolerance, simplify_boundary))
    if len(parts) != len(many):
        raise ValueError(f'cannot reshape array of size {len(parts)} into shape ({len(many)},)')
    return parts if _is_many(geometry) else parts[0]


def _pairs(a, b):
    if _is_many(a) != _is_many(b) or (_is_many(a) and len(a) != len(b)):
        raise ValueError('setting an array element with a sequence. The requested array has an inhomogeneous shape')
    return list(a) + list(b) if _is_many(a) else [a, b]


def coverage_union(a, b):
    return shapely.coverage_union_all(_pairs(a, b))


def disjoint_subset_union(a, b):
    return shapely.disjoint_subset_union_all(_pairs(a, b))
