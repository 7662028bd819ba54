"""bytes, bytearray and memoryview: construction, operators, methods, items, slices, exports."""


def show(text, names=None):
    try:
        value = eval(text, names or {})
        print(text, "->", ascii(value) if type(value) is not memoryview else ("view", value.format, value.tolist()))
    except Exception as error:
        print(text, "->", type(error).__name__, error)


SOURCES = ["", "3", "-1", "'a'", "'a', 'utf-8'", "b'x', 'utf-8'", "5, 'utf-8'", "errors='strict'", "[1, 256]", "['a']", "1.5", "None", "2**70", "[2**70]", "b'x', b'y'", "'a', 'utf-8', 'strict', 4", "x=1",
           "source=b'ab'", "bytearray(b'cd')", "memoryview(b'abcd')[::2]", "range(3)", "iter([1, 2])"]
for kind in ("bytes", "bytearray"):
    for source in SOURCES:
        show(f"{kind}({source})")

OTHERS = ["b''", "b'b'", "bytearray(b'bc')", "'b'", "98", "300", "None", "memoryview(b'ab')", "(b'a', b'ab')", "[1]", "2**70"]
for self in ("b'abcb'", "bytearray(b'abcb')"):
    for other in OTHERS:
        for name in ("find", "rfind", "index", "count", "startswith", "endswith", "partition", "rpartition", "split", "rsplit", "strip", "removeprefix", "removesuffix", "join", "center", "ljust", "zfill", "expandtabs", "translate", "__contains__", "__add__", "__eq__", "__lt__", "__getitem__", "splitlines"):
            if "partition" not in name or "view" not in other:
                show(f"{self}.{name}({other})")
        show(f"{self}.replace({other}, b'xy')")
        show(f"{self}.replace(b'b', {other}, 1)")
        show(f"{self}.find(b'b', {other})")
        show(f"{self} * {other}")
        show(f"{self} + {other}")
        show(f"{self}.hex({other})")
        show(f"bytes.fromhex({other})")
        show(f"bytes.maketrans(b'ab', {other})")
    for name in ("upper", "lower", "title", "capitalize", "swapcase", "isalpha", "isalnum", "isdigit", "isspace", "islower", "isupper", "istitle", "isascii", "split", "splitlines", "decode", "hex", "__repr__"):
        for text in (b"", b"aB cD\n1", b"\x7f'\"\\", b"Abc Def", b"12", b" \x0b\r\n"):
            show(f"{'bytearray' if 'array' in self else 'bytes'}({text!r}).{name}()")
    for part in ("[1:3]", "[::2]", "[::-1]", "[5]", "[-1]", "['a']", "[2**70]", "[10:]"):
        show(self + part)

CHANGES = ["append(1)", "append(256)", "append('a')", "extend(b'yz')", "extend('yz')", "extend(5)", "extend([1, 300])", "extend(x for x in (1, 2))", "insert(1, 65)", "insert(-9, 65)", "insert('a', 1)", "pop()", "pop(0)", "pop(9)",
           "remove(98)", "remove(7)", "reverse()", "clear()", "resize(6)", "resize(1)", "resize(-1)", "__setitem__(0, 255)", "__setitem__(9, 1)", "__setitem__(0, 'a')", "__setitem__('a', 0)",
           "__setitem__(slice(1, 2), b'12345')", "__setitem__(slice(0, 3, 2), b'12')", "__setitem__(slice(0, 3, 2), b'123')", "__setitem__(slice(1, 1), [1, 2])", "__setitem__(slice(0, 1), 'a')", "__setitem__(slice(0, 1), 5)",
           "__delitem__(0)", "__delitem__(9)", "__delitem__(slice(0, 4, 2))", "__delitem__(slice(None, None, -2))", "__delitem__(slice(1, 3))", "__iadd__(b'x')", "__iadd__('x')", "__imul__(3)", "__imul__(0)", "__imul__('a')", "__init__(b'new')", "__init__(3)"]
for change in CHANGES:
    array = bytearray(b"abcde")
    show(f"array.{change}", {"array": array})
    print(array)
    with memoryview(array):
        show(f"array.{change}", {"array": array})
    print(array)
