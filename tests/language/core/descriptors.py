def err(f, *a, **k):
    try:
        r = f(*a, **k)
        print('no error', r)
    except BaseException as e:
        print(type(e).__name__, e, getattr(e, '__notes__', ''))
# super
class A:
    def f(self): return 'A.f'
    @classmethod
    def c(cls): return 'A.c ' + cls.__name__
    @staticmethod
    def s(): return 'A.s'
    x = 5
    @property
    def p(self): return 'A.p'
class B(A):
    def f(self): return 'B.f ' + super().f()
    @classmethod
    def c(cls): return 'B.c ' + super().c()
    @staticmethod
    def s(): return super(B, B).s()
    @property
    def p(self): return 'B.p ' + super().p
    def g(self): return super(B, self).x, super().__class__ is super, repr(super())
b = B()
print(b.f(), b.c(), B.c(), b.s(), b.p, b.g())
err(lambda: super())
err(lambda: super(1))
err(lambda: super(A, 3))
err(lambda: super(B, A()))
print(super(B, b).f(), super(B, B).c(), super(A).__thisclass__)
print(repr(super(A)), super(B, b).__self__ is b, super(B, b).__self_class__)
err(lambda: super(A, b).f())
class C(B):
    def f(self):
        def inner(): return super(C, self).f()
        return inner()
    def g2(self): return [super(C, self).f() for _ in range(1)]
    def h(self): return __class__
print(C().f(), C().g2(), C().h())
# subclassing builtins
class I(int):
    def __repr__(self): return 'I!' 
    def extra(self): return self + 1
i = I(5); i.attr = 'q'
print(i, i + 1, i.extra(), i.attr, type(i + 1), isinstance(i, int), i == 5, hash(i) == hash(5), {5: 'five'}[i], -i, i.bit_length(), I('12') + 0, int(i))
class F(float): pass
f = F(2.5); f.z = 1; print(f, f * 2, f.z, F('1e3'))
class S(str):
    def hi(self): return 'hi ' + self
s = S('bob'); s.k = 2; print(s, s.hi(), s.k, s == 'bob', {'bob': 1}[s], type(s + ''), len(s), S(), S(3))
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    @property
    def first(self): return self[0]
t = T(1, 2); t.nm = 'n'; print(t, t.first, len(t), t.nm, t == (1, 2), t + (3,), type(t + ()), hash(t) == hash((1, 2)))
class L(list):
    def __init__(self, *a): super().__init__(a); self.tag = 'tag'
l = L(3, 1, 2); l.append(9); print(l, l.tag, sorted(l), l == [3, 1, 2, 9], type(l[:]), L.__mro__)
class D(dict):
    def __missing__(self, k): return k * 2
d = D(a=1); d.w = 3; print(d, d['zz'], d.get('q'), d.w, 'zz' in d)
class ST(set):
    pass
st = ST([1, 2]); st.y = 3; print(st, st | {3}, st.y, type(st | {3}))
class BO(Exception):
    def __init__(self, x): self.x = x
print(repr(BO(1)), BO(1).args, BO(2).x)
err(lambda: type('X', (type(lambda: 0),), {}))
err(lambda: type('X', (type(None),), {}))
# attributes on functions
def fn(a, b=1, *c, d, e=2, **g): "doc"; return a
fn.attr = 3
print(fn.attr, fn.__dict__, fn.__defaults__, fn.__kwdefaults__, fn.__name__, fn.__qualname__, fn.__doc__, fn.__module__, fn.__code__.co_name, fn.__closure__)
fn.__name__ = 'other'; print(fn.__name__, repr(fn)[:12]); err(setattr, fn, '__name__', 3)
fn.__defaults__ = (7,); print(fn(1, d=3)); err(setattr, fn, '__defaults__', 3)
err(setattr, fn, '__dict__', 3)
m = b.f
print(m.__self__ is b, m.__func__ is B.f, m.__name__, m.__qualname__, m == b.f, m is b.f, hash(m) == hash(b.f))
err(setattr, m, 'x', 1)
print(repr(len), repr([].append)[:40], repr(list.append), repr(int.__add__), repr((1).__add__)[:31], repr(dict.fromkeys)[:36])
print(type(len), type([].append), type(list.append), type(int.__add__), type((1).__add__), type(dict.__dict__['fromkeys']), type(type.__dict__['__name__']))
print(len.__name__, len.__module__, len.__self__, [].append.__name__, list.append.__qualname__, list.append.__objclass__, int.__add__.__objclass__)
print(len.__text_signature__, list.append.__text_signature__, int.__add__.__text_signature__)
# slots
class P1: __slots__ = ['a', '__dict__']
p = P1(); p.a = 1; p.b = 2; print(p.a, p.b, p.__dict__)
err(lambda: type('X', (), {'__slots__': ('a', 'a b')}))
err(lambda: type('X', (), {'__slots__': (1,)}))
err(lambda: type('X', (), {'__slots__': ('a',), 'a': 1}))
err(lambda: type('X', (int,), {'__slots__': ('a',)}))
err(lambda: type('X', (), {'__slots__': ('__dict__', '__dict__')}))
class SL: __slots__ = ('x', '__y')
sl = SL(); sl.x = 1; sl._SL__y = 2; print(sl.x, sl._SL__y); del sl.x; err(lambda: sl.x); err(delattr, sl, 'x')
class SA(SL): __slots__ = ('z',)
class SB(SL): __slots__ = ('w',)
err(lambda: type('X', (SA, SB), {}))
class SC(list): __slots__ = ('q',)
sc = SC([1]); sc.q = 5; print(sc, sc.q); err(setattr, sc, 'r', 1)
class SD(str): __slots__ = ('q',)
sd = SD('abc'); sd.q = 7; print(sd, sd.q)
class SE(dict): __slots__ = 'single'
se = SE(a=1); se.single = 2; print(se, se.single)
class SX(ValueError): __slots__ = ('m',)
sx = SX('e'); sx.m = 3; print(repr(sx), sx.m)
# __init_subclass__, __set_name__ errors
err(lambda: type('X', (), {}, a=1))
class BadSN:
    def __set_name__(self, o, n): raise ValueError('bad sn')
err(lambda: type('X', (), {'attr': BadSN()}))
# metaclass mro override
class M(type):
    def mro(cls): return [cls, A, object] if cls.__name__ == 'MM' else super().mro()
class MM(B, metaclass=M): pass
print(MM.__mro__, MM().f())
class Mx(type):
    def __getattr__(cls, n): return 'meta ' + n
    def __len__(cls): return 7
    def __iter__(cls): return iter('ab')
    def __contains__(cls, x): return True
    def __getitem__(cls, k): return k
    def __instancecheck__(cls, o): return o == 3
    def __subclasscheck__(cls, o): return o is int
    @property
    def prop(cls): return 'meta prop of ' + cls.__name__
class U(metaclass=Mx): pass
print(U.foo, len(U), list(U), 5 in U, U[3], isinstance(3, U), isinstance(4, U), issubclass(int, U), issubclass(str, U), U.prop)
err(lambda: U().prop)
