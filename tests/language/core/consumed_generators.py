def g(n):
    for i in range(n): yield i
print(list(g(3)), tuple(g(3)), set(g(3)), frozenset(g(3)), dict((i, i) for i in g(3)), sorted((-i for i in g(3)), key=abs, reverse=True))
print(any(i > 1 for i in g(3)), all(i > 1 for i in g(3)), ''.join(str(i) for i in g(3)))
print(min(g(3)), max(g(3)), max((i for i in g(3)), key=lambda i: -i), min((i for i in ()), default=7))
try: max(i for i in ())
except ValueError as e: print(e)
try: ','.join(i for i in g(3))
except TypeError as e: print(e)
def bad():
    yield 1
    raise KeyError('k')
import sys
try: list(bad())
except KeyError as e:
    t = e.__traceback__
    while t: print(t.tb_lineno, t.tb_frame.f_code.co_name); t = t.tb_next
try: max((i for i in g(2)), wrong=1)
except TypeError as e: print(e)
try: list(dict(i for i in g(2)))
except TypeError as e: print(e)
def where(): yield sys._getframe(1).f_code.co_name
print(list(where()))
def f():
    x = 5
    return sorted(y for y in [x, 2])
print(f())
class L(list): pass
print(type(L(g(2))), L(g(2)))
def rec(n): return list(rec(n - 1) if n else [] for _ in range(1))
print(rec(3))
print(max((float('nan'), 1.0)), max(x for x in (float('nan'), 1.0)))
