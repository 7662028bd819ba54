# expectation: pocketpy only, because CPython raises MemoryError or OverflowError, which pocketpy has not: a value
# beyond 1 GB is refused with RuntimeError before anything is allocated.
import array2d

def refused(name, action):
    try:
        action()
        print(name, 'no error')
    except RuntimeError as e:
        print(name, e)

refused('text', lambda: 'a' * (10 ** 10))
refused('text from the right', lambda: (2 ** 62) * 'abc')
refused('replace', lambda: ('a' * 100000).replace('', 'b' * 100000))
refused('array2d', lambda: array2d.array2d(65536, 65536))
refused('array2d of overflowing size', lambda: array2d.array2d(2 ** 62, 4))
print(array2d.array2d(2, 3).shape, len('a' * 1000000))
