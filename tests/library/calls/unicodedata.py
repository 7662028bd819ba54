import unicodedata
from unicodedata import ucd_3_2_0

call("dir", lambda: [name for name in dir(unicodedata) if not (name.startswith("__") and name.endswith("__")) and name != "_ucnhash_CAPI"])
call("dir", lambda: (unicodedata.unidata_version, ucd_3_2_0.unidata_version, type(ucd_3_2_0).__name__, type(ucd_3_2_0).__module__, [name for name in dir(ucd_3_2_0) if name not in _everywhere]))
call("dir", unicodedata.UCD)
FIELDS = ["category", "bidirectional", "east_asian_width", "combining", "mirrored", "decomposition"]
NUMBERS = ["decimal", "digit", "numeric"]
CODES = [range(0, 0x3400), range(0x4D80, 0x4E20), range(0x9FE0, 0xAC10), range(0xD790, 0xE010), range(0xF8F0, 0x13460), range(0x13460, 0x16000, 7), range(0x16000, 0x19000, 3), range(0x1A000, 0x20010), range(0x2A6D0, 0x30000, 5), range(0x31340, 0x323C0), range(0xDFFF0, 0xE0210), range(0x3400, 0x110000, 977)]
for module in unicodedata, ucd_3_2_0:
    for codes in CODES:
        for field in FIELDS:
            f = getattr(module, field)
            note(field, "|".join([str(f(chr(code))) for code in codes]))
        for field in NUMBERS:
            f = getattr(module, field)
            note(field, "|".join([str(f(chr(code), "")) for code in codes]))
        f = module.name
        note("name", "|".join([f(chr(code), "") for code in codes]))

# ---- names
for code in [*range(0x20, 0x3400, 11), *range(0xAC00, 0xD7B0, 501), 0x4E00, 0x9FFF, 0x3400, 0x20000, 0x323AF, 0xF900, 0x13460, 0x1F600, 0x1B170, 0x18B00]:
    name = unicodedata.name(chr(code), None)
    if name is not None:
        call("lookup", lambda: unicodedata.lookup(name) == chr(code))
        call("lookup", unicodedata.lookup, name.lower())
        call("lookup", ucd_3_2_0.lookup, name)
        call("lookup", unicodedata.lookup, name + "X")
NAMES = ["", "A", "LATIN SMALL LETTER", "EURO SIGN", "euro sign", "Euro Sign", " EURO SIGN", "EURO  SIGN", "HANGUL SYLLABLE", "HANGUL SYLLABLE ", "HANGUL SYLLABLE GA", "HANGUL SYLLABLE GAGA", "HANGUL SYLLABLE A", "hangul syllable han", "CJK UNIFIED IDEOGRAPH-4E00", "CJK UNIFIED IDEOGRAPH-4e00",
         "CJK UNIFIED IDEOGRAPH-0041", "CJK UNIFIED IDEOGRAPH-F900", "CJK COMPATIBILITY IDEOGRAPH-F900", "CJK COMPATIBILITY IDEOGRAPH-F9000", "NUL", "NULL", "LINE FEED", "BELL", "ALERT", "NBSP", "KEYCAP DIGIT ONE", "KEYCAP NUMBER SIGN", "LATIN SMALL LETTER R WITH TILDE",
         "BYTE ORDER MARK", "ZWJ", "é", "X" * 300, "EGYPTIAN HIEROGLYPH-13460", "NUSHU CHARACTER-1B170", "KHITAN SMALL SCRIPT CHARACTER-18B00", "GREEK SMALL LETTER ALPHA", "BULLET", "TANGUT IDEOGRAPH-17000", "PRESENTATION FORM FOR VERTICAL RIGHT WHITE LENTICULAR BRAKCET", "WEIERSTRASS ELLIPTIC FUNCTION"]
