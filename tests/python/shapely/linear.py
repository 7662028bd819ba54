# Points along lines, merging, shortest lines and shared paths.
import shapely
from shapely_checks import G, checks

one, check, each, pairs = checks(globals())

LINES = ['l', 'l2', 'lz', 'le', 'l0', 'lrep', 'lx', 'lc', 'lbig', 'r', 'ml', 'mle', 'p', 's', 'gc', 'mp']
each(LINES, '''
shapely.line_interpolate_point({}, 1)
shapely.line_interpolate_point({}, -1)
shapely.line_interpolate_point({}, 100)
shapely.line_interpolate_point({}, 0.3, normalized=True)
shapely.line_interpolate_point({}, 3, normalized=True)
shapely.line_interpolate_point({}, [0, 1, float('nan')])
shapely.line_locate_point({}, G['p'])
shapely.line_locate_point({}, G['p2'])
shapely.line_locate_point({}, G['pe'])
shapely.line_locate_point({}, G['p'], normalized=True)
shapely.line_locate_point({}, G['l'])
shapely.line_merge({})
shapely.line_merge({}, directed=True)
shapely.shared_paths({}, G['l'])
shapely.shared_paths({}, G['lrep'])
'''.strip().split('\n'))
pairs(['p', 'pe', 'l', 'lz', 'l0', 's', 'h', 'bow', 'ml', 'gc'], ['p2', 'pe', 'l', 't', 'ms', 'gc'], ['shapely.shortest_line({}, [])'])
MERGED = ['[(0, 0), (1, 1)], [(1, 1), (2, 2)]', '[(0, 0), (1, 1)], [(2, 2), (1, 1)]', '[(0, 0), (1, 1)], [(1, 1), (2, 2)], [(1, 1), (2, 0)]', '[(0, 0), (1, 1)], [(5, 5), (6, 6)]',
          '[(0, 0), (1, 0)], [(1, 0), (1, 1)], [(1, 1), (0, 0)]', '[(0, 0), (0, 0)], [(0, 0), (1, 1)]', '[(0, 0, 1), (1, 1, 2)], [(1, 1, 2), (2, 2, 3)]', '[(0, 0), (1, 1)]', '[(1, 1), (0, 0)], [(1, 1), (2, 2)], [(2, 2), (3, 3)]']
for lines in MERGED:
    for template in ['shapely.line_merge(shapely.MultiLineString([{}]))', 'shapely.line_merge(shapely.MultiLineString([{}]), directed=True)', 'shapely.union_all(shapely.MultiLineString([{}]))']:
        one(template.replace('{}', lines))
check('''
shapely.line_interpolate_point(None, 1)
shapely.line_interpolate_point(G['l'], float('nan'))
shapely.line_interpolate_point(G['l'], float('inf'))
shapely.line_interpolate_point([G['l'], G['l2']], [1, 2])
shapely.line_interpolate_point([G['l'], G['l2']], 1, normalized=True)
shapely.line_interpolate_point(G['l'], 'a')
shapely.line_interpolate_point(1, 1)
shapely.line_locate_point(None, G['p'])
shapely.line_locate_point(G['l'], None)
shapely.line_locate_point([G['l'], G['l2']], [G['p'], G['p2']])
shapely.line_locate_point([G['l'], G['l2']], G['p'], normalized=True)
shapely.line_locate_point(G['l'], 1)
shapely.line_merge(None)
shapely.line_merge(1)
shapely.shared_paths(None, G['l'])
shapely.shared_paths(G['l'], None)
shapely.shared_paths(G['l2'], shapely.LineString([(3, 1), (1, 1)]))
shapely.shared_paths(G['l2'], shapely.LineString([(1, 1), (3, 1), (3, 5)]))
shapely.shared_paths([G['l2'], G['l']], shapely.LineString([(1, 1), (3, 1), (3, 5)]))
shapely.shortest_line(None, G['l'])
shapely.shortest_line(G['l'], None)
shapely.shortest_line([G['p'], G['s']], G['l'])
shapely.shortest_line(G['p'], 1)
shapely.shortest_line(G['s'], shapely.box(6, 6, 7, 7))
shapely.shortest_line(shapely.box(6, 6, 7, 7), G['s'])
G['l'].interpolate(1.5)
G['l'].project(shapely.Point(3, 9))
''')
