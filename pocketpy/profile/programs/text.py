def f():
    n = 0
    for i in range(3000):
        s = '%d:%s' % (i, 'abc') + '{:>8}|{:.3f}'.format(i, i / 7)
        n += len(s.strip()) + s.count('a') + len(s.split(':'))
        n += int(str(i)) + int(float(str(i / 3)))
        n += ord(s[0]) + ord(chr(97 + i % 26))
        t = s.lower().encode().decode()
        if t[1:-1] != s and 'b' in t: n += len(repr(t))
    return n
f()
