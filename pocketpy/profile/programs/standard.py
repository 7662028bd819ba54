import math, random, collections, functools, json, pickle, operator, heapq, bisect
def f():
    random.seed(7)
    n = 0.0
    for i in range(1, 4000):
        n += math.sqrt(i) * math.sin(i) + math.floor(i / 3) + math.log(i)
        n += random.random() + random.randint(0, 9) + abs(-i) + round(i / 7, 2)
        n += divmod(i, 7)[1] + (i // 3 << 2 & 255) + i ** 2 - (i >> 1)
    h = []
    for i in range(600): heapq.heappush(h, i * 7919 % 601)
    while h: n += heapq.heappop(h)
    d = collections.deque()
    for i in range(3000):
        d.append(i)
        if i % 2: n += d.popleft()
    c = collections.Counter('abracadabra' * 30)
    n += functools.reduce(operator.add, list(range(500))) + len(c)
    for i in range(300): n += bisect.bisect_left([1, 5, 9, 100], i)
    return n + len(pickle.dumps([1, 'a', {'b': 2.5}] * 50))
f()
