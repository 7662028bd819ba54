def first[T](x: T) -> T: return x
print(first.__type_params__, first(3), first.__type_params__[0].__name__)
class Box[T: int, *Ts, **P]:
    def __init__(self, v): self.v = v
    def m[U: (int, str)](self, u: U) -> T: return u
b = Box(3); print(b.v, Box.__type_params__, Box.__type_params__[0].__bound__, Box.m.__type_params__[0].__constraints__)
type A = int | str
print(A, A.__value__, A.__name__, type(A).__name__, A.__type_params__)
type L[T] = list[T]
print(L, L.__value__, L.__type_params__)
print(L[int])
type R = list[R]
print(R.__value__)
T = Box.__type_params__[0]
print(repr(T), T.__covariant__, T.__infer_variance__, T.has_default(), T.__default__)
def d[T = int](): pass
print(d.__type_params__[0].__default__, d.__type_params__[0].has_default())
print(isinstance(b, Box), Box.__mro__[1].__name__)
class Sub[K, V](dict[K, V]):
    pass
s = Sub(a=1); print(s, Sub.__type_params__)
try: L2 = A[int]
except TypeError as e: print(e)
def outer[T](x: T):
    def inner(y: T) -> T: return y
    return inner(x)
print(outer(5))
class E[T]:
    type X = T
    a: T
print(E.X.__value__, E.__annotations__)
print(T | int if False else 'x')
try:
    class Bad(T): pass
except TypeError as e: print(e)
def f[**P](x): return P
print(f(1), f(1).args, f(1).kwargs)
try: type Z = undefined_name; Z.__value__
except NameError as e: print(e)
print(Box.__parameters__ if hasattr(Box,'__parameters__') else None)
