# The submodule numpy.polynomial: power series by their coefficients, the lowest power first.


def _series(c):
    c = np.array(c, ndmin=1)
    if c.size == 0:
        raise ValueError('Coefficient array is empty')
    if c.ndim != 1:
        raise ValueError('Coefficient array is not 1-d')
    return c if c.dtype.kind in 'fc' else c.astype(float)


def polytrim(c, tol=0):
    c = _series(c)
    if tol < 0:
        raise ValueError('tol must be non-negative')
    used = np.nonzero(np.abs(c) > tol)[0]
    return c[:1] * 0 if len(used) == 0 else c[:int(used[-1]) + 1].copy()


def polyadd(c1, c2):
    a = polytrim(c1)
    b = polytrim(c2)
    n = max(len(a), len(b))
    return polytrim(_longer(a, n) + _longer(b, n))


def _longer(c, n):
    return np.concatenate((c, np.zeros(n - len(c), c.dtype)))


def polysub(c1, c2):
    return polyadd(c1, -_series(c2))


def polymul(c1, c2):
    return polytrim(np.convolve(polytrim(c1), polytrim(c2)))


def polymulx(c):
    c = _series(c)
    return c if len(c) == 1 and c[0] == 0 else np.concatenate((c[:1] * 0, c))


def polydiv(c1, c2):
    a = polytrim(c1)
    b = polytrim(c2)
    if b[-1] == 0:
        raise ZeroDivisionError('')
    if len(a) < len(b):
        return a[:1] * 0, a
    if len(b) == 1:
        return a / b[-1], a[:1] * 0
    n = len(a) - len(b)
    head = b[:-1] / b[-1]
    rest = a.astype(np.promote_types(a.dtype, b.dtype))
    j = len(a) - 1
    for i in range(n, -1, -1):
        rest[i:j] = rest[i:j] - head * rest[j]
        j -= 1
    return rest[j + 1:] / b[-1], polytrim(rest[:j + 1])


def polypow(c, pow, maxpower=None):
    c = polytrim(c)
    if pow != int(pow) or pow < 0:
        raise ValueError('Power must be a non-negative integer.')
    if maxpower is not None and pow > maxpower:
        raise ValueError('Power is too large')
    result = np.array([1], c.dtype)
    for _ in range(int(pow)):
        result = np.convolve(result, c)
    return result


def _count(value, what):
    if int(value) != value:
        raise TypeError(what + ', received ' + str(value))
    return int(value)


def polyder(c, m=1, scl=1, axis=0):
    c = np.array(c, ndmin=1)
    c = c if c.dtype.kind in 'fc' else c.astype(float)
    m = _count(m, 'the order of derivation must be an integer')
    if m < 0:
        raise ValueError('The order of derivation must be non-negative')
    c = np.moveaxis(c, axis, 0)
    if m >= len(c):
        return np.moveaxis(c[:1] * 0, 0, axis)
    for _ in range(m):
        c = c * scl
        n = np.arange(1, len(c)).reshape([-1] + [1 for i in range(c.ndim - 1)])
        c = c[1:] * n
    return np.moveaxis(c, 0, axis)


def polyint(c, m=1, k=None, lbnd=0, scl=1, axis=0):
    c = np.array(c, ndmin=1)
    c = c if c.dtype.kind in 'fc' else c.astype(float)
    k = [] if k is None else (list(k) if np.iterable(k) else [k])
    m = _count(m, 'the order of integration must be an integer')
    if m < 0:
        raise ValueError('The order of integration must be non-negative')
    if len(k) > m:
        raise ValueError('Too many integration constants')
    k = k + [0 for _ in range(m - len(k))]
    c = np.moveaxis(c, axis, 0)
    for i in range(m):
        c = c * scl
        n = np.arange(1, len(c) + 1).reshape([-1] + [1 for j in range(c.ndim - 1)])
        c = np.concatenate((c[:1] * 0, c / n))
        c[0] = c[0] + k[i] - polyval(lbnd, c)
    return np.moveaxis(c, 0, axis)


