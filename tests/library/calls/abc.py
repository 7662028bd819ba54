import _abc

names_of(_abc)

# ABCMeta as abc.py of CPython has it
class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        _abc._abc_init(cls)
        return cls
    def register(cls, subclass): return _abc._abc_register(cls, subclass)
    def __instancecheck__(cls, instance): return _abc._abc_instancecheck(cls, instance)
    def __subclasscheck__(cls, subclass): return _abc._abc_subclasscheck(cls, subclass)

def abstract(f):
    f.__isabstractmethod__ = True
    return f

def sized(value):
    return len(value[0]), len(value[1]), len(value[2])

class A(metaclass=ABCMeta):
    @abstract
    def f(self): pass
    @abstract
    def g(self): pass
    def h(self): pass
class B(A):
    def f(self): pass
class C(B):
    def g(self): pass
class D: pass
class E(D): pass
class Hook(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Hook: return True if hasattr(other, "hook") else NotImplemented
        return NotImplemented
class HasHook: hook = 1
class BadHook(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other): return 5
class Proxy:
    def __init__(self, cls): self.cls = cls
    @property
    def __class__(self): return self.cls

call("abstract", lambda: [sorted(c.__abstractmethods__) for c in (A, B, C, Hook)])
for c in (A, B, C, Hook, BadHook): call("abstract", lambda: type(c()).__name__)
call("abstract", lambda: issubclass(C, A) and isinstance(C(), A))
classes = [A, B, C, D, E, Hook, HasHook, BadHook, int, list, object, type, ABCMeta, 5, None, "x"]
for a in classes:
    for b in classes:
        call("issubclass", lambda: issubclass(a, b))
        call("issubclass", lambda: _abc._abc_subclasscheck(a, b))
        call("isinstance", lambda: isinstance(a, b))
        call("isinstance", lambda: _abc._abc_instancecheck(a, b))
        call("isinstance", lambda: isinstance(Proxy(a), b))
call("dump", lambda: sized(_abc._get_dump(A)))
for a, b in [(A, D), (A, D), (A, 5), (D, A), (A, int), (C, A), (Hook, D), (B, list), (5, 6), (A, A), (Hook, A)]:
    call("register", _abc._abc_register, a, b)
    call("register", lambda: (issubclass(E, A), issubclass(bool, A), isinstance(True, A), isinstance([], B), isinstance(E(), Hook), issubclass(list, A), issubclass(dict, A)))
token = _abc.get_cache_token()
call("token", lambda: _abc.get_cache_token() == token)
class F: pass
A.register(F)
call("token", lambda: _abc.get_cache_token() - token)
call("token", lambda: isinstance(F(), A))
call("dump", lambda: sized(_abc._get_dump(A))[0])
_abc._reset_caches(A)
call("dump", lambda: sized(_abc._get_dump(A)))
_abc._reset_registry(A)
call("dump", lambda: (sized(_abc._get_dump(A)), issubclass(F, A)))
for name in ["_abc_init", "_abc_register", "_abc_instancecheck", "_abc_subclasscheck", "_get_dump", "_reset_caches", "_reset_registry", "get_cache_token"]:
    f = getattr(_abc, name)
    if name != "get_cache_token": call("arguments", f)
    call("arguments", f, 1, 2, 3)
    call("arguments", f, x=1)
    if name not in ("_abc_init", "get_cache_token"): call("arguments", f, *(int, int)[:f.__text_signature__.count(",")])
class Seq(metaclass=ABCMeta):
    __abc_tpflags__ = 1 << 5
class Map(metaclass=ABCMeta):
    __abc_tpflags__ = 1 << 6
class S(Seq):
    def __len__(self): return 2
    def __getitem__(self, i): return i
class M: 
    def keys(self): return ["a"]
    def get(self, key, default=None): return 5
def matched(x):
    match x:
        case [a, b]: return a, b
        case {"a": v}: return v
        case _: return "no"
call("match", lambda: hasattr(Seq, "__abc_tpflags__"))
call("match", matched, S())
call("match", matched, M())
Map.register(M)
call("match", matched, M())
def both():
    class X(metaclass=ABCMeta):
        __abc_tpflags__ = 3 << 5
call("match", both)
finish()
