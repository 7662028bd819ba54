import _functools
from _functools import Placeholder as P, cmp_to_key, partial, reduce

names_of(_functools)


def f(*args, **keywords):
    return args, keywords

def one(a, b=2, *, c=3):
    return a, b, c

class Callable:
    def __call__(self, *args): return ("called", args)
    def __repr__(self): return "Callable()"

class Sub(partial):
    pass

class BadEq:
    def __init__(self, h): self.h = h
    def __hash__(self): return self.h
    def __eq__(self, other): raise ZeroDivisionError("eq")
    def __repr__(self): return f"BadEq({self.h})"

# ---- partial
functions = [f, one, Callable(), len, partial(f, 1), partial(f, x=1), Sub(f, 5), 5, None, P, partial(partial(f, P, 2), 1), partial(f, P, P, 3)]
arguments = [(), (1,), (1, 2), (P, 2), (P, P, 1), (1, P), (P,), ([1],), tuple(range(20))]
keywords = [{}, {"x": 5}, {"c": 1}, {"x": P}, {"func": 1, "self": 2}]
for function in functions:
    for args in arguments:
        for kws in keywords:
            call("partial", lambda: (lambda p: (p.func, p.args, p.keywords))(partial(function, *args, **kws)))
            call("partial repr", lambda: repr(partial(function, *args, **kws)))
            for more in ((), (7,), (7, 8), tuple(range(15))):
                call("partial call", lambda: partial(function, *args, **kws)(*more))
                call("partial call", lambda: partial(function, *args, **kws)(*more, x=9, z=1))
                call("partial call", lambda: Sub(function, *args, **kws)(*more, x=9))
call("partial", partial)
call("partial", partial, func=1)
call("partial", lambda: partial(f, 1).__reduce__())
call("partial", lambda: partial(f, 1, x=2).__reduce__())
call("partial", lambda: setattr(partial(f), "func", 1))
call("partial", lambda: delattr(partial(f), "args"))
def with_attributes():
    p = partial(f, 1)
    p.note = "n"
    q = partial(p, 2)
    return q.func is p, q.args, p.__dict__, p.__reduce__()[2][3]
call("partial", with_attributes)
for state in [(f, (1,), {}, None), (f, (1,), None, {"a": 1}), (f, (1, P), {}, None), (f, (P, 1), {"x": 1}, None), 5, (1,), (f, [1], {}, None), (5, (), {}, None), (f, (), 5, None), (f, (), {}, 5),
              (f, (1,), {}), "abcd"]:
    def set_state():
        p = partial(one)
        p.__setstate__(state)
        return p.func, p.args, p.keywords, p.__dict__, p(9)
    call("partial state", set_state)
class Holder:
    method = partial(f, 1)
    static = staticmethod(partial(f, 2))
    def __repr__(self): return "Holder()"
call("partial", lambda: Holder().method(5))
call("partial", lambda: Holder.method(5))
call("partial", lambda: Holder().static(5))
call("partial", lambda: partial[int])
def circle():
    p = partial(f)
    p.__setstate__((p, (), {}, {}))
    return repr(p)
call("partial", circle)
call("partial", lambda: partial.__call__(5))
def deep():
    p = f
    for i in range(50):
        p = Sub(p, i)
        p.keep = 1
    return p("end")
call("partial", deep)
def chain_of_calls():
    class Next:
        def __init__(self, g): self.g = g
        def __call__(self, *a): return self.g(*a)
    p = f
    for i in range(30):
        p = partial(Next(p), i, i)
    return p(1)
call("partial", chain_of_calls)
call("partial", lambda: list(map(partial(one, c=5), [1, 2])))
call("partial", lambda: sorted([3, 1, 2], key=partial(lambda a, b: -b, 0)))
def generated():
    def g(a, b):
        yield a
        yield b
    return list(partial(g, 1)(2))
call("partial", generated)

# ---- Placeholder
call("Placeholder", repr, P)
call("Placeholder", lambda: type(P)() is P)
call("Placeholder", lambda: type(P)(1))
call("Placeholder", lambda: type(P)(x=1))
call("Placeholder", lambda: P.__reduce__())
call("Placeholder", lambda: bool(P) and P == P and hash(P) == hash(P))
call("Placeholder", lambda: P.x)
call("Placeholder", lambda: setattr(P, "x", 1))
call("Placeholder", type, "X", (type(P),), {})

# ---- reduce
for function in [lambda a, b: a + b, max, None, f, lambda a: a, pow, lambda a, b: 1 / 0]:
    for items in [[], [1], [1, 2, 3], "abc", (x for x in [1, 2]), 5, None, [[1], [2]], {}, {1: 2, 3: 4}]:
        items = items if not hasattr(items, "__next__") else [1, 2]
        call("reduce", reduce, function, items)
        call("reduce", reduce, function, iter(items) if hasattr(items, "__iter__") else items, 5)
        call("reduce", reduce, function, items, initial=[])
        call("reduce", reduce, function, items, None)
call("reduce", reduce)
call("reduce", reduce, max)
call("reduce", reduce, max, [1], 2, 3)
call("reduce", reduce, max, [1], start=3)