def polyval(x, c=None, tensor=True):
    c = np.array(c, ndmin=1)
    c = c if c.dtype.kind in 'fc' else c + 0.0
    if isinstance(x, (list, tuple)):
        x = np.asarray(x)
    if isinstance(x, np.ndarray) and tensor:
        c = c.reshape(list(c.shape) + [1 for _ in range(x.ndim)])
    value = c[-1] + x * 0
    for i in range(2, len(c) + 1):
        value = c[-i] + value * x
    return value


def polyvander(x, deg=None):
    x = np.array(x, ndmin=1) + 0.0
    if deg < 0:
        raise ValueError('deg must be non-negative')
    return np.moveaxis(np.stack([x ** i for i in range(deg + 1)]), 0, -1)


def polyfromroots(roots):
    if len(roots) == 0:
        return np.ones(1)
    rest = np.sort(_series(roots))
    parts = [np.array([-r, 1], rest.dtype) for r in rest.tolist()]
    n = len(parts)
    while n > 1:
        half = n // 2
        odd = n % 2
        joined = [polymul(parts[i], parts[i + half]) for i in range(half)]
        if odd:
            joined[0] = polymul(joined[0], parts[-1])
        parts = joined
        n = half
    return parts[0]


def polycompanion(c):
    c = polytrim(c)
    if len(c) < 2:
        raise ValueError('Series must have maximum degree of at least 1.')
    n = len(c) - 1
    a = np.diag(np.ones(n - 1, c.dtype), -1) if n > 1 else np.zeros((1, 1), c.dtype)
    a[:, -1] = a[:, -1] - c[:-1] / c[-1]
    return a


def polyroots(c):
    c = polytrim(c)
    if len(c) < 2:
        return np.array([], c.dtype)
    if len(c) == 2:
        return np.array([-c[0] / c[1]])
    return np.sort(np.linalg.eigvals(np.flip(polycompanion(c))))


def polyfit(x, y=None, deg=None, rcond=None, full=False, w=None):
    x = np.asarray(x) + 0.0
    y = np.asarray(y) + 0.0
    powers = np.asarray(deg)
    if powers.ndim > 1 or powers.dtype.kind not in 'iu' or powers.size == 0:
        raise TypeError('deg must be an int or non-empty 1-D array of int')
    if np.min(powers) < 0:
        raise ValueError('expected deg >= 0')
    if x.ndim != 1:
        raise TypeError('expected 1D vector for x')
    if x.size == 0:
        raise TypeError('expected non-empty vector for x')
    if len(x) != len(y):
        raise TypeError('expected x and y to have same length')
    most = int(np.max(powers))
    left = polyvander(x, most)
    if powers.ndim:
        left = left[:, np.sort(powers)]
    right = y
    if w is not None:
        w = np.asarray(w) + 0.0
        left = left * w[:, None]
        right = (right.T * w).T
    scale = np.sqrt(np.sum(np.square(np.abs(left)), 0))
    scale = np.where(scale == 0, 1.0, scale)
    if rcond is None:
        rcond = len(x) * np.finfo(x.dtype).eps
    found = np.linalg.lstsq(left / scale, right, rcond)
    c = (found[0].T / scale).T
    if powers.ndim:
        whole = np.zeros([most + 1] + list(c.shape[1:]), c.dtype)
        whole[np.sort(powers)] = c
        c = whole
    return (c, [found[1], found[2], found[3], rcond]) if full else c


# What takes the interval `old` to `new`: an offset and a factor.
def _map(old, new):
    span = old[1] - old[0]
    return (old[1] * new[0] - old[0] * new[1]) / span, (new[1] - new[0]) / span


def _short(x):
    text = repr(float(x))
    return text[:-2] if text[-2:] == '.0' else text


