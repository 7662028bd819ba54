# Coverages: polygons that meet without gaps and overlaps.
import shapely
from shapely_checks import G, checks

one, check, each, pairs = checks(globals())

C = {
    'two': [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)],
    'apart': [shapely.box(0, 0, 1, 1), shapely.box(3, 0, 4, 1)],
    'overlapping': [shapely.box(0, 0, 1, 1), shapely.box(0.5, 0, 2, 1)],
    'gap': [shapely.box(0, 0, 1, 1), shapely.box(1.1, 0, 2, 1)],
    'unnoded': [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 2)],
    'four': [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.box(0, 1, 1, 2), shapely.box(1, 1, 2, 2)],
    'wavy': [shapely.Polygon([(0, 0), (5, 0.2), (10, 0), (10, 5), (5, 5.3), (0, 5)]), shapely.Polygon([(0, 5), (5, 5.3), (10, 5), (10, 10), (5, 9.8), (0, 10)])],
    'hole': [G['h'], shapely.Polygon([(2, 2), (2, 6), (6, 6), (6, 2)])],
    'multi': [G['ms'], shapely.box(2, 0, 3, 2)],
    'with_empty': [shapely.box(0, 0, 1, 1), G['se']],
    'lines': [G['l'], G['l2']],
    'mixed': [G['s'], G['p']],
    'single': [G['s']],
    'bad': [G['bow']],
    'nothing': [],
}
for key in C:
    for template in ['shapely.coverage_is_valid({})', 'shapely.coverage_is_valid({}, gap_width=0.2)', 'shapely.coverage_simplify({}, 1)', 'shapely.coverage_simplify({}, 1, simplify_boundary=False)',
                     'shapely.coverage_simplify({}, 0)', 'shapely.coverage_union_all({})', 'shapely.coverage_union({}, shapely.box(20, 20, 21, 21))', 'shapely.union_all({})', 'shapely.unary_union({})', 'shapely.total_bounds({})', 'shapely.GeometryCollection({})']:
        one(template.replace('{}', "C['" + key + "']"))
each(['s', 't', 'h', 'ms', 'gc', 'l', 'p', 'se', 'gce', 'bow', 'sz'], '''
shapely.coverage_is_valid({})
shapely.coverage_simplify({}, 1)
shapely.coverage_union({}, G['s'])
shapely.coverage_union(G['h'], {})
shapely.coverage_union_all([{}, shapely.box(50, 50, 51, 51)])
'''.strip().split('\n'))
check('''
shapely.coverage_is_valid(None)
shapely.coverage_simplify(None, 1)
shapely.coverage_is_valid(1)
shapely.coverage_simplify('a', 1)
shapely.coverage_simplify(C['two'], -1)
shapely.coverage_simplify(C['two'], float('nan'))
shapely.coverage_simplify(C['two'], 'a')
shapely.coverage_is_valid(C['two'], gap_width=-1)
shapely.coverage_is_valid(C['two'], gap_width='a')
shapely.coverage_union(None, None)
shapely.coverage_union(1, G['s'])
shapely.coverage_union(C['two'], C['apart'])
''')
