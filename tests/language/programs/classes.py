class Base:
    shared = []

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"

    def hello(self):
        return "base " + self.name

    @property
    def upper(self):
        return self.name + "!"

    @upper.setter
    def upper(self, value):
        self.name = value

    @upper.deleter
    def upper(self):
        self.name = "deleted"

    @classmethod
    def make(cls, name):
        return cls(name)

    @staticmethod
    def double(x):
        return 2 * x


class Derived(Base):
    def hello(self):
        return "derived, " + super().hello()


d = Derived.make("d")
print(d, d.hello(), d.upper, Derived.double(4), isinstance(d, Base), issubclass(Derived, Base))
d.upper = "new"
print(d.name)
del d.upper
print(d.name, d.__dict__, vars(d) is d.__dict__)
d.__dict__["extra"] = 5
print(d.extra, sorted(vars(d)))


class Vector:
    def __init__(self, *items):
        self.items = list(items)

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(*[a + b for a, b in zip(self.items, other.items)])

    def __radd__(self, other):
        return Vector(*[other + a for a in self.items])

    def __iadd__(self, other):
        self.items += other.items
        return self

    def __eq__(self, other):
        return isinstance(other, Vector) and self.items == other.items

    def __lt__(self, other):
        return self.items < other.items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[index]

    def __setitem__(self, index, value):
        self.items[index] = value

    def __delitem__(self, index):
        del self.items[index]

    def __contains__(self, item):
        return item in self.items

    def __bool__(self):
        return any(self.items)

    def __neg__(self):
        return Vector(*[-a for a in self.items])

    def __repr__(self):
        return f"<{', '.join(map(str, self.items))}>" if False else f"<{self.items}>"


v, w = Vector(1, 2), Vector(3, 4)
print(v + w, 10 + v, -v, v == Vector(1, 2), v != w, v < w, w > v, len(v), v[0], v[-1:], 2 in v, list(v), bool(Vector(0)))
v += w
v[0] = 9
del v[1]
print(v, [x for x in v])
for wrong in (lambda: v + 1, lambda: v < 3, lambda: v @ w, lambda: v.missing, lambda: hash(v)):
    try:
        print(wrong())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self.name, 0)

    def __set__(self, instance, value):
        if value < 0:
            raise ValueError("negative")
        setattr(instance, self.name, value)


class Account:
    balance = Positive()


account = Account()
account.balance = 5
try:
    account.balance = -1
except ValueError as error:
    print(error, account.balance, account.__dict__)


class Meta(type):
    def __new__(meta, name, bases, namespace, **keywords):
        made = super().__new__(meta, name, bases, namespace)
        made.keywords = keywords
        return made

    def __init__(cls, name, bases, namespace, **keywords):
        super().__init__(name, bases, namespace)

    def __len__(cls):
        return 42


class WithMeta(metaclass=Meta, option=3):
    pass


print(WithMeta.keywords, len(WithMeta), type(WithMeta).__name__)


class Registry:
    seen = []

    def __init_subclass__(cls, **keywords):
        super().__init_subclass__()
        Registry.seen.append((cls.__name__, keywords))


class Plugin(Registry, tag="x"):
    pass


print(Registry.seen)


class Lazy:
    def __getattr__(self, name):
        if name[:4] == "get_":
            return lambda: name
        raise AttributeError(name)


print(Lazy().get_it(), hasattr(Lazy(), "other"))


class Slotted:
    __slots__ = ("a", "b")


s = Slotted()
s.a = 1
try:
    s.c = 2
except AttributeError as error:
    print("AttributeError", s.a, hasattr(s, "b"), hasattr(s, "__dict__"))


class Outer:
    class Inner:
        def method(self):
            return __class__.__qualname__

    def make(self):
        class Local:
            pass

        return Local


print(Outer.Inner().method(), Outer().make().__qualname__, Outer.Inner.__module__)


class Number(int):
    def __add__(self, other):
        return Number(int(self) + int(other) + 1)


n = Number(4)
n.note = "kept"
print(n + 1, n * 2, n.note, isinstance(n, int), type(n + 1).__name__, [10, 20, 30, 40, 50][n])


class Names(list):
    def first(self):
        return self[0]


names = Names(["x", "y"])
names.label = 1
names.append("z")
print(names, names.first(), len(names), names.label, names == ["x", "y", "z"])


class Failure(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


try:
    raise Failure(7, "text")
except Failure as failure:
    print(failure.code, failure, failure.args, repr(failure))
