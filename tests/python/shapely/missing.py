# None among the geometries of a list.
import shapely
from shapely import ops
from shapely.geometry import GeometryCollection
from shapely_checks import G, checks

one, check, each, pairs = checks(globals())

T = {'points': shapely.STRtree([shapely.Point(i, (i * 3) % 7) for i in range(12)])}


def sorted_hits(x):
    return sorted([tuple(i) for i in zip(x[0].tolist(), x[1].tolist())])


def moved(points):
    return points + 1


check('''
shapely.union_all([None])
shapely.union_all([None, G['p']])
shapely.union_all([None, None])
shapely.intersection_all([None, G['p']])
shapely.symmetric_difference_all([None, G['s'], G['t']])
shapely.coverage_union_all([None, G['s']])
shapely.union([G['s'], None], G['t'])
shapely.from_wkt(['POINT (1 1)', None, 'LINESTRING EMPTY'])
shapely.from_wkb([G['p'].wkb, None, G['l'].wkb_hex])
shapely.to_wkt([G['p'], None, G['pe']])
shapely.to_wkb([G['p'], None])
GeometryCollection([G['p'], None])
shapely.multipoints([G['p'], None])
shapely.multipolygons([G['s'], None])
shapely.geometrycollections([G['s'], None])
shapely.total_bounds([None])
shapely.total_bounds([G['s'], None, G['pe'], G['h']])
shapely.area([G['s'], G['t'], None, G['p']])
shapely.bounds([G['l'], G['pe'], None])
shapely.distance(G['p'], [G['l'], None, G['pe']])
shapely.get_num_coordinates([G['s'], None])
shapely.get_num_geometries([G['mp'], G['p'], None])
shapely.get_x([G['p'], G['l'], G['pe'], None])
shapely.get_exterior_ring([G['h'], G['p'], None])
shapely.get_parts([G['mp'], G['p'], G['ml'], None], return_index=True)
shapely.count_coordinates([G['s'], None, G['l']])
shapely.polygonize([None])
shapely.boundary([G['l'], G['s'], None])
shapely.polygonize([G['lc'], None])
shapely.orient_polygons([G['s'], G['l'], None])
shapely.oriented_envelope([G['t'], G['l'], None])
shapely.line_locate_point(G['l'], [G['p'], G['p2'], None])
shapely.line_merge([G['ml'], G['l'], None])
shapely.get_coordinates([G['p'], None, G['l'], G['pe'], G['gc']])
shapely.get_coordinates([G['p'], None, G['l'], G['pe'], G['gc']], return_index=True)
shapely.transform([G['p'], G['l2'], None], moved)
shapely.from_geojson(['{"type": "Point", "coordinates": [1, 2]}', None])
shapely.to_geojson([G['p'], None, G['l']])
sorted_hits(T['points'].query([G['s'], G['p'], None], predicate='intersects'))
T['points'].query([None])
T['points'].nearest([G['p'], None])
sorted_hits(T['points'].query_nearest([G['p'], None]))
len(shapely.STRtree([None, None]))
ops.unary_union([G['p'], None])
shapely.make_valid([G['bow'], G['s'], None])
shapely.is_empty([G['p'], None, G['pe']])
shapely.is_valid([G['p'], None, G['bow']])
shapely.is_valid_reason([G['p'], None, G['bow']])
shapely.contains(G['s'], [G['p'], None])
shapely.relate(G['s'], [G['p'], None])
shapely.length([G['l'], None])
shapely.centroid([G['s'], None])
shapely.convex_hull([G['mp'], None])
shapely.intersection([G['s'], None], G['t'])
shapely.difference([None, G['s']], [G['t'], None])
shapely.buffer([None], 1)
shapely.simplify([None, G['l']], 1)
shapely.line_interpolate_point([None, G['l']], 1)
shapely.shortest_line([None, G['l']], G['p'])
shapely.reverse([None, G['l']])
shapely.get_type_id([None, G['l']])
''')
