# GeoJSON, shape and mapping.
import numpy as np
import shapely
import json
from shapely.geometry import mapping, shape
from shapely_checks import G, SMALL, checks

one, check, each, pairs = checks(globals())


class Feature:
    """Something with the interface of a geometry."""

    def __init__(self, content):
        self.__geo_interface__ = content


each([key for key in SMALL if key not in ('p2', 'l2', 't', 'srep', 'msx', 'hout', 'flat')], '''
mapping({})
shape(mapping({}))
shapely.to_geojson({})
shapely.from_geojson(shapely.to_geojson({}))
shape(json.loads(shapely.to_geojson({})))
'''.strip().split('\n'))
each(['p', 'pz', 'l', 's', 'gc'], ['shapely.to_geojson({}, indent=2)', 'shapely.to_geojson({}, indent=0)', '{}.__geo_interface__', 'shapely.geometry.mapping({})', 'shapely.geometry.shape({})'])
READ = '''
{"type": "Point", "coordinates": [1, 2]}
{"type": "Point", "coordinates": [1, 2, 3]}
{"type": "Point", "coordinates": [1, 2, 3, 4]}
{"type": "Point", "coordinates": []}
{"type": "Point", "coordinates": [1]}
{"type": "Point", "coordinates": ["a", 2]}
{"type": "Point", "coordinates": [1.5e3, -2E-2]}
{"type": "Point"}
{"type": "point", "coordinates": [1, 2]}
{"coordinates": [1, 2]}
{"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
{"type": "LineString", "coordinates": [[0, 0]]}
{"type": "LineString", "coordinates": []}
{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]}
{"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 0]], [[4, 1], [5, 1], [5, 2], [4, 1]]]}
{"type": "Polygon", "coordinates": []}
{"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]}
{"type": "MultiPoint", "coordinates": []}
{"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]], [[2, 2], [3, 3]]]}
{"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 0]]]]}
{"type": "MultiPolygon", "coordinates": []}
{"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}, {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}]}
{"type": "GeometryCollection", "geometries": []}
{"type": "Feature", "properties": {"a": 1}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
{"type": "Feature", "properties": null, "geometry": null}
{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}, {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [3, 4]}}]}
{"type": "FeatureCollection", "features": []}
{"type": "Circle", "coordinates": [1, 2]}
{"type": "Point", "coordinates": [1, 2]
[1, 2]
{}
null
hello
'''
for line in READ.strip('\n').split('\n'):
    one("shapely.from_geojson('" + line + "')")
    one("shapely.from_geojson('" + line + "', on_invalid='ignore')")
check('''
shapely.from_geojson(None)
shapely.from_geojson(1)
shapely.from_geojson('')
shapely.from_geojson('hello', on_invalid='whatever')
shapely.from_geojson(b'{"type": "Point", "coordinates": [1, 2]}')
shapely.to_geojson(None)
shapely.to_geojson(1)
shapely.to_geojson(G['p'], indent=-1)
shapely.to_geojson(G['p'], indent=1.5)
shapely.to_geojson(shapely.Point(0.1 + 0.2, 1e300))
shapely.to_geojson(shapely.Point(1e17, -1e-7))
shapely.to_geojson(shapely.Point(-0.0, 100))
shape({'type': 'Point', 'coordinates': (1, 2)})
shape({'type': 'point', 'coordinates': (1, 2)})
shape({'type': 'POINT', 'coordinates': [1, 2, 3]})
shape({'type': 'Point', 'coordinates': []})
shape({'type': 'Point', 'coordinates': np.array([1, 2])})
shape({'type': 'Point'})
shape({'coordinates': (1, 2)})
shape({'type': 'LineString', 'coordinates': ((0, 0), (1, 1))})
shape({'type': 'LineString', 'coordinates': []})
shape({'type': 'LinearRing', 'coordinates': ((0, 0), (1, 1), (1, 0))})
shape({'type': 'Polygon', 'coordinates': [[(0, 0), (1, 1), (1, 0)]]})
shape({'type': 'Polygon', 'coordinates': [[(0, 0), (9, 0), (9, 9)], [(4, 1), (5, 1), (5, 2)]]})
shape({'type': 'Polygon', 'coordinates': []})
shape({'type': 'Polygon', 'coordinates': [[]]})
shape({'type': 'MultiPoint', 'coordinates': [(0, 0), (1, 1)]})
shape({'type': 'MultiPoint', 'coordinates': []})
shape({'type': 'MultiLineString', 'coordinates': [[(0, 0), (1, 1)]]})
shape({'type': 'MultiPolygon', 'coordinates': [[[(0, 0), (1, 1), (1, 0)]], [[(0, 0), (9, 0), (9, 9)], [(4, 1), (5, 1), (5, 2)]]]})
shape({'type': 'MultiPolygon', 'coordinates': []})
shape({'type': 'GeometryCollection', 'geometries': [{'type': 'Point', 'coordinates': (1, 2)}]})
shape({'type': 'GeometryCollection', 'geometries': []})
shape({'type': 'GeometryCollection'})
shape({'type': 'Circle', 'coordinates': (1, 2)})
shape({'type': 'Feature', 'geometry': {'type': 'Point', 'coordinates': (1, 2)}})
shape(Feature({'type': 'Point', 'coordinates': (1, 2)}))
shape(Feature({'type': 'Polygon', 'coordinates': [[(0, 0), (1, 1), (1, 0)]]}))
shape(None)
shape(1)
shape('POINT (1 2)')
mapping(Feature({'type': 'Point', 'coordinates': (1, 2)}))
mapping(1)
mapping(None)
mapping(shapely.Point(1.5, float('nan')))
json.dumps(mapping(G['l']))
json.loads(json.dumps(mapping(G['h'])))
shapely.geometry.shape(json.loads('{"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]}'))
''')
