def f():
    x = 12345; a = []
    for i in range(12000):
        x = (x * 1103515245 + 12345) % 2147483648
        a.append(x)
    b = sorted(a)
    c = sorted(a, key=lambda v: v % 1000)
    a.sort(reverse=True)
    def quick(v):
        if len(v) < 2: return v
        p = v[0]
        return quick([i for i in v[1:] if i < p]) + [p] + quick([i for i in v[1:] if i >= p])
    return quick(c[:4000])[0] == min(c[:4000])
f()
