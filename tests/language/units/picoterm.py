import picoterm as p
def out(f, *a):
    try: return f(*a)
    except Exception as e: return f"{type(e).__name__}: {e}"
print(sorted([n for n in dir(p) if n[0] != '_']), p.enable_full_buffering_mode())
print([p.wcwidth(c) for c in (0, 10, 31, 32, 65, 126, 127, 0xe9, 0x1100, 0x4e2d, 0xff21, 0x1f600, 0x20000)], out(p.wcwidth), out(p.wcwidth, 'x'), out(p.wcwidth, -5))
print(p.split_ansi_escaped_string('a\x1b[1mb\nc\x1b[0m'), p.split_ansi_escaped_string(''), out(p.split_ansi_escaped_string, '\x1bx'), out(p.split_ansi_escaped_string, '\x1b['), out(p.split_ansi_escaped_string, '\x1b'), out(p.split_ansi_escaped_string, 'a\x1b[12'), out(p.split_ansi_escaped_string, 1))
print(p.wcswidth('abc'), p.wcswidth('中文\x1b[1mxy\x1b[0m\nz'), p.wcswidth(''), out(p.wcswidth, '\x1b'), out(p.wcswidth, 5))
for text, form in (('12 34', '%d %d'), ('-5x', '%dx'), ('x', 'y'), ('7', '%i'), ('12', '%d,'), ('', '%d'), ('', ''), ('a', ''), ('--1', '%d'), ('99999999999999999999', '%d'), ('-9223372036854775808', '%d'), ('9223372036854775807 1', '%d %d')):
    l = ['old']; print(repr(text), repr(form), out(p.sscanf, text, form, l), l)
l = [1]; print(out(p.sscanf, '5', '%x', l), l, out(p.sscanf, '5', '%', l), out(p.sscanf, '5', '%d'), out(p.sscanf, 5, '%d', l), out(p.sscanf, '5', '%d', ()))
