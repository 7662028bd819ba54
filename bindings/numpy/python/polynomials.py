# Polynomials by their coefficients, the highest power first: the functions poly*, and the class poly1d.


def _plain(p):
    return p.coeffs if isinstance(p, poly1d) else np.atleast_1d(p)


def _wrapped(result, *given):
    return poly1d(result) if any([isinstance(p, poly1d) for p in given]) else result


def poly(seq_of_zeros):
    zeros = np.atleast_1d(seq_of_zeros)
    if zeros.ndim == 2 and zeros.shape[0] == zeros.shape[1] and zeros.shape[0] != 0:
        zeros = np.linalg.eigvals(zeros)
    elif zeros.ndim != 1:
        raise ValueError('input must be 1d or non-empty square 2d array.')
    if len(zeros) == 0:
        return 1.0
    if zeros.dtype.kind not in 'fc':
        zeros = zeros.astype(float)
    a = np.ones(1, zeros.dtype)
    for zero in zeros.tolist():
        a = np.convolve(a, np.array([1, -zero], zeros.dtype), 'full')
    if a.dtype.kind == 'c':
        roots = zeros[np.argsort(zeros)]
        if np.all(np.sort(np.conjugate(roots)) == np.sort(roots)):
            a = a.real.copy()
    return a


def roots(p):
    p = np.atleast_1d(_plain(p))
    if p.ndim != 1:
        raise ValueError('Input must be a rank-1 array.')
    used = np.nonzero(np.ravel(p))[0]
    if len(used) == 0:
        return np.array([])
    zeros = len(p) - int(used[-1]) - 1
    p = p[int(used[0]):int(used[-1]) + 1]
    if p.dtype.kind not in 'fc':
        p = p.astype(float)
    n = len(p)
    found = np.array([])
    if n > 1:
        a = np.diag(np.ones(n - 2, p.dtype), -1)
        a[0, :] = -p[1:] / p[0]
        found = np.linalg.eigvals(a)
    return np.concatenate((found, np.zeros(zeros, found.dtype)))


def polyval(p, x=None):
    if isinstance(x, poly1d):
        y = 0
        for c in _plain(p).tolist():
            y = y * x + c
        return y
    p = np.asarray(_plain(p))
    x = np.asarray(x)
    y = np.zeros_like(x)
    for c in p:
        y = y * x + c
    return y


def polyadd(a1, a2=None):
    p, q = _plain(a1), _plain(a2)
    gap = len(q) - len(p)
    if gap > 0:
        p = np.concatenate((np.zeros(gap, p.dtype), p))
    elif gap < 0:
        q = np.concatenate((np.zeros(-gap, q.dtype), q))
    return _wrapped(p + q, a1, a2)


def polysub(a1, a2=None):
    return _wrapped(_plain(polyadd(_plain(a1), np.negative(_plain(a2)))), a1, a2)


def polymul(a1, a2=None):
    return _wrapped(np.convolve(_trimmed(_plain(a1)), _trimmed(_plain(a2))), a1, a2)


def _trimmed(p):
    used = np.nonzero(p)[0]
    return p[int(used[0]):] if len(used) else p[:1] * 0


def polydiv(u, v=None):
    w = _trimmed(_plain(u)) * 1.0
    d = _trimmed(_plain(v)) * 1.0
    m = len(w) - 1
    n = len(d) - 1
    scale = 1.0 / d[0]
    q = np.zeros(max(m - n + 1, 1), w.dtype)
    r = w.astype(w.dtype)
    for k in range(0, m - n + 1):
        factor = scale * r[k]
        q[k] = factor
        r[k:k + n + 1] = r[k:k + n + 1] - factor * d
    while len(r) > 1 and np.allclose(r[0], 0, rtol=1e-14):
        r = r[1:]
    return _wrapped(q, u, v), _wrapped(r, u, v)


def polyder(p, m=1):
    if m < 0:
        raise ValueError('Order of derivative must be positive (see polyint)')
    q = _plain(p)
    for _ in range(m):
        q = q[:-1] * np.arange(len(q) - 1, 0, -1)
    return _wrapped(q, p)


def polyint(p, m=1, k=None):
    if m < 0:
        raise ValueError('Order of integral must be positive (see polyder)')
    k = np.zeros(m) if k is None else np.atleast_1d(k)
    if len(k) == 1 and m > 1:
        k = k[0] * np.ones(m)
    if len(k) < m:
        raise ValueError('k must be a scalar or a rank-1 array of length 1 or >m.')
    q = _plain(p)
    for i in range(m):
        q = np.concatenate((q / np.arange(len(q), 0, -1), k[i:i + 1]))
    return _wrapped(q, p)


def _check_fit(deg, x, y, w):
    if deg < 0:
        raise ValueError('expected deg >= 0')
    if x.ndim != 1:
        raise TypeError('expected 1D vector for x')
    if x.size == 0:
        raise TypeError('expected non-empty vector for x')
    if y.ndim < 1 or y.ndim > 2:
        raise TypeError('expected 1D or 2D array for y')
    if x.shape[0] != y.shape[0]:
        raise TypeError('expected x and y to have same length')
    if w is not None and np.ndim(w) != 1:
        raise TypeError('expected a 1-d array for weights')
    if w is not None and len(w) != y.shape[0]:
        raise TypeError('expected w and y to have the same length')


