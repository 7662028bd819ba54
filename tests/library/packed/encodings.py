# Encodings that are found by name, as codecs and by str and bytes.
import codecs
import pickle

NAMES = ("utf-8", "UTF8", "latin-1", "ascii", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "unicode_escape", "raw_unicode_escape", "utf-8-sig", "cp1252", "iso8859-1")
for name in NAMES:
    info = codecs.lookup(name)
    print(name, info.name, info._is_text_encoding)
    for text in ("plain", "é\n\\", "€", "\U0001f600\u0142", "\ud800"):
        try:
            data = text.encode(name)
            print(ascii(text), data, ascii(data.decode(name)), ascii(info.decode(data)), info.encode(text)[1])
        except UnicodeError as error:
            print(type(error).__name__, error)
    encoder, decoder = codecs.getincrementalencoder(name)(), codecs.getincrementaldecoder(name)()
    data = b"".join([encoder.encode("a"), encoder.encode("b", True)])
    print(data, "".join([decoder.decode(data[i : i + 1]) for i in range(len(data))]) + decoder.decode(b"", True))
for name, value in (("hex", b"\x00\xff"), ("base64", b"abc"), ("rot13", "Hello")):
    coded = codecs.encode(value, name)
    print(name, coded, codecs.decode(coded, name), codecs.lookup(name)._is_text_encoding)
for name in ("hex", "rot13", "no-such", "utf-99"):
    try:
        print("x".encode(name))
    except LookupError as error:
        print(error)
print(b"caf\x80".decode("cp1252"), "naïve".encode("cp1252", "replace"), "Ω".encode("cp1252", "xmlcharrefreplace"))
values = ["é\n\\u", {"a": (1, 2.5, None)}, {3, 4}, b"\x00", "\U0001f600"]
for protocol in range(6):
    print(protocol, ascii(pickle.loads(pickle.dumps(values, protocol))))
print(pickle.dumps("a\né\u20ac\\", 0))
