"""Every method and operator of str, bytes, bytearray and memoryview with ordinary and odd arguments: a line for each call, sections by what is called.

Left out, since CPython's answers depend on addresses or on how a call was made: what iter() returns, format() with a generator as its specification,
keywords for memoryview.__exit__, and format(), through a field, of an instance of a subclass of str.
"""


class S(str):
    pass


class B(bytes):
    pass


class A(bytearray):
    pass


class I(int):
    pass


class Index:
    def __index__(self):
        return 2

    def __repr__(self):
        return "Index()"


class Bad:
    def __repr__(self):
        return "Bad()"

    def fail(self, *arguments):
        raise ValueError("bad")

    __index__ = __str__ = __bytes__ = __iter__ = fail


class Number:
    def __float__(self):
        return 1.5

    def __int__(self):
        return 7

    def __repr__(self):
        return "Number()"


ARGUMENTS = {
    "none": lambda: None, "zero": lambda: 0, "one": lambda: 1, "neg": lambda: -1, "five": lambda: 5, "big": lambda: 2**70, "negbig": lambda: -2**70, "true": lambda: True, "float": lambda: 1.5, "complex": lambda: 1j,
    "empty": lambda: "", "a": lambda: "a", "ab": lambda: "ab", "e": lambda: "é", "surrogate": lambda: "\ud800", "emoji": lambda: "😀", "space": lambda: " ", "S": lambda: S("a"), "format": lambda: "%s{0}", "utf16": lambda: "utf-16",
    "replace": lambda: "replace", "long": lambda: "abc" * 50, "bempty": lambda: b"", "ba": lambda: b"a", "bab": lambda: b"ab", "bff": lambda: b"\xff", "B": lambda: B(b"a"), "array": lambda: bytearray(b"a"), "A": lambda: A(b"b"),
    "table": lambda: bytes(range(256)), "view": lambda: memoryview(b"a"), "step": lambda: memoryview(b"abcd")[::2], "list": lambda: ["a", "b"], "blist": lambda: [b"a", b"b"], "ilist": lambda: [97, 98], "tuple": lambda: ("a", "b"),
    "btuple": lambda: (b"a", b"c"), "etuple": lambda: (), "dict": lambda: {"a": "b", 97: "x", 98: None}, "set": lambda: frozenset([97]), "range": lambda: range(97, 100), "generator": lambda: (x for x in "ab"), "index": Index, "bad": Bad,
    "number": Number, "type": lambda: int, "slice": lambda: slice(1, None), "slice2": lambda: slice(None, None, -2), "slice0": lambda: slice(0, 5, 0), "sliceb": lambda: slice("a"), "ellipsis": lambda: ..., "I": lambda: I(97),
}
SELVES = {
    "str0": lambda: "", "str": lambda: "abcab", "latin": lambda: "Héllo wÖrld", "wide": lambda: "x\ud800\udfffy\U0001F600", "white": lambda: " \ta\u3000b\r\nc\x1c\x85", "digits": lambda: "١٢³½Ⅷ", "case": lambda: "ßΑΣ ǅŉİ",
    "S": lambda: S("aXa"), "fields": lambda: "%s-%5d {} {0[0]!r:>3}", "bytes0": lambda: b"", "bytes": lambda: b"abcab", "high": lambda: b"A\xffz\x00 9\t\r\n", "bfields": lambda: b"%s-%d", "B": lambda: B(b"aXa"),
    "array": lambda: bytearray(b"abcab"), "array0": lambda: bytearray(), "A": lambda: A(b"a b"), "numbers": lambda: bytearray(range(250, 256)), "view": lambda: memoryview(b"abcab"),
    "writable": lambda: memoryview(bytearray(b"abcab")), "step": lambda: memoryview(b"abcab")[::-2], "halves": lambda: memoryview(bytearray(b"abcd")).cast("H"),
}
LEFT_OUT = """__init_subclass__ __subclasshook__ __new__ __class__ __dir__ __sizeof__ __alloc__ __getattribute__ __setattr__ __delattr__ __buffer__ __release_buffer__ __reduce__ __reduce_ex__ __getstate__
__class_getitem__ _from_flags __hash__ __iter__ __exit__""".split()
KEYWORDS = [((), {"x": "one"}), (("a",), {"x": "a"}), ((), {"sep": "a"}), ((), {"maxsplit": "one"}), ((), {"sep": "ba", "maxsplit": "one"}), ((), {"encoding": "a"}), ((), {"keepends": "one"}), (("five",), {"fillchar": "a"}),
            ((), {"tabsize": "one"}), (("table",), {"delete": "ba"}), ((), {"bytes_per_sep": "one"}), (("a",), {"count": "one"}), ((), {"errors": "replace"})]
