import itertools

names_of(itertools)


class Count:
    def __init__(self, stop, fail=None):
        self.at, self.stop, self.fail = 0, stop, fail

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == self.fail:
            raise KeyError("stop here")
        if self.at >= self.stop:
            raise StopIteration
        self.at += 1
        return self.at


class Items:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * i


class Index:
    def __index__(self):
        return 2

    def __repr__(self):
        return "Index()"


class Float:
    def __float__(self):
        return 1.5

    def __add__(self, other):
        return ("sum", other)

    def __repr__(self):
        return "Float()"


class BadBool:
    def __bool__(self):
        raise ZeroDivisionError("no truth")

    def __repr__(self):
        return "BadBool()"


class BadEq:
    def __eq__(self, other):
        raise ZeroDivisionError("no equality")

    def __repr__(self):
        return "BadEq()"


class Sub(int):
    pass


makers = [
    lambda: [], lambda: [1, 2, 3], lambda: "abcda", lambda: (), lambda: range(5), lambda: Count(4), lambda: Count(9, 2), lambda: Items(), lambda: 5,
    lambda: None, lambda: {1: 2, 3: 4}, lambda: (x for x in [1, 0, 2, "", 3]), lambda: [(1, 2), (3, 4), [5, 6]], lambda: [(2, 3), 7], lambda: [BadBool(), 1],
    lambda: [1.5, 2, "x"], lambda: [[1], [2]], lambda: [1, 1.0, True, 2, 2, 3, 3, 1],
]
numbers = [0, 1, 2, 3, 5, -1, -2, -7, None, True, 2.0, "2", Index(), Sub(2), 10**30, -(10**30), 1.5, 2j, Float(), [], 255]
functions = [None, bool, lambda x: x, lambda x: x == 1, len, lambda: 0, lambda x, y: x, pow, 5, lambda x: 1 / 0, lambda x: BadBool(), lambda *a: a, max]

one = ["cycle", "chain", "tee", "pairwise", "count", "product", "permutations", "accumulate", "groupby", "zip_longest", "islice", "batched", "repeat", "starmap", "_tee"]
for name in one:
    f = getattr(itertools, name)
    call(name, f)
    for make in makers:
        call(name, f, make())
        call(name, lambda: next(f(make())))
    call(name, f, [1], bad=1)
    call(name, f, 1, 2, 3, 4, 5, 6)

for name in ["islice", "combinations", "combinations_with_replacement", "permutations", "batched", "product", "tee", "repeat", "zip_longest", "chain"]:
    f = getattr(itertools, name)
    for make in makers:
        for n in numbers:
            if n is not True and isinstance(n, int) and n > 10**9 and name != "islice":
                continue
            call(name + " 2", f, make(), n)

for make in makers:
    for start in numbers:
        for stop in (0, 2, 3, None, -1, "x", 10):
            call("islice 3", itertools.islice, make(), start, stop)
            call("islice 4", itertools.islice, make(), 1, stop, start)

for start in numbers:
    call("count", itertools.count, start)
    call("count repr", lambda: repr(itertools.count(start)))
    for step in numbers:
        call("count 2", itertools.count, start, step)
        call("count 2", itertools.count, step=step, start=start)
        call("count repr", lambda: repr(itertools.count(start, step)))

for name in ["dropwhile", "takewhile", "filterfalse", "starmap"]:
    f = getattr(itertools, name)
    for function in functions:
        call(name, f, function)
        for make in makers:
            call(name, f, function, make())
    call(name, f, None, iterable=[])

for make in makers:
    for function in functions:
        call("groupby", itertools.groupby, make(), function)
        call("groupby", itertools.groupby, make(), key=function)
        call("accumulate", itertools.accumulate, make(), function)
        call("accumulate", itertools.accumulate, make(), func=function, initial=7)
        call("accumulate", itertools.accumulate, make(), initial=function)
    for other in makers:
        call("compress", itertools.compress, make(), other())
        call("compress", itertools.compress, data=make(), selectors=other())
        call("chain", itertools.chain, make(), other())
        call("product", itertools.product, make(), other())
        call("product", itertools.product, make(), other(), repeat=2)
        call("zip_longest", itertools.zip_longest, make(), other())
        call("zip_longest", itertools.zip_longest, make(), other(), make(), fillvalue="-")
    call("chain", itertools.chain.from_iterable, make())
    for n in (0, 1, 2, 3, -1, 7):
        call("batched", itertools.batched, make(), n, strict=True)
        call("batched", itertools.batched, iterable=make(), n=n)
        call("permutations", itertools.permutations, iterable=make(), r=n)
        call("combinations", itertools.combinations, iterable=make(), r=n)
        call("product", itertools.product, make(), repeat=n)
        call("tee", lambda: [list(t) for t in itertools.tee(make(), n)])

for times in numbers:
    call("repeat", itertools.repeat, "a", times)
    call("repeat", itertools.repeat, object="a", times=times)
    call("repeat", lambda: repr(itertools.repeat("a", times)))
    call("repeat", lambda: itertools.repeat("a", times).__length_hint__())
    call("repeat", lambda: list(itertools.repeat("a", times)) if isinstance(times, int) and times < 300 else None)
    call("product", itertools.product, [1, 2], repeat=times)
