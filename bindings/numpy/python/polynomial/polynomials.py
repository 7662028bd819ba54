# Polynomials of one variable, highest power first.


def _coefficients(p):
    return p._coeffs if isinstance(p, poly1d) else np.asarray(p)


def _wrapped(result, *given):
    # A poly1d where one was given.
    return poly1d(result) if any([isinstance(p, poly1d) for p in given]) else result


def _leading(c):
    # Without zeros in front.
    places = np.flatnonzero(c)
    return c[places[0]:] if len(places) else c[:0]


def poly(seq_of_zeros):
    zeros = np.atleast_1d(seq_of_zeros)
    if zeros.ndim == 2 and zeros.shape[0] == zeros.shape[1] and zeros.size:
        zeros = np.linalg.eigvals(zeros)
    elif zeros.ndim != 1:
        raise ValueError('input must be 1d or non-empty square 2d array.')
    if len(zeros) == 0:
        return 1.0
    if zeros.dtype.kind not in 'fc':
        zeros = zeros.astype(float)
    a = np.ones(1, zeros.dtype)
    for i in range(len(zeros)):
        a = np.convolve(a, np.concatenate((np.ones(1, zeros.dtype), -zeros[i:i + 1])))
    if zeros.dtype.kind == 'c' and np.array_equal(np.sort(zeros), np.sort(np.conjugate(zeros))):
        a = a.real.copy()
    return a


def roots(p):
    p = np.atleast_1d(_coefficients(p))
    if p.ndim != 1:
        raise ValueError('Input must be a rank-1 array.')
    places = np.flatnonzero(p)
    if len(places) == 0:
        return np.array([], float)
    zeros = len(p) - places[-1] - 1
    p = p[places[0]:places[-1] + 1]
    if p.dtype.kind not in 'fc':
        p = p.astype(float)
    n = len(p) - 1
    found = np.array([], float)
    if n > 0:
        companion = np.eye(n, k=-1, dtype=p.dtype)
        companion[0] = -p[1:] / p[0]
        found = np.linalg.eigvals(companion)
    return np.concatenate((found, np.zeros(zeros, found.dtype)))


def polyint(p, m=1, k=None):
    if m < 0:
        raise ValueError('Order of integral must be positive (see polyder)')
    k = np.atleast_1d(np.zeros(m) if k is None else k)
    if len(k) == 1 and m > 1:
        k = k[0] * np.ones(m)
    if len(k) < m:
        raise ValueError('k must be a scalar or a rank-1 array of length 1 or >m.')
    c = _coefficients(p)
    for i in range(m):
        c = np.concatenate((c / np.arange(len(c), 0, -1), k[i:i + 1]))
    return _wrapped(c, p)


def polyder(p, m=1):
    if m < 0:
        raise ValueError('Order of derivative must be positive (see polyint)')
    c = _coefficients(p)
    for _ in range(m):
        c = c[:-1] * np.arange(len(c) - 1, 0, -1)[:len(c)]
    return _wrapped(c, p)


def _check_fit(x, y, deg):
    if deg < 0:
        raise ValueError('expected deg >= 0')
    if x.ndim != 1:
        raise TypeError('expected 1D vector for x')
    if x.size == 0:
        raise TypeError('expected non-empty vector for x')
    if y.ndim < 1 or y.ndim > 2:
        raise TypeError('expected 1D or 2D array for y')
    if len(x) != len(y):
        raise TypeError('expected x and y to have same length')


def polyfit(x=..., y=None, deg=None, rcond=None, full=False, w=None, cov=False):
    x, y, order = np.asarray(x) + 0.0, np.asarray(y) + 0.0, int(deg) + 1
    _check_fit(x, y, deg)
    rcond = len(x) * np.finfo(x.dtype).eps if rcond is None else rcond
    left, right = np.vander(x, order), y
    if w is not None:
        w = np.asarray(w) + 0.0
        if w.ndim != 1:
            raise TypeError('expected a 1-d array for weights')
        if len(w) != len(y):
            raise TypeError('expected w and y to have the same length')
        left = left * w[:, None]
        right = right * (w[:, None] if y.ndim == 2 else w)
    scale = np.sqrt((left * left).sum(axis=0))
    left = left / scale
    c, residuals, rank, s = np.linalg.lstsq(left, right, rcond)
    c = (c.T / scale).T
    if full:
        return c, residuals, rank, s, rcond
    if not cov:
        return c
    base = np.linalg.inv(np.dot(left.T, left)) / np.outer(scale, scale)
    if cov == 'unscaled':
        factor = 1
    elif len(x) <= order:
        raise ValueError('the number of data points must exceed order to scale the covariance matrix')
    else:
        factor = residuals / (len(x) - order)
    return c, base * factor if y.ndim == 1 else base[:, :, None] * factor


def polyval(p=..., x=...):
    p = _coefficients(p)
    if isinstance(x, poly1d):
        y = 0
        for c in p.tolist():
            y = y * x + c
        return y
    x = np.asarray(x)
    y = np.zeros_like(x)
    for i in range(len(p)):
        y = np.add(y * x, p[i, ...])
    return y


def _same_length(a1, a2):
    a1, a2 = np.atleast_1d(_coefficients(a1)), np.atleast_1d(_coefficients(a2))
    gap = len(a2) - len(a1)
    if gap > 0:
        a1 = np.concatenate((np.zeros(gap, a1.dtype), a1))
    elif gap < 0:
        a2 = np.concatenate((np.zeros(-gap, a2.dtype), a2))
    return a1, a2


def polyadd(a1, a2=None):
    a, b = _same_length(a1, a2)
    return _wrapped(a + b, a1, a2)


def polysub(a1, a2=None):
    a, b = _same_length(a1, a2)
    return _wrapped(a - b, a1, a2)


