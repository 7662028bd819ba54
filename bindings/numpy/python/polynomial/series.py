# Power series, lowest power first: the functions of numpy.polynomial.polynomial.

polydomain = np.array([-1.0, 1.0])
polyzero = np.array([0])
polyone = np.array([1])
polyx = np.array([0, 1])


def _series(given, trim=True):
    # Copies as arrays with one axis, of one floating type.
    try:
        arrays = [np.atleast_1d(a) for a in given]
    except TypeError:
        raise ValueError('Coefficient arrays have no common type')
    if any([a.size == 0 for a in arrays]):
        raise ValueError('Coefficient array is empty')
    if any([a.ndim != 1 for a in arrays]):
        raise ValueError('Coefficient array is not 1-d')
    if any([a.dtype.kind == 'b' for a in arrays]):
        raise ValueError('Coefficient arrays have no common type')
    kind = np.result_type(*[a.dtype if a.dtype.kind in 'fc' else np.dtype(float) for a in arrays])
    arrays = [a.astype(kind) for a in arrays]
    return [_trimmed(a) for a in arrays] if trim else arrays


def _trimmed(c):
    n = len(c)
    while n > 1 and c[n - 1] == 0:
        n -= 1
    return c[:n]


def _integer(x, what):
    if not isinstance(x, int):
        raise TypeError(what + ' must be an integer, received ' + str(x))
    return x


def _inexact(c):
    c = np.atleast_1d(c)
    return c.copy() if c.dtype.kind in 'fc' else c + 0.0


# ---- arithmetic


def polyline(off, scl):
    return np.array([off, scl]) if scl != 0 else np.array([off])


def polyadd(c1=..., c2=...):
    a, b = _series([c1, c2])
    if len(a) < len(b):
        a, b = b, a
    a[:len(b)] = a[:len(b)] + b
    return _trimmed(a)


def polysub(c1=..., c2=...):
    a, b = _series([c1, c2])
    return polyadd(a, -b)


def polymulx(c):
    c = _series([c])[0]
    return c if len(c) == 1 and c[0] == 0 else np.concatenate((c[:1] * 0, c))


def polymul(c1=..., c2=...):
    a, b = _series([c1, c2])
    return _trimmed(np.convolve(a, b))


def polydiv(c1=..., c2=...):
    a, b = _series([c1, c2])
    n, top = len(b) - 1, b[-1]
    if top == 0:
        raise ZeroDivisionError()
    if len(a) <= n:
        return a[:1] * 0, a
    if n == 0:
        return a / top, a[:1] * 0
    b = b[:-1] / top
    for i in range(len(a) - n - 1, -1, -1):
        a[i:i + n] = a[i:i + n] - b * a[i + n]
    return a[n:] / top, _trimmed(a[:n])


def polypow(c, pow=..., maxpower=None):
    c = _series([c])[0]
    power = int(pow)
    if power != pow or power < 0:
        raise ValueError('Power must be a non-negative integer.')
    if maxpower is not None and power > maxpower:
        raise ValueError('Power is too large')
    result = np.ones(1, c.dtype)
    for _ in range(power):
        result = np.convolve(result, c)
    return result


# ---- calculus


def polyder(c, m=1, scl=1, axis=0):
    c = _inexact(c)
    if _integer(m, 'the order of derivation') < 0:
        raise ValueError('The order of derivation must be non-negative')
    c = np.moveaxis(c, _integer(axis, 'the axis'), 0)
    for _ in range(m):
        n = len(c)
        powers = np.arange(1, n).reshape([-1] + [1] * (c.ndim - 1))
        c = c[1:] * scl * powers if n > 1 else c[:1] * 0
    return np.moveaxis(c, 0, axis)


def polyint(c, m=1, k=None, lbnd=0, scl=1, axis=0):
    c = _inexact(c)
    constants = [] if k is None else (list(k) if np.ndim(k) else [k])
    if _integer(m, 'the order of integration') < 0:
        raise ValueError('The order of integration must be non-negative')
    if len(constants) > m:
        raise ValueError('Too many integration constants')
    if np.ndim(lbnd) != 0:
        raise ValueError('lbnd must be a scalar.')
    if np.ndim(scl) != 0:
        raise ValueError('scl must be a scalar.')
    c = np.moveaxis(c, _integer(axis, 'the axis'), 0)
    for i in range(m):
        constant = constants[i] if i < len(constants) else 0
        c = c * scl
        if len(c) == 1 and np.all(c[0] == 0):
            c = c + constant
        else:
            powers = np.arange(1, len(c) + 1).reshape([-1] + [1] * (c.ndim - 1))
            c = np.concatenate((c[:1] * 0, c / powers))
            c[0] = c[0] + (constant - polyval(lbnd, c))
    return np.moveaxis(c, 0, axis)


