def f():
    words = []
    for i in range(20000):
        words.append('w' + str(i * 7919 % 1000))
    s = ' '.join(words)
    n = 0
    for w in s.split(' '):
        if w.startswith('w1'): n += len(w.upper())
        if w.find('9') >= 0: n += 1
    t = s.replace('w', 'xy')
    t = t[:600]
    for i in range(0, len(t), 3):
        if t[i] == 'x': n += 1
    for i in range(10000):
        u = f'{i:05d}-{n}'
    return n
f()
