# expectation: pocketpy only, because what fits into the memory of a 64-bit CPython does not fit here; CPython 3.14 of 32 bits refuses
# each of these too, with MemoryError or OverflowError. Nothing is allocated before, and the program goes on.
import array2d

def refused(name, action):
    try:
        action()
        print(name, 'no error')
    except (MemoryError, OverflowError, ValueError) as e:
        print(name, type(e).__name__, e)

refused('text', lambda: 'a' * (10 ** 10))
refused('text from the right', lambda: (2 ** 62) * 'abc')
refused('text of a huge count', lambda: 'abc' * 2 ** 64)
refused('bytes', lambda: b'abc' * 2 ** 62)
refused('bytes of a size', lambda: bytes(2 ** 62))
refused('list', lambda: [1] * 2 ** 30)
refused('tuple', lambda: (1,) * 2 ** 62)
refused('replace', lambda: ('a' * 100000).replace('', 'b' * 100000))
refused('join', lambda: ('a' * 100000).join(['b' * 100000] * 100000))
refused('ljust', lambda: 'a'.ljust(2 ** 31))
refused('array2d', lambda: array2d.array2d(65536, 65536))
refused('array2d of overflowing size', lambda: array2d.array2d(2 ** 62, 4))
print(array2d.array2d(2, 3).shape, len('a' * 1000000))
