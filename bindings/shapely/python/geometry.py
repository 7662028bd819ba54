# What geometries give beside numbers: sequences of coordinates, parts and rings; texts and drawings.


class CoordinateSequence:
    def __init__(self, coords):
        self._coords = np.asarray(coords, float)

    def __len__(self):
        return self._coords.shape[0]

    def __iter__(self):
        return iter([tuple(c) for c in self._coords.tolist()])

    def __getitem__(self, key):
        m = len(self)
        if isinstance(key, slice):
            return [tuple(c) for c in self._coords[key].tolist()]
        if isinstance(key, bool) or not isinstance(key, int):
            raise TypeError('key must be an index or slice')
        if key + m < 0 or key >= m:
            raise IndexError('index out of range')
        return tuple(self._coords[key].tolist())

    def __array__(self, dtype=None, copy=None):
        return self._coords.copy() if dtype is None else self._coords.astype(dtype)

    def __eq__(self, other):
        return isinstance(other, CoordinateSequence) and np.array_equal(self._coords, other._coords)

    def __ne__(self, other):
        return not self == other

    @property
    def xy(self):
        return self._coords[:, 0].tolist(), self._coords[:, 1].tolist()


class GeometrySequence:
    def __init__(self, parent):
        self._parent = parent

    def __len__(self):
        return shapely.get_num_geometries(self._parent)

    def __iter__(self):
        return iter(shapely.get_parts(self._parent))

    def __getitem__(self, key):
        m = len(self)
        if isinstance(key, slice):
            parts = shapely.get_parts(self._parent)[key]
            return getattr(shapely, self._parent.geom_type)(parts or None)
        if isinstance(key, bool) or not isinstance(key, int):
            raise TypeError('key must be an index or slice')
        if key + m < 0 or key >= m:
            raise IndexError('index out of range')
        return shapely.get_geometry(self._parent, key)


class InteriorRingSequence:
    def __init__(self, parent):
        self._parent = parent

    def __len__(self):
        return shapely.get_num_interior_rings(self._parent)

    def __iter__(self):
        return iter([shapely.get_interior_ring(self._parent, i) for i in range(len(self))])

    def __getitem__(self, key):
        m = len(self)
        if isinstance(key, slice):
            return list(self)[key]
        if isinstance(key, bool) or not isinstance(key, int):
            raise TypeError('key must be an index or slice')
        if key + m < 0 or key >= m:
            raise IndexError('index out of range')
        return shapely.get_interior_ring(self._parent, key)


def _coords(self):
    kind = self.geom_type
    if kind == 'Polygon':
        raise NotImplementedError('Component rings have coordinate sequences, but the polygon does not')
    if kind[:5] == 'Multi' or kind == 'GeometryCollection':
        raise NotImplementedError('Sub-geometries may have coordinate sequences, but multi-part geometries do not')
    return CoordinateSequence(shapely.get_coordinates(self, self.has_z))


def _xy(self):
    if self.geom_type not in ('Point', 'LineString', 'LinearRing'):
        raise NotImplementedError('')
    return _coords(self).xy


def _geoms(self):
    return GeometrySequence(self)


def _interiors(self):
    return [] if self.is_empty else InteriorRingSequence(self)


def dump_coords(geom):
    if not isinstance(geom, shapely.Geometry):
        raise ValueError('Must be instance of a geometry class; found ' + type(geom).__name__)
    if geom.geom_type in ('Point', 'LineString', 'LinearRing'):
        return geom.coords[:]
    if geom.geom_type == 'Polygon':
        return geom.exterior.coords[:] + [i.coords[:] for i in geom.interiors]
    return [dump_coords(part) for part in geom.geoms]


def geom_factory(g, parent=None):
    return g


class _Style:
    def __init__(self, name, value):
        self.name = name
        self.value = value

    def __eq__(self, other):
        return self.value == (other.value if isinstance(other, _Style) else other)

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return hash(self.value)

    def __repr__(self):
        return str(self.value)


class CAP_STYLE:
    round = _Style('round', 1)
    flat = _Style('flat', 2)
    square = _Style('square', 3)


class JOIN_STYLE:
    round = _Style('round', 1)
    mitre = _Style('mitre', 2)
    bevel = _Style('bevel', 3)


def _geometry_box(minx, miny, maxx, maxy, ccw=True):
    coords = [(maxx, miny), (maxx, maxy), (minx, maxy), (minx, miny)]
    return shapely.Polygon(coords if ccw else coords[::-1])


BufferCapStyle = CAP_STYLE
BufferJoinStyle = JOIN_STYLE


class GeometryType:
    MISSING = -1
    POINT = 0
    LINESTRING = 1
    LINEARRING = 2
    POLYGON = 3
    MULTIPOINT = 4
    MULTILINESTRING = 5
    MULTIPOLYGON = 6
    GEOMETRYCOLLECTION = 7


def _parallel_offset(self, distance, side, resolution, join_style, mitre_limit):
    if side == 'right':
        distance = -distance
    return shapely.offset_curve(self, distance, resolution, join_style, mitre_limit)


# ---- format(geometry, spec): [0][.precision]f, g, or x and X for binary ---------------

def _format(self, spec):
    if spec == '':
        return str(self)
    if spec in ('x', 'X'):
        text = shapely._to_wkb(self, True, 4, -1, False, 1)
        return text.lower() if spec == 'x' else text
    kind = spec[-1]
    digits = spec[1:-1] if spec[0] == '.' else spec[:-1]
    if spec[0] == '0' and len(spec) > 1 and spec[1] == '.':
        digits = spec[2:-1]
    if kind not in 'fFgG' or [c for c in digits if c not in '0123456789'] or (spec[0] not in '.0' and digits):
        raise ValueError(f'invalid format specifier: {spec}')
    precision = int(digits) if digits else -1
    trim = kind in 'gG'
    if not trim and precision < 0:
        return shapely._to_wkt(self, 16, False, 4, False)
    return shapely._to_wkt(self, precision, trim, 4, False)


# ---- drawings ----------------------------------------------------------------------------

def _path(ring):
    return 'M ' + ' L '.join([f'{c[0]},{c[1]}' for c in ring.coords]) + ' z'


def _svg(self, scale_factor, fill_color, opacity):
    if self.is_empty:
        return '<g />'
    kind = self.geom_type
    if kind[:5] == 'Multi' or kind == 'GeometryCollection':
        color = fill_color or ('#66cc99' if self.is_valid else '#ff3333')
        return '<g>' + ''.join([_svg(g, scale_factor, color, opacity) for g in self.geoms]) + '</g>'
    color = fill_color or ('#66cc99' if self.is_valid else '#ff3333')
    if kind == 'Point':
        return f'<circle cx="{self.x}" cy="{self.y}" r="{3.0 * scale_factor}" stroke="#555555" stroke-width="{1.0 * scale_factor}" fill="{color}" opacity="{0.6 if opacity is None else opacity}" />'
    if kind == 'Polygon':
        d = ' '.join([_path(r) for r in [self.exterior] + list(self.interiors)])
        return f'<path fill-rule="evenodd" fill="{color}" stroke="#555555" stroke-width="{2.0 * scale_factor}" opacity="{0.6 if opacity is None else opacity}" d="{d}" />'
    points = ' '.join([f'{c[0]},{c[1]}' for c in self.coords])
    return f'<polyline fill="none" stroke="{color}" stroke-width="{2.0 * scale_factor}" points="{points}" opacity="{0.8 if opacity is None else opacity}" />'
