# Splitting geometries, and parts of lines by distance.
import math


def _step(a, b):
    dx, dy = a[0] - b[0], a[1] - b[1]
    return math.sqrt(dx * dx + dy * dy)


def _split_line_by_point(line, point):
    if not line.relate_pattern(point, '0********'):
        return [line]
    if line.coords[0] == point.coords[0]:
        return [line]
    position = line.project(point)
    coords = list(line.coords)
    if len(coords) == 2:
        return [shapely.LineString([coords[0], point.coords[0]]), shapely.LineString([point.coords[0], coords[1]])]
    at = 0.0
    for i in range(len(coords) - 1):
        a, b = coords[i], coords[i + 1]
        at += _step(a, b)
        if at == position:
            if i + 2 == len(coords):
                return [line]
            return [shapely.LineString(coords[:i + 2]), shapely.LineString(coords[i + 1:])]
        if position < at:
            cut = [point.coords[0]]
            return [shapely.LineString(coords[:i + 1] + cut), shapely.LineString(cut + coords[i + 1:])]
    return [line]


def _split_line_by_points(line, points):
    chunks = [line]
    for point in points:
        new = []
        for chunk in chunks:
            new.extend(_split_line_by_point(chunk, point))
        chunks = [c for c in new if not c.is_empty]
    return chunks


def _split_line_by_line(line, splitter):
    if splitter.geom_type in ('Polygon', 'MultiPolygon'):
        splitter = splitter.boundary
    relation = splitter.relate(line)
    if relation[0] == '1':
        raise ValueError('Input geometry segment overlaps with the splitter.')
    if relation[0] == '0' or relation[3] == '0':
        parts = line.difference(splitter)
        return list(parts.geoms) if hasattr(parts, 'geoms') else [parts]
    return [line]


def _split_polygon(poly, splitter):
    if splitter.geom_type in ('Polygon', 'MultiPolygon'):
        splitter = splitter.boundary
    lines = shapely.union(poly.boundary, splitter)
    return [p for p in shapely.get_parts(shapely.polygonize(shapely.get_parts(lines))) if poly.contains(p.representative_point())]




def _split_parts(geom, splitter):
    kind, by = geom.geom_type, splitter.geom_type
    if kind in ('MultiLineString', 'MultiPolygon'):
        parts = []
        for part in geom.geoms:
            parts.extend(_split_parts(part, splitter))
        return parts
    if kind == 'LineString':
        if by in ('LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'):
            return _split_line_by_line(geom, splitter)
        if by == 'Point':
            return _split_line_by_point(geom, splitter)
        if by == 'MultiPoint':
            return _split_line_by_points(geom, list(splitter.geoms))
        raise shapely.errors.GeometryTypeError(f'Splitting a LineString with a {by} is not supported')
    if kind == 'Polygon':
        if by in ('LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'):
            return _split_polygon(geom, splitter)
        raise shapely.errors.GeometryTypeError(f'Splitting a Polygon with a {by} is not supported')
    raise shapely.errors.GeometryTypeError(f'Splitting {kind} geometry is not supported')


def split(geometry, splitter=None):
    if isinstance(geometry, (list, tuple)) or isinstance(splitter, (list, tuple)):
        many = geometry if isinstance(geometry, (list, tuple)) else [geometry] * len(splitter)
        by = splitter if isinstance(splitter, (list, tuple)) else [splitter] * len(many)
        return [_ops_split(many[i], by[i]) for i in range(len(many))]
    return _ops_split(geometry, splitter)


def _ops_split(geom, splitter):
    for x in (geom, splitter):
        if not isinstance(x, shapely.Geometry):
            raise AttributeError(f"'{type(x).__name__}' object has no attribute 'geom_type'")
    return shapely.GeometryCollection(_split_parts(geom, splitter))


def substring(geom, start_dist=None, end_dist=None, normalized=False):
    if geom.geom_type not in ('LineString', 'LinearRing'):
        raise shapely.errors.GeometryTypeError('Can only calculate a substring of LineString geometries. A ' + geom.geom_type + ' was provided.')
    length = geom.length
    limit = 1 if normalized else length
    if (start_dist >= limit and end_dist >= limit) or (start_dist <= -limit and end_dist <= -limit):
        return geom.interpolate(length if start_dist > 0 else 0)
    if start_dist < 0:
        start_dist = max(limit + start_dist, 0)
    if end_dist < 0:
        end_dist = max(limit + end_dist, 0)
    if start_dist == end_dist:
        return geom.interpolate(start_dist, normalized)
    reverse = end_dist < start_dist
    if reverse:
        start_dist, end_dist = end_dist, start_dist
    if normalized:
        start_dist, end_dist = start_dist * length, end_dist * length
    start, end = geom.interpolate(start_dist), geom.interpolate(end_dist)
    if geom.is_empty:
        raise ValueError('The ordinate (last) dimension should be 2 or 3, got 0')
    coords = list(geom.coords)
    out, at = [start.coords[0]], 0.0
    for i in range(len(coords) - 1):
        if start_dist < at and at < end_dist:
            out.append(coords[i])
        elif at >= end_dist:
            break
        at += _step(coords[i], coords[i + 1])
    out.append(end.coords[0])
    return shapely.LineString(out[::-1] if reverse else out)
