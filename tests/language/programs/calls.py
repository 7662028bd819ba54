def plain(a, b=2, *rest, c, d=4, **more):
    return a, b, rest, c, d, more


print(plain(1, c=3))
print(plain(1, 5, 6, 7, c=3, d=0, e=9))
print(plain(*[1, 2, 3], **{"c": 4, "x": 5}))


def positional(a, b, /, c, *, d):
    return a, b, c, d


print(positional(1, 2, c=3, d=4))
for wrong in (
    lambda: positional(1, b=2, c=3, d=4),
    lambda: positional(1, 2, 3, 4),
    lambda: positional(1, 2, 3),
    lambda: positional(1),
    lambda: plain(),
    lambda: plain(1, 2, c=3, a=4),
    lambda: (lambda: 0)(1),
    lambda: (lambda x: 0)(1, 2, 3),
    lambda: (lambda x, y=1: 0)(1, 2, 3),
    lambda: plain(1, **{"c": 1}, **{"c": 2}),
    lambda: plain(**5),
    lambda: None.x,
):
    try:
        print(wrong())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


def outer():
    count = 0

    def inner():
        nonlocal count
        count += 1

        def deepest():
            nonlocal count
            count += 10
            return count

        return deepest

    return inner, lambda: count


inner, get = outer()
print(inner()(), get(), inner()(), get())
print([f() for f in [lambda i=i: i * i for i in range(4)]], [f() for f in [lambda: i for i in range(3)]])


class Callable:
    def __call__(self, *args, **kwargs):
        return args, kwargs


print(Callable()(1, two=2), callable(Callable()), callable(3))


class Made:
    def __new__(cls, *args):
        made = super().__new__(cls)
        made.args = args
        return made

    def __init__(self, *args):
        self.count = len(args)


made = Made(1, 2, 3)
print(made.args, made.count)
print((lambda *a, **k: (a, k))(*range(3), **{"z": 1}), max(*[3, 1, 2], key=lambda v: -v))
print(sorted(["bb", "a", "ccc"], key=len, reverse=True), sum([[1], [2]], []), list(map(lambda a, b: a + b, [1, 2], [3, 4])))