def polyval(x=..., c=..., tensor=True):
    c = np.atleast_1d(c)
    if c.dtype.kind in 'iub':
        c = c + 0.0
    if isinstance(x, (list, tuple)):
        x = np.asarray(x)
    if isinstance(x, np.ndarray) and tensor:
        c = c.reshape(list(c.shape) + [1] * x.ndim)
    y = c[-1] + x * 0
    for i in range(len(c) - 2, -1, -1):
        y = c[i] + y * x
    return y


# ---- roots and fits


def polytrim(c, tol=0):
    if tol < 0:
        raise ValueError('tol must be non-negative')
    c = _series([c])[0]
    places = np.flatnonzero(np.abs(c) > tol)
    return c[:places[-1] + 1].copy() if len(places) else c[:1] * 0


def polycompanion(c):
    c = _series([c])[0]
    n = len(c) - 1
    if n < 1:
        raise ValueError('Series must have maximum degree of at least 1.')
    matrix = np.eye(n, k=-1, dtype=c.dtype)
    matrix[:, -1] = matrix[:, -1] - c[:-1] / c[-1]
    return matrix


def polyroots(c):
    c = _series([c])[0]
    if len(c) < 2:
        return np.array([], c.dtype)
    return np.array([-c[0] / c[1]], c.dtype) if len(c) == 2 else np.sort(np.linalg.eigvals(polycompanion(c)))


def polyfromroots(roots):
    if len(roots) == 0:
        return np.ones(1)
    roots = np.sort(_series([roots], False)[0])
    factors = [np.array([-r, 1], roots.dtype) for r in roots]
    while len(factors) > 1:
        half = len(factors) // 2
        products = [polymul(factors[i], factors[i + half]) for i in range(half)]
        if len(factors) % 2:
            products[0] = polymul(products[0], factors[-1])
        factors = products
    return factors[0]


def polyvander(x, deg=...):
    if _integer(deg, 'deg') < 0:
        raise ValueError('deg must be non-negative')
    x = np.atleast_1d(x) + 0.0
    powers = [x * 0 + 1]
    for _ in range(deg):
        powers.append(powers[-1] * x)
    return np.stack(powers, -1)


def _check_fit(x, y, deg):
    if deg.ndim > 1 or deg.dtype.kind not in 'iu' or deg.size == 0:
        raise TypeError('deg must be an int or non-empty 1-D array of int')
    if deg.min() < 0:
        raise ValueError('expected deg >= 0')
    if x.ndim != 1:
        raise TypeError('expected 1D vector for x')
    if x.size == 0:
        raise TypeError('expected non-empty vector for x')
    if y.ndim < 1 or y.ndim > 2:
        raise TypeError('expected 1D or 2D array for y')
    if len(x) != len(y):
        raise TypeError('expected x and y to have same length')


def polyfit(x=..., y=..., deg=..., rcond=None, full=False, w=None):
    x, y, powers = np.asarray(x) + 0.0, np.asarray(y) + 0.0, np.asarray(deg)
    _check_fit(x, y, powers)
    powers = np.sort(powers) if powers.ndim else np.arange(deg + 1)
    left, right = polyvander(x, int(powers[-1]))[:, powers].T, y.T
    if w is not None:
        w = np.asarray(w) + 0.0
        if w.ndim != 1:
            raise TypeError('expected 1D vector for w')
        if len(w) != len(x):
            raise TypeError('expected x and w to have same length')
        left, right = left * w, right * w
    rcond = len(x) * np.finfo(x.dtype).eps if rcond is None else rcond
    scale = np.sqrt(np.sum(np.square(left.real) + np.square(left.imag), 1))
    scale[scale == 0] = 1
    found, residuals, rank, s = np.linalg.lstsq(left.T / scale, right.T, rcond)
    c = np.zeros([int(powers[-1]) + 1] + list(found.shape[1:]), found.dtype)
    c[powers] = (found.T / scale).T
    return (c, [residuals, rank, s, rcond]) if full else c