# ---- cmp_to_key
K = cmp_to_key(lambda a, b: a - b)
call("cmp_to_key", cmp_to_key)
call("cmp_to_key", cmp_to_key, 1, 2)
call("cmp_to_key", lambda: cmp_to_key(mycmp=len) is not None)
for a in [1, 2, "x", None]:
    call("cmp_to_key", lambda: K(a).obj)
    call("cmp_to_key", lambda: K(obj=a).obj)
    for b in [1, 2, "x"]:
        for op in ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"]:
            call("cmp_to_key", lambda: getattr(K(a), op)(K(b)))
    call("cmp_to_key", lambda: K(a) < a)
    call("cmp_to_key", lambda: K(a) == a)
call("cmp_to_key", K)
call("cmp_to_key", K, 1, 2)
call("cmp_to_key", K, x=2)
call("cmp_to_key", lambda: K.obj)
call("cmp_to_key", lambda: K < K)
call("cmp_to_key", lambda: hash(K(1)))
call("cmp_to_key", lambda: sorted([5, 2, 9, 1], key=K))
call("cmp_to_key", lambda: sorted([5, 2, 9, 1], key=cmp_to_key(lambda a, b: b - a)))
call("cmp_to_key", lambda: cmp_to_key(lambda a, b: "no")(1) < cmp_to_key(lambda a, b: "no")(2))

# ---- the wrapper of lru_cache
class Info(tuple):
    def __new__(cls, *args): return tuple.__new__(cls, args)
    def __repr__(self): return "Info" + tuple.__repr__(self)

calls = []
def cached(maxsize, typed=False, function=None):
    def g(*args, **keywords):
        calls.append((args, keywords))
        return len(calls), args, keywords
    calls.clear()
    return _functools._lru_cache_wrapper(function or g, maxsize, typed, Info)

def play(maxsize, typed):
    c = cached(maxsize, typed)
    seen = []
    for args, kws in [((1,), {}), ((1.0,), {}), ((True,), {}), ((1,), {}), (("a",), {}), (("a", "b"), {}), ((), {"x": 1}), ((), {"x": 1.0}), ((), {}), ((1,), {"x": 2}), ((2,), {"x": 1}), ((), {"y": 1, "x": 2}),
                      ((), {"x": 2, "y": 1}), ((10**30,), {}), ((10**30,), {}), (((1,),), {}), ((1,), {}), (([],), {}), ((None,), {}), ((1, 2, 3, 4, 5, 6, 7, 8, 9), {}), ((BadEq(1),), {}), ((BadEq(1),), {})]:
        seen.append(outcome(c, *args, **kws))
    return seen, c.cache_info(), c.cache_clear(), c.cache_info(), c(1), c.cache_info()

for maxsize in (None, 0, 1, 2, 3, 5, 128, -1, True):
    for typed in (False, True, 0, "x"):
        call("lru_cache", play, maxsize, typed)
for bad in [("x",), (1.5,), ([],)]:
    call("lru_cache", cached, *bad)
call("lru_cache", _functools._lru_cache_wrapper, 5, 1, False, Info)

def churn(maxsize, count, spread):
    hits = []
    c = cached(maxsize, function=lambda x: x * 2)
    state = 1
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        hits.append(c(state // 65536 % spread))
    return c.cache_info(), sum(hits)
for maxsize in (1, 2, 7, 50, None):
    for spread in (1, 3, 10, 60, 300):
        call("lru_cache churn", churn, maxsize, 600, spread)

def fib_depth(n, maxsize):
    @partial(_functools._lru_cache_wrapper, maxsize=maxsize, typed=False, cache_info_type=Info)
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)
    return fib(n), fib.cache_info()
for n in (1, 5, 60, 150):
    call("lru_cache recursion", fib_depth, n, None)
    call("lru_cache recursion", fib_depth, n, 16)
def raising():
    def g(x):
        if x == 1: raise KeyError(x)
        return x
    c = cached(2, function=g)
    return [outcome(c, 1), outcome(c, 1), outcome(c, 2), c.cache_info()]
call("lru_cache", raising)
def reentrant():
    def g(x):
        if x: c(x - 1); c(x - 1)
        return x
    c = cached(2, function=g)
    return c(5), c.cache_info()
call("lru_cache", reentrant)
def method():
    class A:
        @partial(_functools._lru_cache_wrapper, maxsize=2, typed=False, cache_info_type=Info)
        def m(self, x=1): return x
        def __repr__(self): return "A()"
    a = A()
    A.m.note = 5
    return a.m(), a.m(2), A.m(a), A.m.cache_info(), A.m.note, A.m.__dict__, A.__dict__["m"].__get__(None, A) is A.m, A.m.__copy__() is A.m, A.m.__deepcopy__({}) is A.m
call("lru_cache", method)
def generators():
    c = cached(2, function=lambda x: (y for y in range(x)))
    return list(c(3)), list(c(3))
call("lru_cache", generators)
call("lru_cache", lambda: [cached(2, function=int)("5"), cached(2, function=Callable())(1, 2), cached(None, function=partial(f, 1))(2)])
call("lru_cache", lambda: list(map(cached(2, function=lambda x: x), [1, 1, 2])))
call("lru_cache", lambda: cached(2)(*range(30)))
call("lru_cache", lambda: _functools._lru_cache_wrapper.__call__(5))
call("lru_cache", lambda: cached(2).__reduce__())
call("lru_cache", type, "X", (_functools._lru_cache_wrapper,), {})
finish()
