def area(width, height, unit="cm"): return f"{width*height} {unit}"
print(area(height=3, width=4))
def times(n):
    def deco(fn):
        def inner(*args, **kw): return [fn(*args, **kw) for _ in range(n)]
        return inner
    return deco
@times(2)
def hi(w): return "hi " + w
print(hi("bo"))
it = iter([1, 3, 9]); print(any(x > 2 for x in it), list(it))
class Guard:
    def __enter__(self): return 7
    def __exit__(self, *what): print(what[0]); return True
def f():
    for i in range(3):
        try:
            with Guard() as g: return g + i
        finally: print("fin")
print(f())
with Guard(): 1 / 0
def running():
    total = 0
    while True: total += (yield total) or 0
g = running(); next(g); print(g.send(5), g.send(2)); g.close()
l = list(range(10)); l[::3] = [0] * 4; del l[1:3]; print(l)
h, *t = "xyz"; print(h, t, [0, *t])
print({i: [j for j in range(i) if j % 2] for i in (3, 4)}, *{"a": 1}, sep=";")
match {"op": "plus", "args": [1, 2]}:
    case {"op": "add" | "plus", "args": [x, y]} if x < y: print("add", x + y)
try:
    try: {}["k"]
    except KeyError as e: raise ValueError("bad") from e
except ValueError as e: print(repr(e), repr(e.__cause__))
v = [3, 1, 2]
try: v.sort(key=lambda x: (v.append(x), x)[1])
except ValueError as e: print(e)
try: list.append(5.0, 1)
except TypeError as e: print(e)
x = []
for _ in range(10_000): x = [x]
try: repr(x)
except RecursionError as e: print("deep")
class A: pass
class B(A): pass
class C(A): pass
class D(B, C): __slots__ = ()
print([k.__name__ for k in D.__mro__])
a = b = [1]; a += (2,); print(b, -7 // 2, --1, 2**200 % 97, (-3).__divmod__(2))
print(f"{'x'!r:>6}|{3.14159:08.2f}|{1234567:,}|{255:#x}")
print(f"{1234.5:>10,.2f}|{0.125:.1%}", round(2.5), round(-0.5))
print({1, 3, 2}, {True: "a"}[1.0], hash(2**61 - 1), hash(0.5), (5).bit_count())
class M(type):
    def __call__(cls, *a): return ("made", cls.__name__, a)
class K(metaclass=M): pass
print(K(1, k := 2), k)
