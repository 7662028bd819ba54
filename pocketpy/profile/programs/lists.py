def f():
    n = 60000
    sieve = [True] * n
    for i in range(2, 250):
        if sieve[i]:
            for j in range(i*i, n, i): sieve[j] = False
    p = [i for i in range(n) if sieve[i]]
    q = [x * 2 for x in p]
    q.reverse()
    s = 0
    for i in range(len(q)): s += q[i] - p[-i]
    for k in range(20):
        q = q[1:] + q[:1]
        q.append(k); q.pop()
    return s
f()
