def count(n):
    for i in range(n):
        got = yield i
        if got:
            print("got", got)
    return "done"


g = count(3)
print(next(g), g.send("a"), next(g))
try:
    next(g)
except StopIteration as stop:
    print("stop", stop.value)


def delegate():
    result = yield from count(2)
    print("result", result)
    yield from "xy"
    yield from [1, 2]


print(list(delegate()))


def cleanup():
    try:
        yield 1
        yield 2
    except ValueError as error:
        print("caught", error)
        yield "after"
    finally:
        print("finally")


g = cleanup()
print(next(g), g.throw(ValueError("in")))
g.close()
g = cleanup()
next(g)
g.close()


def through():
    try:
        yield from cleanup()
    except KeyError:
        print("outer")


g = through()
next(g)
try:
    g.throw(KeyError("k"))
except StopIteration:
    print("ended")

squares = (x * x for x in range(5) if x % 2 == 0)
print(list(squares), sum(i for i in range(10)), list(zip("ab", (i for i in range(2)))))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


from_zero = fibonacci()
print([next(from_zero) for _ in range(10)])


def bad():
    yield 1
    raise StopIteration("inside")


try:
    list(bad())
except RuntimeError as error:
    print(error, repr(error.__cause__))


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


print(list(Tree(2, Tree(1), Tree(3))))


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.start <= 0:
            raise StopIteration
        self.start -= 1
        return self.start


print(list(Countdown(3)), [x for x in Countdown(2)], *Countdown(2))
first, *rest = Countdown(4)
print(first, rest, next(iter([]), "default"))


async def inner(x):
    return x * 2


async def outer():
    total = 0
    for i in range(3):
        total += await inner(i)
    return total


coroutine = outer()
try:
    coroutine.send(None)
except StopIteration as stop:
    print("await", stop.value)
