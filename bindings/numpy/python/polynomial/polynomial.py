# The class Polynomial over the functions of series.py, in whose module it runs.


def _map_parameters(old, new):
    length = old[1] - old[0]
    return np.divide(old[1] * new[0] - old[0] * new[1], length), np.divide(new[1] - new[0], length)


def _domain_of(x):
    x = _series([x], False)[0]
    if x.dtype.kind == 'c':
        return np.array([x.real.min() + 1j * x.imag.min(), x.real.max() + 1j * x.imag.max()])
    return np.array([x.min(), x.max()])


_style = ['unicode']


def set_default_printstyle(style):
    if style not in ('unicode', 'ascii'):
        raise ValueError("Unsupported format string '" + str(style) + "'. Valid options are 'ascii' and 'unicode'")
    _style[0] = style


def _part_text(x):
    # A part of a complex number, as Python prints it.
    text = repr(x)
    return text[:-2] if text[-2:] == '.0' else text


def _number_text(x, parentheses=False):
    if not isinstance(x, float):
        real, imag = _part_text(x.real), _part_text(x.imag)
        return imag + 'j' if real == '0' else '(' + real + ('' if imag[0] in '-' else '+') + imag + 'j)'
    text = str(np.array([x]))[1:-1]
    if text[-1] == '.':
        return text + '0'
    if 'e' not in text:
        return text
    text = text.replace('.e', '.0e')
    return '(' + text + ')' if parentheses else text


def _is_name(symbol):
    for i in range(len(symbol)):
        c = symbol[i]
        is_letter = c >= 'a' and c <= 'z' or c >= 'A' and c <= 'Z' or c == '_' or ord(c) > 127
        if not is_letter and not (i > 0 and c >= '0' and c <= '9'):
            return False
    return len(symbol) > 0


