def lev(a, b):
    p = list(range(len(b) + 1))
    for i, x in enumerate(a):
        c = [i + 1]
        for j, y in enumerate(b):
            c.append(min(p[j+1] + 1, c[j] + 1, p[j] + (x != y)))
        p = c
    return p[-1]
lev('the quick brown fox jumps over the lazy dog' * 4, 'pack my box with five dozen liquor jugs' * 4)
