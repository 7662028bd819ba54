# What is refused, by whom and with which words.
import numpy as np
import shapely
import shapely.errors
import shapely.geometry.base
import shapely.ops
from shapely.errors import GEOSException, ShapelyError, TopologicalError
from shapely_checks import G, checks, facts

one, check, each, pairs = checks(globals())

UNARY = ['area', 'length', 'bounds', 'boundary', 'centroid', 'convex_hull', 'envelope', 'is_valid', 'is_empty', 'is_simple', 'is_ring', 'is_closed', 'is_ccw', 'has_z', 'reverse', 'normalize', 'node',
         'get_num_points', 'get_type_id', 'get_x', 'get_exterior_ring', 'get_parts', 'get_coordinates', 'count_coordinates', 'line_merge', 'make_valid', 'to_wkt', 'to_wkb', 'to_geojson', 'unary_union',
         'point_on_surface', 'oriented_envelope', 'minimum_bounding_radius', 'get_precision', 'force_2d', 'total_bounds', 'extract_unique_points', 'build_area', 'delaunay_triangles', 'voronoi_polygons']
BINARY = ['contains', 'covers', 'crosses', 'equals', 'intersects', 'overlaps', 'touches', 'within', 'disjoint', 'relate', 'distance', 'intersection', 'union', 'difference', 'symmetric_difference', 'hausdorff_distance',
          'frechet_distance', 'line_locate_point', 'shortest_line', 'shared_paths', 'equals_exact', 'equals_identical', 'contains_properly', 'covered_by', 'coverage_union']
for name in UNARY:
    for argument in ['1', "'POINT (1 1)'", "[G['p'], 1]", '']:
        one('shapely.' + name + '(' + argument + ')')
for name in BINARY:
    for argument in ["G['p'], 1", "None, None", "[G['p'], G['p2']], [G['p'], G['p2'], G['l']]"]:
        one('shapely.' + name + '(' + argument + ')')
for name in ['intersects', 'union', 'distance', 'relate', 'equals_exact', 'project', 'touches', 'hausdorff_distance']:
    for argument in ['1', "'a'", 'None', '(1, 2)', '']:
        one("G['l']." + name + '(' + argument + ')')
check('''
shapely.nothing
shapely.ops.nothing
shapely.geometry.Circle
G['p'].nothing
G['p'].geoms
G['s'].x
G['l'].exterior
G['mp'].coords
G['gc'].coords
G['s'].coords
G['s'].xy
G['mp'].xy
G['p'].geoms[0]
G['p'].interiors
G['l'].z
G['p'].z
G['p'][0]
list(G['s'])
G['p'] + G['p']
G['p'] * 2
G['p'] < G['l']
GEOSException.__name__
shapely.GEOSException is GEOSException
shapely.errors.GEOSException is GEOSException
issubclass(GEOSException, ShapelyError)
issubclass(TopologicalError, ShapelyError)
shapely.errors.TopologicalError is TopologicalError
issubclass(ShapelyError, Exception)
issubclass(shapely.errors.DimensionError, ShapelyError)
issubclass(shapely.errors.EmptyPartError, ShapelyError)
issubclass(shapely.errors.GeometryTypeError, ShapelyError)
issubclass(shapely.errors.UnsupportedGEOSVersionError, ShapelyError)
issubclass(GEOSException, ValueError)
shapely.errors.ShapelyError('words')
isinstance(G['p'], shapely.geometry.base.BaseGeometry)
isinstance(G['mp'], shapely.geometry.base.BaseMultipartGeometry)
isinstance(G['p'], shapely.geometry.base.BaseMultipartGeometry)
shapely.geometry.base.CAP_STYLE.flat.value
shapely.geometry.base.JOIN_STYLE.mitre.value
[shapely.geometry.CAP_STYLE.round.value, shapely.geometry.CAP_STYLE.flat.value, shapely.geometry.CAP_STYLE.square.value]
[shapely.geometry.JOIN_STYLE.round.value, shapely.geometry.JOIN_STYLE.mitre.value, shapely.geometry.JOIN_STYLE.bevel.value]
shapely.geometry.CAP_STYLE.round.name
shapely.geometry.CAP_STYLE.flat == 2
shapely.geometry.CAP_STYLE.flat == shapely.BufferCapStyle.flat
shapely.geometry.CAP_STYLE.flat == shapely.BufferCapStyle.round
shapely.geometry.CAP_STYLE.flat != 3
facts(G['l'].buffer(1, cap_style=shapely.geometry.CAP_STYLE.square, join_style=shapely.geometry.JOIN_STYLE.bevel))
shapely.geometry.polygon.Polygon is shapely.Polygon
shapely.geometry.polygon.LinearRing is shapely.LinearRing
shapely.geometry.point.Point is shapely.Point
shapely.geometry.linestring.LineString is shapely.LineString
shapely.geometry.multipoint.MultiPoint is shapely.MultiPoint
shapely.geometry.multilinestring.MultiLineString is shapely.MultiLineString
shapely.geometry.multipolygon.MultiPolygon is shapely.MultiPolygon
shapely.geometry.collection.GeometryCollection is shapely.GeometryCollection
shapely.geometry.base.BaseGeometry()
shapely.buffer(G['p'], None)
shapely.buffer(G['p'], 1, 2, 3, 4, 5, 6, 7, 8)
shapely.simplify(G['l'])
shapely.line_interpolate_point(G['l'])
shapely.clip_by_rect(G['l'], 1, 2)
shapely.relate_pattern(G['p'], G['l'])
shapely.relate_pattern(G['p'], G['l'], '012')
shapely.set_precision(G['p'])
shapely.from_wkt()
shapely.from_wkt('POINT (1 1)', on_invalid=1)
shapely.to_wkt(G['p'], rounding_precision='a')
shapely.points()
shapely.polygons()
shapely.linestrings(1)
shapely.transform(G['p'])
shapely.area(5.5)
shapely.area(True)
shapely.area(np.array([1.0, 2.0]))
shapely.area(np.array([]))
shapely.area(range(3))
''')


def caught(job):
    try:
        job()
        print('nothing raised')
    except GEOSException as error:
        print('GEOSException', isinstance(error, ShapelyError), str(error)[:14])
    except ShapelyError as error:
        print('ShapelyError', type(error).__name__)


caught(lambda: shapely.from_wkt('POINT (1'))
caught(lambda: shapely.Point(1, 2).z)
caught(lambda: shapely.MultiPoint([shapely.Point()]))
caught(lambda: shapely.union(G['bow'], G['h']))
caught(lambda: shapely.ops.split(G['p'], G['l']))
caught(lambda: G['p'].area)