call("lookup", unicodedata.lookup, "CJK UNIFIED IDEOGRAPH-04E00")
for name in NAMES:
    call("lookup", unicodedata.lookup, name)
    call("lookup", ucd_3_2_0.lookup, name)
    if name.isascii() and name.isprintable() and "{" not in name and len(name) < 100:
        for text in ['"\\N{' + name + '}"', "f'{1}\\N{" + name + "}'", "b'\\N{" + name + "}'"]:
            def literal():
                try:
                    return eval(text)
                except SyntaxError as error:
                    return f"SyntaxError: {error.msg}"
            if text[0] != "b":
                call("literals", literal)
call("literals", lambda: "\N{EURO SIGN}\N{GREEK SMALL LETTER ALPHA}" f"{'x'}\N{BULLET}{'y':\N{EURO SIGN}>3}")

# ---- normal forms
state = 8


def below(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % n


ALPHABET = "aeioukAKǅéÅñ한각각\u0300\u0301\u0308\u0323\u0327\u0345\u1161\u11a8ﬁ①²½ſẛΩΑ日豈\u0344\u0340\u09c7\u09be\u0b47\u0b3e\u1100\uac00\u11a7\u2126\u212bⅧﷺ\U0001d15e\U0001d160\U0002f868\U0002f91f\U0001f130\u0f73\u0f75\u0e33\uffa1"
FORMS = ["NFC", "NFKC", "NFD", "NFKD"]
for _ in range(1500):
    text = "".join(ALPHABET[below(len(ALPHABET))] for _ in range(below(9)))
    for form in FORMS:
        call("normalize", lambda: ascii(unicodedata.normalize(form, text)))
        call("normalize", unicodedata.is_normalized, form, text)
        call("normalize", lambda: ascii(ucd_3_2_0.normalize(form, text)))
for codes in CODES:
    for form in FORMS:
        note("normalize all", ascii("|".join([unicodedata.normalize(form, chr(code)) for code in codes])))
        note("normalize all", ascii(unicodedata.normalize(form, "".join([chr(code) for code in codes if not 0xD800 <= code < 0xE000]))))
for f in unicodedata.normalize, unicodedata.is_normalized, ucd_3_2_0.normalize:
    for arguments in [(), ("NFC",), ("NFX", "a"), ("nfc", "é"), (5, "a"), ("NFC", 5), ("NFC", b"a"), ("NFC", "a", 1), ("", ""), ("NFC", ""), ("NFD", "abc")]:
        call("normalize arguments", f, *arguments)

# ---- arguments
for name in FIELDS + NUMBERS + ["name"]:
    for module in unicodedata, ucd_3_2_0:
        for value in ["", "ab", 5, None, b"a", "é", "\ud800", "\U0010ffff", "½", "٣", "②", "一", "兆"]:
            call("arguments", getattr(module, name), value)
            if name in NUMBERS or name == "name":
                call("arguments", getattr(module, name), value, "default")
                call("arguments", getattr(module, name), value, None)
for value in [5, None, b"BULLET", "", "x"]:
    call("arguments", unicodedata.lookup, value)
    call("arguments", ucd_3_2_0.lookup, value)
call("arguments", lambda: unicodedata.name())

# ---- names in place of what cannot be encoded
for text in ["é€", "a\x80b", "\ue000\U0010ffff", "한漢\U0001f600", "abc", "\ud800x", "\u0378é"]:
    for encoding in "ascii", "latin-1":
        call("namereplace", text.encode, encoding, "namereplace")

# ---- identifiers
scope = {}
exec("ﬁx = 1\nＡ = 2\nª = 3\nKelvin_K = 4\né = 5\ne\u0301 = 6\nclass C:\n ﬀ = 7\n def ﬂow(ſelf, ℌ=8): return ſelf.ﬀ, H", scope)
call("identifiers", lambda: sorted(name for name in scope if not name.startswith("__")))
call("identifiers", lambda: (scope["fix"], scope["A"], scope["é"], scope["C"]().flow(), scope["C"].ff))
call("identifiers", lambda: eval("f'{ﬁx}' + str(Ａ)", scope))
finish()
