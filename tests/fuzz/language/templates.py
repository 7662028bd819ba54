"""What expressions of each kind look like: `<kind>` stands for an operand, `<any>` for one of any kind, `<small>` for a number below 7.

Values stay small: every repetition, power and shift is bounded where it stands. Sets hold numbers only, since the order of texts in a set is no
promise; for the same reason no text is hashed. Powers of floats are left out: their last digit is another in one of some thousands."""

LITERALS = {
    'int': ('0', '1', '-1', '2', '7', '-3', '10', '255', '2**31', '-2**63', '2**64 + 1', '10**18', '0x_ff', '1_000'),
    'float': ('0.0', '-0.0', '1.5', '-2.25', '1e300', '1e-7', '0.1', '3.0', 'float("inf")', 'float("nan")', '12345.678'),
    'str': ("''", "'a'", "'spam eggs'", "'Straße'", "'İı'", "'a,b,,c'", "'  x\\ty\\n'", "'0042'", "'😀é'", "'%s|%r'", "'{}{!r:>6}'", "'Aa' 'bB'", "r'\\d'", "'q\\nw'"),
    'bytes': ("b''", "b'ab'", "b'\\x00\\xff'", "bytearray(b'xyz')", "b'1 2'"),
    'bool': ('True', 'False'),
    'list': ('[]', '[1]', '[3, 1, 2]', "['b', 'a']", '[1, [2, 3]]', '[None, 1.5]'),
    'tuple': ('()', '(1,)', "(1, 'a')", '(2, 3.5, None)', '((1, 2), 3)'),
    'set': ('set()', '{1}', '{3, 1, 2}', '{10, -1, 2**40}', 'frozenset([4, 5])'),
    'dict': ('{}', "{'a': 1}", '{1: 2, 3: 4}', "{'a': [1], (1, 2): 'x'}", '{1: 1, True: 2, 1.0: 3}'),
    'small': ('0', '1', '2', '3', '5'),
    'slice': (':', '1:', ':-1', '::2', '::-1', '-3:', '1:3', '3:1', ':<small>', '<small>::-2', '<small>:<small>'),
    'compare': ('<', '<=', '==', '!=', '>', '>='),
    'member': ('in', 'not in'),
    'spec': ('>8', '<8', '^9', '*^9', '05', '+', ',', '.2f', '10.3e', '%', 'x', '#b', 'o', '_', '08.2f', 'g', '.3', 's', 'c', '+.0f', '#x'),
    'key': ('str', 'repr', 'len', 'bool', 'lambda x: x', 'lambda x, y=2: (x, y)', 'lambda *a: len(a)', 'lambda x: -x', 'lambda x: str(x)[::-1]', 'type'),
    'type': ('int', 'str', 'list', 'float', 'dict', 'bool', '(int, tuple)', 'object'),
}

