# Geometries and their relations, in the manner of Shapely's manual.
import json
from shapely import LinearRing, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon, box, wkb, wkt
from shapely.geometry import mapping, shape
from shapely.validation import explain_validity, make_valid


def title(words):
    print('---', words)


title('a patch around a well')
well = Point(12.5, -3)
patch = well.buffer(10.0)
print(patch.geom_type, len(patch.exterior.coords), round(patch.area, 6))
print(round(patch.length, 6), [round(i, 9) for i in patch.bounds])

title('points')
tree = Point(3.0, 4.0)
print(tree, tree.x, tree.y, tree.area, tree.length, tree.bounds)
print(list(tree.coords), tree.coords[:], tree.geom_type)
bird = Point(3, 4, 25)
print(bird, bird.has_z, bird.z, list(bird.coords), bird == tree, bird.equals(tree))
print(Point(tree) == tree, repr(Point()), Point().is_empty, bool(Point()))

title('lines')
path = LineString([(0, 0), (3, 4), (3, 10)])
print(path.length, path.bounds, len(path.coords), path.coords[1], list(path.coords[1:]))
for corner in path.coords:
    print('corner at', corner[0], corner[1])
print(list(path.xy[0]), list(path.xy[1]), path.is_simple, path.is_closed, path.boundary)
knot = LineString([(0, 0), (4, 4), (4, 0), (0, 4)])
print(knot.is_simple, knot.is_ring, LineString([Point(0, 0), (5, 5), Point(9, 0)]))

title('rings')
fence = LinearRing([(0, 0), (8, 0), (8, 5), (0, 5)])
print(fence, fence.length, fence.area, fence.is_ccw, fence.is_ring, fence.is_closed)
print(LinearRing([(0, 0), (0, 5), (8, 5)]).is_ccw)

title('polygons with holes')
garden = Polygon([(0, 0), (20, 0), (20, 12), (0, 12)], [[(2, 2), (6, 2), (6, 6), (2, 6)], [(10, 3), (14, 3), (12, 8)]])
print(garden.area, garden.length, garden.bounds)
print(garden.exterior.length, [ring.length > 12 for ring in garden.interiors], len(garden.interiors))
print(list(garden.interiors[0].coords))
print(garden.centroid.within(garden), garden.contains(Point(4, 4)), garden.touches(Point(2, 2)))
print(Polygon(garden.exterior).area - garden.area)
print(box(1, 2, 3, 4), box(1, 2, 3, 4, ccw=False))

title('collections')
stops = MultiPoint([(0, 0), (2, 1), (5, 3)])
print(len(stops.geoms), stops.geoms[1], list(stops.geoms), stops.convex_hull)
tracks = MultiLineString([[(0, 0), (5, 0)], [(5, 0), (5, 5)], [(7, 7), (8, 8)]])
print(tracks.length, [line.length for line in tracks.geoms][:2], tracks.bounds, tracks.boundary)
islands = MultiPolygon([box(0, 0, 2, 2), box(5, 5, 6, 8)])
print(islands.area, [(island.bounds, island.area) for island in islands.geoms])
crossing = knot.intersection(LineString([(0, 2), (9, 2)])).normalize()
print(crossing.geom_type, [(g.geom_type, g.wkt) for g in crossing.geoms])

title('relations')
yard = box(0, 0, 10, 10)
shed = box(2, 2, 4, 4)
lane = LineString([(-5, 5), (15, 5)])
print(yard.contains(shed), shed.within(yard), yard.covers(shed), yard.contains_properly(shed))
print(lane.crosses(yard), lane.intersects(shed), lane.disjoint(shed), yard.overlaps(box(5, 5, 15, 15)))
print(yard.touches(box(10, 0, 12, 3)), yard.relate(shed), yard.relate_pattern(shed, 'T*****FF*'))
print(yard.distance(Point(13, 14)), yard.dwithin(Point(13, 14), 5), yard.dwithin(Point(13, 14), 4.99))
print(yard.equals(yard.reverse()), yard == yard.reverse(), yard.normalize() == yard.reverse().normalize())

title('operators')
left = box(0, 0, 4, 4)
right = box(2, 2, 6, 6)
print(left & right)
print(left | right)
print(left - right)
print(left ^ right)
print((left | right).area == (left ^ right).area + (left & right).area)

title('text and bytes')
print(wkt.loads('POLYGON ((0 0, 3 0, 3 3, 0 0), (1 0.5, 2 0.5, 2 1, 1 0.5))').area)
print(wkt.dumps(tree, rounding_precision=2), wkt.dumps(tree, trim=True), tree.wkt, path)
print(wkb.dumps(tree, hex=True), wkb.loads(wkb.dumps(path)) == path, tree.wkb_hex)
print(f'{tree.x:.2f}', str(tree), repr(path))

title('GeoJSON')
feature = {'type': 'Feature', 'properties': {'name': 'garden'}, 'geometry': mapping(garden)}
print(json.dumps(feature['geometry']))
back = shape(json.loads(json.dumps(feature))['geometry'])
print(back == garden, back.area, shape({'type': 'MultiPoint', 'coordinates': [[0, 0], [2, 1]]}))


class Car:
    """A thing that tells where it is."""

    def __init__(self, x, y):
        self.x = x
        self.y = y
        self.__geo_interface__ = {'type': 'Point', 'coordinates': (x, y)}


print(shape(Car(3, 7)), mapping(shape(Car(0.5, 7))))

title('validity')
bow_tie = Polygon([(0, 0), (0, 6), (6, 0), (6, 6)])
print(bow_tie.is_valid, explain_validity(bow_tie), explain_validity(garden))
mended = make_valid(bow_tie)
print(mended, mended.is_valid, mended.area)
print(bow_tie.buffer(0))

title('equal, hashed, sorted')
places = {Point(0, 0): 'home', Point(1, 1): 'school'}
print(places[Point(1.0, 1.0)], Point(0, 0) in places, Point(9, 9) in places)
print(sorted([Point(3, 1), Point(1, 2), Point(2, 0)], key=lambda p: p.y))
print(sorted([Point(3, 1), Point(1, 2), Point(2, 0)], key=lambda p: (p.x, p.y)))
