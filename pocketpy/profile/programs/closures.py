def make(n):
    k = [n]
    def inc(x, *a, y=1, **kw):
        k[0] += y
        return x + k[0]
    return inc
def f():
    fs = [make(i) for i in range(10)]
    s = 0
    for i in range(12000):
        s += fs[i % 10](i) + fs[3](1, y=2) + fs[4](1, 2, 3, z=4)
    s += sum(list(map(lambda x: x * 2, filter(lambda x: x % 2, list(range(20000))))))
    return s
f()
