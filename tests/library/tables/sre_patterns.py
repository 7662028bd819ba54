# Prints tables/_sre.py: patterns of all kinds as CPython compiles them, so that _sre runs them where there is no module re. A program for oracle.mjs.
import re
from re import _compiler, _parser

STR = r"""
abc|a.c|a\.c|^abc$|[abc]|[^abc]|[a-c]x|[]a]|[^]a]|[a\-z]|\d+|\D+|\w+|\W+|\s|\S+|\bab\b|\Bb\B|\A.b|b\Z|b$|^|$|
a*|a+|a?|a*?|a+?|a??|a{2}|a{2,}|a{1,2}|a{1,2}?|a{0}|.*b|.*?b|.+c|(?s:.*)c|[ab]*c|[^a]*?c|(a*)b|(a)*|(a+)+|(a*)*|(a*)+|(a?)*?|(?:a*)+?b|
(a)|(a)(b)|(a(b))c|(a)|b|(a)?b|(?:(a)|b)*|(?:(a)|(b))*|((a)|(b)|c)*|(a)|(?:b(c))|(?P<one>a)(?P<two>b)?|(?P<x>a)(?P=x)|(a)\1|(a)(b)?\2|(ab)+\1|(a*)\1|
a++b|a*+a|a?+a|a{1,2}+a|(?:ab)++c|(?:a|ab)++c|(?:a|ab)*+|(a|b)*+b|(?:)*+x|(a?)*+b|(?>a+)b|(?>a*)a|(?>a|ab)c|((?>a+)b)+|(?>(a)|b)+|(?:a(?>b|bc))*c|
(?=a)a|(?=(a))ab|(?!a)b|(?!(a)b)a|(?<=a)b|(?<!a)b|(?<=ab)c|(?<=(a))b|(?<!^)b|(?<=\b)a|(?=.*c)a|(?!.*c)a|(?:(?=(a))a)*b|(?<=(?=a).)b|a(?=(b)(c)?)|(?=(a+?))\1b|
(a)?(?(1)b|c)|(a)?(?(1)b)|(?P<q>a)?b(?(q)c|d)|(?:(a)|b)(?(1)c|a)|(a)?(?(1)|b)|((a)|b)+(?(2)c|a)|
a|ab|abc|(?:a|ab)(?:c|bcd)|ab|ac|b|(?:ab|a)b|(?:a|b|c)+|(?:aa|a)*b|(?:x|y|z)|(?:ab|cd|bc)+|(?:a|(?:b|c))*c|(a|ab)(c|bcd)(d*)|(?:[ab]|c)b|
(?:ab){2}|(?:ab){2,}|(?:ab){1,2}?c|(?:ab)*?c|(?:a(b)?)+|(?:a(b)?)+?c|(?:(a)(b)?)*|(?:(a)|(b)){2}|(?:a?){3}|(?:a?b?){2,4}c|(?:(?:ab)+c?)*|(?:(?:a)*b)*?c|((?:a|b)*?)c|(?:a|b){2,3}?c|
(?i:ABC)|(?i:[a-b])c|(?i)É|(?i)[É]|(?i)ß|(?i)ſ|(?i)K|(?i)[à-ï]+|(?i)(é)\1|(?i)İ|(?i)Σ|(?ia)É|(?ia)[a-z]+|(?i)[^b]+|(?i)\w|(?i)Ǆ|(?i)[😀-😂]|(?i)𐐀|(?i)[𐐀-𐐂]+|(?i)(?:a|B)+|(?i)a*b|(?i)B|
é|[é]|[à-ü]+|[^é]|(?<=é)b|é+|é*?b|(é)\1|\w+é|[一-龥]+|[一-龥é😀]+|😀|😀+|[😀-😂]|[^😀]|.é|(?<=😀)é|(?a:\w+)|(?a)\w+|(?a)\W+|(?a)\bb|(?a)\d|(?a)\s|\u0660+|[\W\d]+|[\s\d]+|
(?m)^b|(?m)a$|(?m)^.|(?m)$|(?s).b|(?s).+|a\nb|\n|[\n]|(?m)^\w+$|\Aa|(?x) a b  # c|(?x)[ ]|\x61|[\x60-\x62]|\u0061|\141|
x*|x*y|(x)?|(?:x|)|(?:|x)a|()|()a|(()|a)+|(?:()|a)+?b|(a|b|)+|(?:(?:)|a)*|(|a)+c|(a)|b|c|d|(?:a|b)c|[ab]c|(?:[ab]|[cd])|
(?:a|b|c|d|e)+?(c)|(.)(.)\2\1|(.*)(.*)c|(.*?)(b+?)(.*)|([ab]+)([bc]+)([cd]*)|^(?:a?b?)*$|(\w)(?=\1)|(\w+)\s\1|(?:(\w)(?!\1))+|([^b]*)*|([^b]*b)*|(?:(?:(?:a)))|((((a))))|
(?<!c)b|(?<![cd])b|(?<!(c))b|(?<=[a-c])b|(?<!\w)b|(?<=\d)\D|(?!)|(?:(?!)|a)|a(?!)|[\s\S]|[^\s\S]|[^\s\S]*|(?:[^\s\S])*a|[\d\D]+|
""".replace("\n", "").split("|")


