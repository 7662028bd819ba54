# What classes of numbers that define __float__, __int__ or __index__ become, and powers at the edges.
import math
import warnings

warnings.simplefilter('ignore')


class I(int):
    def __int__(self): return 42
class J:
    def __int__(self): return True
class K:
    def __int__(self): return I(3)
class S(str):
    def __int__(self): return 7
class T:
    def __trunc__(self): return 5
class X:
    def __index__(self): return I(6)
class F(float):
    def __int__(self): return 11
class C(complex):
    def __complex__(self): return 5j
class D:
    def __complex__(self): return C(1)
class FF(float):
    def __float__(self): return 2.5
for f in (lambda: int(I(1)), lambda: int(J()), lambda: int(K()), lambda: int(S('3')), lambda: int(T()), lambda: int(X()), lambda: int(F(1.5)), lambda: complex(D()), lambda: float(I(4)), lambda: I(I(1)), lambda: str(S('x')), lambda: int(S('3'), 10), lambda: [0] * X(), lambda: range(X()), lambda: round(FF(1.5)), lambda: '%f' % FF(1), lambda: '%s' % S('a'), lambda: '%d' % I(3), lambda: format(FF(1), '.1f'), lambda: chr(X()), lambda: bin(X()), lambda: sum([FF(1), FF(2)]), lambda: bytes([X()]), lambda: bool(I(0)), lambda: divmod(FF(7), 2), lambda: abs(FF(-1)), lambda: FF(FF(1)), lambda: repr(FF(3)), lambda: (-1.0) ** float('nan'), lambda: pow(-1, float('nan')), lambda: 'a'[X():], lambda: (1).__pow__(I(2)), lambda: float(True), lambda: float(10**400)):
    try: print(type(f()).__name__, f())
    except Exception as e: print(type(e).__name__, e)


class Foo2(float):
    def __float__(self): return 42.
class Foo3(float):
    def __new__(cls, value=0.): return float.__new__(cls, 2*value)
    def __float__(self): return self
class FooStr(str):
    def __float__(self): return float(str(self)) + 1
class FooI(int):
    def __float__(self): return 42.
class FooF:
    def __init__(s, v): s.v = v
    def __float__(self): return self.v
class Idx:
    def __index__(self): return 5
for f in (lambda: float(Foo2()), lambda: float(Foo3(21)), lambda: float(FooStr('8')), lambda: float(FooI(3)), lambda: float(FooF(1)), lambda: float(FooF(Foo2(2))), lambda: float(Idx()), lambda: float(FooF('a')), lambda: Foo2(FooI(1)) + 0, lambda: 1.5 + Foo2(1)):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for x, y in ((2.0, float('-inf')), (-0.0, -1.0), (float('nan'), 0), (1.0, float('nan')), (-1.0, float('inf')), (-2.0, float('-inf')), (0.5, float('-inf')), (-0.0, 1.0), (-0.0, -2.0), (-1.0, float('-inf')),(-0.0, 0.5), (float('-inf'), -3.0),(float('-inf'), 3.0),(float('-inf'), 2.5),(float('-inf'), -2.5),(-2.0,-1075.0),(-2.0,-1074.0), (-2.0, -1076.0)):
    for f in (pow, math.pow):
        try: print(x, y, f(x, y))
        except Exception as e: print(x, y, type(e).__name__, e)