def _number(c):
    if not isinstance(c, (int, float)):
        imag = _short(c.imag) + 'j'
        return imag if c.real == 0 else '(' + _short(c.real) + ('' if imag[0] == '-' else '+') + imag + ')'
    options = np.get_printoptions()
    if c != c or c - c != 0:
        return str(c)
    size = abs(c)
    if size != 0 and (size >= 1e8 or size < 10.0 ** min(0, -(options['precision'] - 1) // 2)):
        return '(' + np.format_float_scientific(c, options['precision'], trim='0') + ')'
    return np.format_float_positional(c, options['precision'], trim='0')


def _power(n):
    return ''.join(['⁰¹²³⁴⁵⁶⁷⁸⁹'[int(d)] for d in str(n)])


class Polynomial:
    maxpower = 100
    basis_name = None

    def __init__(self, coef=..., domain=None, window=None, symbol='x'):
        self.coef = _series(coef)
        self.domain = np.array([-1.0, 1.0])
        self.window = np.array([-1.0, 1.0])
        if domain is not None:
            self.domain = _series(domain)
            if len(self.domain) != 2:
                raise ValueError('Domain has wrong number of elements.')
        if window is not None:
            self.window = _series(window)
            if len(self.window) != 2:
                raise ValueError('Window has wrong number of elements.')
        if not isinstance(symbol, str):
            raise TypeError('Symbol must be a non-empty string')
        self._symbol = symbol

    @property
    def symbol(self):
        return self._symbol

    def __repr__(self):
        return 'Polynomial(' + repr(self.coef)[6:-1] + ', domain=' + repr(self.domain)[6:-1] + ', window=' + repr(self.window)[6:-1] + ", symbol='" + self._symbol + "')"

    # The argument as it is shown, mapped from domain to window; and whether it is more than the symbol.
    def _shown(self):
        found = self.mapparms()
        off = float(found[0])
        scale = float(found[1])
        if off == 0 and scale == 1:
            return self._symbol, False
        if off == 0:
            return np.format_float_positional(scale, 8, trim='-' if scale != int(scale) else '0') + self._symbol, True
        if scale == 1:
            return _number(off) + ' + ' + self._symbol, True
        return _number(off) + ' + ' + _number(scale) + self._symbol, True

    def __str__(self):
        values = self.coef.tolist()
        lines = []
        line = _number(values[0]) + ' '
        shown = self._shown()
        for i in range(1, len(values)):
            c = values[i]
            negative = isinstance(c, (int, float)) and c < 0
            term = ('- ' if negative else '+ ') + _number(-c if negative else c) + '·' + ('(' + shown[0] + ')' if shown[1] else shown[0]) + (_power(i) if i > 1 else '')
            room = np.get_printoptions()['linewidth'] - (2 if i < len(values) - 1 else 0)
            if len(line) + len(term) >= room:
                lines.append(line + term[0])
                line = term[2:] + ' '
            else:
                line += term + ' '
        return '\n'.join(lines + [line[:-1]])

    def has_samecoef(self, other):
        return len(self.coef) == len(other.coef) and bool(np.all(self.coef == other.coef))

    def has_samedomain(self, other):
        return bool(np.all(self.domain == other.domain))

    def has_samewindow(self, other):
        return bool(np.all(self.window == other.window))

    def has_sametype(self, other):
        return isinstance(other, Polynomial)

    def _like(self, coef):
        return Polynomial(coef, self.domain, self.window, self._symbol)

    def _other(self, other, sign):
        if isinstance(other, Polynomial):
            if not self.has_samedomain(other):
                raise TypeError('Domains differ')
            if not self.has_samewindow(other):
                raise TypeError('Windows differ')
            if self._symbol != other._symbol:
                raise ValueError('Polynomial symbols differ')
            return other.coef
        if isinstance(other, str):
            raise TypeError("unsupported operand type(s) for " + sign + ": 'Polynomial' and 'str'")
        return _series(other)

    def __neg__(self):
        return self._like(-self.coef)

    def __add__(self, other):
        return self._like(polyadd(self.coef, self._other(other, '+')))

    def __radd__(self, other):
        return self._like(polyadd(self._other(other, '+'), self.coef))

    def __sub__(self, other):
        return self._like(polysub(self.coef, self._other(other, '-')))

    def __rsub__(self, other):
        return self._like(polysub(self._other(other, '-'), self.coef))

    def __mul__(self, other):
        return self._like(polymul(self.coef, self._other(other, '*')))

    def __rmul__(self, other):
        return self._like(polymul(self._other(other, '*'), self.coef))

    def __divmod__(self, other):
        found = polydiv(self.coef, self._other(other, 'divmod()'))
        return self._like(found[0]), self._like(found[1])

    def __floordiv__(self, other):
        return self.__divmod__(other)[0]

    def __mod__(self, other):
        return self.__divmod__(other)[1]

    def __truediv__(self, other):
        if not isinstance(other, (int, float)):
            raise TypeError("unsupported types for true division: '" + str(type(self)) + "', '" + str(type(other)) + "'")
        return self // other

    def __pow__(self, other):
        return self._like(polypow(self.coef, other, self.maxpower))

    def __eq__(self, other):
        return isinstance(other, Polynomial) and self.has_samecoef(other) and self.has_samedomain(other) and self.has_samewindow(other) and self._symbol == other._symbol

    def __ne__(self, other):
        return not self == other

    def __call__(self, arg):
        found = self.mapparms()
        return polyval(found[0] + found[1] * (np.asarray(arg) if isinstance(arg, (list, tuple)) else arg), self.coef)

    def __len__(self):
        return len(self.coef)

    def __iter__(self):
        return iter(self.coef)

    def copy(self):
        return self._like(self.coef)

    def degree(self):
        return len(self.coef) - 1

    def cutdeg(self, deg):
        return self.truncate(deg + 1)

    def trim(self, tol=0):
        return self._like(polytrim(self.coef, tol))

    def truncate(self, size):
        n = int(size)
        if n != size or n < 1:
            raise ValueError('size must be a positive integer')
        return self._like(self.coef[:n])

    def mapparms(self):
        return _map(self.domain, self.window)

    def deriv(self, m=1):
        return self._like(polyder(self.coef, m, self.mapparms()[1]))

    def integ(self, m=1, k=None, lbnd=None):
        found = self.mapparms()
        return self._like(polyint(self.coef, m, k, 0 if lbnd is None else found[0] + found[1] * lbnd, 1.0 / found[1]))

    def roots(self):
        found = _map(self.window, self.domain)
        return found[0] + found[1] * polyroots(self.coef)

    def linspace(self, n=100, domain=None):
        ends = self.domain if domain is None else domain
        x = np.linspace(ends[0], ends[1], n)
        return x, self(x)

    def convert(self, domain=None, kind=None, window=None):
        x = Polynomial([0, 1], domain, window, self._symbol)
        found = self.mapparms()
        return self._composed(x, found[0], found[1])

    def _composed(self, x, off, scale):
        inner = x.mapparms()
        line = np.array([-inner[0] / inner[1] * scale + off, scale / inner[1]])
        value = np.array([self.coef[-1]])
        for i in range(2, len(self.coef) + 1):
            value = polyadd(polymul(value, line), self.coef[-i:len(self.coef) - i + 1])
        return Polynomial(value, x.domain, x.window, self._symbol)

    @staticmethod
    def fit(x, y=None, deg=None, domain=None, rcond=None, full=False, w=None, window=None, symbol='x'):
        x = np.asarray(x)
        if domain is None:
            domain = np.array([np.min(x), np.max(x)]) * 1.0
            if domain[0] == domain[1]:
                domain = domain + np.array([-1.0, 1.0])
        elif len(domain) == 0:
            domain = np.array([-1.0, 1.0])
        result = Polynomial([0], domain, window, symbol)
        found = result.mapparms()
        fitted = polyfit(found[0] + found[1] * x, y, deg, rcond, full, w)
        if full:
            return result._like(fitted[0]), fitted[1]
        return result._like(fitted)

    @staticmethod
    def fromroots(roots, domain=(-1.0, 1.0), window=None, symbol='x'):
        roots = _series(roots)
        if domain is None:
            domain = np.array([np.min(roots), np.max(roots)])
        line = Polynomial([0], domain, window, symbol)
        found = line.mapparms()
        degree = len(roots)
        return line._like(polyfromroots(found[0] + found[1] * roots) / found[1] ** degree)

    @staticmethod
    def identity(domain=None, window=None, symbol='x'):
        p = Polynomial([0], domain, window, symbol)
        return p._like(list(_map(p.window, p.domain)))

    @staticmethod
    def basis(deg, domain=None, window=None, symbol='x'):
        return Polynomial([0 for _ in range(deg)] + [1], domain, window, symbol)