call("repeat", lambda: repr(itertools.repeat(1)))
call("repeat", lambda: itertools.repeat(1).__length_hint__())
call("zip_longest", itertools.zip_longest, [1], other=3)
call("zip_longest", itertools.zip_longest, [1], fillvalue=3, other=3)
call("zip_longest", itertools.zip_longest, fillvalue=3)

# iteration goes on after the end, and after errors
for make in (
    lambda: itertools.chain([1], 5, [2]), lambda: itertools.islice(Count(9, 3), 1, 8, 2), lambda: itertools.pairwise(Count(9, 3)), lambda: itertools.batched(Count(9, 3), 2),
    lambda: itertools.zip_longest(Count(9, 3), [1]), lambda: itertools.takewhile(lambda x: 6 // (3 - x), Count(9)), lambda: itertools.dropwhile(lambda x: 6 // (2 - x), Count(9)),
    lambda: itertools.groupby([1, 2, BadEq(), BadEq(), 3]), lambda: itertools.accumulate([1, "a", 2]), lambda: itertools.cycle(Count(9, 2)), lambda: itertools.compress(Count(9, 3), [1] * 9),
    lambda: itertools.starmap(divmod, [(1, 0), (7, 2)]), lambda: itertools.batched([1, 2, 3], 2, strict=True), lambda: itertools.filterfalse(lambda x: 1 // (x - 2), [1, 2, 3]),
    lambda: itertools.permutations([1, 2]), lambda: itertools.combinations([1, 2], 1), lambda: itertools.product([1, 2]), lambda: itertools.tee(Count(9, 3))[0], lambda: itertools.repeat(1, 2),
):
    it = make()
    for _ in range(8):
        call("go on " + type(it).__name__, next, it)

# groups and their owner
def groups():
    g = itertools.groupby("aabbbca")
    seen = []
    k1, g1 = next(g)
    seen.append((k1, next(g1)))
    k2, g2 = next(g)
    seen.append((k2, list(g1), next(g2), list(g2), list(g2)))
    seen.append([(k, list(v)) for k, v in g])
    return seen
call("groups", groups)
call("groups", lambda: [list(g) for k, g in list(itertools.groupby("aabb"))])
call("groups", lambda: itertools._grouper(1, 2))
call("groups", lambda: next(itertools._grouper(itertools.groupby("aab"), "a")))

# tee in every order
def tees():
    a, b = itertools.tee(iter(range(200)))
    seen = [next(a) for _ in range(120)]
    c = a.__copy__()
    return seen[-1], next(b), next(c), next(a), sum(b), sum(c), sum(a), type(itertools.tee(c)[0]) is type(c)
call("tees", tees)
class Again:
    def __iter__(self): return self
    def __next__(self): return next(self.tee)
def reenter():
    x = Again()
    x.tee, _ = itertools.tee(x)
    return next(x.tee)
call("tees", reenter)
call("tees", lambda: next(itertools._tee_dataobject(iter([1]), [], None)))
call("tees", lambda: itertools._tee_dataobject(iter([1]), 5, None))
call("tees", lambda: itertools._tee_dataobject(iter([1]), [1] * 60, None))
call("tees", lambda: itertools._tee_dataobject(iter([1]), [1], 7))

# subclasses
for name in ["count", "cycle", "repeat", "chain", "compress", "dropwhile", "takewhile", "filterfalse", "starmap", "accumulate", "islice", "pairwise", "batched", "zip_longest", "groupby",
             "product", "permutations", "combinations", "combinations_with_replacement"]:
    base = getattr(itertools, name)
    args = {"count": (1,), "repeat": (1, 3), "compress": ("abc", [1, 0, 1]), "dropwhile": (None, []), "takewhile": (None, []), "filterfalse": (None, [0, 1]), "starmap": (pow, [(1, 2)]),
            "islice": ("abc", 2), "batched": ("abc", 2), "combinations": ("abc", 2), "combinations_with_replacement": ("abc", 2)}.get(name, ("abc",))
    class Derived(base):
        pass
    class WithInit(base):
        def __init__(self, *args, newarg=None):
            self.newarg = newarg
    call("subclass", Derived, *args)
    call("subclass", lambda: (setattr(it := Derived(*args), "x", 3), it.x, type(it).__name__))
    call("subclass", Derived, *args, newarg=3)
    if name not in ("zip_longest", "count", "repeat", "compress", "accumulate", "batched", "groupby", "product", "permutations", "combinations", "combinations_with_replacement"):
        call("subclass", lambda: WithInit(*args, newarg=3).newarg)
    call("subclass", lambda: base.__next__(5))
    call("subclass", lambda: base.__new__(int))
    call("subclass", lambda: base.__new__())
    call("subclass", lambda: iter(it := base(*args)) is it)
    call("subclass", lambda: hash(base(*args)) is None)
for name in ("_grouper", "_tee", "_tee_dataobject"):
    call("subclass", type, "X", (getattr(itertools, name),), {})
finish()
