import _csv
from _csv import Dialect, Error, field_size_limit, get_dialect, list_dialects, reader, register_dialect, unregister_dialect, writer

call("dir", lambda: [name for name in dir(_csv) if not (name.startswith("__") and name.endswith("__"))])
for kind in Dialect, Error, _csv.Reader, _csv.Writer:
    call("dir", lambda: (kind.__module__, kind.__name__, kind.__bases__, [key for key in dir(kind) if key not in _everywhere and key not in dir(Exception)]))
call("dir", lambda: [(name, getattr(_csv, name)) for name in dir(_csv) if name.startswith("QUOTE_")])

state = 9


def below(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % n


def pick(items):
    return items[below(len(items))]


SETTINGS = ["delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict"]


def described(dialect):
    return [getattr(dialect, name) for name in SETTINGS]


class Plain:
    delimiter = ";"
    quotechar = "'"


class Full:
    delimiter, doublequote, escapechar, lineterminator, quotechar, quoting, skipinitialspace, strict = "\t", False, "\\", "\n", "'", 1, True, True


class Bad:
    delimiter = "too long"


class Odd:
    def __bool__(self): raise KeyError("bool")
    def __str__(self): raise KeyError("str")
    def __repr__(self): return "Odd()"


class Num:
    def __float__(self): return 1.0
    def __str__(self): return "num"


# ---- dialects
VALUES = [None, "", ",", ";", "ab", "é", "\U0001f600", "\n", "\r", " ", "\0", '"', 5, 0, 1, 2, 3, 4, 5, 6, -1, True, 1.5, b",", [], Odd(), 2**70]
for name in SETTINGS:
    for value in VALUES:
        call("dialect", lambda: described(Dialect(**{name: value})))
for first in SETTINGS:
    for second in SETTINGS:
        for value in [None, ",", '"', " ", "\\", 0, 3, True]:
            for other in [None, ",", '"', " ", "x", 1, 3]:
                if first < second:
                    call("pairs", lambda: described(Dialect(**{first: value, second: other})))
for value in [None, Plain, Plain(), Full, Full(), Bad, "excel", "missing", 5, Dialect(delimiter="|"), ["x"]]:
    call("dialect of", lambda: described(Dialect(value)))
    call("dialect of", lambda: described(Dialect(dialect=value, delimiter="!")))
    call("dialect of", lambda: described(reader([], value).dialect))
    call("dialect of", lambda: Dialect(value) is value)
call("dialect of", lambda: described(Dialect(None, ";", False, "\\", "x", "'", 1, True, True)))
for name in SETTINGS:
    call("attributes", lambda: hasattr(Dialect, name))
call("attributes", lambda: Dialect().__reduce__())
call("attributes", lambda: Dialect().__reduce_ex__(2))
call("attributes", lambda: type("Sub", (Dialect,), {})(delimiter="x").delimiter)

# ---- names of dialects
call("names", list_dialects)
call("names", register_dialect, "semi", delimiter=";")
call("names", register_dialect, "full", Full)
call("names", register_dialect, "mixed", "semi", quotechar="'")
call("names", lambda: sorted(list_dialects()))
for name in ["semi", "full", "mixed", "no", 5, None, []]:
    call("names", lambda: described(get_dialect(name)))
    call("names", lambda: list(reader(["a;b,c"], name)))
    call("names", lambda: list(reader(["a;b,c"], dialect=name)))
for arguments in [(), ("a", 1, 2), (5,), (None,), ("x", "missing"), ("y", Bad), ("z", None)]:
    call("names", register_dialect, *arguments)
for name in ["semi", "semi", 5, []]:
    call("names", unregister_dialect, name)
call("names", lambda: unregister_dialect(name="full"))
call("names", lambda: described(get_dialect(name="mixed")))
for limit in [None, "5", 5.0, 10, 131072, 2**70, True]:
    call("limit", field_size_limit, limit)
call("limit", field_size_limit)
field_size_limit(10)
for line in ["a" * 10, "a" * 11, "é" * 10, "é" * 11, "a,é" * 4, '"' + "é" * 10 + '"', '"' + "x" * 11 + '"', "\U0001f600" * 10 + ",b", "aa\\" * 6]:
    call("limit", lambda: list(reader([line])))
field_size_limit(131072)

# ---- reading
READERS = [{}, {"delimiter": ";"}, {"quotechar": "'"}, {"escapechar": "\\"}, {"doublequote": False}, {"doublequote": False, "escapechar": "\\"}, {"skipinitialspace": True}, {"strict": True}, {"quoting": 3}, {"quoting": 3, "escapechar": "\\"}, {"quoting": 2}, {"quoting": 1},
           {"quoting": 4}, {"quoting": 5}, {"quotechar": None}, {"delimiter": "é", "quotechar": "€"}, {"delimiter": " ", "quotechar": "'"}, {"strict": True, "escapechar": "\\", "quotechar": "'"}, {"delimiter": "\t", "quoting": 2}, {"delimiter": "\0"}]
PIECES = ["a", "b1", "é", "€", "\U0001f600", ",", ",", ";", '"', '"', '""', "'", "\\", " ", "\n", "\r", "\r\n", "\0", "1", "2.5", "-3e2", "\t", "xyz", "text with words", "|"]
for _ in range(2500):
    lines = ["".join(pick(PIECES) for _ in range(below(9))) + pick(["\n", "\r\n", "", "\r"]) for _ in range(1 + below(3))]
    settings = pick(READERS)
    rows = []
    def read():
        source = reader(lines, **settings)
        for row in source:
            rows.append((row, source.line_num))
        return len(rows)
    call("reader", read)
    note("reader", show(rows))
for settings in READERS:
    for line in ["", "\n", ",", ",,", "a,b,c", '"a","b"', '"a""b",c', 'a"b"c', '"a"b,c', '"a', '"a\n', "a\\,b", "a\\", "\\\n", "\\\r\n", " a, b", "1,2.5,x", "1,,3", '"1",2', '"",""', "a\rb", "a\r\nb", "a\n\nb", "''", "'a''b'", "a b 'c d'", "1;2;;", "\t1\t", "é€é", "aébéc", "€aé€éb", "a\0b", '"a"\0']:
        call("lines", lambda: list(reader([line], **settings)))
        call("lines", lambda: list(reader([line, "x,y"], **settings)))
for arguments in [(), (5,), (None,), ([],), ([], "x", 3), ([5],), ([b"a"],), (["a"], Plain), (["a"], Bad), ("ab",), ({"k": 1},), ([None],), (iter(["a,b"]),)]:
    call("reader arguments", lambda: list(reader(*arguments)))
call("reader arguments", lambda: list(reader(csvfile=["a"])))
call("reader arguments", lambda: type(reader([])).__name__)
call("reader arguments", lambda: iter(reader([])) is not None)
call("reader arguments", lambda: setattr(reader([]), "line_num", 5))
call("reader arguments", _csv.Reader)


def fails():
    yield "a,b"
    yield '"open'
    raise ZeroDivisionError("line")


call("reader arguments", lambda: list(reader(fails())))
nested = []
def again():
    yield "a,"
    yield from ["b\n", '"x', 'y"']
nested.append(reader(again()))
call("reader arguments", lambda: [next(nested[0]), next(nested[0]), next(nested[0])])
call("reader arguments", lambda: next(nested[0]))

# ---- writing
WRITERS = [{}, {"delimiter": ";"}, {"quotechar": "'"}, {"escapechar": "\\"}, {"doublequote": False}, {"doublequote": False, "escapechar": "\\"}, {"quoting": 3}, {"quoting": 3, "escapechar": "\\"}, {"quoting": 2}, {"quoting": 1}, {"quoting": 4}, {"quoting": 5}, {"lineterminator": "\n"},
           {"lineterminator": "!é"}, {"lineterminator": ""}, {"delimiter": "é", "quotechar": "€"}, {"delimiter": " ", "skipinitialspace": True}, {"delimiter": " ", "skipinitialspace": True, "quoting": 3}, {"delimiter": " ", "skipinitialspace": True, "quoting": 5},
           {"quotechar": None}, {"quotechar": None, "escapechar": "\\"}, {"quoting": 1, "escapechar": "\\"}, {"quoting": 4, "escapechar": "'"}]


class File:
    def __init__(self): self.lines = []
    def write(self, line):
        self.lines.append(line)
        return len(line)


FIELDS = ["", "a", "a,b", 'q"q', '""', "'", "\n", "\r", "é€", "\\", " ", "x;y", "!", "\0", None, 0, -5, 2.5, 1e100, True, 1j, Num(), b"b", [1], "\U0001f600", "text with words", 10**30]
for _ in range(2500):
    row = [pick(FIELDS) for _ in range(below(5))]
    settings = pick(WRITERS)
    file = File()
    call("writer", lambda: writer(file, **settings).writerow(row))
    note("writer", show(file.lines))
for settings in WRITERS:
    for field in FIELDS + [Odd()]:
        file = File()
        call("fields", lambda: writer(file, **settings).writerow([field]))
        call("fields", lambda: writer(file, **settings).writerow(iter([field, field])))
        note("fields", show(file.lines))
    for rows in [[], [[]], [[1], [2]], [[1], 5], 5, None, ["ab", "cd"], [["a"], None], iter([["x"]])]:
        file = File()
        call("rows", lambda: writer(file, **settings).writerows(rows))
        note("rows", show(file.lines))
for row in [5, None, "abc", {"k": 1}, fails()]:
    file = File()
    call("row", lambda: writer(file).writerow(row))
    note("row", show(file.lines))
for arguments in [(), (5,), (File(), "x"), (File(), Plain), (File(), Bad), (File(), Plain, 1), (Odd,)]:
    call("writer arguments", lambda: described(writer(*arguments).dialect))


class Fails:
    def write(self, line): raise ZeroDivisionError(line)


call("writer arguments", lambda: writer(Fails()).writerow(["a"]))
call("writer arguments", lambda: writer(Fails()).writerows([["a"]]))
call("writer arguments", lambda: type(writer(Fails())).__name__)
call("writer arguments", _csv.Writer)
for _ in range(300):
    rows = [[pick(["", "a", 'b"c', "d,e", "é\n", "x y"]) for _ in range(1 + below(4))] for _ in range(below(4))]
    file = File()
    writer(file).writerows(rows)
    call("round", lambda: list(reader(file.lines)) == rows)
finish()
for name in list_dialects():
    unregister_dialect(name)
