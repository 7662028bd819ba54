import zlib
from zlib import adler32, compress, compressobj, crc32, decompress, decompressobj

call("dir", lambda: [name for name in dir(zlib) if not (name.startswith("__") and name.endswith("__"))])
call("dir", lambda: [(name, getattr(zlib, name)) for name in dir(zlib) if isinstance(getattr(zlib, name), (int, str)) and not name.startswith("__") and "VERSION" not in name])

state = 4


def below(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % n


WORDS = [b"the ", b"quick ", b"brown ", b"fox ", b"jumps ", b"over ", b"lazy ", b"dog. ", b"\n", b"\0\1\2", b"aaaaaaaaaaaaaaaa"]


def text_of(count):
    return b"".join(WORDS[below(len(WORDS))] for _ in range(count))


def noise(size):
    return bytes(below(256) for _ in range(size))


DATA = [b"", b"a", b"abc" * 10, text_of(50), text_of(2000), noise(300), bytes(5000), text_of(300) + noise(100) + text_of(300), bytes(range(256)) * 20]


class Index:
    def __index__(self): return 6


def short(value):
    return (len(value), adler32(value), value[:20], value[-20:])


# ---- sums
for data in DATA + [bytearray(b"abc"), memoryview(b"abcdef")[1:4], memoryview(b"abcdef")[::2], "text", 5, None]:
    for start in [(), (0,), (1,), (12345,), (2**32 - 1,), (2**32 + 5,), (-1,), (10**30,), ("a",), (None,), (Index(),)]:
        call("sums", crc32, data, *start)
        call("sums", adler32, data, *start)
call("sums", crc32)
call("sums", adler32, b"a", 1, 2)

# ---- all at once
for data in DATA:
    for level in [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]:
        for bits in [15, 9, -15, -9, 31, 25]:
            call("compress", lambda: short(compress(data, level, bits)))
            call("round", lambda: decompress(compress(data, level, bits), bits) == data)
            for size in [0, 1, 7, 10**6, -1]:
                if level in (-1, 1):
                    call("round", lambda: short(decompress(compress(data, level, wbits=bits), bits, size)))
for arguments in [(), ("text",), (5,), (b"a", 10), (b"a", -2), (b"a", "x"), (b"a", None), (b"a", 5, 16), (b"a", 5, 7), (b"a", 5, 8), (b"a", 5, -8), (b"a", 5, 0), (b"a", 5, 40), (b"a", 5, 15, 1), (b"a", 2**40), (b"a", Index())]:
    call("compress arguments", compress, *arguments)
call("compress arguments", lambda: compress(data=b"a"))
call("compress arguments", lambda: compress(b"a", level=9, wbits=-15))
GOOD = compress(text_of(100))
for arguments in [(), ("text",), (b"",), (b"a",), (GOOD, 8), (GOOD, -15), (GOOD, 31), (GOOD, 47), (GOOD, 0), (GOOD, 16), (GOOD, 60), (GOOD, "x"), (GOOD, 15, "x"), (GOOD, 15, 2**70), (compress(b"a", wbits=31), 47), (compress(b"a", wbits=31), 15), (compress(b"a", wbits=31), 31), (GOOD + b"rest",)]:
    call("decompress arguments", lambda: short(decompress(*arguments)))
for kind in [GOOD, compress(text_of(60), wbits=31), compress(noise(60), 0), compress(text_of(60), wbits=-15)]:
    bits = {0x78: 15, 0x1F: 31}.get(kind[0], -15)
    for end in range(0, len(kind), 3):
        call("cut", lambda: decompress(kind[:end], bits))
        made = decompressobj(bits)
        call("cut", made.decompress, kind[:end])
        call("cut", made.flush)
        call("cut", lambda: (made.eof, made.unused_data, made.unconsumed_tail))
    for _ in range(150):
        broken = bytearray(kind)
        broken[below(len(kind))] ^= 1 << below(8)
        call("broken", lambda: short(decompress(broken, bits)))
        made = decompressobj(bits)
        call("broken", lambda: short(made.decompress(broken)))
        call("broken", lambda: (made.eof, made.unused_data, made.unconsumed_tail))

# ---- streams
SETTINGS = [{}, {"level": 1}, {"level": 9}, {"level": 0}, {"wbits": -15}, {"wbits": 31}, {"wbits": 9}, {"memLevel": 1}, {"memLevel": 9}, {"strategy": zlib.Z_HUFFMAN_ONLY}, {"strategy": zlib.Z_RLE}, {"strategy": zlib.Z_FIXED}, {"strategy": zlib.Z_FILTERED}, {"zdict": b"the quick brown fox "},
            {"wbits": -15, "zdict": b"jumps over"}]
FLUSHES = [zlib.Z_NO_FLUSH, zlib.Z_PARTIAL_FLUSH, zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH, zlib.Z_BLOCK]
for settings in SETTINGS:
    for data in DATA:
        made, pieces, at = compressobj(**settings), [], 0
        while at < len(data):
            size = 1 + below(700)
            pieces.append(made.compress(data[at : at + size]))
            at += size
            if below(4) == 0:
                pieces.append(made.flush(FLUSHES[below(5)]))
        other = made.copy()
        pieces.append(made.flush())
        whole = b"".join(pieces)
        call("stream", lambda: short(whole))
        call("stream", lambda: short(other.flush()))
        call("stream", lambda: [made.flush(mode) for mode in [zlib.Z_NO_FLUSH]])
        call("stream", made.compress, b"more")
        call("stream", made.flush)
        call("stream", made.copy)
        words = {name: value for name, value in settings.items() if name in ("wbits", "zdict")}
        source, got, at, rest = decompressobj(**words), [], 0, b""
        while at < len(whole) or rest:
            size = 1 + below(300)
            part = rest + whole[at : at + size]
            at += size
            got.append(source.decompress(part, below(3) * 50))
            rest = source.unconsumed_tail
            if below(5) == 0:
                source = source.copy()
        got.append(source.flush())
        call("stream", lambda: (b"".join(got) == data, source.eof, source.unused_data, source.unconsumed_tail))
        call("stream", source.decompress, b"more")
        call("stream", lambda: (source.eof, source.unused_data))
        call("stream", source.flush)
        call("stream", source.copy)
        rest = decompressobj(**words)
        call("stream", lambda: rest.decompress(whole + b"behind", 10))
        call("stream", lambda: (rest.eof, rest.unused_data, short(rest.unconsumed_tail)))
        call("stream", lambda: short(rest.flush()))
        call("stream", lambda: (rest.eof, rest.unused_data, rest.unconsumed_tail))
        part, got = zlib._ZlibDecompressor(**words), []
        at = 0
        while not part.eof and "zdict" not in words:
            piece = b""
            if part.needs_input:
                piece = (whole + b"xyz")[at : at + 150]
                at += 150
            got.append(part.decompress(piece, [-1, 1, 100, 5000][len(got) % 4]))
        call("decompressor", lambda: (b"".join(got) == data, part.eof, part.needs_input, part.unused_data))
        if part.eof:
            call("decompressor", part.decompress, b"")
for settings in [{"level": 10}, {"level": -2}, {"method": 5}, {"wbits": 7}, {"wbits": 8}, {"wbits": 16}, {"memLevel": 0}, {"memLevel": 10}, {"strategy": 9}, {"strategy": -1}, {"zdict": "text"}, {"zdict": 5}, {"zdict": None}, {"zdict": b""}, {"wrong": 1}, {"level": "a"}, {"level": None}]:
    call("objects", lambda: type(compressobj(**settings)).__name__)
for settings in [{"wbits": 7}, {"wbits": 8}, {"wbits": 0}, {"wbits": 48}, {"wbits": "a"}, {"zdict": "text"}, {"zdict": 5}, {"zdict": None}, {"zdict": b""}, {"wrong": 1}]:
    call("objects", lambda: type(decompressobj(**settings)).__name__)
    if "zdict" not in settings:
        call("objects", lambda: type(zlib._ZlibDecompressor(**settings)).__name__)
wanting = compressobj(zdict=b"dictionary")
wanting = wanting.compress(b"dictionary words") + wanting.flush()
for words in [b"", b"dictionary", b"another"]:
    call("dictionary", lambda: decompressobj(zdict=words).decompress(wanting))
call("dictionary", lambda: decompressobj().decompress(wanting))
call("dictionary", decompress, wanting)
for method, arguments in [("compress", ("a",)), ("flush", (99,)), ("flush", ("a",)), ("flush", (-1,))]:
    call("methods", lambda: getattr(compressobj(), method)(*arguments))
for method, arguments in [("decompress", ()), ("decompress", ("a",)), ("decompress", (GOOD, -1)), ("decompress", (GOOD, "a")), ("decompress", (GOOD, 0)), ("flush", (0,)), ("flush", (-1,)), ("flush", ("a",)), ("flush", (5,))]:
    call("methods", lambda: getattr(decompressobj(), method)(*arguments))
call("methods", lambda: decompressobj().decompress(GOOD, max_length=5))
for kind in type(compressobj()), type(decompressobj()), zlib._ZlibDecompressor:
    call("types", kind)
    call("types", lambda: (kind.__module__, kind.__name__, [name for name in dir(kind) if name not in _everywhere]))
    call("types", lambda: type("Sub", (kind,), {}))
finish()
