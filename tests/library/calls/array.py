import array as module
from array import ArrayType, _array_reconstructor, array, typecodes

call("dir", lambda: [name for name in dir(module) if not (name.startswith("__") and name.endswith("__"))])
call("dir", lambda: [key for key in dir(array) if key not in _everywhere])
call("dir", lambda: (array is ArrayType, typecodes, array.__module__, array.__name__, array.__hash__))


class Index:
    def __init__(self, value): self.value = value
    def __index__(self): return self.value
    def __repr__(self): return f"Index({self.value})"


class Float:
    def __float__(self): return 2.5
    def __repr__(self): return "Float()"


class Bad:
    def __index__(self): raise KeyError("index")
    def __float__(self): raise KeyError("float")
    def __eq__(self, other): raise KeyError("eq")
    def __repr__(self): return "Bad()"


class Sub(array):
    pass


# Longs have 32 bits where CPython writes what is expected: letters l and L are left out, and numbers beyond 32 bits where it reads a long.
INTS = "bBhHiIqQ"
LETTERS = INTS + "wfd"
VALUES = [0, 1, -1, 127, 128, -128, -129, 255, 256, 32767, 32768, -32768, -32769, 65535, 65536, 2**31 - 1, -2**31, 1.5, "a", "é", "\U0001f600", "", "ab", b"a", None, True, Index(5), Index(300), Float(), Bad(), [], 1j]
BIG = [2**31, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1, 2**64, -2**31 - 1, -2**63, -2**63 - 1, 2**70, -2**70]
STARTS = {letter: [1, 2, 3, 2, 100] for letter in LETTERS}
STARTS["w"] = "aébé\U0001f600"

for letter in LETTERS:
    for value in VALUES + (BIG if letter in "qQfd" else []):
        label = f"items {letter}"
        call(label, array, letter, [value])
        a = array(letter, STARTS[letter])
        call(label, a.append, value)
        call(label, a.insert, 1, value)
        call(label, lambda: a.__setitem__(2, value))
        for method in a.count, a.index, a.remove, a.__contains__:
            call(label, method, value)
        call(label, a.fromlist, [STARTS[letter][0], value])
        call(label, lambda: a)
for code in list("xXcglL?e@") + ["", "bb", "é", "\0", 5, None, b"i", 1.5]:
    call("codes", lambda: (array(code).typecode))
for arguments in [(), ("i",), ("i", None), ("i", 5), ("i", [1], 2), ("i", "ab"), ("w", "ab"), ("w", ["a", "b"]), ("w", ["ab"]), ("i", b"\1\0\0\0"), ("i", b"\1\0\0"), ("i", bytearray(8)), ("i", memoryview(bytes(4))), ("b", range(5)), ("b", iter([1, 2])),
                  ("i", array("b", [1, -2])), ("b", array("i", [1, 300])), ("w", array("w", "ab")), ("i", array("w", "ab")), ("d", array("i", [1])), ("i", array("d", [1.0])), ("i", (x for x in [1, "a"])), ("i", {1: 2}), ("d", (1, 2.5))]:
    call("new", array, *arguments)
call("new", lambda: array(typecode="i"))
call("new", lambda: array("i", initializer=[1]))
call("new", lambda: (Sub("i", [1]), type(Sub("i")), Sub("i", [1]) == array("i", [1])))
call("new", lambda: Sub("w", "ab"))

KEYS = [0, 1, -1, 4, 5, -5, -6, 2**70, Index(2), Index(9), Bad(), "a", None, 1.5, slice(None), slice(1, 3), slice(3, 1), slice(None, None, 2), slice(None, None, -1), slice(4, 0, -2), slice(1, 100), slice(-2, None), slice(None, None, 0), slice("a"),
        slice(0, 0), slice(2, 2), slice(10, 20), slice(None, None, 3), slice(None, None, -3), slice(1, 4, 2)]
for letter in "bHidw":
    for key in KEYS:
        label = f"subscripts {letter}"
        start = STARTS[letter]
        call(label, array(letter, start).__getitem__, key)
        for change in ["del", *(array(letter, start[:count]) for count in range(4)), 7, "y", array("B", [9]), [1, 2]]:
            a = array(letter, start)
            def work():
                if change == "del" and type(change) is str: del a[key]
                else: a[key] = change
                return a
            call(label, work)
        a = array(letter, start)
        def own():
            a[key] = a
            return a
        call(label, own)
