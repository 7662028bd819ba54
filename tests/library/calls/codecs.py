import _codecs

call("dir", lambda: [name for name in dir(_codecs) if not name.startswith("__") and name not in ("utf_7_decode", "utf_7_encode")])
texts = ["", "a", "héllo", "日本", "😀x", "a\ud800b", "\udc80", "\xff\x00\n\\'\"\t\r", "\u20ac", "x" * 40, "\x7f\x80\x9f", "\U0010ffff", "a\udcffé\ud900"]
datas = [b"", b"a", "hé".encode(), b"\xff", b"\xe2\x82", b"a\xe2\x82\xac\xf0\x9f\x98", b"\x00\xd8", b"\x00\xd8\x00\xdc", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"\xff\xfe\x00\x00a\x00\x00\x00", b"a\x00\x00", b"\x00\x00\x11\x00", b"abc",
         b"\xed\xa0\x80x", b"\x80\x81", b"\xc3(", b"a\xf0\x9f\x98\x80", b"\x00\x00\xfe\xff\x00\x00\x00a", b"\xff\xfe", b"\xfe"]
errors = [None, "strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "mine", "nobody"]


def mine(error):
    if isinstance(error, UnicodeDecodeError):
        return f"<{error.object[error.start:error.end]!r}>", error.end
    return f"[{error.start}-{error.end}]", error.end


call("register", _codecs.register_error, "mine", mine)
for name in ["utf_8", "utf_16_le", "utf_16_be", "utf_16", "utf_32", "utf_32_le", "utf_32_be", "latin_1", "ascii", "raw_unicode_escape", "unicode_escape"]:
    encode, decode = getattr(_codecs, name + "_encode"), getattr(_codecs, name + "_decode")
    for handler in errors:
        for text in texts:
            if name != "utf_8" or handler != "mine" or text.isascii() or True:
                call(name, encode, text, handler)
        for data in datas:
            call(name, decode, data, handler)
            if name not in ("latin_1", "ascii"):
                for final in (False, True):
                    call(name, decode, data, handler, final)
    for bad in [(), (5,), (None,), ("a", 5), (b"a", 5), (bytearray(b"ab"),), (memoryview(b"ab"),), ("a", None, None, None, None)]:
        if name != "ascii" or bad:
            call(name + " arguments", encode, *bad) if name not in ("utf_16", "utf_32") else None
            call(name + " arguments", decode, *bad) if "escape" not in name else None
for name in ["utf_16", "utf_32"]:
    for order in (-1, 0, 1, 5):
        for text in texts:
            call("order", getattr(_codecs, name + "_encode"), text, "replace", order)
        for data in datas:
            for final in (False, True):
                call("order", getattr(_codecs, name + "_ex_decode"), data, "replace", order, final)
escapes = [r"\x41", r"\x4", r"\x", r"\u20ac", r"\u20a", r"\U0001f600", r"\U00110000", r"\N{DIGIT}", r"\N", r"\N{", "\\", r"\\", r"\\u0041", r"\\\u0041", "\\\n", r"\a\b\f\n\r\t\v\'\"", r"\101", r"\8", r"\q", r"\0", r"\777", "é\\xe9", r"a\x4gb", r"\u12\u1234", "\\U0000004"]
for text in escapes:
    data = text.encode("latin-1")
    for f in (_codecs.unicode_escape_decode, _codecs.raw_unicode_escape_decode):
        for handler in (None, "ignore", "replace", "mine"):
            for final in (True, False):
                if "\\N{D" not in text and "\\777" not in text:
                    call("escapes", f, data, handler, final)
        call("escapes", f, text)
    for handler in (None, "ignore", "replace", "nobody"):
        call("bytes", _codecs.escape_decode, data, handler)
    call("bytes", _codecs.escape_decode, text)
    call("bytes", _codecs.escape_encode, data)
call("bytes", _codecs.escape_encode, bytes(range(256)))
call("bytes", _codecs.escape_encode, "a")
call("bytes", _codecs.readbuffer_encode, "é")
call("bytes", _codecs.readbuffer_encode, b"x")
call("bytes", _codecs.readbuffer_encode, 5)
table = "".join(chr(i) if i < 128 else chr(0x400 + i) if i < 200 else "\ufffe" for i in range(256))
maps = [table, "abc", "", {65: "x", 66: 0x20AC, 67: None, 68: "", 69: 0xFFFE, 70: b"q"}, {97: 1.5, 98: -1, 99: 0x110000, 100: "long text"}, None, 5, [0, 1, 2] * 90]
for mapping in maps:
    for handler in (None, "ignore", "replace", "mine", "backslashreplace", "surrogateescape", "nobody"):
        for data in [b"", b"abc", b"ABCDEF", b"\x80\xc7\xc8\xff", b"d", b"\xffA"]:
            call("charmap decode", _codecs.charmap_decode, data, handler, mapping)
back = _codecs.charmap_build(table)
call("charmap build", lambda: isinstance(back, object))
call("charmap build", _codecs.charmap_build, 5)
for mapping in [{65: 1, 66: b"two", 67: None, 0x20AC: 200, 63: 63}, {97: 300, 98: "x", 99: -1}, back, None, {ord(c): c.encode() for c in "[]0123456789-&#;\\xud?"}, [1, 2, 3]]:
    for handler in (None, "ignore", "replace", "mine", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "nobody"):
        for text in ["", "A", "AB", "C", "\u20ac", "xyz", "aAbBcC", "\u0480", "\xff\u0100", "\ud800", "ACDCA"]:
            call("charmap encode", _codecs.charmap_encode, text, handler, mapping)
for name in ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass"]:
    handler = _codecs.lookup_error(name)
    call("handlers", lambda: handler.__name__)
    for encoding in ("ascii", "utf-8", "utf-16-le", "utf-32-be", "latin-1"):
        for start, end in [(0, 1), (1, 3), (2, 1), (3, 3)]:
            call("handlers", handler, UnicodeEncodeError(encoding, "a\ud800é\udc80😀", start, end, "why"))
            call("handlers", handler, UnicodeDecodeError(encoding, b"a\xed\xa0\x80\xff\x00\xd8\x00\x00", start, end, "why"))
    call("handlers", handler, UnicodeTranslateError("aé\ud800", 1, 3, "why"))
    for bad in (5, ValueError("x"), ValueError):
        call("handlers", handler, bad)
for value in [("x",), ("x", 1, 2), 5, ("x", "y"), (5, 1), (b"x", 1), ("é", 1), ("x", 99), ("x", -1), ("x", -99), ("", 3), ("abc", 0 + 2)]:
    times = []
    _codecs.register_error("odd", lambda error: times.append(1) or (value if len(times) % 4 else ("", len(error.object))))
    for name in ("utf_8", "ascii", "latin_1", "utf_16_le", "utf_32_be"):
        call("odd", getattr(_codecs, name + "_encode"), "\ud800\ud801z" if name[:3] == "utf" else "\u0100\u0101z", "odd")
        if name != "latin_1" and value != ("x", -99) and value != (b"x", 1):
            call("odd", getattr(_codecs, name + "_decode"), b"\xff\xfez" if name[0] == "a" or name == "utf_8" else b"\x00\xdc\x00\xdc\x00", "odd", *([True] if name != "ascii" else []))
call("register", _codecs.register_error, 5, mine)
call("register", _codecs.register_error, "x", 5)
call("register", _codecs.lookup_error, "unheard")
call("register", _codecs.lookup_error, 5)
call("register", lambda: _codecs.lookup_error("mine") is mine)
call("register", _codecs._unregister_error, "mine")
call("register", _codecs._unregister_error, "mine")
call("register", _codecs._unregister_error, "strict")
call("register", _codecs.lookup_error, "mine")
call("register", _codecs.register, 5)
asked = []


def search(name):
    asked.append(name)
    if name.startswith("test_"):
        return (lambda text, errors="strict": (text.swapcase().encode(errors="ignore"), len(text))), (lambda data, errors="strict": (bytes(data).decode(errors="replace").swapcase(), len(data))), None, None
    return {"bad_pair": 5, "short": (1, 2), "wrong": (lambda *a: 5, lambda *a: (5,), None, None), "strange": (lambda *a: (5, 6), lambda *a: (7, 8), None, None)}.get(name)


call("search", _codecs.register, search)
for name in ["test_a", "Test A", "TEST--a", "bad pair", "short", "wrong", "strange", "unheard-of", "", "a\0b", "--x..y--é--"]:
    call("search", lambda: len(_codecs.lookup(name)))
    for errors in ("strict", "ignore"):
        call("search", _codecs.encode, "aBé", name, errors)
        call("search", _codecs.decode, b"aB\xff", name, errors)
        call("search", lambda: "aBé".encode(name, errors))
        call("search", lambda: b"aB\xff".decode(name, errors))
        call("search", lambda: str(b"aB", name))
call("search", lambda: sorted(set(asked)))
for args in [(), (5,), ("a", 5), ("a", "utf-8", 5), ("é", "latin-1"), ("é", "ascii", "replace"), (b"a", "utf-8"), ("a",)]:
    call("functions", _codecs.encode, *args)
    call("functions", _codecs.decode, *args)
call("functions", _codecs.lookup, 5)
call("functions", _codecs.unregister, search)
call("functions", _codecs.unregister, search)
call("functions", lambda: "a".encode("test_a"))
for _ in range(20000):
    for f in (_codecs.charmap_decode, _codecs.unicode_escape_decode):
        try:
            f(5, None, None)
        except TypeError:
            pass
call("failures leave nothing behind", lambda: _codecs.utf_8_encode("a"))
finish()
