import _collections
from _collections import deque, defaultdict, _count_elements, _tuplegetter

for name in ("_deque_iterator", "_deque_reverse_iterator", "_tuplegetter", "defaultdict", "deque"):
    value = getattr(_collections, name)
    call("dir", lambda: (name, value.__module__, value.__qualname__, value.__bases__, [key for key in dir(value) if key not in _everywhere]))


class Odd:
    def __init__(self, target): self.target = target
    def __eq__(self, other):
        self.target.append(1)
        return False
    def __repr__(self): return "Odd()"

class BadEq:
    def __eq__(self, other): raise ZeroDivisionError("eq")
    def __repr__(self): return "BadEq()"

class Index:
    def __index__(self): return 1
    def __repr__(self): return "Index()"

class Sub(deque):
    def __init__(self, iterable=(), maxlen=None):
        self.note = "n"
        super().__init__(iterable, maxlen)

class Plain(deque): pass

makers = [lambda: deque(), lambda: deque([1]), lambda: deque("abcde"), lambda: deque(range(20), 7), lambda: deque([1, 2, 1, 3], 4), lambda: deque([1, 2], 0), lambda: Sub([3, 4]), lambda: Sub("xyz", 2), lambda: Plain([1, 2, 3]),
          lambda: deque(deque(range(10))), lambda: deque([BadEq(), 1]), lambda: deque([1, [2], (3,)])]
values = [0, 1, -1, 2, 3, 7, -7, 20, None, "a", "b", 1.0, [2], Index(), True, 10**9, -(10**9), [1, 2], (), "xy", deque([1]), {5: 6}, BadEq(), slice(0, 1), range(3)]
one = ["append", "appendleft", "extend", "extendleft", "count", "remove", "index", "rotate", "__contains__", "__add__", "__iadd__", "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"]
none = ["pop", "popleft", "clear", "reverse", "copy", "__copy__", "__len__", "__repr__", "__iter__", "__reversed__", "__reduce__", "__hash__", "rotate"]
for make in makers:
    call("make", lambda: (make(), make().maxlen, len(make()), bool(make())))
    for name in one:
        d = make()
        f = getattr(d, name)
        call(name, f)
        call(name, f, 1, 2, 3, 4, 5)
        call(name, f, x=1)
        for value in values:
            d = make()
            call(name, getattr(d, name), value)
            note(name, show(list(d)))
    for value in values:
        call("item", lambda: make()[value])
        call("item", lambda: make()[value:])
        d = make()
        call("delete", lambda: d.__delitem__(value) if isinstance(value, int) else None)
        note("delete", show(list(d)))
    for name in none:
        d = make()
        if d.__hash__ is None and name == "__hash__":
            continue
        call(name, getattr(d, name))
        note(name, show(list(d)))
        call(name, getattr(d, name), 1, 2)
    for name in ("__mul__", "__rmul__", "__imul__"):
        for count in (0, 1, 2, 5, -1, True, "x", 2.0, None, Index()):
            d = make()
            call(name, getattr(d, name), count)
            note(name, show(list(d)))
    for at in (0, 1, -1, 2, 5, -5, 100, -100, "x", None, Index(), 1.5):
        d = make()
        call("insert", d.insert, at, "new")
        note("insert", show(list(d)))
        d = make()
        if isinstance(at, int): call("__setitem__", d.__setitem__, at, "new")
        note("__setitem__", show(list(d)))
        for value in (1, "a", "zz"):
            call("index", d.index, value, at)
            call("index", d.index, value, 0, at)
            call("index", d.index, value, at, 3)
    for other in makers:
        for op in ("__lt__", "__eq__", "__ge__", "__ne__", "__add__", "__iadd__"):
            d = make()
            call("two " + op, getattr(d, op), other())
    call("iterator", lambda: list(iter(make())))
    call("iterator", lambda: list(reversed(make())))
    call("iterator", lambda: iter(make()).__length_hint__())
    call("iterator", lambda: reversed(make()).__length_hint__())
    call("iterator", lambda: (lambda it: (next(it), it.__length_hint__(), it.__reduce__()[1]))(iter(make())))
    def changes():
        d = make()
        it = iter(d)
        d.append(1)
        return [outcome(next, it), outcome(next, it), it.__length_hint__()]
    call("iterator", changes)
    call("itself", lambda: (lambda d: (d.extend(d), d))(make())[1])
    call("itself", lambda: (lambda d: (d.extendleft(d), d))(make())[1])
    call("itself", lambda: (lambda d: d == d and not d != d)(make()))
    call("match", lambda: [x for x in [make()] if isinstance(x, deque)])
