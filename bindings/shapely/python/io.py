# Text and binary forms: options by name, over lists too; the modules wkt and wkb.
import sys

_FLAVORS = {'extended': 1, 'iso': 2}


def _check(option, legal):
    if option not in legal:
        raise ValueError(f"'{option}' is not a valid option, must be one of " + ', '.join([f"'{x}'" for x in legal]))


def _read(parse, data, on_invalid):
    _check(on_invalid, ['raise', 'warn', 'ignore', 'fix'])
    if isinstance(data, (list, tuple)):
        return [_read(parse, x, on_invalid) for x in data]
    if data is None:
        return None
    if not isinstance(data, (str, bytes)):
        raise TypeError(f'Expected bytes or string, got {type(data).__name__}')
    try:
        return parse(data, on_invalid == 'fix')
    except shapely.GEOSException as error:
        if on_invalid == 'raise' or 'levels deep' in str(error):
            raise
        if on_invalid != 'ignore':
            sys.stderr.write(f'Warning: Invalid geometry is returned as None: {error}\n')
    return None


def from_wkt(geometry, on_invalid='raise'):
    return _read(shapely._from_wkt, geometry, on_invalid)


def from_wkb(geometry, on_invalid='raise'):
    return _read(shapely._from_wkb, geometry, on_invalid)


def _write(write, geometry):
    if isinstance(geometry, (list, tuple)):
        return [_write(write, g) for g in geometry]
    if geometry is None:
        return None
    if not isinstance(geometry, shapely.Geometry):
        raise TypeError('One of the arguments is of incorrect type. Please provide only Geometry objects.')
    return write(geometry)


def to_wkt(geometry, rounding_precision=6, trim=True, output_dimension=None, old_3d=False):
    if output_dimension is None:
        output_dimension = 4
    elif output_dimension not in (2, 3, 4):
        raise shapely.GEOSException('IllegalArgumentException: WKT output dimension must be 2, 3, or 4')
    if isinstance(rounding_precision, (list, tuple)):
        raise TypeError('rounding_precision only accepts scalar values')
    rounding_precision = int(rounding_precision)
    return _write(lambda g: shapely._to_wkt(g, rounding_precision, trim, output_dimension, old_3d), geometry)


def to_wkb(geometry, hex=False, output_dimension=None, byte_order=-1, include_srid=False, flavor='extended'):
    for name, value in [('hex', hex), ('byte_order', byte_order), ('include_srid', include_srid)]:
        if not isinstance(value, (int, bool)):
            raise TypeError(f'{name} only accepts scalar values')
    if not isinstance(flavor, int):
        _check(flavor, ['extended', 'iso'])
        flavor = _FLAVORS[flavor]
    if output_dimension is None:
        output_dimension = 4
    return _write(lambda g: shapely._to_wkb(g, hex, output_dimension, byte_order, include_srid, flavor), geometry)


def _wkt(self):
    return shapely._to_wkt(self, -1, True, 4, False)


def _wkb(self):
    return shapely._to_wkb(self, False, 4, -1, False, 1)


def _wkb_hex(self):
    return shapely._to_wkb(self, True, 4, -1, False, 1)


def _wkt_loads(data):
    return from_wkt(data)


def _wkt_load(fp):
    return from_wkt(fp.read())


def _wkt_dumps(ob, trim=False, rounding_precision=-1, **kw):
    return to_wkt(ob, rounding_precision, trim, **kw)


def _wkt_dump(ob, fp, **settings):
    fp.write(_wkt_dumps(ob, **settings))


def _wkb_loads(data, hex=False):
    return from_wkb(data)


def _wkb_load(fp, hex=False):
    return from_wkb(fp.read())


def _wkb_dumps(ob, hex=False, srid=None, **kw):
    if srid is not None:
        ob = shapely.set_srid(ob, srid)
        kw['include_srid'] = True
    if 'big_endian' in kw:
        kw['byte_order'] = 0 if kw.pop('big_endian') else 1
    return to_wkb(ob, hex, **kw)


def _wkb_dump(ob, fp, hex=False, **kw):
    fp.write(_wkb_dumps(ob, hex, **kw))
