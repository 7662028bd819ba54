x = "global"
def outer():
    x = "outer"
    def middle():
        def inner():
            nonlocal x
            x += "!"
            return x
        return inner
    return middle()(), x
print(outer(), x)
class A:
    x = "class"
    y = [x for _ in range(2)]
    z = x
    def m(self): return x
    def k(self): return __class__.__name__
    try:
        w = [a for a in range(3) if a != len(z)]
    except NameError as e: print(e)
    class B:
        q = x
    lam = lambda self: (__class__, x)
print(A.y, A.z, A().m(), A().k(), A.B.q, A().lam())
def f():
    class C:
        nonlocal_test = x
        x = 5
        def g(self): return x
    return C.nonlocal_test, C.x
try: print(f())
except NameError as e: print(e)
def mk():
    x = "free"
    class C:
        print(x)
        def g(self): return x
        y = [x for i in "a"]
    return C
c = mk(); print(c().g(), c.y)
def mk2():
    x = "free"
    class C:
        x = x
        z = [x for i in "a"]
    return C.x, C.z
print(mk2())
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
def comps(x):
    r = [x for x in range(3)]
    s = {x: y for x, y in zip("ab", "cd")}
    t = [[x * y for y in range(x)] for x in range(4)]
    u = [(lambda: x * y)() for y in [2]]
    v = [y := 10, y**2]
    w = [last := i for i in range(3)]
    return x, r, s, t, u, v, w, last
print(comps("keep"))
def nested():
    a = 1
    def b():
        return [a + c for c in [(lambda: a)() for _ in range(2)]]
    return b()
print(nested())
class P:
    __priv = 1
    def __m(self): return self.__priv
    def go(self): 
        self.__new = 2
        return self.__m(), self.__new
p = P(); print(p.go(), sorted(k for k in vars(p)), P.__static_attributes__)
def g():
    global newglobal
    newglobal = 3
    class D:
        global cls_global
        cls_global = 4
g(); print(newglobal, cls_global)
print([ (i, j) for i in range(3) if i for j in range(i) if j or True])
print({i for i in "hello"} == set("helo"), list(i for i in "ab"), sum(i for i in range(5)))
i = "mod"
[i for i in range(3)]
print(i)
def cellcomp():
    fs = [(lambda: n) for n in range(3)]
    n = "outer"
    k = lambda: n
    return [f() for f in fs], k()
print(cellcomp())
def walrus():
    if (n := 10) > 5: print(n)
    print([y for x in range(3) if (y := x * 2)], y)
    while (line := next(it, None)) is not None: print(line)
it = iter("ab"); walrus()
def defaults(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
print(defaults(1, d=4), defaults(1, 2, 3, 4, 5, d=6, z=7))
print(defaults.__defaults__, defaults.__kwdefaults__, defaults.__code__.co_varnames)
lam = lambda x, *y, z=1, **k: (x, y, z, k)
print(lam(1, 2, 3, z=4, w=5))
print((lambda: (yield))().__class__.__name__)
def locs():
    a = 1
    b = [locals() for q in [5]]
    return sorted(b[0])
print(locs())
class Meta(type):
    def __prepare__(name, bases, **kw): print("prepare", name, kw); return {"pre": 1}
    def __new__(m, name, bases, ns, **kw): return super().__new__(m, name, bases, ns)
    def __init__(c, name, bases, ns, **kw): super().__init__(name, bases, ns)
class E(metaclass=Meta, opt=3): z = pre + 1
print(E.z, E.__qualname__, E.__module__, E.__firstlineno__)
def deco(tag):
    print("deco", tag)
    def d(f): print("apply", tag, f.__name__); return f
    return d
@deco(1)
@deco(2)
def decorated(): "doc string"
@deco(3)
class Decorated: 
    """class doc
        indented
    """
print(decorated.__doc__, repr(Decorated.__doc__), decorated.__qualname__)
print(outer.__code__.co_cellvars, A.m.__code__.co_freevars, A.k.__code__.co_freevars)
def q():
    def r():
        class S:
            def t(self): pass
        return S
    return r()
print(q().t.__qualname__, q.__qualname__)
