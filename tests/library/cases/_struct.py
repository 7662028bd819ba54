import _struct
from _struct import Struct, pack, unpack, calcsize

names(_struct)
class I:
    def __index__(self): return 5
class F:
    def __float__(self): return 2.5
class C:
    def __complex__(self): return 1 - 2j
class Raises:
    def __index__(self): raise KeyError("index")
    def __float__(self): raise KeyError("float")
    def __bool__(self): raise KeyError("bool")
class B(bytes): pass
random = Random(3)
VALUES = [0, 1, -1, True, 127, 128, -128, -129, 255, 256, 2**15 - 1, 2**15, -2**15 - 1, 65535, 65536, 2**31 - 1, 2**31, -2**31, -2**31 - 1, 2**32 - 1, 2**32, 2**63 - 1, 2**63, -2**63, -2**63 - 1, 2**64 - 1, 2**64, 10**30,
          -10**30, 10**400, 0.0, -0.0, 1.5, -2.75, 1e-8, 6e-8, 2.98e-8, 2.99e-8, 65504.0, 65519.0, 65520.0, 1e6, 1e-45, 1e-46, 3.4028235e38, 3.5e38, 1e300, float("inf"), float("-inf"), float("nan"), 1 + 2j, 1e300j, "a", b"", b"a", b"ab",
          B(b"q"), bytearray(b"xyz"), memoryview(b"m"), None, [], [1], I(), F(), C(), Raises()]
section("pack")
for order in ["", "@", "=", "<", ">", "!"]:
    for letter in "bBhHiIqQcsp?efdFD":
        for value in VALUES:
            if letter == "c" and type(value) is bytearray: continue
            shown = type(value).__name__ if type(value) in (I, F, C, Raises, memoryview) else value
            print(order + letter, shown, end=" ")
            try:
                packed = pack(order + letter, value)
                print(packed, unpack(order + letter, packed))
            except Exception as error: print(type(error).__name__, error)
section("standard")
for letter in "lLnNP":
    for value in VALUES[:30]:
        if letter in "lL": case("pack(format, value)", format=">" + letter, value=value)
        case("pack(format, value)", format="<" + letter, value="a")
section("formats")
LETTERS = "xbBhHiIqQc?efdFDsp"
for _ in range(600):
    format = random.pick(["", "<", ">", "=", "!", "@"])
    for _ in range(random.below(6)): format += random.pick(["", " ", "2", "3", "0", "10", "1"]) + random.pick(LETTERS)
    if "c" in format: continue
    size = calcsize(format)
    data = bytes(random.below(256) for _ in range(size))
    print(format, size, end=" ")
    values = unpack(format, data)
    print(values, end=" ")
    if "nan" in repr(values): print(); continue
    try: print(pack(format, *values))
    except Exception as error: print(type(error).__name__, error)
for format in ["z", "3", "i3", "", " ", "<", " <i", "<i<i", "i\0", "\0", "999999999999i", "99999999999999999999i", "2147483648x", "5 i", "i5", "\xe9", "ii\u20ac", "1e5", "-1i", "<n", ">N", "!P", b"i", bytearray(b"i"), 5, None, "ssss", "0s0p0i", "b0q", "xx3b", "i\tf\nd"]:
    if type(format) is not bytearray: case("calcsize(format)", format=format)
    case("Struct(format)", format=format)
s = Struct("<ih")
section("methods")
for text in ["s", "s.size", "s.format", "Struct(b'i').format", "Struct(format='h').size", "Struct('i', 1)", "type('T', (Struct,), {})('h').pack(3)", "s.pack(1)", "s.pack(1, 2)", "s.pack(1, 2, 3)", "pack()", "pack(5)", "pack('ii', 1)", "pack('i', a=1)",
             "unpack('i', b'abc')", "unpack('i', 5)", "unpack('i')", "unpack('i', 'abcd')", "s.unpack(b'a')", "s.unpack(b'abcdef')", "s.unpack(memoryview(b'abcdef'))", "s.unpack(bytearray(b'abcdef'))", "s.unpack_from(b'abcdef', 1)",
             "s.unpack_from(b'abcdefgh', -6)", "s.unpack_from(b'abcdefgh', -5)", "s.unpack_from(b'abcdefgh', -9)", "s.unpack_from(b'abc')", "s.unpack_from(buffer=b'abcdefgh', offset=2)", "_struct.unpack_from('<ih', b'abcdefgh', offset=2)",
             "s.unpack_from(b'abcdefgh', 'a')", "_struct.unpack_from('i', b'')", "_struct.unpack_from('<h', b'abcd', -2)", "s.unpack_from()", "s.unpack_from(5)",
             "s.pack_into(bytearray(8), 0, 1)", "s.pack_into(b'abcdefgh', 0, 1, 2)", "s.pack_into(bytearray(5), 0, 1, 2)", "s.pack_into(bytearray(8), 3, 1, 2)", "s.pack_into(bytearray(8), -3, 1, 2)", "s.pack_into(bytearray(8), -9, 1, 2)",
             "s.pack_into(bytearray(8), -6, 1, 2)", "s.pack_into()", "s.pack_into(bytearray(8))", "_struct.pack_into('i', bytearray(8))", "_struct.pack_into('i')", "_struct.pack_into()", "_struct.pack_into('i', 5, 0, 1)",
             "_struct.pack_into('i', bytearray(8), 'a', 1)", "_struct.pack_into('i', bytearray(8), 2**70, 1)", "_struct.pack_into('i', memoryview(b'abcd'), 0, 1)", "_struct.pack_into('i', bytearray(8), 0, 'a')",
             "list(_struct.iter_unpack('<h', b'abcd'))", "_struct.iter_unpack('<h', b'abc')", "_struct.iter_unpack('', b'')", "_struct.iter_unpack('0s', b'a')", "_struct.iter_unpack('h', 5)", "_struct.iter_unpack('h', b'abcd').__length_hint__()",
             "list(_struct.iter_unpack('h', b''))", "type(_struct.iter_unpack('h', b''))()", "next(_struct.iter_unpack(b'h', b'ab'))", "list(s.iter_unpack(bytes(12)))", "_struct.error.__mro__", "_struct.error.__module__, _struct.error.__name__",
             "_struct._clearcache()", "_struct.error('x', 1)", "pack('5s', b'ab')", "pack('1s', b'abc')", "pack('0s', b'abc')", "pack('5p', b'abcdefgh')", "pack('0p', b'abc')", "pack('300p', b'a' * 300)[:3]", "unpack('<3s2p0s', b'abc\\x05z')",
             "unpack('p', b'\\x05')", "unpack('3p', b'\\x05ab')", "unpack('?', b'\\x05')", "s.__sizeof__() > 0", "Struct()", "s.size.__class__", "pack('2x3b', 1, 2, 3)"]:
    case(text)
buffer = bytearray(10); s.pack_into(buffer, 2, -2, 300); view = memoryview(buffer); _struct.pack_into(">H", view, 0, 513); print(buffer, s.unpack_from(view[2:]))
s.__init__(">q"); print(s.size, s.format, s)
class Shrink:
    def __init__(self, b): self.b = b
    def __index__(self): del self.b[2:]; return 1
b = bytearray(8)
try: _struct.pack_into("<ii", b, 0, 1, Shrink(b))
except (BufferError, _struct.error) as error: print("refused")
try: print(list(zip(_struct.iter_unpack("b", bytearray(b"abc")), range(2))))
except Exception as error: print(error)
