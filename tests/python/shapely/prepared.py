# Prepared geometries answer like the others.
import shapely
import shapely.prepared
from shapely.prepared import prep
from shapely_checks import G, checks

one, check, each, pairs = checks(globals())

OTHERS = ['p', 'pe', 'l', 't', 'ms', 'gc']
P = {}
for key in ['p', 'pe', 'l', 'lx', 's', 'h', 'bow', 'mp', 'ms', 'gc', 'gce']:
    P[key] = prep(G[key])
    for other in OTHERS:
        for template in ['{}.contains([])', '{}.contains_properly([])', '{}.covers([])', '{}.crosses([])', '{}.disjoint([])', '{}.intersects([])', '{}.overlaps([])', '{}.touches([])', '{}.within([])']:
            one(template.replace('{}', "P['" + key + "']").replace('[]', "G['" + other + "']"))
check('''
type(P['s']).__name__
P['s'].context is G['s']
prep(P['s']).contains(G['p'])
type(prep(None)).__name__
prep(1)
prep('a')
type(prep([G['s']])).__name__
P['s'].contains(None)
P['s'].contains(1)
P['s'].contains([G['p'], G['pe']])
P['s'].area
[P['s'].contains(g) for g in [G['p'], G['p2'], G['pbig']]]
shapely.prepared.prep(G['s']).contains(shapely.Point(1, 1))
isinstance(P['s'], shapely.prepared.PreparedGeometry)
shapely.prepare(None)
shapely.prepare(1)
shapely.prepare([1])
shapely.prepare([])
shapely.destroy_prepared(None)
shapely.destroy_prepared(1)
''')
fresh = [shapely.box(i, i, i + 2, i + 2) for i in range(4)]
check('''
shapely.is_prepared(fresh)
shapely.prepare(fresh[0])
shapely.prepare(fresh[0])
shapely.is_prepared(fresh)
shapely.prepare([fresh[1], fresh[2]])
shapely.is_prepared(fresh)
shapely.contains(fresh, G['p'])
shapely.intersects(fresh, G['l'])
shapely.contains_xy(fresh, 1, 2)
shapely.intersects_xy(fresh, 1, 2)
shapely.covers(fresh, G['p'])
shapely.disjoint(fresh, G['l'])
shapely.touches(fresh, G['l'])
shapely.overlaps(fresh, G['s'])
shapely.crosses(fresh, G['l'])
shapely.within(fresh, G['s'])
shapely.covered_by(fresh, G['s'])
shapely.contains_properly(fresh, G['p'])
shapely.dwithin(fresh, G['p'], 0.5)
shapely.relate(fresh, G['s'])
shapely.relate_pattern(fresh, G['s'], 'T********')
shapely.equals(fresh, fresh[0])
shapely.distance(fresh, G['p'])
fresh[0].buffer(0)
shapely.is_prepared(fresh[0].buffer(0))
shapely.destroy_prepared(fresh[0])
shapely.destroy_prepared([fresh[1], fresh[3]])
shapely.is_prepared(fresh)
shapely.contains(fresh, G['p'])
''')
