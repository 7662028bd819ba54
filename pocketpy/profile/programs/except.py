def h(i):
    if i % 3 == 0: raise ValueError('x')
    if i % 5 == 0: return {}['k']
    return i
def f():
    s = 0
    for i in range(25000):
        try:
            s += h(i)
        except ValueError as e:
            s += 1
        except KeyError:
            s += 2
    return s
f()