def polymul(a1, a2=None):
    return _wrapped(np.convolve(poly1d(a1)._coeffs, poly1d(a2)._coeffs), a1, a2)


def polydiv(u, v=None):
    a, b = np.atleast_1d(_coefficients(u)) + 0.0, np.atleast_1d(_coefficients(v)) + 0.0
    steps = len(a) - len(b) + 1
    kind = np.result_type(a, b)
    q, r = np.zeros(max(steps, 1), kind), a.astype(kind)
    scale = np.divide(1.0, b[0])
    for i in range(steps):
        q[i] = scale * r[i]
        r[i:i + len(b)] = r[i:i + len(b)] - q[i] * b
    while len(r) > 1 and np.allclose(r[0], 0, rtol=1e-14):
        r = r[1:]
    return _wrapped(q, u, v), _wrapped(r, u, v)


class poly1d:
    def __init__(self, c_or_r=..., r=False, variable=None):
        self._variable = variable
        if isinstance(c_or_r, poly1d):
            self._variable = variable or c_or_r._variable
            self._coeffs = c_or_r._coeffs
            return
        c = np.atleast_1d(np.poly(c_or_r) if r else c_or_r)
        if c.ndim > 1:
            raise ValueError('Polynomial must be 1d only.')
        c = _leading(c)
        self._coeffs = c if len(c) else np.zeros(1, c.dtype)
        self._variable = variable or 'x'

    def _get_coeffs(self):
        return self._coeffs

    def _set_coeffs(self, value):
        if value is not self._coeffs:
            raise AttributeError('Cannot set attribute')

    coeffs = property(_get_coeffs, _set_coeffs)
    c = property(_get_coeffs, _set_coeffs)
    coef = property(_get_coeffs, _set_coeffs)
    coefficients = property(_get_coeffs, _set_coeffs)

    @property
    def variable(self):
        return self._variable

    @property
    def order(self):
        return len(self._coeffs) - 1

    @property
    def roots(self):
        return np.roots(self._coeffs)

    o = order
    r = roots

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self._coeffs, dtype)

    def __repr__(self):
        return 'poly1d(' + repr(self._coeffs)[6:-1] + ')'

    def __len__(self):
        return self.order

    def __iter__(self):
        return iter(self._coeffs.tolist())

    def __str__(self):
        text, n = '', self.order
        for k in range(n + 1):
            number = _number_text(self._coeffs[k])
            power = n - k
            if number == '0' and n > 0:
                continue
            if power > 0:
                number += ' ' + self._variable + ('**' + str(power) if power > 1 else '')
            if k == 0:
                text = number
            else:
                text += ' - ' + number[1:] if number[0] == '-' else ' + ' + number
        return _raised(text)

    def __call__(self, val):
        return np.polyval(self._coeffs, val)

    def __neg__(self):
        return poly1d(-self._coeffs)

    def __mul__(self, other):
        return poly1d(self._coeffs * other) if np.isscalar(other) else np.polymul(self, other)

    def __rmul__(self, other):
        return self * other

    def __add__(self, other):
        return np.polyadd(self, poly1d(other))

    def __radd__(self, other):
        return self + other

    def __sub__(self, other):
        return np.polysub(self, poly1d(other))

    def __rsub__(self, other):
        return np.polysub(poly1d(other), self)

    def __truediv__(self, other):
        return poly1d(self._coeffs / other) if np.isscalar(other) else np.polydiv(self, poly1d(other))

    def __rtruediv__(self, other):
        return poly1d(other / self._coeffs) if np.isscalar(other) else np.polydiv(poly1d(other), self)

    def __pow__(self, val):
        if not np.isscalar(val) or int(val) != val or val < 0:
            raise ValueError('Power to non-negative integers only.')
        result = poly1d([1])
        for _ in range(val):
            result = self * result
        return result

    def __eq__(self, other):
        return isinstance(other, poly1d) and np.array_equal(self._coeffs, other._coeffs)

    def __ne__(self, other):
        return not self == other

    def __getitem__(self, val):
        if val < 0 or val > self.order:
            return np.zeros(1, self._coeffs.dtype)[0]
        return self._coeffs[self.order - val]

    def __setitem__(self, key, val):
        if key < 0:
            raise ValueError('Does not support negative powers.')
        if key > self.order:
            more = np.zeros(key - self.order, self._coeffs.dtype)
            self._coeffs = np.concatenate((more, self._coeffs))
        self._coeffs[self.order - key] = val

    def integ(self, m=1, k=0):
        return poly1d(np.polyint(self._coeffs, m, k))

    def deriv(self, m=1):
        return poly1d(np.polyder(self._coeffs, m))


def _number_text(x):
    if isinstance(x, (int, float, bool)):
        return np._c_format('%.4g', float(x))
    if x.imag == 0:
        return np._c_format('%.4g', x.real)
    imag = np._c_format('%.4g', x.imag)
    return imag + 'j' if x.real == 0 else '(' + np._c_format('%.4g', x.real) + ' + ' + imag + 'j)'


def _raised(text, width=70):
    # Exponents go into a line above; both lines are broken together.
    output, above, line = ' ', '', ''
    pieces = text.split('**')
    for i in range(1, len(pieces)):
        n = 0
        while n < len(pieces[i]) and pieces[i][n] >= '0' and pieces[i][n] <= '9':
            n += 1
        power, part = pieces[i][:n], pieces[i - 1]
        pieces[i] = pieces[i][n:]
        more_above, more = ' ' * (len(part) - 1) + power, part + ' ' * (n - 1)
        if len(line) + len(more) > width or len(above) + len(more_above) > width:
            output += above + '\n' + line + '\n '
            above, line = '', ''
        above += more_above
        line += more
    return output + above + '\n' + line + pieces[-1]
