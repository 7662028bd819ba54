def f():
    s = 0
    i = 0
    while i < 400000:
        if i % 3 == 0: s += i
        else: s -= 1
        i += 1
    for j in range(300000):
        s ^= j & 7
    return s
f()
