import _sre
import sys

names(_sre)
sys.modules["re"] = type(sys)("re")
LISTS = dict(TEMPLATES)
def compile_template(pattern, text):
    parts = LISTS[text.decode("latin-1")] if isinstance(text, bytes) else LISTS[text]
    if isinstance(text, bytes):
        parts = [part.encode("latin-1") if isinstance(part, str) else part for part in parts]
    return _sre.template(pattern, parts)
sys.modules["re"]._compile_template = compile_template

def compiled(row):
    pattern, flags, groups, index, code = row
    places = [None] * (groups + 1)
    for name in index:
        places[index[name]] = name
    return _sre.compile(pattern, flags, [int(word, 16) for word in code.split()], groups, index, tuple(places))

def outcome(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return type(error).__name__, str(error)

def told(match):
    if match is None:
        return None
    return match.span(), match.groups(), match.regs, match.lastindex, match.lastgroup, match.groupdict(), match.pos, match.endpos, match[0]

def scanned(scan):
    found = []
    while len(found) < 20:
        match = scan()
        found.append(match and match.span())
        if match is None:
            break
    return found

PATTERNS = [compiled(row) for row in TABLE]
TEXTS = ["", "a", "b", "ab", "ba", "abc", "aab", "aaa", "abab", "ababc", "abcd", "aabbcc", "cab", "xay bc", "a\nb\n", "éab", "aéébc", "bÉa", "a😀b", "ABC", "Σσς K\u212a ſs", "ab12 \u0661\u0660", "ababababc", "日本x"]
BYTES = [b"", b"a", b"ab", b"abc", b"aab", b"ababc", b"aabbcc", b"xay bc", b"a\nb\n", b"ABC", b"\xe9\xc9a", b"ab12 \xff"]

def texts_of(pattern, step=1):
    return (TEXTS if isinstance(pattern.pattern, str) else BYTES)[::step]

# A line for each pattern; the calls are counted at the end.
calls = 0
section("methods")
for pattern in PATTERNS:
    outcomes = []
    for text in texts_of(pattern):
        outcomes.append([told(pattern.match(text)), told(pattern.search(text)), told(pattern.fullmatch(text)), pattern.findall(text), pattern.split(text), [m.span() for m in pattern.finditer(text)]])
        calls += 6
    print(pattern.pattern, ascii(outcomes))
section("positions")
random = Random(11)
for pattern in PATTERNS:
    outcomes = []
    for _ in range(6):
        text, pos, endpos = random.pick(texts_of(pattern)), random.below(6) - 1, random.below(8)
        outcomes.append([text, pos, endpos, told(pattern.match(text, pos, endpos)), told(pattern.search(text, pos)), told(pattern.fullmatch(text, endpos=endpos)), pattern.findall(text, pos, endpos),
                         [m.span() for m in pattern.finditer(text, pos, endpos)], scanned(pattern.scanner(text, pos, endpos).match), scanned(pattern.scanner(text, pos).search)])
        calls += 7
    print(pattern.pattern, ascii(outcomes))
section("sub")
for pattern in PATTERNS:
    outcomes = []
    for text in texts_of(pattern, 3):
        for template, _ in TEMPLATES:
            if "1" in template and not pattern.groups: continue
            if isinstance(text, bytes): template = template.encode()
            outcomes.append([pattern.sub(template, text), pattern.subn(template, text, 2), outcome(lambda: pattern.search(text).expand(template))])
            calls += 3
        outcomes.append([pattern.sub(lambda m: m[0] + m[0], text), pattern.subn(lambda m: None, text), outcome(pattern.sub, lambda m: 1 / 0, text)])
        calls += 3
    print(pattern.pattern, ascii(outcomes))
section("calls")
print(calls)
section("objects")
for pattern in PATTERNS:
    print(pattern, pattern.flags, pattern.groups, pattern.groupindex, pattern == compiled(TABLE[0]), hash(pattern) == hash(pattern.__copy__()), pattern.__deepcopy__({}) is pattern)
    print(pattern.search(TEXTS[9] if isinstance(pattern.pattern, str) else BYTES[5]))
first, second = compiled(TABLE[0]), compiled(TABLE[0])
print(first == second, hash(first) == hash(second), first != second, first == 1, first.__lt__(second))
print(type(first), type(first.match("abc")), type(first)[str], type(first.scanner("")), first.scanner("").pattern is first)
named = next(pattern for pattern in PATTERNS if len(pattern.groupindex) == 2)
match = named.match("ab")
keyless = compiled(TABLE[0])
print(named.groupindex, match.group(), match.group(1, "two", 0), match["one"], match.groupdict("-"), match.string, match.re is named, match.__copy__() is match)
section("errors")
BYTES_PATTERN = compiled(next(row for row in TABLE if row[0] == b"abc"))
class Index:
    def __init__(self, value): self.value = value
    def __index__(self): return self.value
class Text(str): pass
class Octets(bytes): pass
for index in [0, 1, 2, 3, -1, 10**30, "one", "no", b"one", None, 1.5, [], Index(1), Index(9), True]:
    for method in ["group", "start", "end", "span", "__getitem__"]:
        print(method, type(index).__name__, outcome(getattr(match, method), index))
for f in ["match", "search", "fullmatch", "findall", "finditer", "split", "scanner"]:
    for argument in [b"abc", bytearray(b"abc"), memoryview(b"abc"), 1, None, [], Text("abc"), Octets(b"abc"), "abc"]:
        for pattern in [first, next(pattern for pattern in PATTERNS if isinstance(pattern.pattern, bytes))]:
            got = outcome(getattr(pattern, f), argument)
            print(f, type(argument).__name__, got if f not in ("finditer", "scanner") or isinstance(got, tuple) else type(got).__name__)
    for arguments in [(), ("abc", "x"), ("abc", None), ("abc", 1.5), ("abc", 10**30), ("abc", Index(1)), ("abc", 1, 2, 3)]:
        got = outcome(getattr(first, f), *arguments)
        print(f, len(arguments), got if f not in ("finditer", "scanner") or isinstance(got, tuple) else type(got).__name__)
for arguments in [(), ("x",), ("x", b"abc"), (b"x", "abc"), (b"x", "zzz"), (1, "abc"), (None, "zzz"), ("x", "abc", "y"), ("x", "abcabc", -1), ("x", "abcabc", 1), (Text("<>"), "abc"), ("x", 5), (lambda m: 5, "abc"), (lambda m: b"", "abc")]:
    print("sub", len(arguments), outcome(first.sub, *arguments), outcome(first.subn, *arguments))
for text in [bytearray(b"xabcx"), memoryview(b"xabcx"), Octets(b"abc")]:
    pattern = BYTES_PATTERN
    found = pattern.search(text)
    print(type(text).__name__, found and (found[0], type(found[0]).__name__, found.groups()), pattern.sub(b"-", text), pattern.split(text), pattern.findall(text))
held = bytearray(b"xabcx")
scan = BYTES_PATTERN.finditer(held)
print(outcome(held.extend, b"y" * 99), outcome(BYTES_PATTERN.sub, lambda m: held.append(1), held), outcome(_sre.template, "", ["", -1, ""]), len(list(scan)))
for f in [_sre.ascii_iscased, _sre.unicode_iscased, _sre.ascii_tolower, _sre.unicode_tolower]:
    print(f.__name__, [f(code) for code in range(0, 1500)], [f(code) for code in range(1500, 70000, 7)], [outcome(f, value) for value in ("a", 2**40, None, -1)])
section("code")
OK = dict(pattern="a", flags=0, code=[16, 97, 1], groups=0, groupindex={}, indexgroup=(None,))
for change in [{}, {"code": []}, {"code": [1]}, {"code": [16, 97]}, {"code": [16, 1]}, {"code": [17, 0, 1]}, {"groups": -1}, {"groups": 2**70}, {"code": (1,)}, {"code": ["a"]}, {"code": [-1]}, {"code": [2**32]}, {"groupindex": None},
               {"indexgroup": []}, {"flags": "x"}, {"flags": 2**40}, {"pattern": 5}, {"pattern": None}, {"groups": "x"}, {"code": [13, 5, 16, 97, 0, 0, 1]}, {"code": [15, 0, 1]}, {"code": [18, 1]}, {"code": [11, 0, 1]}, {"code": [7, 0, 1]},
               {"code": [23, 9, 0, 1, 16, 97, 18, 1]}, {"code": [24, 6, 2, 1, 16, 97, 1, 1]}, {"code": [99, 1]}, {"code": [6, 12, 1]}, {"code": [10, 300, 1]}]:
    got = outcome(lambda: _sre.compile(**{**OK, **change}))
    print(change, got if isinstance(got, tuple) else got.findall("aa"))
for parts in [["x"], [], ["x", 1], ["x", "y", "z"], ["x", -1, "z"], ["x", 0, "z"], ["x", 7, "z"], ("x",), [1], ["x", 2**70, ""]]:
    got = outcome(_sre.template, first, parts)
    print(parts, got if isinstance(got, tuple) else type(got))
