# The search tree STRtree.
import shapely
from shapely.strtree import STRtree
from shapely_checks import G, checks

one, check, each, pairs = checks(globals())

points = [shapely.Point(i, (i * 3) % 7) for i in range(12)]
boxes = [shapely.box(i, i, i + 1.5, i + 1.5) for i in range(6)]
mixed = [G['p'], G['l'], G['s'], G['pe'], G['h'], G['gc'], G['se'], G['bow']]
T = {'points': STRtree(points), 'boxes': shapely.STRtree(boxes), 'mixed': STRtree(mixed), 'none': STRtree([]), 'wide': STRtree(points, node_capacity=2), 'empty': STRtree([G['pe'], G['le']])}
PREDICATES = ['None', "'intersects'", "'within'", "'contains'", "'overlaps'", "'crosses'", "'touches'", "'covers'", "'covered_by'", "'contains_properly'"]


def ordered(x):
    """Hits in the order of their numbers: the order in the tree is not promised."""
    if len(x.shape) == 1:
        return sorted(x.tolist())
    return sorted([tuple(i) for i in zip(x[0].tolist(), x[1].tolist())])


def ordered_two(x):
    """The same for hits and their distances."""
    hits = x[0]
    distances = x[1].tolist()
    if len(hits.shape) == 1:
        return sorted([tuple(i) for i in zip(hits.tolist(), distances)])
    return sorted([tuple(i) for i in zip(hits[0].tolist(), hits[1].tolist(), distances)])


def how_far(tree, x):
    """Which of equally near geometries is found is the tree's affair."""
    at = tree.nearest(x)
    return None if at is None else shapely.distance(tree.geometries[at], x)


for tree in ['points', 'boxes', 'mixed', 'none', 'wide', 'empty']:
    one("len(T['" + tree + "'])")
    one("T['" + tree + "'].geometries")
    for name in ['p', 'pe', 'l', 's', 'h', 'gc']:
        for predicate in PREDICATES:
            if tree in ('points', 'boxes') or predicate in ('None', "'intersects'"):
                one("ordered(T['" + tree + "'].query(G['" + name + "'], predicate=" + predicate + '))')
        for template in ["ordered(T['{}'].query([], predicate='dwithin', distance=2))", "how_far(T['{}'], [])", "ordered(T['{}'].query_nearest([]))",
                         "ordered_two(T['{}'].query_nearest([], return_distance=True))", "ordered(T['{}'].query_nearest([], max_distance=1.5))",
                         "T['{}'].query_nearest([], all_matches=False).shape", "ordered(T['{}'].query_nearest([], exclusive=True))"]:
            one(template.replace('{}', tree).replace('[]', "G['" + name + "']"))
check('''
T['points'].query(G['s']).dtype
T['points'].query(G['s']).shape
T['points'].query([G['s'], G['p']]).dtype
T['points'].query([G['s'], G['p']]).shape
ordered(T['points'].query([G['s'], G['p']]))
ordered(T['points'].query([G['s'], G['p']], predicate='dwithin', distance=[1, 3]))
ordered(T['points'].query([G['s'], G['p']], predicate='dwithin', distance=2.5))
ordered(T['points'].query(G['s'], predicate='dwithin', distance=[1, 3]))
T['points'].query(G['s'], predicate='dwithin')
T['points'].query(G['s'], predicate='unknown')
T['points'].query(G['s'], predicate=['within'])
ordered(T['points'].query(G['s'], distance=1))
T['points'].query(G['s'], predicate='dwithin', distance='a')
T['points'].query(None)
T['points'].query(1)
T['points'].query([G['s'], 'a'])
T['points'].query(G['h'])
T['wide'].query(G['h'], predicate='within')
T['mixed'].query(G['h'])
T['boxes'].query([G['h'], G['s']], predicate='intersects')
ordered(T['points'].query_nearest([G['h'], G['s']]))
ordered_two(T['wide'].query_nearest([G['h']], return_distance=True))
T['points'].query()
T['points'].nearest(G['p'])
type(T['points'].nearest(G['p'])).__name__ in ('int', 'int64')
T['points'].nearest([G['p'], G['s'].centroid])
T['points'].nearest([])
T['points'].nearest(None)
T['points'].nearest(G['pe'])
T['none'].nearest(G['p'])
T['none'].nearest([G['p']])
T['points'].nearest(1)
ordered(T['points'].query_nearest([G['p'], G['s']]))
ordered_two(T['points'].query_nearest([G['p'], G['s']], return_distance=True))
T['points'].query_nearest(None)
T['points'].query_nearest([])
T['points'].query_nearest(G['p'], max_distance=0)
T['points'].query_nearest(G['p'], max_distance=-1)
T['points'].query_nearest(G['p'], max_distance=float('nan'))
T['points'].query_nearest(G['p'], max_distance=0.5)
T['points'].query_nearest(G['p'], max_distance='a')
T['points'].query_nearest(G['p'], exclusive='a')
T['points'].query_nearest(G['p'], all_matches='a')
T['points'].query_nearest(1)
ordered(T['boxes'].query_nearest(shapely.Point(2, 1.5)))
ordered(T['boxes'].query_nearest(boxes[2], exclusive=True))
T['points'].query_nearest(shapely.Point(0, 0), return_distance=True)
STRtree(5)
STRtree(None)
STRtree(G['p'])
len(STRtree((G['p'], G['l'])))
len(STRtree([G['p']], 10))
STRtree([G['p']]).geometries[0] is G['p']
[boxes[i] for i in sorted(T['boxes'].query(shapely.Point(1.2, 1.2)).tolist())]
[boxes[i] for i in T['boxes'].query(shapely.Point(20, 20))]
T['boxes'].geometries[T['boxes'].nearest(shapely.Point(20, 20))]
''')
