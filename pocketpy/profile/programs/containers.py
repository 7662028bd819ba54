def f():
    n = 0
    s = set()
    for i in range(6000):
        s.add(i * 17 % 1009)
        if i in s: n += 1
    a = {x: y for x, y in zip(range(500), range(500))}
    for k in range(30):
        b = a.copy()
        b.update({k: -1})
        n += len(list(b.values())) + b.pop(k) + len([t for t in b.items()])
    for i in range(3000):
        t = (i, i + 1, 'x')
        u, v, w = t
        first, *rest = [u, v, i]
        n += u * v + hash(t) % 7 + len(rest)
        if t == (i, i + 1, 'x') and t < (i + 1, 0, ''): n += 1
    n += sum([max(a.values()), min(a.keys())]) + len(s & {1, 2, 3}) + len(s | {-1})
    q = [[0] * 10 for _ in range(10)]
    for k in range(400):
        for i in range(10): q[i][k % 10] = q[k % 10][i] + 1
    while q: q.pop()
    return n + any([False, True]) + all([True, False])
f()
