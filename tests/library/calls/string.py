import _string

names_of(_string)
texts = ["", "a", "{}", "{0}", "{a.b[c]}", "x{0!r:>{w}}y", "{{", "}}", "{{}}", "{", "}", "a{", "a}", "{a", "{a!", "{a!r", "{a!rx}", "{a:", "{a:{b}", "{a:{b}}", "{a[}]}", "{a[", "{{{0}}}", "é{ü!é:ß}日本", "{!r}", "{:x}", "a{{b}}c{d}e",
         "{a{b}}", "{0:{1}{2}}", "}{", "{}}", "{a!}", "{a!r:}", "\0{x}\0", "x" * 50 + "{y}", "{[}", "{a]}", "{:}", "{!}", "{a!:x}"]
for text in texts:
    call("parser", lambda: list(_string.formatter_parser(text)))
    call("parser", lambda: _string.formatter_parser(text))
for name in ["", "a", "0", "12", "a.b", "a[0]", "a[x].y[1][2]", "a.", "a..b", "a[", "a[]", "a[b", "a[b]c", "a[b].", ".a", "[0]", "0.a", "99999999999999999999", "a[99999999999999999999]", "007", "-1", "a b", "é.ü[ß]", "a[b.c]", "a.b[c.d].e", "1a", "a[1a]", "a]"]:
    call("split", lambda: (lambda pair: (pair[0], list(pair[1])))(_string.formatter_field_name_split(name)))
    call("split", lambda: _string.formatter_field_name_split(name)[0])
for f in (_string.formatter_parser, _string.formatter_field_name_split):
    for bad in (5, None, []):
        call("arguments", f, bad)
    call("arguments", f)
    call("arguments", f, "a", "b")
    call("arguments", f, x="a")
finish()
