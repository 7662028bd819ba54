# The submodule numpy.char, for Python's own texts: a str, or nested lists of str, since arrays hold no text here. Results are str or lists
# of str; numbers and truths are arrays, or a number for one str.


def _each(function, a, *others):
    if isinstance(a, (list, tuple)):
        n = len(a)
        return [_each(function, a[i], *[b[i] if isinstance(b, (list, tuple)) else b for b in others]) for i in range(n)]
    return function(a, *others)


def _array(found):
    return np.array(found) if isinstance(found, list) else found


def upper(a):
    return _each(lambda s: s.upper(), a)


def lower(a):
    return _each(lambda s: s.lower(), a)


def capitalize(a):
    return _each(lambda s: s[:1].upper() + s[1:].lower(), a)


def _titled(s):
    text = ''
    begins = True
    for c in s:
        text += c.upper() if begins else c.lower()
        begins = c.upper() == c.lower()
    return text


def title(a):
    return _each(_titled, a)


def add(x1, x2):
    return _each(lambda s, t: s + t, x1, x2)


def multiply(a, i):
    return _each(lambda s, n: s * max(n, 0), a, i)


def strip(a, chars=None):
    return _each(lambda s: s.strip() if chars is None else s.strip(chars), a)


def lstrip(a, chars=None):
    return _each(lambda s: s.lstrip() if chars is None else s.lstrip(chars), a)


def rstrip(a, chars=None):
    return _each(lambda s: s.rstrip() if chars is None else s.rstrip(chars), a)


def split(a, sep=None):
    return _each(lambda s: s.split() if sep is None else s.split(sep), a)


def join(sep, seq):
    return _each(lambda s, joint: joint.join(list(s)), seq, sep)


def replace(a, old, new):
    return _each(lambda s: s.replace(old, new), a)


def center(a, width, fillchar=' '):
    return _each(lambda s: s if len(s) >= width else fillchar * ((width - len(s)) // 2 + ((width - len(s)) & width & 1)) + s + fillchar * (width - len(s) - (width - len(s)) // 2 - ((width - len(s)) & width & 1)), a)


def ljust(a, width, fillchar=' '):
    return _each(lambda s: s + fillchar * (width - len(s)), a)


def rjust(a, width, fillchar=' '):
    return _each(lambda s: fillchar * (width - len(s)) + s, a)


def zfill(a, width):
    return _each(lambda s: s[:1] + '0' * (width - len(s)) + s[1:] if s[:1] in ('+', '-') else '0' * (width - len(s)) + s, a)


def find(a, sub):
    return _array(_each(lambda s: s.find(sub), a))


def count(a, sub):
    return _array(_each(lambda s: s.count(sub), a))


def str_len(a):
    return _array(_each(len, a))


def startswith(a, prefix):
    return _array(_each(lambda s: s.startswith(prefix), a))


def endswith(a, suffix):
    return _array(_each(lambda s: s.endswith(suffix), a))


def _all_in(s, letters):
    return len(s) > 0 and all([c in letters for c in s])


def isdigit(a):
    return _array(_each(lambda s: _all_in(s, '0123456789'), a))


def isalpha(a):
    return _array(_each(lambda s: len(s) > 0 and all([c.upper() != c.lower() for c in s]), a))


def isspace(a):
    return _array(_each(lambda s: len(s) > 0 and s.strip() == '', a))


def isupper(a):
    return _array(_each(lambda s: s == s.upper() and s != s.lower(), a))


def islower(a):
    return _array(_each(lambda s: s == s.lower() and s != s.upper(), a))


def equal(x1, x2):
    return _array(_each(lambda s, t: s == t, x1, x2))


def not_equal(x1, x2):
    return _array(_each(lambda s, t: s != t, x1, x2))