CASES = [((), {})] + [((a,), {}) for a in ARGUMENTS] + KEYWORDS
CASES += [((a, b), {}) for a in ("a", "ba", "five", "slice", "ab", "none", "bab", "neg") for b in ("one", "neg", "a", "ba", "e", "list", "none", "big", "index", "number")]
CASES += [((a, b, c), {}) for a in ("a", "ba") for b in ("one", "neg", "none", "ab") for c in ("five", "none", "a", "ba")]
OPERATORS = {
    "+": lambda a, b: a + b, "*": lambda a, b: a * b, "%": lambda a, b: a % b, "-": lambda a, b: a - b, "<": lambda a, b: a < b, ">=": lambda a, b: a >= b, "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "in": lambda a, b: a in b,
    "[]": lambda a, b: a[b], "r+": lambda a, b: b + a, "r*": lambda a, b: b * a, "r%": lambda a, b: b % a, "rin": lambda a, b: b in a, "format": format,
}
SPECS = ["", "s", "10", "<10", ">10", "^10", "=10", "010", ".2", "10.2", "é^7", "x", "d", ",", "_", "+", "-", " ", "#", "z", ".", ".é", "10.2s", "s10", "\ud800<4", "<", "0", "00", "0<5", "{", "5é", "99999999999", "<<5", "*", "^^", "5_", ".5,", "5.3x", "c"]
PERCENTS = ["%s", "%r", "%a", "%5s", "%-5s|", "%.2s", "%d", "%i", "%5d", "%05d", "%+d", "% d", "%x", "%#x", "%X", "%o", "%#o", "%c", "%5c", "%e", "%.3e", "%f", "%.0f", "%g", "%G", "%10.3f", "%-10.3f|", "%+.2f", "%08.3f", "%%", "%", "%z", "%(a)s", "%(b)s",
            "%(a", "%*d", "%.*f", "%ld", "%5%", "%s %s", "%.3d", "%#.0f", "%u", "%b", "%F", "%E", "%-05d|", "%(a)%"]
VALUES = [0, 1, -1, 255, -255, 2**70, True, 1.5, -0.0, float("inf"), float("nan"), "a", "é", "", b"a", bytearray(b"x"), None, (), (1,), (1, 2), ("a", "b"), {"a": 1}, {"a": "x"}, {b"a": b"y"}, [], [1], Number(), Index(), Bad(), 1j, I(5), S("s"), (5, 1),
          (-5, 1), (2, 1.5), 97, 0x10FFFF, 1e300, 12345.678]


def shown(value, depth=0):
    if type(value) is memoryview:
        try:
            return f"memoryview({value.format}, {value.tolist()})"
        except ValueError:
            return "memoryview(released)"
    if type(value) in (tuple, list) and depth < 2:
        return type(value).__name__ + "(" + ", ".join([shown(item, depth + 1) for item in value]) + ")"
    text = ascii(value).split(" at 0x")[0]
    return type(value).__name__ + " " + (text if len(text) < 300 else text[:100] + "..." + str(len(text)))


def answer(call, *arguments, **keywords):
    try:
        return shown(call(*arguments, **keywords))
    except MemoryError:
        return "MemoryError"
    except Exception as error:
        return type(error).__name__ + " " + ascii(str(error))


def call_method(make, name, places, keywords):
    value = make()
    method = getattr(value, name)
    text = answer(method, *[ARGUMENTS[a]() for a in places], **{k: ARGUMENTS[a]() for k, a in keywords.items()})
    print(places, keywords, "->", text, shown(value) if isinstance(value, (bytearray, memoryview)) else "")


for label, make in SELVES.items():
    for name in sorted(dir(make())):
        if name not in LEFT_OUT and callable(getattr(make(), name)):
            print("#", label + "." + name)
            for places, keywords in CASES:
                call_method(make, name, places, keywords)
for kind in (str, bytes, bytearray, memoryview):
    print("#", kind.__name__)
    for a in ARGUMENTS:
        print(a, "->", answer(kind, ARGUMENTS[a]()))
        for b in list(ARGUMENTS)[::5]:
            print(a, b, "->", answer(kind, ARGUMENTS[a](), ARGUMENTS[b]()))
for label, make in SELVES.items():
    print("#", label + "-operators")
    for a in ARGUMENTS:
        for sign, operator in OPERATORS.items():
            if a not in ("big", "negbig") or "*" not in sign:
                print(sign, a, "->", answer(operator, make(), ARGUMENTS[a]()))
    if isinstance(make(), str):
        for spec in SPECS:
            print(ascii(spec), "->", answer(format, make(), spec), answer("{:{}}".format, str(make()), spec))
for text in PERCENTS:
    print("#", text.replace(" ", "-"))
    for value in VALUES:
        print(answer(text.__mod__, value), answer(text.encode().__mod__, value))
