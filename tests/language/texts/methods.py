"""Methods of str: searching, taking apart, padding, translating, with texts beyond ASCII and lone surrogates."""

TEXTS = ["", "abc", "aXbXc", "  a  b ", "é\u3000ü", "\ud800x\udfff", "😀a😀", "a\r\nb\x85c\u2028d\n", "aaaa", "-12", "\tx\ty"]
PARTS = ["", "a", "X", "é", "😀", "\ud800", "b", " ", "aa", "\n"]


def show(call, *arguments, **keywords):
    try:
        print(ascii(call(*arguments, **keywords)), end=" ")
    except Exception as error:
        print(type(error).__name__, error, end=" ")


for text in TEXTS:
    print(ascii(text))
    for part in PARTS:
        for name in ("find", "rfind", "index", "rindex", "count", "startswith", "endswith", "partition", "rpartition", "split", "rsplit", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "join"):
            show(getattr(text, name), part)
        show(text.find, part, 1)
        show(text.rfind, part, -3, -1)
        show(text.split, part, 1)
        show(text.rsplit, part, maxsplit=1)
        show(text.replace, part, "<>")
        show(text.replace, part, "é", 1)
        show(text.replace, part, "", count=2)
        print()
    for name in ("split", "rsplit", "splitlines", "strip", "expandtabs", "upper", "title"):
        show(getattr(text, name))
    show(text.splitlines, True)
    show(text.split, None, 1)
    show(text.rsplit, None, 1)
    show(text.expandtabs, 3)
    for width in (0, 5, 6):
        show(text.center, width, "é")
        show(text.ljust, width)
        show(text.rjust, width, "*")
        show(text.zfill, width)
    show(text.translate, {97: "AA", 98: None, 0x1F600: 0x263A})
    print()

for call in ("find", "split", "strip", "join", "replace", "center", "partition", "startswith", "translate", "zfill", "expandtabs", "splitlines", "removeprefix"):
    for arguments in ((), (1,), (None,), ("a", 2, 3, 4), (b"a",), (["a", 1],), (("a", 1),), (2**70,)):
        show(getattr("abc", call), *arguments)
    print()
show(str.maketrans, {"a": 1, 2: "b"})
show(str.maketrans, {"ab": 1})
show(str.maketrans, {1.5: 1})
show(str.maketrans, "ab", "cd", "ea")
show(str.maketrans, "ab", "c")
show(str.maketrans, 1, "c")
show("abc".translate, {97: 0x110000})
show("abc".translate, {97: 1.5})
print()


class Text(str):
    pass


text = Text("abc")
print(type(text.strip()), type(text.replace("x", "y")), type(text.upper()), type(text.partition("z")[0]), type(Text("a").join([Text("b")])), type(text.center(2)), text.center(2) is text)
plain = "abc"
print(plain.strip() is plain, plain.replace("x", "y") is plain, plain.split()[0] is plain, plain.ljust(2) is plain, "".join([plain]) is plain)
# Below quadratic, from both ends.
big = "ab" * 100_000
print(big.find("ab" * 30_000 + "c"), big.rfind("c" + "ab" * 30_000), big.count("aba"), len(big.replace("a", "")), big.rfind("ab" * 60_000))