def whole(pieces):
    """Alternatives were cut: pieces are put together until they compile."""
    text = ""
    for piece in pieces:
        text = f"{text}|{piece}" if text else piece
        try:
            re.compile(text)
        except re.error:
            continue
        yield text
        text = ""


class Maker:
    """Random patterns over few letters."""

    def __init__(self, seed, letters):
        self.random, self.letters, self.groups = Random(seed), letters, 0

    def atom(self, depth):
        kind = self.random.below(14 if depth else 6)
        if kind < 3:
            return self.random.pick(self.letters)
        if kind < 6:
            return self.random.pick([".", r"\w", "[ab]", "[^a]", r"\b", "$", "^", "[b-d]", r"[\wé]"])
        inner = self.alternatives(depth - 1)
        if kind < 9:
            self.groups += 1
            return f"({inner})"
        return self.random.pick(["(?:%s)", "(?>%s)", "(?=%s)", "(?!%s)", "(?i:%s)", "(?:%s)"]) % inner

    def item(self, depth):
        return self.atom(depth) + self.random.pick(["", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "*+", "++", "?+", "{1,3}+"])

    def sequence(self, depth):
        return "".join(self.item(depth) for _ in range(1 + self.random.below(3)))

    def alternatives(self, depth):
        return "|".join(self.sequence(depth) for _ in range(1 + self.random.below(2)))

    def pattern(self):
        self.groups = 0
        text = self.alternatives(3)
        if self.groups and self.random.below(3) == 0:
            text += self.random.pick([r"\1", "(?(1)a|b)", r"(?:\1|c)"])
        return text


def randoms(seed, letters, count):
    maker, found = Maker(seed, letters), []
    while len(found) < count:
        text = maker.pattern()
        try:
            re.compile(text)
        except re.error:
            continue
        if text not in found and len(text) < 40:
            found.append(text)
    return found


def row(pattern, flags=0):
    parsed = _parser.parse(pattern, flags)
    code = _compiler._code(parsed, flags)
    return (pattern, flags | parsed.state.flags, parsed.state.groups - 1, dict(parsed.state.groupdict), " ".join(f"{int(word):x}" for word in code))


PATTERNS = [*dict.fromkeys(whole(STR)), *randoms(5, "abc", 90), *randoms(6, "abé", 40)]
BYTES = [*dict.fromkeys(p for p in PATTERNS if p.isascii() and "\\u" not in p)][::8]
print("# Written by sre_patterns.py: pattern, flags, groups, names, code in hexadecimal.")
print("TABLE = [")
for pattern in PATTERNS:
    print(f"{row(pattern)},")
for pattern in BYTES:
    print(f"{row(pattern.encode())},")
for pattern in [rb"(?L)\w+", rb"(?Li)a[B-C]*", rb"(?Li)(a)\1", rb"(?L)\bb", rb"(?Li)[^A]", rb"(?i)\xe9", rb"[\x80-\xff]+", rb"(?i)[\xe0-\xef]", rb"(?Li)\xe9"]:
    print(f"{row(pattern)},")
print("]")
print("TEMPLATES = [")
for text in ["<>", r"[\g<0>]", r"\1", r"\\n\n-", r"a\g<1>b\1", "", r"\g<0>\g<0>"]:
    parsed = _parser.parse_template(text, re.compile("(a)"))
    print(f"({text!r}, {parsed!r}),")
print("]")
