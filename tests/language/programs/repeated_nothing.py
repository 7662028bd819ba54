"""Sequences of nothing, repeated as often as a number of 64 bits can say; also where the compiler folds it."""
import array, collections
for empty in (b'', bytearray(), '', [], (), array.array('i'), collections.deque(), collections.UserString(''), memoryview(b'').tobytes()):
    for n in (10**18, 2**62, -10**30):
        print(type(empty).__name__, n, end=" ")
        try: print(empty * n == empty, end=' '); print(n * empty == empty, end=' ')
        except Exception as e: print(type(e).__name__, end=' ')
        try:
            empty *= n; print(len(empty))
        except Exception as e: print(type(e).__name__, e)
print(b'' * 1000000000000000000, '' * 1000000000000000000, () * 1000000000000000000)
