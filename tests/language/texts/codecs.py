"""Encodings and error handlers: texts and bytes, right and wrong ones, through every pair."""

ENCODINGS = ["utf-8", "UTF8", "utf_8", "U8", "utf-16", "utf-16-le", "UTF-16BE", "utf-32", "utf-32-le", "utf_32_be", "latin-1", "ISO-8859-1", "l1", "ascii", "US-ASCII", "646", "utf-8-sig", "nope", "", "a b", "utf 8", "UTF--8"]
HANDLERS = ["strict", "ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass", "xmlcharrefreplace", "nope"]
TEXTS = ["", "abc", "é", "aé€😀b", "\ud800", "a\udc80\udcffb", "\ud83d\ude00", "x\udfff\ud800y", "€\udc80", "\x00"]
DATA = [b"", b"abc", b"\xc3\xa9", b"a\xffb", b"\xc3", b"\xe2\x82", b"\xed\xa0\x80", b"\xf0\x9f\x98", b"\xf0\x9f\x98\x80", b"\xf4\x90\x80\x80", b"\xe0\x80\x80", b"\xc0\x80", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"a\x00\xd8\x00",
        b"\x00\xd8a\x00", b"\x00\xdca\x00", b"\x00\xd8", b"\x3d\xd8\x00\xde", b"\xff\xfe\x00\x00a\x00\x00\x00", b"\x00\x00\x11\x00", b"\x00\xd8\x00\x00", b"\x00\x00\x00a", b"\xef\xbb\xbfabc", b"\xe2\x28\xa1",
        b"\xf0\x28\x8c\xbc", b"\xf0\x90\x28\xbc", b"\xf0\x90\x80\x28", b"\xed\xa0\x80\xed\xb0\x80", b"\xc3\xa9\xff\xfe\xc3"]


def show(call, *arguments, **keywords):
    try:
        print(ascii(call(*arguments, **keywords)))
    except UnicodeError as error:
        print(type(error).__name__, ascii(str(error)), error.encoding, error.start, error.end, error.reason, len(error.object))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


for encoding in ENCODINGS:
    print(ascii(encoding))
    for text in TEXTS[:4]:
        show(text.encode, encoding)
    for data in DATA[:3]:
        show(data.decode, encoding)
for encoding in ("utf-8", "utf-16", "utf-16-be", "utf-32", "utf-32-be", "latin-1", "ascii", "utf-8-sig"):
    for handler in HANDLERS:
        print(encoding, handler)
        for text in TEXTS:
            show(text.encode, encoding, handler)
        for data in DATA:
            show(data.decode, encoding, handler)
show(str, b"abc", "ascii")
show(str, 5, "ascii")
show(str, "a", "ascii")
show(str, b"a", 5)
show(b"a".decode, 5)
show("a".encode, 5)
show("a".encode, "ascii", 5)
show("a".encode, "a\0b")
show(str, bytearray(b"\xff"), "utf-8")
show(str, memoryview(b"a\xc3\xa9"), "utf-8")
show(str, memoryview(b"abcd")[::2], "ascii")
show(bytes, "é", "ascii")
show(bytearray, "é", "latin-1", "strict")
show(str, b"\xff", errors="replace")
show(str, errors="replace")
show(b"a".decode, encoding="ascii", errors="x")
show("a".encode, errors="ignore")
show(("é" * 3 + "a" + "é").encode, "ascii")
show(("€" * 3 + "a" + "é").encode, "latin-1", "xmlcharrefreplace")