for args in [(), (5,), ([1], 2, 3), ([1, 2, 3], -1), ([1], "x"), ([1, 2, 3], 2), ([1, 2, 3], None), ("ab", 1.5), ("abc", True), (None,), (range(5), Index())]:
    call("new", deque, *args)
    call("new", Plain, *args)
    call("new", Sub, *args[:2])
call("new", lambda: deque(iterable="ab", maxlen=5))
call("new", lambda: deque(maxlen=5))
call("new", lambda: deque(x=5))
call("new", lambda: deque("abc", 2) * 3)
call("new", lambda: (lambda d: (d.__init__([7, 8], 1), d, d.maxlen))(deque([1, 2, 3]))[1:])
def odd(name):
    d = deque([0, 0])
    d.appendleft(Odd(d))
    return getattr(d, name)(5)
for name in ("count", "index", "remove", "__contains__"):
    call("odd", odd, name)
def circle():
    d = deque()
    d.append(d)
    return repr(d)
call("repr", circle)
call("repr", lambda: repr(deque([deque([1], 2)])))
call("repr", lambda: deque[int])
def queue(count):
    d, seen, state = deque(), [], 1
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        what = state // 65536 % 5
        if what < 2: d.append(state % 97)
        elif what == 2: d.appendleft(state % 89)
        elif d: seen.append(d.pop() if what == 3 else d.popleft())
        if state % 50 == 0: d.rotate(state % 13 - 6)
    return sum(seen), list(d)
for count in (10, 100, 3000): call("queue", queue, count)
call("iterator types", lambda: list(_collections._deque_iterator(deque("abc"), 1)))
call("iterator types", lambda: list(_collections._deque_reverse_iterator(deque("abc"), 1)))

# ---- defaultdict
class DefaultSub(defaultdict):
    def __repr__(self): return "Sub" + defaultdict.__repr__(self)
def missing_list():
    d = defaultdict(list)
    d["a"].append(1)
    d["b"].append(2)
    d["a"].append(3)
    return d, d.default_factory, d.get("zz"), len(d)
call("defaultdict", missing_list)
for args, kws in [((), {}), ((int,), {}), ((None,), {}), ((5,), {}), ((list, {1: 2}), {}), ((list, [(1, 2)]), {"x": 3}), ((lambda: 7,), {"default_factory": 1}), ((int, 5), {}), ((int, {}, {}), {}), (({},), {}), ((int,), {"a": 1})]:
    for c in (defaultdict, DefaultSub):
        call("defaultdict", lambda: list(c(*args, **kws).items()))
        call("defaultdict", lambda: c(*args, **kws)["missing"])
        call("defaultdict", lambda: (lambda d: (outcome(d.__getitem__, "k"), list(d)))(c(*args, **kws)))
        call("defaultdict", lambda: (lambda d: (d.copy() == d, type(d.copy()) is c, d.__copy__().default_factory is d.default_factory))(c(*args, **kws)))
        call("defaultdict", lambda: (lambda d: d.__reduce__()[1:4])(c(*args[:1])) if args[:1] != ((),) and args and args[0] in (int, None, list) else 0)
