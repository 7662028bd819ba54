def f(x): return x * 2
def g(x, y): return x + y
print([x for x in map(f, [1, 2, 3])], list(map(f, range(3))), list(map(g, [1, 2], (3, 4, 5))), tuple(map(f, 'ab')), set(map(f, {1})))
print(list(filter(lambda x: x % 2, range(6))), [x for x in filter(lambda x: x > 'a', 'abc')], list(filter(lambda x: 0, range(1000))))
def stop(x):
    if x == 2: raise StopIteration
    return x
print([x for x in map(stop, [1, 2, 3])], list(filter(stop, [1, 2, 3])), list(map(stop, [1, 2, 3])))
def bad(x): raise KeyError(x)
for it in (map(bad, [1]), filter(bad, [1])):
    try:
        for x in it: print(x)
    except KeyError as e: print('K', e)
class T:
    def __bool__(self): raise ValueError('b')
try: list(filter(lambda x: T(), [1]))
except ValueError as e: print(e)
d = {1: 2, 3: 4}
print(list(map(f, d)), list(map(lambda p: p[0], d.items())), sorted(map(f, {3, 1})), max(map(f, [1, 5])), any(map(f, [0, 1])), ','.join(map(lambda x: str(x), [1, 2])), dict(map(lambda x: (x, 1), 'ab')), sum(map(f, [1, 2])))
m = map(f, [1, 2, 3]); next(m); print(list(m), list(m))
for x in map(f, [1, 2, 3]):
    if x == 4: break
else: print('no')
l = [1, 2, 3]
print([l.append(9) or x for x in map(f, l) if len(l) < 8])
import sys
def depth(n): return n and max(map(depth, [n - 1])) + 1
print(depth(30))
def gen():
    for x in map(f, [1, 2]): yield x
print(list(gen()), list(map(f, map(f, [1]))), list(map(f, filter(lambda x: x, [0, 1]))))
try:
    d = {1: 1, 2: 2}
    for x in map(lambda k: d.update({k + 10: 1}) or k, d): pass
except RuntimeError as e: print(e)
def e3(a): raise TypeError('t')
try: list(map(e3, [1]))
except TypeError as e:
    t = e.__traceback__
    while t: print(t.tb_lineno, t.tb_frame.f_code.co_name); t = t.tb_next
