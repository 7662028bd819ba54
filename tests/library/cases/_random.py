import _random

names(_random)
Type = _random.Random
class Sub(Type):
    def __init__(self, *args): super().__init__(*args); self.extra = 1
class I:
    def __index__(self): return 5
r = Type(5)
section("numbers")
for seed in [0, 1, 5, -5, True, 2**31, 2**32 - 1, 2**32, 2**64, -2**64, 2**100 + 17, 10**300, 3**5000, 2**20000 - 1]:
    for r in (Type(seed), Sub(seed)):
        print(seed % 1000003, [r.random() for _ in range(5)], r.getrandbits(1), r.getrandbits(31), r.getrandbits(32), r.getrandbits(33), r.getrandbits(64), r.getrandbits(1000), r.getrandbits(0), [r.getrandbits(7) for _ in range(10)])
        for _ in range(1500): r.random()
        state = r.getstate()
        first = [r.random() for _ in range(700)]
        r.setstate(state)
        print(sum(state) % 1000000007, len(state), state[-1], first == [r.random() for _ in range(700)], sum(first))
    r.seed(seed)
    print(r.random(), hash(tuple(r.getrandbits(60) for _ in range(2000))) != 0, r.getrandbits(100000) % 1000000007)

section("errors")
r = Type(1)
for text in ["r.getrandbits(-1)", "r.getrandbits(2**70)", "r.getrandbits('a')", "r.getrandbits(1.5)", "r.getrandbits(True)", "r.getrandbits()", "r.getrandbits(I())", "r.seed(1, 2)", "r.seed([])", "r.seed(n=5)", "Type(1, 2)",
             "Type(seed=5)", "r.setstate(5)", "r.setstate((1,))", "r.setstate([1] * 625)", "r.setstate((1,) * 625)", "r.setstate((1,) * 624 + (625,))", "r.setstate((1,) * 624 + (-1,))", "r.setstate((-1,) * 625)",
             "r.setstate((2**32,) * 625)", "r.setstate((2**64,) * 625)", "r.setstate(('a',) * 625)", "r.random(1)", "Type([])", "type(Type.__new__(Type, 1, 2))", "r.getrandbits(2**63)", "r.getrandbits(2**63 - 1)", "Sub(1, 2)",
             "Sub(3).random()", "Sub(3).extra", "type(Type().random())", "Type().random() != Type().random()", "Type(None).getrandbits(8) < 256", "r.seed()", "type(r).__name__, type(r).__module__", "Type.random(1)", "Type.seed(Sub(1), 5)"]:
    case(text)
