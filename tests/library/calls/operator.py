import _operator

names_of(_operator)


class Add:
    def __add__(self, other): return "add"
    def __radd__(self, other): return "radd"
    def __iadd__(self, other): return NotImplemented
    def __getitem__(self, key): raise IndexError(key)
    def __repr__(self): return "Add()"

class InPlace(list):
    def __iadd__(self, other): return ("iadd", other)
    def __imul__(self, other): return NotImplemented

class Hint:
    def __init__(self, hint): self.hint = hint
    def __length_hint__(self):
        if isinstance(self.hint, Exception): raise self.hint
        return self.hint
    def __repr__(self): return f"Hint({self.hint!r})"

class Index:
    def __index__(self): return 3
    def __repr__(self): return "Index()"

class Thing:
    a = 1
    def __init__(self): self.b = self.__class__
    def method(self, *args, **keywords): return args, keywords
    def __repr__(self): return "Thing()"

class Matrix:
    def __matmul__(self, other): return "matmul"
    def __imatmul__(self, other): return "imatmul"
    def __repr__(self): return "Matrix()"

values = [0, 1, -3, True, 2.5, "ab", "", [1, 2], (1, 2), {1: 2}, {3}, None, 10**20, Add(), InPlace([1]), Index(), Matrix(), range(3), slice(1), iter([5, 6]), Thing(), float("nan"), "2", [3]]
binary = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and_", "or_", "xor", "matmul", "iadd", "isub", "imul", "itruediv", "ifloordiv", "imod", "ipow", "ilshift",
          "irshift", "iand", "ior", "ixor", "imatmul", "lt", "le", "eq", "ne", "gt", "ge", "is_", "is_not", "contains", "concat", "iconcat", "countOf", "indexOf", "getitem", "delitem", "_compare_digest"]
unary = ["neg", "pos", "inv", "invert", "abs", "index", "is_none", "is_not_none", "truth", "not_", "length_hint", "call"]


def fresh(value):
    return type(value)(value) if type(value) in (list, dict, set, InPlace) else iter([5, 6]) if hasattr(value, "__next__") else value


for name in binary:
    f = getattr(_operator, name)
    call(name, f)
    call(name, f, 1)
    call(name, f, 1, 2, 3)
    call(name, f, 1, b=2)
    for x in values:
        for y in values:
            if name in ("pow", "ipow", "lshift", "ilshift", "mul", "imul") and (x == 10**20 or y == 10**20):
                continue
            if name == "imul" and isinstance(x, (dict, set, range, Add, Matrix, Index, Thing, list)) or name == "ior" and type(x) is dict or name == "delitem" and not isinstance(x, (list, dict)) or name in ("iadd", "imul") and isinstance(x, list) and type(y) is Add:
                continue
            if name == "mod" and type(x) is str or name == "imod" and type(x) is str:
                continue
            call(name, f, fresh(x), fresh(y))
for name in unary:
    f = getattr(_operator, name)
    call(name, f)
    call(name, f, 1, 2, 3)
    call(name, f, a=1)
    for x in values:
        if x is not True or name not in ("inv", "invert"):
            call(name, f, x) if not (name == "length_hint" and x == 10**20) else None
for x in [[1, 2, 3], {1: 2}, "abc", 5, (1, 2)]:
    for key in [0, 1, -1, 9, slice(0, 2), "a", None, 1.5]:
        y = fresh(x)
        call("setitem", _operator.setitem, y, key, [7])
        note("setitem", show(y))
        y = fresh(x)
        call("delitem", _operator.delitem, y if type(y) in (list, dict) else [], key)
        note("delitem", show(y))
for hint in [0, 3, -1, "x", NotImplemented, None, 2.5, True, TypeError("t"), ValueError("v")]:
    call("length_hint", _operator.length_hint, Hint(hint))
    for default in [0, 5, -2, "x", None, 2.5, Index()]:
        call("length_hint", _operator.length_hint, Hint(hint), default)
        call("length_hint", _operator.length_hint, 5, default)
        call("length_hint", _operator.length_hint, [1, 2], default)
for pair in [("a", "a"), ("a", "b"), ("é", "é"), ("a", 5), ("", "")]:
    call("_compare_digest", _operator._compare_digest, *pair)
call("call", _operator.call, lambda *a, **k: (a, k), 1, 2, x=3)
call("call", _operator.call, dict, a=1)
call("call", _operator.call, len, [1, 2, 3])

for make in (_operator.itemgetter, _operator.attrgetter, _operator.methodcaller):
    name = make.__name__
    keys = [(), (0,), (1, 0), ("a",), ("a", "b"), ("b.__name__",), ("a.b.c",), ("method",), ("method", 1, 2), (5,), (slice(0, 1),), ("__class__.__name__", "a"), ("upper",), ("count", "b"), ("",), (".a",), ("a.",)]
    for key in keys:
        call(name, make, *key)
        call(name, make, *key, x=1)
        call(name, lambda: repr(make(*key)))
        call(name, lambda: make(*key).__reduce__()[1:])
        for value in values + [[1, 2, 3], {"a": 1, "b": 2, 0: 5}, "abc"]:
            call(name, lambda: make(*key)(value))
        call(name, lambda: make(*key)())
        call(name, lambda: make(*key)(1, 2))
        call(name, lambda: make(*key)(1, x=2))
        call(name, lambda: make(*key)(x=2))
    call(name, type, "X", (make,), {})
call("methodcaller", lambda: _operator.methodcaller("method", 1, x=2)(Thing()))
call("methodcaller", lambda: repr(_operator.methodcaller("method", 1, x=2, y=[3])))
def loop():
    m = _operator.itemgetter(0)
    box = [m]
    n = _operator.methodcaller("f", box)
    box[0] = n
    return repr(n)
call("methodcaller", loop)
finish()