call("defaultdict", lambda: repr(defaultdict(int, {1: 2})))
call("defaultdict", lambda: repr(defaultdict(None, {1: 2})))
call("defaultdict", lambda: repr(DefaultSub(int, {1: 2})))
call("defaultdict", lambda: defaultdict(int, {1: 2}) | {3: 4})
call("defaultdict", lambda: {3: 4} | defaultdict(int, {1: 2}))
call("defaultdict", lambda: defaultdict(int) | 5)
call("defaultdict", lambda: defaultdict(int).__or__([(1, 2)]))
call("defaultdict", lambda: (lambda d: (d.__ior__({5: 6}), type(d)))(defaultdict(int)))
call("defaultdict", lambda: (lambda d: (setattr(d, "default_factory", list), d["x"], d))(defaultdict(int)))
call("defaultdict", lambda: (lambda d: (setattr(d, "default_factory", 5), outcome(d.__getitem__, 1)))(defaultdict(int)))
call("defaultdict", lambda: defaultdict(lambda: 1 / 0)[5])
call("defaultdict", lambda: defaultdict(int)[[]])
call("defaultdict", lambda: defaultdict.__missing__({}, 1))
call("defaultdict", lambda: defaultdict[int, str])
call("defaultdict", lambda: dict(defaultdict(int, a=1)))
call("defaultdict", lambda: {**defaultdict(int, a=1)})
call("defaultdict", lambda: (lambda **k: k)(**defaultdict(int, a=1)))
call("defaultdict", lambda: defaultdict(int, a=1) == {"a": 1})
def nested():
    tree = lambda: defaultdict(tree)
    t = tree()
    t["a"]["b"]["c"] = 1
    return list(t), list(t["a"]), t["a"]["b"]["c"]
call("defaultdict", nested)
def loop():
    d = defaultdict()
    d.default_factory = d.copy
    return "..." in repr(d)
call("defaultdict", loop)
class WithSlot(defaultdict):
    __slots__ = ("extra",)
call("defaultdict", lambda: (lambda d: (setattr(d, "extra", 5), d[1], d.extra, d))(WithSlot(int)))
call("defaultdict", lambda: (lambda d: (setattr(d, "own", 5), d[1], d.own, d.__dict__))(DefaultSub(int)))

# ---- _count_elements
class Mapping:
    def __init__(self): self.d = {}
    def get(self, key, default): return self.d.get(key, default)
    def __setitem__(self, key, value): self.d[key] = value
class Own(dict):
    def get(self, key, default=None): return 10
class OwnSet(dict):
    def __setitem__(self, key, value): dict.__setitem__(self, key, -value)
for make in (dict, lambda: {"a": 5}, Mapping, Own, OwnSet, lambda: {"a": "x"}, lambda: {"a": 2.5}, lambda: {"a": 2**63 - 1}, lambda: 5, lambda: defaultdict(int), list):
    for items in ("abca", [], [1, 2, 1, True, 1.0], [[]], 5, {"a": 1}, (x for x in "aab"), None, "aab"):
        items = "aab" if hasattr(items, "__next__") else items
        m = make()
        call("_count_elements", _count_elements, m, items)
        note("_count_elements", show(getattr(m, "d", m)))
call("_count_elements", _count_elements)
call("_count_elements", _count_elements, {}, [], 1)

# ---- _tuplegetter
class Point(tuple):
    x = _tuplegetter(0, "first")
    y = _tuplegetter(1, "second")
    z = _tuplegetter(2, None)
    n = _tuplegetter(-1, None)
p = Point((1, 2))
class NoTuple:
    x = Point.__dict__["x"]
    def __repr__(self): return "NoTuple()"
for action in (lambda: p.x, lambda: p.y, lambda: p.z, lambda: p.n, lambda: Point.x, lambda: Point.x.__doc__, lambda: setattr(p, "x", 1), lambda: delattr(p, "x"), lambda: NoTuple().x, lambda: Point.x.__reduce__(), lambda: _tuplegetter(),
               lambda: _tuplegetter("a", 1), lambda: _tuplegetter(1, doc=2), lambda: setattr(Point.x, "__doc__", "new"), lambda: Point.x.__doc__, lambda: NoTuple.x):
    call("_tuplegetter", action)
finish()
