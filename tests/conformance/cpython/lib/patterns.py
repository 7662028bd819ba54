"""A small matcher of regular expressions for assertRaisesRegex, until the module `re` is there: literals, `.`, classes, groups, `|`, `* + ?`, anchors."""

from pending import use

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
CLASSES = {"d": "0123456789", "w": LETTERS + "0123456789", "s": " \t\n\r\f\v"}


class Parser:
    def __init__(self, pattern):
        self.pattern, self.at = pattern, 0

    def peek(self):
        return self.pattern[self.at] if self.at < len(self.pattern) else ""

    def take(self):
        self.at += 1
        return self.pattern[self.at - 1]

    def alternatives(self):
        branches = [self.sequence()]
        while self.peek() == "|":
            self.take()
            branches.append(self.sequence())
        return ("or", branches)

    def sequence(self):
        parts = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.repeated(self.atom()))
        return parts

    def repeated(self, atom):
        if self.peek() not in ("*", "+", "?"):
            return ("{" == self.peek() and use("re")) or atom
        sign = self.take()
        if self.peek() == "?":
            self.take()
        return ("many", atom, int(sign == "+"), 1 if sign == "?" else 1 << 30)

    def atom(self):
        char = self.take()
        if char == "(":
            return self.group()
        if char == "[":
            return self.char_class()
        if char == "\\":
            return self.escape()
        return {".": ("any",), "^": ("begin",), "$": ("end",)}.get(char, ("in", char, False))

    def group(self):
        if self.peek() == "?":
            self.take()
            if self.take() != ":":
                use("re")
        inner = self.alternatives()
        self.take()
        return inner

    def escape(self):
        char = self.take()
        if char in "bBAZ0123456789":
            use("re")
        if char in "DWS":
            return ("in", CLASSES[chr(ord(char) + 32)], True)
        return ("in", CLASSES.get(char, {"n": "\n", "t": "\t"}.get(char, char)), False)

    def char_class(self):
        negated = self.peek() == "^"
        if negated:
            self.take()
        chars = ""
        while self.peek() != "]" or not chars:
            char = self.take()
            if char == "\\":
                chars += self.escape()[1]
            elif self.peek() == "-" and self.pattern[self.at + 1] != "]":
                self.take()
                for code in range(ord(char), ord(self.take()) + 1):
                    chars += chr(code)
            else:
                chars += char
        self.take()
        return ("in", chars, negated)


def match_here(parts, text, at, then):
    """Whether the parts match from `at` on and `then` accepts the place behind them."""
    if not parts:
        return then(at)
    kind, rest = parts[0][0], parts[1:]
    if kind == "or":
        return any(match_here(branch, text, at, lambda end: match_here(rest, text, end, then)) for branch in parts[0][1])
    if kind == "many":
        return match_many(parts[0], rest, text, at, then)
    if kind == "begin":
        return at == 0 and match_here(rest, text, at, then)
    if kind == "end":
        return at == len(text) and match_here(rest, text, at, then)
    if at == len(text):
        return False
    fits = text[at] != "\n" if kind == "any" else (text[at] in parts[0][1]) != parts[0][2]
    return fits and match_here(rest, text, at + 1, then)


def match_many(part, rest, text, at, then):
    atom, least, most = part[1:]
    ends = [at]
    while len(ends) <= most:
        found = []
        if not match_here([atom], text, ends[-1], lambda end: found.append(end) or True) or found[0] == ends[-1]:
            break
        ends.append(found[0])
    for end in reversed(ends[least:]):
        if match_here(rest, text, end, then):
            return True
    return False


def search(pattern, text):
    tree = [Parser(pattern).alternatives()]
    return any(match_here(tree, text, at, lambda end: True) for at in range(len(text) + 1))
