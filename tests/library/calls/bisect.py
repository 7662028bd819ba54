import _bisect

names_of(_bisect)


class Sequence:
    def __init__(self, items): self.items = items
    def __len__(self): return len(self.items)
    def __getitem__(self, i): return self.items[i]
    def insert(self, i, x): self.items.insert(i, x)
    def __repr__(self): return f"Sequence({self.items})"

class Sub(list):
    def insert(self, i, x): list.insert(self, 0, ("sub", i, x))

class Odd:
    def __lt__(self, other): raise ZeroDivisionError("lt")
    def __repr__(self): return "Odd()"

class Huge:
    def __len__(self): return 2**31 - 1
    def __getitem__(self, i): return i
    def insert(self, i, x): self.where = i, x

makers = [lambda: [], lambda: [1], lambda: [1, 2, 2, 2, 5], lambda: list(range(0, 40, 3)), lambda: (1, 2, 3), lambda: "abc", lambda: Sequence([1, 3, 5]), lambda: Sub([1, 2, 3]), lambda: 5, lambda: None, lambda: {0: 1, 1: 2}, lambda: {1, 2},
          lambda: [3, 1, 2], lambda: [Odd(), Odd()], lambda: range(10), lambda: [(1, "a"), (2, "b")], lambda: ["a", "b"]]
for name in ["bisect_left", "bisect_right", "insort_left", "insort_right"]:
    f = getattr(_bisect, name)
    call(name, f)
    call(name, f, [1])
    call(name, f, [1], 2, 0, 1, None)
    call(name, f, [1], 2, low=3)
    call(name, f, a=[1, 2], x=2, lo=0, hi=1, key=None)
    for make in makers:
        for x in [0, 1, 2, 3, 7, -1, 2.5, "b", None, (1, "b"), Odd()]:
            a = make()
            call(name, f, a, x)
            note(name, show(a))
            for lo, hi in [(0, None), (1, None), (1, 2), (-1, None), (0, 100), (3, 1), ("x", None), (0, "x"), (0, -1), (0, -2), (None, None), (0, 0), (1.5, 2)]:
                a = make()
                call(name, f, a, x, lo, hi)
                note(name, show(a))
        for key in [None, lambda v: v, lambda v: -v, lambda v: v[0], 5, str, lambda v: 1 / 0]:
            for x in [1, 2, "1", (1, "b")]:
                a = make()
                call(name, f, a, x, key=key)
                note(name, show(a))
    call(name, f, Huge(), 123456)
    h = Huge()
    f(h, 77)
    note(name, show(getattr(h, "where", None)))
finish()
