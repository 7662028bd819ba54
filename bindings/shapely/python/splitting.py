# Splitting geometries, and parts of lines by distance.


def _split_line_at(line, distance):
    """Both parts of a line; one where the distance is none of its inner ones."""
    if distance <= 0 or distance >= line.length:
        return [line]
    coords = list(line.coords)
    at = 0.0
    for i in range(1, len(coords)):
        a, b = coords[i - 1], coords[i]
        at += shapely.distance(shapely.Point(a), shapely.Point(b))
        if at == distance:
            return [shapely.LineString(coords[:i + 1]), shapely.LineString(coords[i:])]
        if at > distance:
            c = line.interpolate(distance)
            cut = [tuple(c.coords[0])]
            return [shapely.LineString(coords[:i] + cut), shapely.LineString(cut + coords[i:])]
    return [line]


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
        at += ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
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
        chunks = new
    return chunks


def _split_line_by_line(line, splitter):
    if splitter.geom_type in ('Polygon', 'MultiPolygon'):
        splitter = splitter.boundary
    relation = line.relate(splitter)
    if relation[0] == '1':
        raise ValueError('Input geometry segment overlaps with the splitter.')
    if relation[0] == '0' or relation[3] == '0':
        parts = line.difference(splitter)
        return list(parts.geoms) if hasattr(parts, 'geoms') else [parts]
    return [line]


def _split_polygon(poly, splitter):
    lines = shapely.union(poly.boundary, splitter)
    return [p for p in shapely.get_parts(shapely.polygonize(shapely.get_parts(lines))) if poly.contains(p.representative_point())]




def _split_parts(geom, splitter):
    kind, by = geom.geom_type, splitter.geom_type
    if kind in ('MultiLineString', 'MultiPolygon', 'GeometryCollection', 'MultiPoint'):
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
        if by == 'LineString':
            return _split_polygon(geom, splitter)
        raise shapely.errors.GeometryTypeError(f'Splitting a Polygon with a {by} is not supported')
    raise shapely.errors.GeometryTypeError(f'Splitting {kind} geometry is not supported')


def split(geom, splitter):
    return shapely.GeometryCollection(_split_parts(geom, splitter))


def substring(geom, start_dist, end_dist, normalized=False):
    if geom.geom_type not in ('LineString', 'LinearRing'):
        raise shapely.errors.GeometryTypeError('Can only calculate a substring of LineString geometries. A ' + geom.geom_type + ' was provided.')
    length = geom.length
    if normalized:
        start_dist, end_dist = start_dist * length, end_dist * length
    if start_dist < 0:
        start_dist = max(length + start_dist, 0)
    if end_dist < 0:
        end_dist = max(length + end_dist, 0)
    reverse = end_dist < start_dist
    if reverse:
        start_dist, end_dist = end_dist, start_dist
    start_dist, end_dist = min(start_dist, length), min(end_dist, length)
    start, end = geom.interpolate(start_dist), geom.interpolate(end_dist)
    if start_dist == end_dist:
        return start
    coords = list(geom.coords)
    out, at = [tuple(start.coords[0])], 0.0
    for i in range(1, len(coords)):
        a, b = coords[i - 1], coords[i]
        at += ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
        if at > start_dist and at < end_dist:
            out.append(b)
    out.append(tuple(end.coords[0]))
    return shapely.LineString(out[::-1] if reverse else out)
