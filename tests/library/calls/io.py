try:
    open("/tmp/pkl-missing/x")
except OSError as error:
    call("builtin", lambda kind=type(error).__name__, where=error.filename: (kind, where))
import _io
import posix
call("builtin", lambda: open is _io.open)
from _io import *
from _io import _BufferedIOBase, _IOBase, _RawIOBase, _TextIOBase

NAMES = ["BlockingIOError", "BufferedRWPair", "BufferedRandom", "BufferedReader", "BufferedWriter", "BytesIO", "DEFAULT_BUFFER_SIZE", "FileIO", "IncrementalNewlineDecoder", "StringIO", "TextIOWrapper", "UnsupportedOperation",
         "_BufferedIOBase", "_IOBase", "_RawIOBase", "_TextIOBase", "open", "open_code", "text_encoding"]
call("names", lambda: [name for name in NAMES if not hasattr(_io, name)])
call("names", lambda: [(name, getattr(_io, name).__bases__, getattr(_io, name).__module__) for name in NAMES if isinstance(getattr(_io, name), type)])


name = f"/tmp/pkl-io-{posix.urandom(6).hex()}"


def call(label, f, *args, **words):
    text = outcome(f, *args, **words).replace(name, "FILE")
    at = text.find("[Errno ")
    note(label, text if at < 0 else text[: at + 6] + text[text.index("]", at):])


def play(label, stream, steps):
    for method, *args in steps:
        value = getattr(stream, method, None)
        if value is None or callable(value):
            call(label, lambda: getattr(stream, method)(*args))
        else:
            call(label, lambda: getattr(stream, method))


READS = [("read", 3), ("tell",), ("readline",), ("tell",), ("readline", 2), ("read", 0), ("readlines", 1), ("tell",), ("read",), ("read",), ("seek", 0), ("readlines",), ("seek", 2), ("read", 1), ("seek", 0, 2), ("tell",), ("seek", 0, 1), ("seek", -1),
         ("seek", 1, 9), ("seek", "x"), ("read", "x"), ("read", None), ("readline", None), ("readable",), ("writable",), ("seekable",), ("isatty",), ("closed",), ("__next__",), ("seek", 1), ("__next__",), ("tell",)]
WRITES = [("write", "ab\ncd\r\nef\rgh"), ("write", ""), ("write", "é日😀"), ("write", b"x"), ("write", 5), ("tell",), ("seek", 0), ("read",), ("seek", 1), ("write", "ZZ"), ("seek", 0), ("read",), ("truncate", 5), ("seek", 0), ("read",), ("truncate", -1),
          ("truncate", "x"), ("truncate",), ("writelines", ["a\n", "b"]), ("writelines", [b"a"]), ("writelines", 5), ("flush",), ("seek", 0), ("read",)]
END = [("close",), ("close",), ("closed",), ("read",), ("readline",), ("write", "x"), ("tell",), ("seek", 0), ("flush",), ("readable",), ("__enter__",), ("__iter__",), ("getvalue",), ("truncate",), ("writelines", []), ("__next__",)]
text = "ab\ncd\r\nef\rgh\n\né日😀\nlast"
for newline in ("\n", None, "", "\r", "\r\n"):
    label = f"StringIO-{newline!r}"
    stream = StringIO(text, newline)
    play(label, stream, READS + [("getvalue",), ("newlines",), ("line_buffering",), ("encoding",), ("errors",)])
    play(label, StringIO(newline=newline), WRITES + [("getvalue",), ("newlines",)])
    play(label, stream, END)
for args in [(5,), ("a", 5), ("a", "x"), (None,), (b"x",), ("a", "\n", 1)]:
    call("StringIO", lambda: StringIO(*args).getvalue())
