# classes
class A: pass
class B(A): pass
class C(A): pass
class D(B, C): __slots__ = ()
print([k.__name__ for k in D.__mro__])
def err(f, *a, **k):
    try:
        r = f(*a, **k)
        print('no error', r)
    except BaseException as e:
        print(type(e).__name__, e)
err(lambda: type('X', (A, B), {}))
err(lambda: type('X', (int, list), {}))
err(lambda: type('X', (bool,), {}))
err(lambda: type('X', (A, A), {}))
err(lambda: type('X', (1,), {}))
err(type, 1, 2, 3)
err(type, 'a', 2, 3)
err(type, 'a', (), 3)
err(type)
err(type, 1, 2)
err(A, 1)
err(object, 1)
err(object.__new__)
err(object.__new__, 1)
err(object.__new__, int)
err(list.append, 5.0, 1)
err(list.append)
err(list.append, [])
err([].append)
err([].append, 1, 2)
err([].append, x=1)
err([].clear, 1)
err([].insert, 1)
err([].pop, 1, 2)
err(list.__len__, 3)
err(list.__len__)
err([].__len__, 1)
err((1).__add__)
err(int.__add__, 'a', 1)
class M(type):
    def __call__(cls, *a): return ("made", cls.__name__, a)
class K(metaclass=M): pass
print(K(1, 2))
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print('prepare', name, bases, kw)
        return {'injected': 1}
    def __new__(mcs, name, bases, ns, **kw):
        print('new', name, sorted(k for k in ns if k not in ('__firstlineno__', '__static_attributes__')), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print('init', name, kw)
        super().__init__(name, bases, ns)
class Q(metaclass=Meta, flag=3):
    y = 2
print(Q.injected, Q.y, type(Q))
class Base:
    def __init_subclass__(cls, **kw):
        print('init_subclass', cls.__name__, kw)
        super().__init_subclass__()
class Sub(Base, a=1): pass
class Desc:
    def __set_name__(self, owner, name): print('set_name', owner.__name__, name); self.name = name
    def __get__(self, obj, typ=None):
        return ('get', obj is None, typ.__name__)
    def __set__(self, obj, value): print('set', value)
    def __delete__(self, obj): print('delete')
class H:
    d = Desc()
h = H()
print(h.d, H.d)
h.d = 5
del h.d
class NonData:
    def __get__(self, obj, typ=None): return 'nondata'
class I:
    n = NonData()
i = I()
print(i.n)
i.n = 4
print(i.n, i.__dict__)
class P:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "doc of x"
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): del self._x
    @property
    def ro(self): return 1
p = P()
print(p.x); p.x = 7; print(p.x, P.x.__doc__); del p.x
err(lambda: p.x)
err(setattr, p, 'ro', 1)
err(delattr, p, 'ro')
class S:
    __slots__ = ('a', 'b')
s = S()
err(lambda: s.a)
s.a = 1
print(s.a)
err(setattr, s, 'c', 1)
print(S.a)
err(lambda: s.__dict__)
class S2(S): pass
t = S2(); t.a = 3; t.z = 9
print(t.a, t.__dict__)
class G:
    def __getattr__(self, name):
        if name == 'boo': raise AttributeError('no boo')
        return 'ga:' + name
g = G()
print(g.foo)
err(lambda: g.boo)
class GA:
    def __getattribute__(self, name):
        if name == 'x': raise AttributeError(name)
        return object.__getattribute__(self, name)
    def __getattr__(self, name): return 'fallback ' + name
print(GA().x, GA().zz)
class SA:
    def __setattr__(self, n, v): print('setattr', n, v); object.__setattr__(self, n, v)
    def __delattr__(self, n): print('delattr', n); object.__delattr__(self, n)
sa = SA(); sa.q = 1; del sa.q
err(delattr, sa, 'q')
err(lambda: A().nope)
err(lambda: A.nope)
err(lambda: (1).nope)
err(setattr, 1, 'x', 2)
err(setattr, int, 'x', 2)
err(lambda: None.foo)
print(A.__name__, A.__qualname__, A.__module__, A.__bases__, A.__base__, A.__dict__.__class__)
A.__name__ = 'AA'
print(A)
A.__qualname__ = 'AAA'
print(A, A.__name__)
class X1: 
    def f(self): return 'X1'
class Y1:
    def f(self): return 'Y1'
class Z1(X1): pass
z = Z1()
print(z.f()); Z1.__bases__ = (Y1,); print(z.f(), Z1.__mro__)
z.__class__ = X1
print(type(z), z.f())
err(setattr, z, '__class__', int)
print(X1.__subclasses__(), Y1.__subclasses__())
class W:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(W[3], list[int], dict[str, int], int | str, int | None)
err(lambda: A[1])
five = 5
err(lambda: five[1])
class Num:
    def __init__(self, v): self.v = v
    def __add__(self, o): return Num(self.v + (o.v if isinstance(o, Num) else o))
    def __radd__(self, o): return Num(o + self.v)
    def __eq__(self, o): return isinstance(o, Num) and self.v == o.v
    def __repr__(self): return 'Num(%s)' if False else 'Num'
    def __lt__(self, o): return self.v < o.v
    def __bool__(self): return self.v != 0
    def __len__(self): return 3
    def __getitem__(self, i): return i * 2
    def __iter__(self): return iter([1, 2])
    def __contains__(self, x): return x == 5
    def __call__(self, *a, **k): return (a, k)
print((Num(1) + 2).v, (2 + Num(3)).v, Num(1) == Num(1), Num(1) != Num(2), Num(1) < Num(2), bool(Num(0)), len(Num(1)), Num(1)[4], list(Num(1)), 5 in Num(1), Num(1)(1, b=2))
err(hash, Num(1))
err(lambda: Num(1) <= Num(2))
err(lambda: Num(1) - 1)
err(lambda: 1 + 'a')
err(lambda: [1] + (2,))
err(lambda: 'a' + 1)
