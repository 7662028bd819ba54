# GeoJSON (RFC 7946) and the geo interface: dicts of geometries and back.
import json
import sys

_NAMES = ['Point', 'LineString', 'LinearRing', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon', 'GeometryCollection']


def _tuples(g):
    return tuple([tuple(c) for c in shapely.get_coordinates(g, g.has_z).tolist()])


def _ring_tuples(g):
    return tuple([_tuples(r) for r in shapely.get_rings(g)])


def _nested(g, kind):
    if kind == 'Point':
        c = _tuples(g)
        return c[0] if c else ()
    if kind in ('LineString', 'LinearRing'):
        return _tuples(g)
    if kind == 'Polygon':
        return () if g.is_empty else _ring_tuples(g)
    return tuple([_nested(part, kind[5:]) for part in shapely.get_parts(g)])


def _geo_interface(self):
    kind = self.geom_type
    if kind == 'GeometryCollection':
        return {'type': kind, 'geometries': [_geo_interface(g) for g in shapely.get_parts(self)]}
    coordinates = _nested(self, kind)
    return {'type': kind, 'coordinates': list(coordinates) if kind == 'MultiPolygon' else coordinates}


def mapping(ob):
    if isinstance(ob, (int, float, str, list, tuple, dict)) or not hasattr(ob, '__geo_interface__'):
        raise AttributeError(f"'{type(ob).__name__}' object has no attribute '__geo_interface__'")
    return ob.__geo_interface__


def _is_empty_list(x):
    return isinstance(x, (list, tuple)) and len([i for i in x if not _is_empty_list(i)]) == 0


def shape(context):
    ob = context.__geo_interface__ if hasattr(context, '__geo_interface__') else context
    kind = ob.get('type').lower()
    if kind == 'feature':
        ob = ob['geometry']
        kind = ob.get('type').lower()
    if 'coordinates' in ob and _is_empty_list(ob['coordinates']):
        return _of_kind('' if kind == 'linearring' else kind, kind)()
    if kind == 'geometrycollection':
        return shapely.GeometryCollection([shape(g) for g in ob.get('geometries') or []])
    make = _of_kind(kind, kind)
    c = ob['coordinates']
    if kind == 'polygon':
        return make(c[0], c[1:])
    if kind == 'multipolygon':
        return make([[p[0], p[1:]] for p in c])
    return make(c)


def _of_kind(kind, told):
    for name in _NAMES:
        if name.lower() == kind:
            return getattr(shapely, name)
    raise shapely.errors.GeometryTypeError(f"Unknown geometry type: '{told}'")


# ---- text ------------------------------------------------------------------------

def _number(x):
    if x != x or x in (float('inf'), float('-inf')):
        return 'null'
    s = repr(x)
    if abs(x) >= 1e15 and 'e' not in s:
        digits = str(int(abs(x)))
        short = digits.rstrip('0')
        s = ('-' if x < 0 else '') + short[0] + ('.' + short[1:] if len(short) > 1 else '') + f'e+{len(digits) - 1}'
    return s


def _compact(x):
    if isinstance(x, dict):
        return '{' + ','.join([f'"{k}":{_compact(x[k])}' for k in x]) + '}'
    if isinstance(x, (list, tuple)):
        return '[' + ','.join([_compact(i) for i in x]) + ']'
    return f'"{x}"' if isinstance(x, str) else _number(x)


def _pretty(x, indent, depth):
    if not isinstance(x, (dict, list, tuple)) or not x:
        return _compact(x)
    inner = '\n' + ' ' * (indent * (depth + 1))
    if isinstance(x, dict):
        items = [f'"{k}": {_pretty(x[k], indent, depth + 1)}' for k in x]
        return '{' + inner + (',' + inner).join(items) + '\n' + ' ' * (indent * depth) + '}'
    items = [_pretty(i, indent, depth + 1) for i in x]
    return '[' + inner + (',' + inner).join(items) + '\n' + ' ' * (indent * depth) + ']'


def _as_json(g):
    """As GEOS writes it: a ring is a line, an empty polygon has one empty ring."""
    kind = g.geom_type
    if kind == 'GeometryCollection':
        return {'type': kind, 'geometries': [_as_json(part) for part in shapely.get_parts(g)]}
    coordinates = [()] if kind == 'Polygon' and g.is_empty else _nested(g, kind)
    return {'type': 'LineString' if kind == 'LinearRing' else kind, 'coordinates': coordinates}


def to_geojson(geometry, indent=None):
    if isinstance(geometry, (list, tuple)):
        return [to_geojson(g, indent) for g in geometry]
    if geometry is None:
        return None
    if not isinstance(geometry, shapely.Geometry):
        raise TypeError('One of the arguments is of incorrect type. Please provide only Geometry objects.')
    if indent is None:
        return _compact(_as_json(geometry))
    if int(indent) < 0:
        raise ValueError('indent cannot be negative')
    return _pretty(_as_json(geometry), int(indent), 0)


def _fail(text):
    raise shapely.GEOSException('ParseException: ' + text)


def _key(ob, key):
    if not isinstance(ob, dict):
        kinds = {'list': 'array', 'NoneType': 'null', 'str': 'string', 'int': 'number', 'float': 'number', 'bool': 'boolean'}
        _fail(f"Error parsing JSON: '[json.exception.type_error.304] cannot use at() with {kinds.get(type(ob).__name__)}'")
    if key not in ob:
        _fail(f"Error parsing JSON: '[json.exception.out_of_range.403] key '{key}' not found'")
    return ob[key]


def _coordinate(c):
    for x in c if isinstance(c, list) else [None]:
        if isinstance(x, bool) or not isinstance(x, (int, float)):
            _fail("Error parsing JSON: '[json.exception.type_error.302] type must be number, but is " + {'str': 'string', 'list': 'array', 'dict': 'object', 'NoneType': 'null', 'bool': 'boolean'}[type(x).__name__] + "'")
    if len(c) == 1:
        _fail('Expected two or three coordinates found one')
    if len(c) > 3:
        _fail('Expected two or three coordinates found more than three')
    return [float(x) for x in c]


def _coordinates(cs):
    if not isinstance(cs, list):
        _fail("Error parsing JSON: '[json.exception.type_error.302] type must be array, but is " + ('object' if isinstance(cs, dict) else 'number') + "'")
    cs = [_coordinate(c) for c in cs]
    width = max([2] + [len(c) for c in cs])
    return [c + [float('nan')] * (width - len(c)) for c in cs]


def _closed_ring(cs):
    cs = _coordinates(cs)
    if len(cs) and cs[0] != cs[-1]:
        raise shapely.GEOSException('IllegalArgumentException: Points of LinearRing do not form a closed linestring')
    if 0 < len(cs) < 4:
        raise shapely.GEOSException(f'IllegalArgumentException: Invalid number of points in LinearRing found {len(cs)} - must be 0 or >= 4')
    return shapely.LinearRing(cs)


def _polygon_of(rings):
    rings = [_closed_ring(r) for r in rings]
    return shapely.Polygon(rings[0], rings[1:]) if rings else shapely.Polygon()


def _point_of(c):
    return shapely.Point(_coordinate(c)) if c else shapely.Point()


def _line_of(cs):
    return shapely.LineString(_coordinates(cs))


def _from_dict(ob, depth):
    if depth > 100:
        _fail('geometries are nested more than 100 levels deep')
    kind = _key(ob, 'type')
    if kind == 'Feature':
        return _from_dict(_key(ob, 'geometry'), depth + 1)
    if kind == 'FeatureCollection':
        return shapely.GeometryCollection([_from_dict(f, depth + 1) for f in _key(ob, 'features')])
    if kind == 'GeometryCollection':
        return shapely.GeometryCollection([_from_dict(g, depth + 1) for g in _key(ob, 'geometries')])
    makers = {'Point': _point_of, 'LineString': _line_of, 'Polygon': _polygon_of}
    single = kind[5:] if isinstance(kind, str) and kind[:5] == 'Multi' else kind
    if single not in makers:
        _fail('Unknown geometry type!')
    c = _key(ob, 'coordinates')
    if single == kind:
        return makers[kind](c)
    return shapely._collection(_NAMES.index(kind), [makers[single](x) for x in c])


def _parse_json(text):
    try:
        return json.loads(text)
    except Exception as error:
        _fail(f"Error parsing JSON: '{error}'")


def _check_depth(text):
    depth = 0
    for c in text:
        if c in '[{':
            depth += 1
            if depth > 400:
                _fail('geometries are nested more than 100 levels deep')
        elif c in ']}':
            depth -= 1


def from_geojson(geometry, on_invalid='raise'):
    if on_invalid not in ('raise', 'warn', 'ignore', 'fix'):
        raise ValueError(f"'{on_invalid}' is not a valid option, must be one of 'raise', 'warn', 'ignore', 'fix'")
    if isinstance(geometry, (list, tuple)):
        return [from_geojson(g, on_invalid) for g in geometry]
    if geometry is None:
        return None
    if not isinstance(geometry, (str, bytes)):
        raise TypeError(f'Expected bytes or string, got {type(geometry).__name__}')
    try:
        text = geometry.decode() if isinstance(geometry, bytes) else geometry
        _check_depth(text)
        return _from_dict(_parse_json(text), 0)
    except shapely.GEOSException as error:
        if on_invalid == 'raise':
            raise
        if on_invalid != 'ignore':
            sys.stderr.write(f'Warning: Invalid geometry is returned as None: {error}\n')
    return None