stream = StringIO("abc")
stream.seek(10)
play("StringIO", stream, [("write", "x"), ("getvalue",), ("__getstate__",), ("__setstate__", ("q", "\n", 1, None)), ("read",), ("__setstate__", 5), ("__setstate__", ("q", "\n", -1, None)), ("seek", 1, 1), ("seek", -1, 2), ("fileno",), ("detach",)])
stream.extra = 5
call("StringIO", lambda: (stream.extra, vars(stream)))
for limit in range(6):
    call("StringIO", lambda: StringIO("aa\nbbb\nc").readlines(limit))
call("StringIO", lambda: [list(StringIO("a\nb")), StringIO().read(), print("x", 5, file=stream)])
with StringIO("x") as inner:
    call("StringIO", lambda: inner.read())
call("StringIO", lambda: inner.closed)
data = b"ab\ncd\r\nef\n\nlast\xff"
play("BytesIO", BytesIO(data), READS + [("getvalue",), ("read1",), ("seek", 0), ("read1", 3), ("readinto", bytearray(4)), ("readinto", b"x"), ("readinto1", bytearray(3)), ("peek",), ("getbuffer",)])
encoded = [(name, *[arg.encode() if isinstance(arg, str) and arg != "x" else [a.encode() if isinstance(a, str) else a for a in arg] if isinstance(arg, list) else arg for arg in args]) for name, *args in WRITES]
play("BytesIO", BytesIO(), encoded + [("getvalue",)] + END)
stream = BytesIO(b"abc")
view = stream.getbuffer()
play("BytesIO", stream, [("write", b"ABCDEF"), ("truncate", 1), ("close",), ("getvalue",), ("write", b"q")])
view[0] = 65
view.release()
play("BytesIO", stream, [("write", b"ABCDEF"), ("seek", 20), ("write", b"x"), ("getvalue",), ("__getstate__",), ("__setstate__", (b"q", 1, None)), ("read",), ("fileno",), ("detach",), ("seek", -1, 1), ("seek", -50, 1), ("tell",)])
for args in [(5,), ("a",), (None,), (b"x", 1), (bytearray(b"q"),)]:
    call("BytesIO", lambda: BytesIO(*args).getvalue())


class Raw(_RawIOBase):
    def __init__(self, *chunks):
        self.chunks, self.log = list(chunks), []

    def readable(self):
        return True

    def writable(self):
        return True

    def readinto(self, target):
        if not self.chunks:
            return 0
        chunk = self.chunks.pop(0)
        if chunk is None:
            return None
        part = chunk[: len(target)]
        target[: len(part)] = part
        if len(chunk) > len(part):
            self.chunks.insert(0, chunk[len(part):])
        return len(part)

    def write(self, data):
        self.log.append(bytes(data))
        return len(data)


for size in (1, 3, 100):
    play("BufferedReader", BufferedReader(Raw(b"ab", b"c\nd", b"", b"ef\n", b"gh"), size), [("read", 2), ("readline",), ("read1", 5), ("read",), ("read",), ("readline",), ("readable",), ("seekable",), ("tell",), ("seek", 0), ("write", b"x"), ("flush",), ("closed",)])
    play("BufferedReader", BufferedReader(BytesIO(data), size), [step for step in READS if step[0] != "closed"] + [("seek", 0), ("readinto", bytearray(3)), ("readinto1", bytearray(2)), ("truncate",), ("detach",), ("read",), ("tell",)])
    play("BufferedRandom", BufferedRandom(BytesIO(data), size), [("read", 3), ("tell",), ("write", b"XY"), ("tell",), ("read", 2), ("seek", 0), ("read",), ("seek", -3, 2), ("write", b"!!!!!"), ("flush",), ("seek", 0), ("read",), ("truncate", 4), ("seek", 0), ("read",), ("close",), ("read",), ("closed",)])
