import sys
import _json
from _json import encode_basestring, encode_basestring_ascii, make_encoder, make_scanner, scanstring

names_of(_json)


class JSONDecodeError(ValueError):
    """Stands for the class of the module json.decoder, which is written in Python."""
    def __init__(self, message, document, position):
        super().__init__(f"{message}: {position} {len(document)}")


class Module:
    pass


before = {name: sys.modules.get(name) for name in ["json", "json.decoder"]}
sys.modules["json.decoder"] = Module()
sys.modules["json.decoder"].JSONDecodeError = JSONDecodeError
if "json" not in sys.modules:
    sys.modules["json"] = Module()

state = 5


def below(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % n


def pick(items):
    return items[below(len(items))]


class Text(str):
    pass


class Index:
    def __index__(self): return 1


class Odd:
    def __bool__(self): raise KeyError("bool")
    def __repr__(self): return "Odd()"


class Int(int):
    def __repr__(self): return "no"
    __str__ = __repr__


class Float(float):
    def __repr__(self): return "no"
    __str__ = __repr__


class Dict(dict):
    def items(self): return [*super().items(), ("more", 1)]


class BadItems(dict):
    def items(self): return [(1, 2, 3)]


class NoItems(dict):
    def items(self): return 5


class List(list):
    pass


class Plain:
    def __init__(self, value): self.value = value
    def __repr__(self): return "Plain()"


class PlainPair(tuple):
    pass


# ---- texts
TEXTS = ["", "a", 'q"\\/\b\f\n\r\t', "\x00\x01\x1f \x7e\x7f\x80", "é ÿ", "€\u2028\ufffd", "\U0001f600\U0010ffff", "\ud800", "\udfff\ud800", "x" * 300 + '"', Text("sub"), "\ue000\uffff", "日本語" * 50]
for text in [*TEXTS, 5, None, b"a", ["a"], True]:
    call("encode", encode_basestring, text)
    call("encode_ascii", encode_basestring_ascii, text)
for f in encode_basestring, encode_basestring_ascii:
    call("encode", f)
    call("encode", f, "a", "b")
    call("encode", lambda: type(f("a")))

PIECES = ["a", "é", "\U0001f600", '\\"', "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0041", "\\u00e9", "\\uD83D\\uDE00", "\\ud83d", "\\ude00", "\\ud83d\\u0041", "\\uABCDx", "\\uabcg", "\\u12", "\\u", "\\x", "\\", "\n", "\x00", "\t",
          "\\ud83d\\u12", "\\ud83d\\", "\\ud83d\\u", "\\ud83dé", "\\ud83d\\u00e", " ", "\ud800", "\\'", "\\U0041", "\\u 041", "\\u+041", "\\u-041", "\\u0x41", "\\ué000", "\\ud8", "\\uDBFF\\uDFFF", "\\uD800\\uDC00", "\\uD800\\uE000", "\\uD800\\uDBFF"]
for _ in range(1500):
    text = "".join(pick(PIECES) for _ in range(below(5))) + pick(['"', '"', '" rest', "", '"é'])
    call("scanstring", scanstring, text, 0)
    call("scanstring", scanstring, text, 0, False)
    call("scanstring", scanstring, 'é"' + text, 2, pick([True, False, 0, 1, None, "x"]))
for arguments in [(), ("a",), ("a", 0, 1, 2), (5, 0), (b'a"', 0), ('a"', "0"), ('a"', 5), ('a"', -1), ('a"', 2), ('a"', 1), ('a"', 10**30), ('a"', Index()), ('a"', 0, Odd()), (Text('ab"'), 1), ('a"', None), ("", 0), ("", 1), ('é"', 1), ('é"', 2)]:
    if len(arguments) in (2, 3):
        call("scanstring arguments", scanstring, *arguments)


# ---- reading
class Context:
    strict = True
    object_hook = object_pairs_hook = None
    parse_float = float
    parse_int = int
    parse_constant = {"NaN": "nan!", "Infinity": "inf!", "-Infinity": "-inf!"}.__getitem__
    memo = {}

    def __init__(self, **options):
        for name, value in options.items():
            setattr(self, name, value)


def fail(value):
    raise ZeroDivisionError(str(value))


OPTIONS = [{}, {"strict": False}, {"object_hook": lambda d: ("hook", sorted(d))}, {"object_pairs_hook": lambda pairs: ("pairs", pairs)}, {"object_hook": fail}, {"object_pairs_hook": fail}, {"parse_float": lambda text: ("float", text)},
           {"parse_int": lambda text: ("int", text)}, {"parse_int": fail}, {"parse_float": fail}, {"parse_constant": lambda text: ("constant", text)}, {"parse_constant": fail}, {"object_hook": lambda d: d, "object_pairs_hook": list},
           {"parse_int": float}, {"parse_float": Float, "parse_int": Int}, {"parse_float": None}]
SCANNERS = [make_scanner(Context(**options)) for options in OPTIONS]
ATOMS = ["1", "0", "-0", "01", "-1", "-", "--1", "+1", "1.", "1.5", "-1.5e3", "1e5", "1E+5", "1e-5", "1e", "1e+", "1.e5", ".5", "1.5.5", "12345678901234567890123", "-999999999999999999", "9223372036854775808", "-9223372036854775808", "1e400", "-1e400",
         "1e-400", "0.1", "0e0", "-0.0", "0.30000000000000004", "null", "nul", "nullx", "true", "tru", "false", "False", "NaN", "Na", "Infinity", "Infinit", "-Infinity", "-Infinit", "-I", '"a"', '"é\\n"', '"a', '"\\ud83d\\ude00"', '""', "[]", "{}", "[ ]", "{ }", "",
         "1e5e5", "1é", "é", "'a'", "/", "\u0661", "18446744073709551616", "123456789012345678", "1234567890123456789", "0x10", "1_0", "00", "-01", "1e05", "0.0e-0"]
SPACES = ["", "", "", "", "", " ", "\n", "\t \r\n", "\f", "\xa0", "é", ",", "]", "}", ":"]


def document(depth):
    kind = below(8) if depth else 0
    space = lambda: pick(SPACES) if below(12) == 0 else ""
    if kind < 4:
        return pick(ATOMS)
    count = below(4)
    if kind < 6:
        return "[" + space() + ("," + space()).join(document(depth - 1) for _ in range(count)) + pick(["", "", "", space(), ","]) + pick(["]", "]", "]", "]", "}", ""])
    pairs = [pick(['"a"', '"b"', '"é"', '"a"', '"long key"', "a", "1", '"x']) if below(9) == 0 else pick(['"a"', '"b"', '"é"', '"k\\n"']) for _ in range(count)]
    return "{" + space() + ", ".join(key + space() + ":" + space() + document(depth - 1) for key in pairs) + pick(["", "", "", space(), ","]) + pick(["}", "}", "}", "}", "]", ""])


for _ in range(4000):
    text = pick(["", "", "é", "  "]) + document(3)
    call("scanner", SCANNERS[0], text, 0)
    call("scanner", pick(SCANNERS), text, pick([0, 0, 1, 2, len(text) - 1]))
for atom in ATOMS:
    for scanner in SCANNERS:
        call("atoms", scanner, atom, 0)
        call("atoms", scanner, "[" + atom, 1)
        call("atoms", scanner, "[" + atom + "]", 0)
        call("atoms", scanner, '{"k":' + atom + "}", 0)
GOOD = '{"a": [1, 2.5, {"b": null}, "x\\u00e9"], "b": {"a": true, "c": [[], {}]}, "€": -1e3}'
for end in range(len(GOOD) + 1):
    call("cut", SCANNERS[0], GOOD[:end], 0)
    for letter in ' ,]}"0x\\\n':
        call("changed", SCANNERS[0], GOOD[:end] + letter + GOOD[end + 1:], 0)
        call("inserted", SCANNERS[0], GOOD[:end] + letter + GOOD[end:], 0)
for arguments in [(5, 0), (b"1", 0), ("1", "0"), ("1", -1), ("1", 1), ("1", 2), ("1", 10**30), ("1", -10**30), ("21", Index()), (Text("[1]"), 0), ("", 0), ("1", None), ("1", 1.5)]:
    call("scanner arguments", SCANNERS[0], *arguments)
call("scanner arguments", lambda: SCANNERS[0](string="1", idx=0))
call("scanner arguments", lambda: SCANNERS[0](idx=0, string="[1]"))
call("digits", SCANNERS[0], "1" * 4300, 0)
call("digits", SCANNERS[0], "1" * 4301, 0)
call("digits", SCANNERS[0], "-" + "1" * 5000, 0)


def keys(pairs):
    return [id(key) for key, value in pairs]


def same_keys():
    found = make_scanner(Context(object_pairs_hook=list))('[{"kéy": 1}, {"kéy": 2, "other": {"kéy": 3}}]', 0)[0]
    return len({id(found[0][0][0]), id(found[1][0][0]), id(found[1][1][1][0][0])})


call("memo", same_keys)
for name in "strict", "object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant":
    call("members", lambda: (name, isinstance(getattr(SCANNERS[1], name), (bool, int, type(None), type, type(len)))))
    call("members", setattr, SCANNERS[0], name, 1)
    context = Module()
    for other in "strict", "object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant":
        if other != name:
            setattr(context, other, getattr(Context, other))
    call("context", make_scanner, context)
call("context", make_scanner, None)
call("context", make_scanner, Context(strict=Odd()))
call("context", lambda: make_scanner(Context(strict="yes")).strict)
call("context", lambda: type(make_scanner(context=Context(strict=0))).__name__)
call("types", lambda: type("Sub", (make_scanner,), {}))
call("types", lambda: type("Sub", (make_encoder,), {}))


# Pyodide, which writes what is expected, dies of deep recursion; CPython as a native program raises.
DIES = sys.platform == "emscripten"


def deep(scanner, text, levels):
    try:
        if DIES:
            raise RecursionError
        scanner(text * levels, 0)
    except RecursionError:
        return "RecursionError"


call("deep", deep, SCANNERS[0], "[", 200_000)
call("deep", deep, SCANNERS[0], '{"a":', 200_000)
call("deep", lambda: SCANNERS[0]("[" * 300 + "]" * 300, 0)[1])


# ---- writing
def default(value):
    if isinstance(value, Plain):
        return value.value
    raise TypeError(f"cannot write {value!r}")


def noted(f, *arguments):
    try:
        return f(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}", getattr(error, "__notes__", None)


class encoder:
    """Makes a new encoder for each call: one that failed keeps its markers."""
    def __init__(self, *args, **keywords): self.args, self.keywords = args, keywords
    def __call__(self, *args): return new_encoder(*self.args, **self.keywords)(*args)


def new_encoder(markers=True, default=default, encode=encode_basestring_ascii, indent=None, key=": ", item=", ", sort=False, skip=False, nan=True):
    return make_encoder({} if markers else None, default, encode, indent, key, item, sort, skip, nan)


ENCODERS = [encoder(), encoder(encode=encode_basestring), encoder(indent="  "), encoder(indent="\té", item=","), encoder(indent=""), encoder(sort=True), encoder(skip=True), encoder(nan=False), encoder(markers=False),
            encoder(encode=lambda text: f"<{text}>"), encoder(encode=fail), encoder(encode=lambda text: 5), encoder(default=fail), encoder(sort=True, skip=True, indent=" ", key="=", item=";"), encoder(default=lambda value: value), encoder(encode=str.upper)]
loop = []
loop.append(loop)
ring = {"a": [1]}
ring["a"].append({"b": ring})
VALUES = [None, True, False, 0, -5, 2**70, 1.5, -0.0, 1e16, 1e22, 5e-324, float("nan"), float("inf"), float("-inf"), "a", 'é"\n', Text("t"), Int(5), Float(2.5), Float("nan"), [], (), {}, List([1]), PlainPair((1, 2)), [[]], [1, [2, [3, {}]]],
          {"a": 1}, {"b": 1, "a": {"z": 1, "y": []}}, {1: 2, None: 3, True: 4, 2.5: 5, "x": 6}, {1.0: 2, float("nan"): 1}, {float("inf"): 1}, {(1, 2): 3}, {"a": 1, (1, 2): 3, "b": 2}, {b"x": 1}, {Int(3): 1, Float(1.5): 2, Text("k"): 3}, Dict(a=1), Dict(), BadItems(a=1),
          NoItems(a=1), Plain(1), Plain([Plain({"a": Plain("x")})]), Plain(object), [1, Plain(object())], {"k": [Plain({1, 2})]}, object, b"bytes", {1, 2}, loop, ring, [float("nan")], {"a": [1, float("inf")]}, 1j, [1, (2, [object])], {2**64: 1}, {"b": 1, 1: 2}, [Dict(z=[Plain(1)])]]
for value in VALUES:
    for write in ENCODERS[:14]:
        if write is ENCODERS[8] and (value is loop or value is ring):
            continue
        call("encoder", noted, write, value, 0)
    call("encoder upper", noted, ENCODERS[15], value, 0)


def value_of(depth):
    kind = below(9) if depth else below(6)
    if kind < 6:
        return pick([None, True, below(1000) - 500, below(10**6) / 64, "text", "é\u2028", "", 10**below(25), Text("x"), float(below(5))])
    if kind == 6:
        return {pick(["a", "b", "é", 1, 2.5, None, True, "c" * below(9)]): value_of(depth - 1) for _ in range(below(5))}
    items = [value_of(depth - 1) for _ in range(below(5))]
    return items if kind == 7 else tuple(items)


for _ in range(1500):
    value = value_of(4)
    call("random", pick(ENCODERS[:5]), value, 0)
    call("round", lambda: SCANNERS[0](ENCODERS[0](value, 0)[0], 0))


def changes(write):
    values = [1, Plain(2), 3]
    table = {"a": Plain(1), "b": 2}

    def default(value):
        values.clear()
        return [value.value]
    return noted(make_encoder({}, default, encode_basestring, None, ":", ",", False, False, True), values, 0)


call("changed meanwhile", changes, ENCODERS[0])
GOOD_ARGUMENTS = [{}, default, encode_basestring, None, ":", ",", False, False, True]
for place in range(9):
    for wrong in [5, "x", None, Odd(), [], b"x", 1.5]:
        arguments = list(GOOD_ARGUMENTS)
        arguments[place] = wrong
        call("arguments", lambda: type(make_encoder(*arguments)).__name__)
for level in ["0", None, 1.5, 10**30, Index(), True]:
    call("level", ENCODERS[0], [1], level)
for name in "markers", "default", "encoder", "indent", "key_separator", "item_separator", "sort_keys", "skipkeys":
    call("members", lambda: (name, getattr(new_encoder(default=len), name)))
    call("members", setattr, new_encoder(), name, 1)


def deep_list(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value


def deep_encode(write, value, endless=True):
    try:
        if DIES and endless:
            raise RecursionError
        return len(write(value, 0)[0])
    except RecursionError:
        return "RecursionError"


call("deep", deep_encode, ENCODERS[0], deep_list(300), False)
call("deep", deep_encode, ENCODERS[8], deep_list(5 if DIES else 100_000))
call("deep", deep_encode, encoder(markers=False), loop)
call("deep", deep_encode, encoder(markers=False), ring)
call("deep", deep_encode, encoder(markers=False, default=lambda value: [value]), object())
finish()
for name, module in before.items():
    if module is None:
        del sys.modules[name]
    else:
        sys.modules[name] = module