class Polynomial:
    maxpower = 100
    basis_name = None
    domain = polydomain
    window = polydomain

    def __init__(self, coef=..., domain=None, window=None, symbol='x'):
        self.coef = _series([coef], False)[0]
        if domain is not None:
            self.domain = _series([domain], False)[0]
            if len(self.domain) != 2:
                raise ValueError('Domain has wrong number of elements.')
        if window is not None:
            self.window = _series([window], False)[0]
            if len(self.window) != 2:
                raise ValueError('Window has wrong number of elements.')
        if not isinstance(symbol, str):
            raise TypeError('Symbol must be a non-empty string')
        if not _is_name(symbol):
            raise ValueError('Symbol string must be a valid Python identifier')
        self._symbol = symbol

    @property
    def symbol(self):
        return self._symbol

    def __repr__(self):
        parts = [repr(x)[6:-1] for x in (self.coef, self.domain, self.window)]
        return type(self).__name__ + '(' + parts[0] + ', domain=' + parts[1] + ', window=' + parts[2] + ", symbol='" + self._symbol + "')"

    def _variable_text(self):
        off, scale = self.mapparms()
        if off == 0 and scale == 1:
            return self._symbol
        text = (_number_text(scale) if scale != 1 else '') + self._symbol
        return '(' + (_number_text(off) + ' + ' if off != 0 else '') + text + ')'

    def __str__(self):
        text, variable, room = _number_text(self.coef[0]), self._variable_text(), np.get_printoptions()['linewidth']
        for i in range(1, len(self.coef)):
            c, power = self.coef[i], ''
            is_minus = not (c >= 0 if isinstance(c, float) else c.real > 0 or c.real == 0 and c.imag >= 0)
            if i > 1 and _style[0] == 'ascii':
                power = '**' + str(i)
            elif i > 1:
                power = ''.join(['⁰¹²³⁴⁵⁶⁷⁸⁹'[int(digit)] for digit in list(str(i))])
            dot = ' ' if _style[0] == 'ascii' else '·'
            term = ('- ' if is_minus else '+ ') + _number_text(-c if is_minus else c, True) + dot + variable + power
            length = len(text.split('\n')[-1]) + 1 + len(term) + (2 if i < len(self.coef) - 1 else 0)
            text += ' ' + (term[0] + '\n' + term[2:] if length >= room else term)
        return text

    # ---- arithmetic

    def _like(self, coef):
        return type(self)(coef, self.domain, self.window, self._symbol)

    def _other(self, other):
        if not isinstance(other, Polynomial):
            return other
        if not self.has_sametype(other):
            raise TypeError('Polynomial types differ')
        if not self.has_samedomain(other):
            raise TypeError('Domains differ')
        if not self.has_samewindow(other):
            raise TypeError('Windows differ')
        if self._symbol != other._symbol:
            raise ValueError('Polynomial symbols differ')
        return other.coef

    def _result(self, function, a, b):
        try:
            coef = function(a, b)
        except ZeroDivisionError:
            raise ZeroDivisionError()
        except Exception:
            return NotImplemented
        return tuple([self._like(c) for c in coef]) if isinstance(coef, tuple) else self._like(coef)

    def __neg__(self):
        return self._like(-self.coef)

    def __add__(self, other):
        return self._result(polyadd, self.coef, self._other(other))

    def __radd__(self, other):
        return self._result(polyadd, other, self.coef)

    def __sub__(self, other):
        return self._result(polysub, self.coef, self._other(other))

    def __rsub__(self, other):
        return self._result(polysub, other, self.coef)

    def __mul__(self, other):
        return self._result(polymul, self.coef, self._other(other))

    def __rmul__(self, other):
        return self._result(polymul, other, self.coef)

    def __divmod__(self, other):
        return self._result(polydiv, self.coef, self._other(other))

    def __rdivmod__(self, other):
        return self._result(polydiv, other, self.coef)

    def __floordiv__(self, other):
        both = self.__divmod__(other)
        return both[0] if isinstance(both, tuple) else both

    def __rfloordiv__(self, other):
        both = self.__rdivmod__(other)
        return both[0] if isinstance(both, tuple) else both

    def __mod__(self, other):
        both = self.__divmod__(other)
        return both[1] if isinstance(both, tuple) else both

    def __rmod__(self, other):
        both = self.__rdivmod__(other)
        return both[1] if isinstance(both, tuple) else both

    def __truediv__(self, other):
        if isinstance(other, bool) or not np.isscalar(other) or isinstance(other, str):
            name = "<class 'numpy.polynomial.polynomial.Polynomial'>"
            raise TypeError("unsupported types for true division: '" + name + "', '" + (name if isinstance(other, Polynomial) else str(type(other))) + "'")
        return self.__floordiv__(other)

    def __pow__(self, other):
        return self._like(polypow(self.coef, other, self.maxpower))

    def __eq__(self, other):
        return self.has_sametype(other) and self.has_samedomain(other) and self.has_samewindow(other) and self.has_samecoef(other) and self._symbol == other._symbol

    def __ne__(self, other):
        return not self == other

    def __len__(self):
        return len(self.coef)

    def __iter__(self):
        return iter(self.coef.tolist())

    def __call__(self, arg):
        off, scale = self.mapparms()
        if not isinstance(arg, Polynomial) and not np.isscalar(arg):
            arg = np.asarray(arg)
        return polyval(off + scale * arg, self.coef)

    # ---- what it is

    def has_samecoef(self, other):
        return np.array_equal(self.coef, other.coef)

    def has_samedomain(self, other):
        return np.array_equal(self.domain, other.domain)

    def has_samewindow(self, other):
        return np.array_equal(self.window, other.window)

    def has_sametype(self, other):
        return isinstance(other, type(self))

    def copy(self):
        return self._like(self.coef)

    def degree(self):
        return len(self) - 1

    def mapparms(self):
        return _map_parameters(self.domain, self.window)

    def trim(self, tol=0):
        return self._like(polytrim(self.coef, tol))

    def cutdeg(self, deg=...):
        return self.truncate(deg + 1)

    def truncate(self, size=...):
        if int(size) != size or size < 1:
            raise ValueError('size must be a positive integer')
        return self._like(self.coef[:int(size)])

    def convert(self, domain=None, kind=None, window=None):
        kind = type(self) if kind is None else kind
        return self(kind.identity(kind.domain if domain is None else domain, kind.window if window is None else window, self._symbol))

    def integ(self, m=1, k=None, lbnd=None):
        off, scale = self.mapparms()
        return self._like(polyint(self.coef, m, k, 0 if lbnd is None else off + scale * lbnd, 1.0 / scale))

    def deriv(self, m=1):
        return self._like(polyder(self.coef, m, self.mapparms()[1]))

    def roots(self):
        off, scale = _map_parameters(self.window, self.domain)
        return off + scale * polyroots(self.coef)

    def linspace(self, n=100, domain=None):
        domain = self.domain if domain is None else domain
        x = np.linspace(domain[0], domain[1], n)
        return x, self(x)

    # ---- other ways to make one

    @classmethod
    def fit(cls, x=..., y=..., deg=..., domain=None, rcond=None, full=False, w=None, window=None, symbol='x'):
        if domain is None:
            domain = _domain_of(x)
            if domain[0] == domain[1]:
                domain = domain + [-1, 1]
        elif isinstance(domain, list) and len(domain) == 0:
            domain = cls.domain
        window = cls.window if window is None else window
        off, scale = _map_parameters(domain, window)
        found = polyfit(off + scale * np.asarray(x), y, deg, rcond, full, w)
        if full:
            return cls(found[0], domain, window, symbol), found[1]
        return cls(found, domain, window, symbol)

    @classmethod
    def fromroots(cls, roots, domain=..., window=None, symbol='x'):
        roots = _series([roots], False)[0]
        if domain is None:
            domain = _domain_of(roots)
        elif domain is ... or isinstance(domain, list) and len(domain) == 0:
            domain = cls.domain
        window = cls.window if window is None else window
        off, scale = _map_parameters(domain, window)
        return cls(polyfromroots(off + scale * roots) / scale ** len(roots), domain, window, symbol)

    @classmethod
    def identity(cls, domain=None, window=None, symbol='x'):
        domain = cls.domain if domain is None else domain
        window = cls.window if window is None else window
        off, scale = _map_parameters(window, domain)
        return cls(polyline(off, scale), domain, window, symbol)

    @classmethod
    def basis(cls, deg=..., domain=None, window=None, symbol='x'):
        if int(deg) != deg or deg < 0:
            raise ValueError('deg must be non-negative integer')
        return cls([0] * int(deg) + [1], domain, window, symbol)

    @classmethod
    def cast(cls, series, domain=None, window=None):
        return series.convert(cls.domain if domain is None else domain, cls, cls.window if window is None else window)
