def f():
    d = {}
    for i in range(60000):
        k = i * 31 % 5003
        d[k] = d.get(k, 0) + 1
    c = {}
    for i in range(40000):
        s = 'k' + str(i % 700)
        if s in c: c[s] += 1
        else: c[s] = 1
    t = 0
    for k, v in d.items(): t += k * v
    for k in c: t += c[k]
    return t
f()