TEMPLATES = {
    'int': (
        '(<int> + <int>)', '(<int> - <int>)', '(<int> * <int>) % 10**20', '(<int> // <int>)', '(<int> % <int>)', '(<int> & <int>)', '(<int> | <int>)', '(<int> ^ <int>)', '(<int> % 1000) ** <small>', '(<int> << <small>)', '(<int> >> <small>)', '(~<int>)', '(-<int>)', 'abs(<int>)',
        'int(<float>)', 'int(<str>)', 'int(<str>, 36) % 10**9', 'len(<any>)', '<str>.count("a")', '<str>.find("a")', '<str>.rfind("b", 1)', '<str>.index("a")', 'sum(<list>)', '(<int>).bit_length()', '(<int>).bit_count()', 'round(<float>)', 'round(<int>, -1)', 'max(<int>, <int>)', 'min(<list>)',
        'divmod(<int>, <int>)[1]', '<list>.index(<int>)', '(<int> if <bool> else <int>)', 'pow(<int>, <small>, <int>)', 'ord(<str>[0])', 'int.from_bytes(<bytes>, "big", signed=<bool>)', '<tuple>.count(<int>)', '(<int> and <int>)', '<bytes>[<small>]', '<bool> + <int>',
    ),
    'float': (
        '(<float> + <float>)', '(<float> - <int>)', '(<float> * <float>)', '(<float> / <float>)', '(<int> / <int>)', '(<float> // <float>)', '(<float> % <float>)', 'round(<float>, 2)', 'round(<float>, -1)', 'float(<int>)', 'float(<str>)', 'abs(<float>)', '(-<float>)', 
        'divmod(<float>, <float>)[0]', 'min(<float>, <int>)', 'float.fromhex((<float>).hex())', 'sum([<float>, <float>, <int>])', '(<float>).real', '(<float> or <float>)',
    ),
    'str': (
        '<str> + <str>', '(<str>) * <small>', '(<str>).upper()', '(<str>).lower()', '(<str>).title()', '(<str>).swapcase()', '(<str>).capitalize()', '(<str>).casefold()', '(<str>).strip()', '(<str>).lstrip("a ")', '(<str>).rstrip("b\\n")', '(<str>).replace("a", <str>)', '(<str>).replace("", "-", 2)',
        '(<str>).center(9, "*")', '(<str>).ljust(6)', '(<str>).rjust(7, ".")', '(<str>).zfill(8)', '(<str>).expandtabs(4)', '(<str>).removeprefix("a")', '(<str>).removesuffix("s")', '(<str>).join(["x", <str>, "z"])', '(<str>).translate({97: "AA", 98: None, 32: 95})', '(<str>)[<slice>]', '(<str>)[<small>]',
        'str(<any>)', 'repr(<any>)', 'ascii(<any>)', 'format(<int>, "<spec>")', 'format(<float>, "<spec>")', 'format(<str>, "<spec>")', '"%5s|%-6r|%05d" % (<str>, <any>, <int>)', '"%x %+.2e %c" % (<int>, <float>, <small>)', '"{0} {1!r} {0:>5}".format(<str>, <any>)', '"{a[0]} {b:<spec>}".format(a=<list>, b=<int>)',
        'chr(<int> % 1000)', 'hex(<int>)', 'oct(<int>)', '", ".join(map(str, <iter>))', '"".join(sorted(<str>))', '(<str>).encode().decode("latin-1")', 'type(<any>).__name__', "f'{<plain>!r:>12}|{<plain>}|{<plain>:<spec>}'", "f'{<plain>=}'", '(<str>).split(maxsplit=1)[0]', 'max(<str>, <str>)', 'bytes.hex(<bytes>)',
    ),
    'bool': (
        '(<int> <compare> <int>)', '(<float> <compare> <int>)', '(<str> <compare> <str>)', '(<list> <compare> <list>)', '(<tuple> <compare> <tuple>)', '(<set> <compare> <set>)', '(<any> == <any>)', '(<any> != <any>)', '(<int> <member> <list>)', '(<str> <member> <str>)', '(<int> <member> <set>)', '(<str> <member> <dict>)',
        '(not <any>)', '(<int> < <int> <= <float>)', 'isinstance(<any>, <type>)', '<str>.isdigit()', '<str>.isalpha()', '<str>.isidentifier()', '<str>.isupper()', '<str>.istitle()', '<str>.isspace()', '<str>.startswith(("a", "s"))', '<str>.endswith("s", 1)', 'all(<iter>)', 'any(<iter>)', 'bool(<any>)', '<set>.issubset(<list>)',
        '(<any> is None)', '(<bool> ^ <bool>)', 'callable(<any>)', '(hash(<int>) == hash(<float>))', 'hasattr(<any>, "append")', 'issubclass(bool, <type>)',
    ),
    'bytes': (
        '<bytes> + <bytes>', '(<bytes>)[<slice>]', 'bytes([*<list>])', '(<bytes>) * <small>', '<str>.encode()', '<str>.encode("ascii", "replace")', '<str>.encode("utf-16-le")', '(<int>).to_bytes(9, "little", signed=True)', '(<bytes>).replace(b"a", b"--")', 'bytes.fromhex((<bytes>).hex())', '(<bytes>).upper()', 'b"%d:%s" % (<int>, <bytes>)',
        'bytes(memoryview(<bytes>)[<slice>])', '(<bytes>).strip(b"x1")',
    ),
    'list': (
        '[<any>, <any>]', '[<int>, <int>, <int>]', '[*<iter>, <any>]', '<list> + <list>', '(<list>) * <small>', '(<list>)[<slice>]', 'sorted(<iter>, key=<key>)', 'sorted(<list>, reverse=<bool>)', 'list(<iter>)', '<str>.split()', '<str>.split(",")', '<str>.rsplit(",", 1)', '<str>.splitlines(True)', 'list(map(<key>, <iter>))',
        'list(filter(<key>, <iter>))', 'list(filter(None, <list>))', 'list(reversed(<list>))', 'list(<dict>.items())', 'list(<dict>)', '[c for c in <iter>]', '[c for c in <iter> if c]', '[(c, d) for c in <iter> for d in range(2)]', '[str(c) * 2 for c in <iter> if c != <any>]', '[[d for d in str(c)] for c in <iter>]',
        '[(lambda: c)() for c in <iter>]', '[x for c in <iter> if (x := c)]', 'list(zip(<iter>, <iter>))', 'list(enumerate(<list>, <small>))', '<list>.copy()', '(<list> or <list>)',
    ),
    'tuple': ('(<any>, <any>)', '(<any>,)', '(*<iter>, <int>)', '<tuple> + <tuple>', '(<tuple>)[<slice>]', 'tuple(<iter>)', '(<tuple>) * <small>', 'divmod(<int>, <int>)', '<str>.partition("a")', 'tuple(c for c in <iter>)', '(<float>).as_integer_ratio()', 'tuple(map(type, <tuple>))[:0]'),
    'set': ('{<int>, <int>}', '(<set> | <set>)', '(<set> & <set>)', '(<set> - <set>)', '(<set> ^ <set>)', 'set(range(<small>))', 'frozenset(<set>)', '{len(str(c)) for c in <set>}', '<set>.union(range(<small>))', '{*<set>, <int>}'),
    'dict': ('{<hashable>: <any>}', '{<hashable>: <any>, <hashable>: <any>}', '{**<dict>, <hashable>: <any>}', 'dict(zip(<iter>, <iter>))', '(<dict> | <dict>)', 'dict.fromkeys(<str>, <any>)', '{str(c): c for c in <iter>}', '{k: v for v, k in enumerate(<str>)}', 'dict(a=<any>, b=<any>)', '<dict>.copy()'),
    'iter': ('<list>', '<tuple>', '<str>', '<dict>', '<bytes>', 'range(<small>)', 'range(<small>, -<small>, -1)', 'enumerate(<list>)', 'zip(<list>, <str>)', '<dict>.values()', 'reversed(<list>)', 'map(<key>, <list>)', '(c for c in <list>)', 'iter(<tuple>)'),
    'hashable': ('<int>', '<str>', '<tuple>', '<bool>', '<float>', 'None', '<any>'),
}  # fmt: skip