call("BufferedReader", lambda: BufferedReader(BytesIO(b"abc")).peek()[:2])
call("BufferedReader", lambda: (BufferedReader(Raw(None)).read(), BufferedReader(Raw(b"a", None)).read(5), BufferedReader(Raw(b"a", b"b")).readlines()))
for args in [(5,), (BytesIO(), 0), (BytesIO(), -1), (BytesIO(), "x"), (Raw(),), ()]:
    call("Buffered", lambda: type(BufferedReader(*args)))
    call("Buffered", lambda: type(BufferedRandom(*args)))
    call("Buffered", lambda: type(BufferedWriter(*args)))
raw = BytesIO()
writer = BufferedWriter(raw)
play("BufferedWriter", writer, [("write", b"abc"), ("write", bytearray(b"d")), ("write", "x"), ("flush",), ("tell",), ("read",), ("readable",), ("writable",), ("seek", 1), ("write", b"Z"), ("flush",)])
call("BufferedWriter", raw.getvalue)
play("BufferedWriter", writer, [("close",), ("write", b"x"), ("closed",), ("flush",)])
play("BufferedRWPair", BufferedRWPair(BytesIO(b"abc"), BytesIO()), [("read", 1), ("write", b"x"), ("flush",), ("peek",), ("readable",), ("writable",), ("readinto", bytearray(2)), ("read",), ("close",), ("closed",)])
call("_IOBase", lambda: [_IOBase().readable(), _IOBase().closed, Raw(b"a\nb", b"c\n").readlines(), Raw(b"abc").read(2), Raw(b"ab", b"c").readall(), Raw(b"a\nb").readline()])
for method in ("fileno", "seek", "truncate", "tell", "_checkReadable", "_checkWritable", "_checkSeekable", "read", "readline"):
    call("_IOBase", lambda: getattr(_IOBase(), method)(*([0] if method == "seek" else [])))
    call("_IOBase", lambda: getattr(_TextIOBase(), method)(*([0] if method == "seek" else [])))
    call("_IOBase", lambda: getattr(_BufferedIOBase(), method)(*([0] if method == "seek" else [])))
call("_IOBase", lambda: issubclass(UnsupportedOperation, (OSError, ValueError)))
for newline in (None, "", "\n", "\r", "\r\n"):
    for encoding in ("utf-8", "latin-1", "utf-16", "utf-8-sig"):
        label = f"TextIOWrapper-{newline!r}-{encoding}"
        source = text.encode(encoding, "replace")
        stream = TextIOWrapper(BytesIO(source), encoding, "replace", newline)
        play(label, stream, [("read", 3), ("readline",), ("readline", 2), ("readline",), ("read", 2), ("readline",), ("readlines",), ("read",), ("seek", 0), ("read",), ("newlines",), ("encoding",), ("errors",), ("line_buffering",), ("closed",), ("seek", 0), ("__next__",), ("seek", 1, 1), ("seek", 0, 2)])
        target = BytesIO()
        stream = TextIOWrapper(target, encoding, "replace", newline)
        play(label, stream, [("write", "ab\ncé"), ("write", "d\n"), ("flush",), ("write", b"x"), ("writelines", ["1\n", "2"]), ("flush",)])
        call(label, target.getvalue)
        play(label, stream, [("close",), ("write", "x"), ("closed",), ("read",), ("flush",)])
stream = TextIOWrapper(BytesIO("héllo\nwörld\r\n日本\n".encode()), "utf-8", newline=None)
for _ in range(5):
    line = stream.readline()
    call("tell", lambda: (line, stream.tell()))
for place in (0, 7, 15, 16):
    stream.seek(place)
    call("tell", lambda: (stream.read(1), stream.tell(), stream.read(), stream.tell()))
for args, words in [((5,), {}), ((BytesIO(),), {"encoding": 5}), ((BytesIO(),), {"newline": "x"}), ((BytesIO(),), {"errors": 5}), ((BytesIO(), "nonsense-x"), {}), ((BytesIO(b"\xff"), "utf-8"), {}), ((BytesIO(b"\xff"), "ascii", "surrogateescape"), {})]:
    call("TextIOWrapper", lambda: TextIOWrapper(*args, **words).read())
