# Every way to leave blocks, and expressions as conditions.
def trace(tag, *a):
    print(tag, *a)
class Guard:
    def __init__(self, name, suppress=False): self.name, self.suppress = name, suppress
    def __enter__(self): print("enter", self.name); return self
    def __exit__(self, t, v, tb): print("exit", self.name, t and t.__name__, v); return self.suppress
def f1(n):
    for i in range(n):
        try:
            with Guard(i):
                if i == 1: continue
                if i == 3: break
                if i == 2: return ("ret", i)
                print("body", i)
        finally:
            print("fin", i)
    else:
        return "else"
    return "broke"
print(f1(1), f1(2), f1(5))
def f2():
    while True:
        try:
            try:
                raise KeyError("x")
            except KeyError as e:
                print("caught", repr(e))
                break
            finally:
                print("inner")
        finally:
            print("outer")
    return "done"
print(f2())
def f3():
    try:
        return "try"
    finally:
        print("finally")
def f4():
    try:
        return "try"
    finally:
        return "finally"
def f5():
    for x in [1, 2, 3]:
        try:
            return x
        finally:
            if x == 1: continue
            break
    return "after"
print(f3(), f4(), f5())
def f6():
    try:
        try:
            1/0
        finally:
            raise ValueError("second")
    except ValueError as e:
        print(repr(e), repr(e.__context__))
    try:
        e
    except UnboundLocalError as x:
        print(x)
f6()
def f7():
    with Guard("a", True) as a, Guard("b") as b:
        print(a.name, b.name)
        raise RuntimeError("boom")
    return "suppressed"
print(f7())
def f8(x):
    try:
        if x == 0: raise ValueError(0)
        if x == 1: raise TypeError(1)
        if x == 2: raise KeyError(2)
    except ValueError:
        print("V")
    except (TypeError, OSError) as err:
        print("T", err)
    else:
        print("else")
    finally:
        print("fin")
for i in (0, 1, 3):
    f8(i)
try:
    f8(2)
except KeyError as e:
    print("K", e)
def f9():
    i = 0
    while i < 5:
        i += 1
        if i % 2: continue
        print("even", i)
    else:
        print("while else")
    for i in ():
        pass
    else:
        print("empty else", i)
f9()
def f10():
    x = 10
    del x
    try: x
    except UnboundLocalError as e: print(e)
    def g():
        nonlocal y
        del y
    y = 1
    g()
    try: y
    except NameError as e: print(e)
f10()
try:
    undefined
except NameError as e: print(e)
a = b = c = 5
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
[x, y] = [y, x] = "ab"
print(x, y)
l = [0] * 5
i = 0
i, l[i] = 2, 7
print(i, l)
l[1:3] = [9, 9, 9]; l[0] += 5; l[-1:] += [4]
print(l)
del l[0], l[1:3]
print(l)
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 == 1, not 1 < 2 < 0)
print(0 or [] or "x", 1 and "" and 2, (0 or 1) and 3, not (1 and 0))
print([] if 0 else "no", 1 if 2 else 3)
def chain(*v): 
    for x in v: print("eval", x); 
    return v[-1]
print(chain(1) < chain(0) < chain(5))
x = 5
assert x == 5, "no"
try:
    assert x == 6, f"x is {x}"
except AssertionError as e: print("AE", e)
print(x if x > 3 and x < 10 or x == 99 else -1)
while x:
    x -= 1
    if x == 2: break
else: print("never")
print(x)
def gen():
    try:
        got = yield 1
        print("got", got)
        yield from inner()
        return "value"
    except GeneratorExit:
        print("closing"); raise
    finally:
        print("gen finally")
def inner():
    r = yield "in"
    print("inner got", r)
    return 3
g = gen()
print(next(g), g.send("hi"), end=" ")
try: g.send("there")
except StopIteration as e: print(e.value)
g = gen(); next(g); g.close()
g = gen(); next(g)
try: g.throw(KeyError("thrown"))
except KeyError as e: print("through", e)
def stop():
    yield 1
    raise StopIteration("bad")
try: list(stop())
except RuntimeError as e: print(repr(e), repr(e.__cause__))
