# How far sets ask an iterable, and what they say of items that cannot be hashed.
def g(*a):
    for x in a: print('take', x); yield x
print({1}.issubset(g(1, 2, 3)), {1}.intersection(g(1, 2)), {1, 2}.isdisjoint(g(3, 1, 4)), {1}.issuperset(g(1, 2, 1)), {1,5}.issubset(g(1, 2)))
s = {1}; s.intersection_update(g(1, 4)); print(s)
print(set().issubset(g(1)), set().intersection(g(1)), set().isdisjoint(g(1)), set().issuperset(g(1)), {1}.difference(g(1,2)), {1}.symmetric_difference(g(1,2)), {1}.issuperset(g()))
for m in ('issubset','intersection','isdisjoint','issuperset','difference','union','symmetric_difference','update','intersection_update', 'difference_update'):
    for a in ([1,[2]], [[2],1], 5, 'a', {1: 2}, [2, [3]]):
        s = {1, 3}
        try: print(m, a, sorted(getattr(s, m)(a) or [], key=str) if 'is' not in m[:2] and 'update' not in m else getattr(s, m)(a), sorted(s, key=str))
        except Exception as e: print(m, a, type(e).__name__, e)
# A number that happens to be the address of the set is no set.
for m in ('issubset', 'intersection', 'isdisjoint', 'issuperset', 'difference', 'union', 'symmetric_difference', 'update', 'intersection_update', 'difference_update', 'symmetric_difference_update'):
    s = {1, 3}
    try: print(m, getattr(s, m)(id(s)), s)
    except TypeError as e: print(m, e, s)
