# Why a geometry is invalid, and repair.
import shapely
import shapely.validation
from shapely.validation import explain_validity, make_valid
from shapely_checks import G, NAMES, checks

one, check, each, pairs = checks(globals())

BAD = {
    'figure_eight': 'POLYGON ((0 0, 2 2, 4 0, 4 4, 2 2, 0 4, 0 0))', 'hole_outside': 'POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (6 6, 8 6, 8 8, 6 8, 6 6))',
    'hole_crossing': 'POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (2 2, 6 2, 6 3, 2 3, 2 2))', 'holes_nested': 'POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 8 1, 8 8, 1 8, 1 1), (3 3, 5 3, 5 5, 3 5, 3 3))',
    'hole_touching': 'POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (0 0, 2 1, 1 2, 0 0))', 'hole_equal': 'POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (0 0, 4 0, 4 4, 0 4, 0 0))',
    'spike': 'POLYGON ((0 0, 4 0, 4 4, 4 8, 4 4, 0 4, 0 0))', 'gore': 'POLYGON ((0 0, 4 0, 4 4, 2 2, 4 4, 0 4, 0 0))', 'collapsed': 'POLYGON ((0 0, 4 4, 0 0, 0 0))',
    'shells_nested': 'MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0)), ((2 2, 4 2, 4 4, 2 4, 2 2)))', 'shells_equal': 'MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((0 0, 1 0, 1 1, 0 0)))',
    'shells_beside': 'MULTIPOLYGON (((0 0, 1 0, 1 1, 0 1, 0 0)), ((1 0, 2 0, 2 1, 1 1, 1 0)))', 'inside_cut': 'POLYGON ((0 0, 8 0, 8 8, 0 8, 0 0), (4 0, 2 4, 4 8, 6 4, 4 0))',
    'nan': 'POLYGON ((0 0, 4 0, NaN 4, 0 4, 0 0))', 'infinite': 'POLYGON ((0 0, 4 0, inf 4, 0 4, 0 0))', 'line_nan': 'LINESTRING (0 0, NaN 1)', 'point_nan': 'POINT (NaN NaN)', 'point_infinite': 'POINT (inf 0)',
    'zigzag': 'POLYGON ((0 0, 4 0, 0 1, 4 1, 0 2, 4 2, 0 0))', 'clockwise': 'POLYGON ((0 0, 0 4, 4 4, 4 0, 0 0))', 'ring': 'LINEARRING (0 0, 4 4, 4 0, 0 4, 0 0)',
    'collection': 'GEOMETRYCOLLECTION (POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0)), POINT (9 9), LINESTRING (1 1, 1 1))', 'with_z': 'POLYGON Z ((0 0 1, 4 4 2, 4 0 3, 0 4 4, 0 0 1))',
}
for key in BAD:
    G[key] = shapely.from_wkt(BAD[key])

each(NAMES + list(BAD), '''
explain_validity({})
shapely.is_valid_reason({})
shapely.is_valid({})
{}.is_simple
'''.strip().split('\n'))
each([key for key in NAMES + list(BAD) if key not in ('shuge', 'p2', 'l2', 't', 'pbig', 'lbig', 'nan', 'infinite', 'line_nan', 'point_nan', 'point_infinite')], '''
make_valid({})
shapely.make_valid({}, method='structure')
shapely.make_valid({}, method='structure', keep_collapsed=False)
'''.strip().split('\n'))
each(['nan', 'infinite', 'line_nan', 'point_nan', 'point_infinite'], '''
{}.area
{}.length
{}.bounds
{}.is_empty
{}.is_simple
{}.wkt
{}.reverse()
{}.envelope
{} == {}
shapely.get_coordinates({})
'''.strip().split('\n'))
check('''
explain_validity(None)
explain_validity(1)
make_valid(None)
make_valid(1)
shapely.make_valid(None)
shapely.make_valid(G['bow'], method='linework')
shapely.make_valid(G['bow'], method='linework', keep_collapsed=False)
shapely.make_valid(G['bow'], method='other')
shapely.make_valid(G['bow'], method=['linework'])
shapely.make_valid(G['bow'], keep_collapsed=1)
shapely.make_valid('a')
make_valid(G['s']) == G['s']
make_valid(G['bow']).is_valid
shapely.validation.make_valid(G['bow'])
shapely.validation.explain_validity(G['bow'])
''')