for final in (False, True):
    for translate in (False, True):
        decoder = IncrementalNewlineDecoder(None, translate)
        for part in ("a\r", "\nb\r", "c\n", "\r\r\n", "", "x"):
            call("newlines", lambda: (decoder.decode(part, final), decoder.getstate(), decoder.newlines))
        call("newlines", lambda: (decoder.setstate((b"", 1)), decoder.decode("\n"), decoder.reset(), decoder.newlines))
for mode in ["w", "r", "a", "r+", "w+", "a+", "x", "rb", "wb", "ab", "rb+", "wb+", "xb", "", "q", "rw", "rt", "tb", "+", "rr", "bt"]:
    for buffering in (-1, 0, 1, 20):
        def work():
            with open(name, mode, buffering) as stream:
                kinds = [type(stream).__name__, stream.mode, stream.readable(), stream.writable(), stream.name == name]
                value = b"l1\nl2\n" if "b" in mode else "l1\nl2\n"
                if stream.writable():
                    kinds.append(stream.write(value))
                stream.seek(0)
                kinds.append(stream.read() if stream.readable() else stream.tell())
            return kinds, stream.closed
        call("open", work) if buffering != 1 or "b" not in mode else None
for args, words in [((5.5,), {}), ((None,), {}), ((name, 5), {}), ((name, "r", "x"), {}), ((name, "rb"), {"encoding": "utf-8"}), ((name, "rb"), {"errors": "x"}), ((name, "rb"), {"newline": ""}), ((name,), {"encoding": 5}), ((name + "/x",), {}), ((name,), {"closefd": False}),
                    (("/tmp/pkl-missing/x",), {}), (("/tmp",), {}), (("/tmp", "w"), {}), (("a\0b",), {}), ((-1,), {}), ((10**6,), {}), ((name,), {"newline": "x"}), ((name,), {"encoding": "nonsense-x"}), ((), {})]:
    call("open errors", lambda: type(open(*args, **words)))
with open(name, "w", encoding="utf-8", newline="\r\n") as stream:
    print("a", "é", file=stream)
    stream.writelines(f"{i}\n" for i in range(3000))
    call("file", lambda: stream.tell())
call("file", lambda: open(name, "rb").read(20))
with open(name, encoding="utf-8") as stream:
    lines = list(stream)
    call("file", lambda: (len(lines), lines[:2], lines[-1], stream.newlines))
    stream.seek(0)
    call("file", lambda: [(next(stream), stream.tell() if 0 else 0) for _ in range(3)])
with open(name, "rb", buffering=0) as raw:
    play("FileIO", raw, [("read", 3), ("tell",), ("seek", -4, 2), ("read",), ("read",), ("readinto", bytearray(2)), ("seek", 0), ("readline",), ("readinto", bytearray(2)), ("write", b"x"), ("truncate", 1), ("mode",), ("closefd",), ("seek", -1), ("readable",), ("writable",), ("seekable",), ("isatty",)])
play("FileIO", raw, [("read",), ("close",), ("fileno",), ("closed",), ("tell",), ("readable",), ("__enter__",)])
call("FileIO", lambda: repr(raw))
for args in [(name, "q"), (name, "rw"), (name, "r", False), (name, 5), ("/tmp/pkl-missing/y",), (-5,), ([],)]:
    call("FileIO", FileIO, *args)
call("FileIO", lambda: open(name, "rb", opener=lambda path, flags: posix.open(path, flags)).read(2))
call("FileIO", lambda: open(name, "rb", opener=lambda path, flags: "x"))
call("FileIO", lambda: open_code(name).read(2))
posix.unlink(name)


class Failing(Raw):
    def write(self, data):
        raise ValueError("full")


writer = BufferedWriter(Failing())
for _ in range(12000):
    try:
        writer.write(b"x")
    except ValueError:
        pass
call("failures leave nothing behind", writer.writable)
finish()
