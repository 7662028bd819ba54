def g(n):
    for i in range(n):
        yield i * 2
def chain(*its):
    for it in its:
        yield from it
def f():
    s = 0
    for x in g(60000): s += x
    for x in chain(g(20000), g(20000)): s += x
    s += sum([x for x in g(30000)])
    for a, b in zip(g(20000), range(20000)): s += a - b
    for i, v in enumerate(g(20000)): s += i
    return s
f()
