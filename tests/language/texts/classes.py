"""Every code point: its classes, and what it becomes in another case; a line for each block whose checksum tells of both."""

CLASSES = ("isalpha", "isalnum", "isdecimal", "isdigit", "isnumeric", "isspace", "isprintable", "islower", "isupper", "istitle", "isidentifier", "isascii")
CASES = ("upper", "lower", "title", "casefold", "capitalize", "swapcase")


def checksum(first, last):
    total = 0
    for code in range(first, last):
        character = chr(code)
        for name in CLASSES:
            total = total * 2 % 1000003 + getattr(character, name)()
        for name in CASES:
            for made in getattr(character, name)():
                total = (total * 31 + ord(made)) % 1000003
        total = (total * 31 + len(("a" + character + "\n" + character).splitlines()) * 4 + len(repr(character))) % 1000003
    return total


for first in list(range(0, 0x3400, 256)) + list(range(0x4DB0, 0x4E10, 32)) + list(range(0xA000, 0xAC00, 256)) + list(range(0xF900, 0x12000, 256)) + list(range(0x16000, 0x17000, 256)) + list(range(0x1B000, 0x1FC00, 256)) + [0x2A6D0, 0x323A0, 0xE0100, 0x10FF00]:
    print(hex(first), checksum(first, first + 256))
print("ΑΣ".lower(), "Σ".lower(), "ΑΣΑ".lower(), "Α.Σ".lower(), "ΑΣ.Β".lower(), "aΣ\u0301".lower(), "ﬁx ŉ ǆ".title(), "ǅ".swapcase())
