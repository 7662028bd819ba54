# The module ops, and what stands on it.


def _as_list(lines):
    """Lines of one geometry with parts, of geometries, or of sequences of coordinates."""
    if isinstance(lines, shapely.Geometry):
        lines = lines.geoms if hasattr(lines, 'geoms') else [lines]
    return [x if isinstance(x, shapely.Geometry) else shapely.LineString(x) for x in list(lines)]


def _ops_polygonize(lines):
    return shapely.polygonize(_as_list(lines)).geoms


def _ops_polygonize_full(lines):
    return shapely.polygonize_full(_as_list(lines))


def linemerge(lines, directed=False):
    if isinstance(lines, shapely.Geometry) and lines.geom_type == 'MultiLineString':
        source = lines
    elif hasattr(lines, 'geoms'):
        source = shapely.MultiLineString([g.coords for g in lines.geoms])
    elif hasattr(lines, '__iter__') and not isinstance(lines, shapely.Geometry):
        try:
            source = shapely.MultiLineString([x.coords if isinstance(x, shapely.Geometry) else x for x in lines])
        except AttributeError:
            source = shapely.MultiLineString(lines)
    else:
        raise ValueError(f'Cannot linemerge {lines}')
    return shapely.line_merge(source, directed)


def _ops_shared_paths(g1, g2):
    for word, g in [('First', g1), ('Second', g2)]:
        if not isinstance(g, shapely.LineString):
            raise shapely.errors.GeometryTypeError(f'{word} geometry must be a LineString')
    return shapely.shared_paths(g1, g2)


def _ops_unary_union(geoms):
    return shapely.union_all(geoms)


def _ops_clip_by_rect(geom, xmin, ymin, xmax, ymax):
    return geom if geom.is_empty else shapely.clip_by_rect(geom, xmin, ymin, xmax, ymax)


def _validation_make_valid(ob):
    if not hasattr(ob, 'is_valid'):
        raise AttributeError(f"'{type(ob).__name__}' object has no attribute 'is_valid'")
    return ob if ob.is_valid else shapely.make_valid(ob)


def triangulate(geom, tolerance=0.0, edges=False):
    if geom is None:
        raise AttributeError("'NoneType' object has no attribute 'geoms'")
    return shapely.get_parts(shapely.delaunay_triangles(geom, tolerance, edges))


def voronoi_diagram(geom, envelope=None, tolerance=0.0, edges=False):
    try:
        result = shapely.voronoi_polygons(geom, tolerance, envelope, edges)
    except shapely.GEOSException as error:
        raise ValueError(f'Could not create Voronoi Diagram with the specified inputs ({error}). Try running again with default tolerance value.')
    if result.geom_type != 'GeometryCollection':
        return shapely.GeometryCollection([result])
    return result


def validate(geom):
    return shapely.is_valid_reason(geom)


def explain_validity(ob):
    return shapely.is_valid_reason(ob)


def nearest_points(g1, g2):
    if not isinstance(g1, shapely.Geometry):
        raise AttributeError(f"'{type(g1).__name__}' object has no attribute 'is_empty'")
    line = shapely.shortest_line(g1, g2)
    if line is None:
        which = 'first' if g1.is_empty else 'second'
        raise ValueError(f'The {which} input geometry is empty')
    return shapely.get_point(line, 0), shapely.get_point(line, 1)


def orient(polygon, sign=1.0):
    if polygon.geom_type in ('MultiPolygon', 'GeometryCollection'):
        make = getattr(shapely, polygon.geom_type)
        return make([orient(p, sign) if p.geom_type in ('MultiPolygon', 'GeometryCollection', 'Polygon') else p for p in polygon.geoms])
    if polygon.geom_type != 'Polygon':
        return polygon
    s = float(sign)
    rings = [polygon.exterior] + list(polygon.interiors)
    if polygon.is_empty:
        return polygon
    out = []
    for i in range(len(rings)):
        wants_ccw = (s >= 0.0) == (i == 0)
        out.append(rings[i] if rings[i].is_ccw == wants_ccw else list(rings[i].coords)[::-1])
    return shapely.Polygon(out[0], out[1:])


def signed_area(ring):
    coords = shapely.get_coordinates(ring)
    if len(coords) < 2:
        return 0.0
    x, y = coords[:, 0], coords[:, 1]
    x0 = x - x[0]
    return float(np.sum(x0[1:-1] * (y[2:] - y[:-2])) / 2.0) if len(coords) > 2 else 0.0


# ---- transform -----------------------------------------------------------------------

def _ops_transform(func, geom):
    if geom is None or geom.is_empty:
        return geom
    kind = geom.geom_type
    if kind in ('Point', 'LineString', 'LinearRing'):
        return getattr(shapely, kind)(_transformed(func, geom))
    if kind == 'Polygon':
        rings = [_transformed(func, r) for r in [geom.exterior] + list(geom.interiors)]
        return shapely.Polygon(rings[0], rings[1:])
    return getattr(shapely, kind)([_ops_transform(func, part) for part in geom.geoms])


def _transformed(func, geom):
    """All coordinates at once, or one by one where the function cannot."""
    coords = list(geom.coords)
    columns = [[c[i] for c in coords] for i in range(len(coords[0]))]
    try:
        new = func(*columns)
    except TypeError:
        try:
            return [tuple(func(*c)) for c in coords]
        except TypeError as error:
            raise shapely.errors.GeometryTypeError(str(error))
    for column in new:
        if isinstance(column, (int, float)):
            raise shapely.errors.GeometryTypeError(f"'{type(column).__name__}' object is not iterable")
    new = [list(column) for column in new]
    return [tuple([column[i] for column in new]) for i in range(len(new[0]))]


# ---- the pole of inaccessibility -----------------------------------------------------------

def polylabel(polygon, tolerance=1.0):
    return shapely.get_point(shapely.maximum_inscribed_circle(polygon, tolerance), 0)