array = bytearray(b"self")
array[2:2] = array
array.extend(array)
array += array[:2]
print(array, array.copy() is array, array.__reduce_ex__(2), array.__reduce_ex__(4))
show("array.extend(memoryview(array))", {"array": array})
view = memoryview(array)
part = view[1:3]
view.release()
show("array.append(1)", {"array": array})
del part
array.append(33)
print(array)


def uses_a_view(data):
    return memoryview(data)[1:].tobytes()


print(uses_a_view(array))
array.append(34)  # the view is gone, though nobody released it
try:
    hash(array)
except TypeError as error:
    print(error)


class Kind(bytes):
    pass


class Array(bytearray):
    pass


print(Kind(b"a"), type(Kind(b"a") + b"b"), type(Kind(b"ab")[:1]), type(Kind(b"a").upper()), Array(b"x"), type(Array(b"x")[:]), type(Array(b"x").copy()), type(Kind.fromhex("00")), type(Array.fromhex("00")))
print({b"a": 1}[b"a"], hash(b"abc") == hash(Kind(b"abc")), b"a" == bytearray(b"a") == memoryview(b"a"), b"a" == "a", sorted([b"b", b"", b"ab", b"a"]))


class Exporter:
    def __bytes__(self):
        return b"by __bytes__"

    def __buffer__(self, flags):
        return memoryview(b"by __buffer__")


print(bytes(Exporter()), memoryview(Exporter()).tobytes())

VIEWS = {"m": memoryview(bytearray(b"abcdef")), "r": memoryview(b"abcdef"), "released": memoryview(b"x"), "signed": memoryview(b"\xff\x01").cast("b"), "d": memoryview(bytearray(16)).cast("d")}
VIEWS["released"].release()
VIEWS["step"] = VIEWS["r"][::2]
VIEWS["h"] = VIEWS["r"].cast("H")
for expression in ("x[0]", "x[-1]", "x[9]", "x['a']", "x[1:3]", "x[::-1]", "x[()]", "x[1, 2]", "x[0:1, 0:1]", "x[...]", "x.tolist()", "x.tobytes()", "bytes(x)", "len(x)", "x.hex()", "x.hex(':', 2)", "list(x)", "list(reversed(x))", "97 in x",
                   "x.index(99)", "x.index(7)", "x.count(97)", "hash(x) == hash(x.tobytes())", "x == b'abcdef'", "x == x", "x < b''", "x.cast('H')", "x.cast('B')", "x.cast('x')", "x.cast('d')", "x.cast(1)", "x.cast('B', [6])", "x.cast('B', [5])",
                   "x.cast('B', 5)", "x.toreadonly().readonly", "x.tobytes('F')", "x.tobytes('X')", "x.__setitem__(0, 1)", "x.__setitem__(0, 300)", "x.__setitem__(0, -1)", "x.__setitem__(0, 'a')", "x.__setitem__(0, 1.5)", "x.__setitem__(9, 1)",
                   "x.__setitem__(slice(0, 2), b'zz')", "x.__setitem__(slice(0, 2), b'zzz')", "x.__setitem__(slice(0, 2), [1, 2])", "x.__setitem__(slice(0, 4, 2), x[2:4])", "x.__delitem__(0)", "x.tolist()", "x.release()",
                   "(x.format, x.itemsize, x.nbytes, x.ndim, x.shape, x.strides, x.suboffsets, x.readonly, x.contiguous, x.c_contiguous, x.obj)"):
    for name in VIEWS:
        show(expression.replace("x", name) if "hex" not in expression and "index" not in expression else expression.replace("x.", name + "."), {**VIEWS, "hash": hash, "bytes": bytes})
for letter, value in [("b", -128), ("b", 128), ("B", 255), ("c", b"z"), ("c", 1), ("?", []), ("h", -32768), ("H", 65536), ("i", -2**31), ("I", 2**32 - 1), ("q", 2**63 - 1), ("q", 2**63), ("Q", 2**64 - 1), ("Q", -1), ("f", 1.1), ("f", 1e300), ("e", 1.1),
                      ("e", 65520.0), ("e", 6e-8), ("e", float("inf")), ("d", "a"), ("d", 3), ("b", 2**70), ("i", None)]:
    data = bytearray(16)
    view = memoryview(data).cast(letter)
    show("view.__setitem__(1, value)", {"view": view, "value": value})
    print(letter, value, view[1], data.hex())
