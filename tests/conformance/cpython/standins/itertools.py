"""Of the module itertools what test files and CPython's library use as a tool, until the interpreter has it; its own tests are not run with it."""

from pending import stand_in

__getattr__ = stand_in("itertools")


class chain:
    def __init__(self, *iterables):
        self.items = self.each(iterables)

    @staticmethod
    def each(iterables):
        for iterable in iterables:
            yield from iterable

    @classmethod
    def from_iterable(cls, iterables):
        made = cls()
        made.items = cls.each(iterables)
        return made

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.items)


def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable):
    kept = list(iterable)
    while kept:
        yield from kept


def islice(iterable, *bounds):
    limits = slice(*bounds)
    start, stop, step = limits.start or 0, limits.stop, limits.step or 1
    for at, item in enumerate(iterable):
        if stop is not None and at >= stop:
            return
        if at >= start and (at - start) % step == 0:
            yield item


def product(*iterables, repeat=1):
    rows = [()]
    for pool in [tuple(iterable) for iterable in iterables] * repeat:
        rows = [(*row, item) for row in rows for item in pool]
    return iter(rows)


def combinations(iterable, size):
    pool = tuple(iterable)
    if size == 0:
        yield ()
        return
    for at, item in enumerate(pool):
        for rest in combinations(pool[at + 1:], size - 1):
            yield (item, *rest)


def permutations(iterable, size=None):
    pool = tuple(iterable)
    if size == 0 or not pool and size is None:
        yield ()
        return
    for at, item in enumerate(pool):
        for rest in permutations(pool[:at] + pool[at + 1:], None if size is None else size - 1):
            yield (item, *rest)


def starmap(function, iterable):
    for arguments in iterable:
        yield function(*arguments)


def repeat(value, times=None):
    while times is None or times > 0:
        yield value
        times = None if times is None else times - 1
