import abc, contextlib, copy, enum, functools, operator, types, typing, weakref
from enum import Enum, Flag, IntEnum, auto

class Color(Enum):
    RED = 1
    GREEN = "g"
    CRIMSON = 1
    @property
    def pretty(self):
        return self.name.title()

class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()

print(Color.RED, repr(Color("g")), Color.CRIMSON is Color.RED, list(Color), Color["GREEN"].pretty, Color.RED.value, list(Color.__members__))
print(Perm.R | Perm.W, ~Perm.R, Perm.R in Perm.R | Perm.X, Perm(5), IntEnum("Level", "LOW HIGH").HIGH + 1)
try:
    Color(3)
except ValueError as error:
    print(error)

class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...

try:
    Shape()
except TypeError as error:
    print(error)

@contextlib.contextmanager
def tag(name):
    print("<" + name)
    try:
        yield name.upper()
    finally:
        print(name + ">")

with tag("a") as a, contextlib.suppress(KeyError):
    print(a)
    {}[1]
with contextlib.ExitStack() as stack:
    stack.enter_context(tag("b"))
    stack.callback(print, "callback")

@functools.singledispatch
def kind(value): return "object"
@kind.register(int)
def _(value): return "int"
@kind.register(list)
def _(value): return "list"

@functools.total_ordering
class Age:
    def __init__(self, years): self.years = years
    def __eq__(self, other): return self.years == other.years
    def __lt__(self, other): return self.years < other.years

class Lazy:
    @functools.cached_property
    def value(self):
        print("computed")
        return 42

lazy = Lazy()
print(kind(1), kind([]), kind("x"), Age(3) >= Age(2), lazy.value, lazy.value, functools.reduce(operator.mul, [1, 2, 3, 4]))
data = {"a": [1, {2}], "b": (3,)}
data["self"] = data
clone = copy.deepcopy(data)
print(clone["self"] is clone, clone["a"] is data["a"], copy.copy(data)["a"] is data["a"])

T = typing.TypeVar("T")
class Box(typing.Generic[T]):
    def __init__(self, item: T): self.item = item
print(Box[int], typing.Optional[int], typing.Union[int, str], typing.Callable[[int], str], typing.get_args(dict[str, int]))
print(types.SimpleNamespace(a=1, b="x"), types.MappingProxyType({"k": 1}), weakref.ref(lazy)() is lazy, weakref.WeakValueDictionary(a=lazy)["a"] is lazy)