def polyfit(x, y=None, deg=None, rcond=None, full=False, w=None, cov=False):
    deg = int(deg)
    x = np.asarray(x) + 0.0
    y = np.asarray(y) + 0.0
    _check_fit(deg, x, y, w)
    if rcond is None:
        rcond = len(x) * np.finfo(x.dtype).eps
    left = np.vander(x, deg + 1)
    right = y
    if w is not None:
        w = np.asarray(w) + 0.0
        left = left * w[:, None]
        right = right * (w[:, None] if right.ndim == 2 else w)
    scale = np.sqrt(np.sum(left * left, 0))
    left = left / scale
    found = np.linalg.lstsq(left, right, rcond)
    c = (found[0].T / scale).T
    if full:
        return c, found[1], found[2], found[3], rcond
    if not cov:
        return c
    base = np.linalg.inv(np.dot(left.T, left)) / np.outer(scale, scale)
    factor = 1
    if cov != 'unscaled':
        if len(x) <= deg + 1:
            raise ValueError('the number of data points must exceed order to scale the covariance matrix')
        factor = found[1] / (len(x) - deg - 1)
    return (c, base * factor) if y.ndim == 1 else (c, base[:, :, None] * factor)


def _short(c):
    return np._c_format('%.4g', float(c))


def _coefficient(c):
    c = complex(c) if isinstance(c, (int, float)) else c
    if c.imag == 0:
        return _short(c.real)
    return _short(c.imag) + 'j' if c.real == 0 else '(' + _short(c.real) + ' + ' + _short(c.imag) + 'j)'


# Two lines for each line of text: powers above, the rest below.
def _raised(text, wrap=70):
    parts = text.split('**')
    above = ''
    below = ''
    done = ' '
    rest = parts[0]
    for part in parts[1:]:
        end = 0
        while end < len(part) and part[end] in '0123456789':
            end += 1
        power = part[:end]
        upper = ' ' * (len(rest) - 1) + power
        lower = rest + ' ' * (len(power) - 1)
        if len(below) + len(lower) > wrap or len(above) + len(upper) > wrap:
            done += above + '\n' + below + '\n '
            above = upper
            below = lower
        else:
            above += upper
            below += lower
        rest = part[end:]
    return done + above + '\n' + below + rest


class poly1d:
    def __init__(self, c_or_r=..., r=False, variable=None):
        if isinstance(c_or_r, poly1d):
            self._variable = c_or_r._variable if variable is None else variable
            self._coeffs = c_or_r._coeffs
            return
        c = np.atleast_1d(poly(c_or_r) if r else c_or_r)
        if c.ndim > 1:
            raise ValueError('Polynomial must be 1d only.')
        used = np.nonzero(c)[0]
        self._coeffs = c[int(used[0]):] if len(used) else np.zeros(1, c.dtype)
        self._variable = 'x' if variable is None else variable

    @property
    def coeffs(self):
        return self._coeffs

    @coeffs.setter
    def coeffs(self, value):
        raise AttributeError('Cannot set attribute')

    @property
    def c(self):
        return self._coeffs

    @property
    def coef(self):
        return self._coeffs

    @property
    def coefficients(self):
        return self._coeffs

    @property
    def variable(self):
        return self._variable

    @property
    def order(self):
        return len(self._coeffs) - 1

    @property
    def o(self):
        return self.order

    @property
    def roots(self):
        return np.roots(self._coeffs)

    @property
    def r(self):
        return np.roots(self._coeffs)

    def __repr__(self):
        text = repr(self._coeffs)[6:-1]
        return 'poly1d(' + text + ')'

    def __len__(self):
        return self.order

    def __str__(self):
        terms = ''
        values = self._coeffs.tolist()
        for k in range(len(values)):
            text = _coefficient(values[k])
            power = len(values) - 1 - k
            if text == '0':
                term = '0' if k == 0 and power == 0 else ''
            else:
                term = text + ('' if power == 0 else ' ' + self._variable + ('' if power == 1 else '**' + str(power)))
            if k == 0:
                terms = term
            elif term:
                terms += ' - ' + term[1:] if term[0] == '-' else ' + ' + term
        return _raised(terms)

    def __call__(self, val):
        return np.polyval(self._coeffs, val)

    def __neg__(self):
        return poly1d(-self._coeffs)

    def __mul__(self, other):
        if isinstance(other, (int, float)):
            return poly1d(self._coeffs * other)
        return poly1d(np.polymul(self._coeffs, _plain(other)))

    def __rmul__(self, other):
        return self * other

    def __add__(self, other):
        return poly1d(np.polyadd(self._coeffs, _plain(other)))

    def __radd__(self, other):
        return self + other

    def __sub__(self, other):
        return poly1d(np.polysub(self._coeffs, _plain(other)))

    def __rsub__(self, other):
        return poly1d(np.polysub(_plain(other), self._coeffs))

    def __pow__(self, val):
        if not isinstance(val, int) or val < 0:
            raise ValueError('Power to non-negative integers only.')
        result = np.array([1])
        for _ in range(val):
            result = np.polymul(self._coeffs, result)
        return poly1d(result)

    def __truediv__(self, other):
        if isinstance(other, (int, float)):
            return poly1d(self._coeffs / other)
        return np.polydiv(self, poly1d(other))

    def __eq__(self, other):
        return isinstance(other, poly1d) and self._coeffs.shape == other._coeffs.shape and bool(np.all(self._coeffs == other._coeffs))

    def __ne__(self, other):
        return not self == other

    def __getitem__(self, power):
        place = self.order - power
        return self._coeffs[place] if 0 <= power <= self.order else np.zeros(1, self._coeffs.dtype)[0]

    def __setitem__(self, power, value):
        if power < 0:
            raise ValueError('Does not support negative powers.')
        if power > self.order:
            self._coeffs = np.concatenate((np.zeros(power - self.order, self._coeffs.dtype), self._coeffs))
        self._coeffs[self.order - power] = value

    def __iter__(self):
        return iter(self._coeffs)

    def integ(self, m=1, k=0):
        return poly1d(np.polyint(self._coeffs, m, k))

    def deriv(self, m=1):
        return poly1d(np.polyder(self._coeffs, m))
