# Constructions, unions, linear referencing and transformations, in the manner of Shapely's manual.
import numpy as np
import shapely
from shapely import LineString, MultiLineString, MultiPoint, Point, Polygon, affinity, box
from shapely.ops import linemerge, nearest_points, polygonize, polygonize_full, snap, split, substring, transform, triangulate, unary_union, voronoi_diagram


def title(words):
    print('---', words)


def about(geometry):
    print(geometry.geom_type, len(shapely.get_coordinates(geometry)), round(geometry.area, 6), round(geometry.length, 6))


title('buffers and their styles')
road = LineString([(0, 0), (10, 0), (10, 8)])
about(road.buffer(1.5))
for cap in ['round', 'flat', 'square']:
    for join in ['round', 'mitre', 'bevel']:
        about(road.buffer(1.5, cap_style=cap, join_style=join))
about(road.buffer(2, single_sided=True))
about(road.buffer(-2, single_sided=True))
about(Point(0, 0).buffer(1, quad_segs=64))
print([round(Point(0, 0).buffer(1, quad_segs=n).area, 9) for n in [1, 2, 4, 8, 16]])
print(road.buffer(1, cap_style='flat', join_style='mitre'))

title('shrinking and growing')
tower = box(0, 0, 10, 10)
print(tower.buffer(-2, join_style='mitre'), tower.buffer(-5).is_empty, tower.buffer(-6))
about(tower.buffer(3).buffer(-3))

title('parallel lines')
print(LineString([(0, 0), (6, 0)]).offset_curve(2), LineString([(0, 0), (6, 0)]).offset_curve(-2))
print(road.parallel_offset(1, 'left', join_style=2), road.offset_curve(-1, join_style='mitre'))

title('simplification')
coast = LineString([(0, 0), (1, 0.2), (2, -0.1), (3, 0.1), (4, 3), (5, 3.1), (6, 0)])
for tolerance in [0.05, 0.25, 1, 5]:
    print(tolerance, coast.simplify(tolerance), len(coast.simplify(tolerance, preserve_topology=False).coords))

title('hulls and boxes')
flock = MultiPoint([(0, 0), (4, 1), (5, 5), (1, 4), (2, 2)])
print(flock.convex_hull, flock.envelope, flock.centroid, flock.bounds)
print(MultiPoint([(1, 0), (0, 1), (3, 4), (4, 3)]).minimum_rotated_rectangle.area, Point(1, 1).envelope, LineString([(0, 0), (3, 3)]).convex_hull)
print(tower.representative_point(), tower.boundary, tower.segmentize(5))

title('cascaded union')
discs = [Point(3 * i, (i % 2)).buffer(2, quad_segs=4) for i in range(6)]
about(unary_union(discs))
about(discs[0].union(discs[1]).union(discs[2]))
tiles = [box(i, 0, i + 1, 1) for i in range(3)] + [box(i, 1, i + 1, 2) for i in range(2)]
print(unary_union(tiles), unary_union(tiles).area)
print(unary_union([Point(0, 0), LineString([(0, 0), (2, 2)]), LineString([(0, 2), (2, 0)])]))

title('lines that become areas')
walls = [[(0, 0), (4, 0)], [(4, 0), (4, 4)], [(4, 4), (0, 4)], [(0, 4), (0, 0)], [(0, 0), (4, 4)], [(4, 4), (7, 7)]]
for room in polygonize(walls):
    print(room)
rooms, cuts, dangles, invalid = polygonize_full(walls)
print(len(rooms.geoms), len(cuts.geoms), list(dangles.geoms), invalid.is_empty)
print(linemerge([[(0, 0), (1, 1)], [(2, 0), (1, 1)], [(5, 5), (6, 6)]]))
print(linemerge(MultiLineString([[(0, 0), (1, 1)], [(1, 1), (2, 2)], [(2, 2), (3, 0)]])))

title('linear referencing')
track = LineString([(0, 0), (6, 8), (16, 8)])
print(track.length, track.interpolate(5), track.interpolate(0.5, normalized=True), track.interpolate(-1))
print(track.project(Point(6, 0)), track.project(Point(11, 9), normalized=True), track.project(track.interpolate(12.5)))
for part in [(0, 5), (5, 15), (15, 5), (-4, 100)]:
    print(part, substring(track, part[0], part[1]))
print(substring(track, 0.25, 0.5, normalized=True), substring(track, 3, 3))
print([round(track.project(track.interpolate(i)), 9) for i in range(0, 21, 5)])

title('splitting')
for piece in split(tower, LineString([(-1, 3), (11, 3)])).geoms:
    print(piece)
print(list(split(track, Point(3, 4)).geoms))
print(len(split(track, MultiPoint([(3, 4), (6, 8), (10, 8)])).geoms))
print([round(piece.length, 9) for piece in split(track, LineString([(0, 4), (20, 4)])).geoms])

title('nearest points and snapping')
first, second = nearest_points(tower, Point(14, 13))
print(first, second, first.distance(second), tower.distance(Point(14, 13)))
print(snap(LineString([(0.2, 0.1), (4.9, 10.2)]), MultiPoint([(0, 0), (5, 10)]), 0.5))
print(shapely.shortest_line(tower, LineString([(12, 0), (12, 20)])))

title('triangles and cells')
for triangle in triangulate(MultiPoint([(0, 0), (4, 0), (4, 3), (0, 3)])):
    print(triangle)
print(len(voronoi_diagram(flock).geoms), voronoi_diagram(MultiPoint([(0, 0), (4, 0)]), envelope=box(-2, -2, 6, 2)))

title('own transformations')
print(transform(lambda x, y, z=None: (x + 100, y * 2), track))
print(shapely.transform(track, lambda c: c * [1, -1]), shapely.transform(tower, lambda c: np.round(c / 3, 2)))

title('affinity')
flag = Polygon([(0, 0), (4, 0), (4, 2), (0, 2)])
print(affinity.translate(flag, 10, -1), affinity.scale(flag, 2, 0.5), affinity.scale(flag, -1, 1, origin=(0, 0)))
print(affinity.rotate(flag, 90, origin=(0, 0)), affinity.rotate(flag, 180))
print([round(i, 6) for i in affinity.rotate(flag, 30).bounds], round(affinity.rotate(flag, 30).area, 9))
print(affinity.affine_transform(flag, [1, 0.5, 0, 1, 3, 3]), [round(i, 6) for i in affinity.skew(flag, 45).bounds])

title('precision')
print(shapely.set_precision(LineString([(0.12, 0.49), (3.51, 2.5)]), 1), shapely.get_precision(shapely.set_precision(Point(1.26, 1), 0.1)))
print(box(0, 0, 1.04, 1).intersection(box(0.97, 0, 3, 1), grid_size=0.1))
