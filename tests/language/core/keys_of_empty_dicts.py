# Keys of empty dicts, of which pop() does not ask the hash; and of others.
import collections

for d in ({}, {1: 2}, collections.defaultdict(int), collections.Counter(), set(), frozenset()):
    for m in ('pop', 'get', 'setdefault', '__contains__', '__getitem__', '__delitem__', 'discard', 'remove'):
        if not hasattr(d, m): continue
        for a in (([],), ([], 5), ({}, None)):
            try: print(type(d).__name__, len(d), m, a, getattr(d, m)(*a))
            except Exception as e: print(type(d).__name__, len(d), m, a, type(e).__name__, e)
class H:
    def __hash__(self): print('hash'); return 1
for d in ({}, {1: 2}):
    for f in (lambda: d.pop(H(), 0), lambda: d.get(H()), lambda: H() in d, lambda: d.pop(H())):
        try: print(f())
        except KeyError as e: print('KeyError')
print(H() in set(), H() in frozenset()); set().discard(H())
