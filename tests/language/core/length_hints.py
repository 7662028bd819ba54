# Who asks an iterable for its length before it is gone through, and what becomes of a wrong answer.
class L(list):
    def __len__(self): return -2
class H:
    def __init__(self, r): self.r = r
    def __iter__(self): print('iter'); return iter((1, 2))
    def __length_hint__(self):
        print('hint')
        if isinstance(self.r, Exception): raise self.r
        return self.r
class N(H):
    def __len__(self): print('len'); return self.r
import array, collections
for make in (list, tuple, sorted, lambda x: [*x], lambda x: [0].extend(x), lambda x: [0].__iadd__(x), bytes, set, lambda x: (*x,), lambda x: collections.deque(x), dict.fromkeys, lambda x: sum(x), lambda x: max(x), lambda x: list(map(str, x)), lambda x: bytearray(b'a').extend(x), lambda x: ' '.join(x), lambda x: [1,2,3].__setitem__(slice(0,1), x), lambda x: array.array('i', x), lambda x: min(x), frozenset, lambda x: dict(enumerate(x)), lambda x: list(zip(x)), lambda x: list(reversed(list(x)))):
    for x in (H(-1), H(2), H('a'), H(TypeError('t')), H(ValueError('v')), H(NotImplemented), H(10**30), N(-1), N(3), L([1])):
        try: print(type(x).__name__, make(x))
        except Exception as e: print(type(e).__name__, e)


class Huge(list):
    def __len__(self):
        return 2**62


for make in (list, sorted, lambda x: [*x]):
    try:
        print(make(Huge()))
    except (MemoryError, OverflowError) as e:  # by the size of a pointer
        print("no room")
