# The order in which sets of numbers are gone through, after random changes: one number for each of 400 histories.
class Random:
    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) % 2**31
        return (self.state >> 8) % n


def digest(numbers, state):
    for number in numbers:
        state = (state * 31 + number + 1) % 1000003
    return state


def changed(random, seed):
    made = set()
    for _ in range(60):
        key = random.below(1 << (3 + seed % 6)) * (1 if seed % 3 else 8)
        choice = random.below(8)
        if choice < 4:
            made.add(key)
        elif choice < 7:
            made.discard(key)
        elif made:
            made.pop()
    return made


def orders(s, t, random):
    yield s
    yield from (s | t, s & t, s - t, s ^ t, t - s, t ^ s, s & s, s.union(t, range(5)), s.difference(t, {1: 1}), s.symmetric_difference({random.below(30): 1 for _ in range(4)}))
    yield from (s.copy(), frozenset(s), s.union([random.below(50)] * 3, t), s.intersection(t, range(20)), {*s, *t}, set(dict.fromkeys(s)), s.difference(range(9)))
    s -= t
    yield s
    s ^= t
    yield s
    s |= t
    s.add(random.below(99))
    yield s
    s &= t
    yield s
    s.difference_update(range(4), t)
    yield s
    s.update(range(7))
    s.symmetric_difference_update(range(3, 12))
    yield s
    s.clear()
    s.add(3)
    yield s


for seed in range(400):
    random = Random(seed)
    s = changed(random, seed)
    t = {random.below(40) for _ in range(random.below(9))}
    state = 0
    for order in orders(s, t, random):
        state = digest(order, state)
    print(seed, state)