for letter in "bHidw":
    start = STARTS[letter]
    for count in [0, 1, 3, -1, Index(2), "a", 1.5, None, 2**70]:
        call("operators", lambda: array(letter, start) * count)
        call("operators", lambda: count * array(letter, start))
        a = array(letter, start)
        def times():
            nonlocal_a = a
            nonlocal_a *= count
            return nonlocal_a
        if type(count) is not int or count < 10:
            call("operators", times)
    for other in [array(letter, start), array(letter), array("B", [1]), [1], "a", b"a", None, Sub(letter, start)]:
        call("operators", lambda: array(letter, start) + other)
        call("operators", lambda: type(Sub(letter, start) + other))
        a = array(letter, start)
        def plus():
            nonlocal_a = a
            nonlocal_a += other
            return nonlocal_a is a, nonlocal_a
        call("operators", plus)
        a = array(letter, start)
        call("operators", a.extend, other)
        call("operators", lambda: a)
    a = array(letter, start)
    call("operators", lambda: (a.extend(a), a))
    call("operators", lambda: a.__iadd__(a))

ARRAYS = [array("b"), array("b", [1]), array("b", [1, 2]), array("b", [-1]), array("i", [1, 2]), array("d", [1.0, 2.0]), array("d", [float("nan")]), array("w", "ab"), array("w", "a"), array("Q", [2**64 - 1]), array("q", [-1]), array("f", [1.5]), Sub("b", [1, 2])]
for a in ARRAYS:
    for b in [*ARRAYS, [1, 2], None, "ab"]:
        for f in [lambda: a == b, lambda: a != b, lambda: a < b, lambda: a <= b, lambda: a > b, lambda: a >= b]:
            call("compare", f)
    call("shown", repr, a)
    call("shown", lambda: (a.typecode, a.itemsize, len(a), bool(a), a.buffer_info()[1]))
    call("shown", hash, a)
    call("shown", a.tolist)
    call("shown", a.tounicode)
    call("shown", a.tobytes)
    call("shown", lambda: bytes(a))
    call("shown", lambda: (a.__copy__(), a.__deepcopy__({}), list(a), list(reversed(a)), max(a)))
    for protocol in 0, 1, 2, 3, 5, "2", None:
        call("reduce", lambda: (lambda r: (r[0].__name__, r[1], r[2]))(a.__reduce_ex__(protocol)))
    for step in range(4):
        iterator = iter(a)
        for _ in range(step): next(iterator, None)
        call("iterator", lambda: iterator.__reduce__()[1:])
        call("iterator", iterator.__setstate__, step - 1)
        call("iterator", lambda: list(iterator))
        call("iterator", lambda: next(iterator))
        call("iterator", iterator.__setstate__, 0)
        call("iterator", lambda: iterator.__reduce__()[1:])
call("iterator", type(iter(array("b"))))
call("iterator", lambda: type(iter(array("b"))).__name__)

# ---- bytes, texts, files
for letter in LETTERS:
    for data in [b"", bytes(8), bytes(range(16)), bytes(3), bytearray(8), memoryview(bytes(8)), array("b", range(8)), "a", 5, None, [1], memoryview(bytes(16))[::2]]:
        a = array(letter)
        call("frombytes", a.frombytes, data)
        call("frombytes", a.tobytes)
        call("frombytes", lambda: (a.byteswap(), a.tobytes()))
    a = array(letter, STARTS[letter])
    for text in ["", "xé\U0001f600", 5, None, b"a"]:
        call("fromunicode", a.fromunicode, text)
        call("fromunicode", a.tounicode)
    for items in [[], [STARTS[letter][1]], (1,), 5, [1, "a", None], [None]]:
        call("fromlist", a.fromlist, items)
        call("fromlist", lambda: a)
    for arguments in [(), (0,), (-1,), (-100,), (1, 2), ("a",)]:
        call("pop", a.pop, *arguments)
    call("pop", lambda: (a.reverse(), a))
    call("pop", array(letter).pop)
    for bounds in [(0,), (1,), (-2,), (0, 2), (1, 1), (3, 100), ("a",), (0, None), (2**70,), (-2**70,)]:
        call("index", array(letter, STARTS[letter]).index, STARTS[letter][1], *bounds)
    for at in [0, 2, -1, 100, -100, "a", 2**70]:
        a = array(letter, STARTS[letter])
        call("insert", a.insert, at, STARTS[letter][0])
        call("insert", lambda: a)


