# Many geometries at once: arrays, the search tree, prepared geometries, in the manner of Shapely's manual.
import numpy as np
import shapely
from shapely import LineString, Point, Polygon, STRtree, box
from shapely.prepared import prep


def title(words):
    print('---', words)


title('arrays of points')
xs = np.array([0.5, 1.5, 2.5, 3.5])
ys = np.array([0.5, 2.0, 0.0, 4.0])
pins = shapely.points(xs, ys)
print([pin.wkt for pin in pins])
square = box(0, 0, 3, 3)
print(shapely.contains(square, pins).tolist(), shapely.contains_xy(square, xs, ys).tolist(), shapely.intersects_xy(square, xs, ys).tolist())
print(shapely.distance(pins, Point(0.5, 0.5)).tolist(), shapely.area(pins).tolist())

title('coordinates in bulk')
print(shapely.get_coordinates(pins).tolist(), shapely.get_coordinates(square).shape, shapely.get_coordinates(pins).mean(axis=0).tolist())
moved = shapely.transform(pins, lambda c: c + [10, 20])
print([pin.wkt for pin in moved])
print(shapely.bounds([square, Point(9, 9)]).tolist(), shapely.total_bounds([square, Point(9, 9)]).tolist())

title('lines and boxes in bulk')
steps = shapely.linestrings([[[0, 0], [i, i * i]] for i in range(1, 4)])
print([line.wkt for line in steps], [round(i, 6) for i in shapely.length(steps).tolist()])
cells = shapely.box(np.arange(3), 0, np.arange(3) + 1, 1)
print([cell.bounds for cell in cells], shapely.union_all(cells).wkt, shapely.coverage_union_all(cells).area)
print([g.wkt for g in shapely.intersection(cells, square)])

title('the search tree')
towns = [Point(i, (i * 5) % 11) for i in range(15)]
tree = STRtree(towns)
area = box(2.5, 2.5, 9.5, 9.5)
print(sorted(tree.query(area).tolist()))
print([towns[i].wkt for i in sorted(tree.query(area, predicate='contains').tolist())])
print(towns[tree.nearest(Point(6.2, 6.9))], tree.nearest([Point(0, 0), Point(14, 14)]).tolist())
print(sorted(tree.query(Point(5, 5), predicate='dwithin', distance=3.2).tolist()))
hits = tree.query([area, box(0, 0, 2, 2)], predicate='intersects')
print(sorted([tuple(pair) for pair in zip(hits[0].tolist(), hits[1].tolist())]))
indices, distances = tree.query_nearest(Point(7, 8), return_distance=True)
print(indices.tolist(), [round(i, 9) for i in distances.tolist()])
print(len(tree), tree.geometries[3].wkt, STRtree([]).query(area).tolist(), STRtree([]).nearest(area))

title('which pieces meet')
pieces = [box(i * 1.5, 0, i * 1.5 + 2, 1) for i in range(5)]
finder = STRtree(pieces)
for i in range(len(pieces)):
    print(i, [j for j in sorted(finder.query(pieces[i], predicate='overlaps').tolist()) if j != i])

title('prepared')
lake = Polygon([(0, 0), (10, 2), (8, 9), (3, 7)])
quick = prep(lake)
print([quick.contains(town) for town in towns], len([town for town in towns if quick.intersects(town)]))
print(quick.covers(Point(0, 0)), quick.touches(Point(0, 0)), quick.crosses(LineString([(-5, 5), (15, 5)])), quick.disjoint(Point(99, 99)))
shapely.prepare(lake)
print(shapely.contains(lake, towns).tolist() == [quick.contains(town) for town in towns])

title('reading and writing many')
texts = ['POINT (1 1)', 'LINESTRING (0 0, 2 2)', 'POLYGON ((0 0, 1 0, 1 1, 0 0))', 'broken']
read = shapely.from_wkt(texts, on_invalid='ignore')
print([None if g is None else g.geom_type for g in read])
print(list(shapely.to_wkt(list(read)[:3])), shapely.area(list(read)).tolist())
for words in texts:
    try:
        print(shapely.from_wkt(words).wkt)
    except shapely.errors.GEOSException as error:
        print('refused:', error)

title('a small map')
parcels = {'north': box(0, 5, 10, 10), 'south': box(0, 0, 10, 5), 'park': Point(5, 5).buffer(2, quad_segs=4)}
street = LineString([(-1, 4), (11, 6)])
for name in parcels:
    inside = street.intersection(parcels[name])
    print(name, round(inside.length, 6), parcels[name].intersects(street), round(parcels[name].distance(Point(0, 20)), 6))
print(round(parcels['north'].difference(parcels['park']).area, 6), parcels['north'].union(parcels['south']).wkt)
names = list(parcels)
index = STRtree([parcels[name] for name in names])
print([names[i] for i in sorted(index.query(Point(5, 4), predicate='within').tolist())])
