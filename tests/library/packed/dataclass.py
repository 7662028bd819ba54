from dataclasses import KW_ONLY, dataclass, field, asdict, replace, fields, astuple
import typing, functools
@dataclass(order=True)
class P:
    x: int
    y: float = 2.0
    tags: list[str] = field(default_factory=list, compare=False)
    def area(self): return self.x*self.y
print(P(1), P(1) == P(1), asdict(P(1,3)), replace(P(1), x=5), [f.name for f in fields(P)], P.__match_args__, astuple(P(2)))
@dataclass(frozen=True, slots=True)
class Q:
    a: "int"
    b: typing.ClassVar[int] = 3
    later: "Later | None" = None
try: Q(1).a = 2
except Exception as e: print(type(e).__name__, e)
print(hash(Q(1)) == hash(Q(1)), Q(1))
try: P()
except TypeError as e: print(e)
class Pair(typing.NamedTuple):
    left: int
    right: str = "r"
class Movie(typing.TypedDict, total=False):
    title: str
print(Pair(1), typing.get_type_hints(Pair), Movie(title="x"), Movie.__optional_keys__)
def f(a: Undefined, b: int = 1) -> list[Undefined]: pass
import annotationlib as al
print(al.get_annotations(f, format=al.Format.STRING), al.get_annotations(f, format=al.Format.FORWARDREF)['a'].__forward_arg__)
@functools.singledispatch
def kind(x): return "o"
@kind.register
def _(x: int): return "int"
print(kind(3))
@dataclass
class A:
    x: int
    y: "float" = 2.0
    z: list[int] = field(default_factory=list)
    w: typing.Optional[int] = None
    n: int = field(init=False, default=3)
    _: KW_ONLY
    k: str = "a'b"
@dataclass
class B: pass
@dataclass(init=False)
class C:
    a: int
    b: dict = field(default_factory=dict)
@dataclass
class D:
    a: A
    later: Later
print(A.__doc__, B.__doc__, C.__doc__, D.__doc__)