class File:
    def __init__(self, data): self.data, self.written = data, []
    def read(self, size):
        data, self.data = self.data[:size], self.data[size:]
        return data
    def write(self, data): self.written.append((type(data), len(data)))


for letter in "bHdw":
    for data, count in [(bytes(80), 3), (bytes(9), 9), (bytes(80), 0), (bytes(8), -1), ("a" * 40, 2), (bytes(80), "a"), (b"", 1), ([1], 1)]:
        a = array(letter)
        call("fromfile", a.fromfile, File(data), count)
        call("fromfile", lambda: a)
    file = File(b"")
    call("tofile", (array(letter, STARTS[letter][:1]) * 50_000).tofile, file)
    call("tofile", lambda: file.written)
    call("tofile", array(letter, STARTS[letter]).tofile, 5)
    call("tofile", array(letter).fromfile, 5, 1)

# ---- pickles of other machines
for letter in INTS + "wfd":
    for form in [*range(-1, 6), *range(10, 23)]: # a long is as good as an int for 32 bits
        for data in [b"", bytes(range(65, 73)), bytes([1, 0, 0, 0, 2, 0, 0, 0]), bytes(3), b"\0\0\0A\0\0\0B"]:
            call("reconstruct", _array_reconstructor, array, letter, form, data)
for arguments in [(array, "x", 0, b""), (list, "i", 8, b""), (5, "i", 8, b""), (array, 5, 8, b""), (array, "ii", 8, b""), (array, "i", "8", b""), (array, "i", 8, "a"), (array, "i", 8, bytearray(4)), (Sub, "i", 8, bytes(4)), ()]:
    call("reconstruct arguments", lambda: (lambda made: (type(made).__name__, made))(_array_reconstructor(*arguments)))

# ---- buffers
for letter in INTS + "fd":
    a = array(letter, [1, 2, 3])
    view = memoryview(a)
    call("buffer", lambda: (view.format, view.itemsize, view.nbytes, view.shape, view.strides, view.readonly, view.obj is a, view.tolist(), list(view[::-1])))
    call("buffer", lambda: view.__setitem__(1, 5))
    call("buffer", lambda: view.__setitem__(1, 2**80))
    call("buffer", lambda: a)
    for change in [lambda: a.append(1), lambda: a.pop(), lambda: a.extend([1]), lambda: a.__delitem__(0), lambda: a.frombytes(bytes(8)), lambda: a.clear(), lambda: a.insert(0, 1), lambda: a.__imul__(2), lambda: a.__setitem__(slice(0, 1), array(letter, [1, 2])), lambda: a.fromlist([1]),
                   lambda: a.__setitem__(0, 9), lambda: a.reverse(), lambda: a.byteswap(), lambda: a.__delitem__(slice(None, None, 2)), lambda: a.remove(3)]:
        call("buffer", change)
    call("buffer", lambda: view.cast("B").tobytes())
    call("buffer", lambda: a)
    view.release()
    call("buffer", a.append, 4)
    call("buffer", lambda: (bytes(a), bytearray(a), b"".join([a, a]), b"x" + a, a in [a], bytearray(b"z").__iadd__(a)))
    with memoryview(a) as other:
        call("buffer", lambda: other == a)
    call("buffer", lambda: a.__buffer__(0).tobytes())
call("buffer", lambda: memoryview(array("w", "ab")).format)
call("buffer", lambda: memoryview(array("w", "ab")).tobytes())
call("alias", lambda: array[int])


def shrinks():
    a = array("i", [1, 2, 3, 4])
    class Clears:
        def __eq__(self, other): a.clear(); return False
        def __index__(self): a.clear(); return 1
    return [outcome(a.count, Clears()), outcome(array("i", [1]).__setitem__, 0, Clears()), outcome(lambda: a), outcome(lambda: a.extend(range(3))), outcome(a.remove, Clears()), outcome(a.__setitem__, 0, Clears()), outcome(a.extend, [1]), outcome(a.insert, 0, Clears()),
            outcome(a.__getitem__, Clears()), outcome(a.__imul__, Clears()), outcome(lambda: a)]


call("shrinks", shrinks)
finish()
