# Functions made of universal functions.


def real(val):
    return np.asarray(val).real if not isinstance(val, (int, float)) else val


def imag(val):
    return np.asarray(val).imag if not isinstance(val, (int, float)) else type(val)(0)


def angle(z, deg=False):
    z = np.asarray(z)
    result = np.arctan2(z.imag, z.real) if z.dtype.kind == 'c' else np.arctan2(0, z)
    return result * (180 / np.pi) if deg else result


def _bound(a, bound, side):
    # an int beyond the end of the type bounds nothing
    if a.dtype.kind in 'iu' and isinstance(bound, int) and not isinstance(bound, bool):
        end = getattr(np.iinfo(a.dtype), side)
        return end if (bound < end if side == 'min' else bound > end) else bound
    return bound


def clip(a, a_min=None, a_max=None, out=None, min=None, max=None):
    a_min = min if a_min is None else a_min
    a_max = max if a_max is None else a_max
    result = np.asarray(a)
    others = [x for x in (a_min, a_max) if x is not None and not np.isscalar(x)]
    if np.result_type(result, *others) == result.dtype:
        a_min, a_max = _bound(result, a_min, 'min'), _bound(result, a_max, 'max')
    if a_min is not None:
        result = np.maximum(result, a_min, out=out)
    if a_max is not None:
        result = np.minimum(result, a_max, out=out)
    if a_min is None and a_max is None:
        return np.positive(result)
    return result


def round(a, decimals=0, out=None):
    a = np.asarray(a)
    if a.dtype.kind == 'c':
        result = a.copy()
        np.copyto(result.real, np.round(a.real, decimals))
        np.copyto(result.imag, np.round(a.imag, decimals))
        return result[()]
    if a.dtype.kind == 'b' and decimals:
        raise np.exceptions.UFuncTypeError("Cannot cast ufunc 'multiply' output from dtype('float64') to dtype('bool') with casting rule 'same_kind'")
    if a.dtype.kind in 'iub':
        if decimals >= 0:
            result = a.copy() if a.dtype.kind != 'b' else a.astype(np.float32)
            return result if result.ndim else result.item()
        step = 10 ** -decimals
        half = np.rint(a / step) * step
        result = half.astype(a.dtype)
        return result if result.ndim else result.item()
    if decimals == 0:
        return np.rint(a, out=out)
    step = 10.0 ** abs(decimals)
    if decimals > 0:
        return np.divide(np.rint(np.multiply(a, step)), step, out=out)
    return np.multiply(np.rint(np.divide(a, step)), step, out=out)


def around(a, decimals=0, out=None):
    return np.round(a, decimals, out)


def fix(x, out=None):
    return np.trunc(x, out=out)


def diff(a, n=1, axis=-1, prepend=..., append=...):
    if n < 0:
        raise ValueError('order must be non-negative but got ' + str(n))
    a = np.asarray(a)
    if a.ndim == 0:
        raise ValueError('diff requires input that is at least one dimensional')
    parts = []
    for part in (prepend, a, append):
        if part is not ...:
            part = np.asarray(part)
            parts.append(part if part.ndim else np.broadcast_to(part, [1 if i == axis % a.ndim else a.shape[i] for i in range(a.ndim)]))
    if n and len(parts) > 1:
        a = np.concatenate(parts, axis)
    for _ in range(n):
        a = np.moveaxis(a, axis, -1)
        a = np.not_equal(a[..., 1:], a[..., :-1]) if a.dtype.kind == 'b' else np.subtract(a[..., 1:], a[..., :-1])
        a = np.moveaxis(a, -1, axis)
    return a


def ediff1d(ary, to_end=None, to_begin=None):
    ary = np.ravel(ary)
    parts = [np.subtract(ary[1:], ary[:-1])]
    if to_begin is not None:
        parts.insert(0, np.ravel(to_begin))
    if to_end is not None:
        parts.append(np.ravel(to_end))
    return np.concatenate(parts).astype(parts[0].dtype) if len(parts) > 1 else parts[0]


def gradient(f, *varargs, axis=None, edge_order=1):
    f = np.asarray(f)
    axes = list(range(f.ndim)) if axis is None else ([axis] if isinstance(axis, int) else list(axis))
    if len(varargs) == 0:
        steps = [1.0 for _ in axes]
    elif len(varargs) == 1:
        steps = [varargs[0] for _ in axes]
    elif len(varargs) == len(axes):
        steps = list(varargs)
    else:
        raise TypeError('invalid number of arguments')
    if f.dtype.kind == 'b' and axes:
        np.subtract(f, f)
    if f.dtype.kind in 'iu':
        f = f.astype(float)
    results = []
    for i in range(len(axes)):
        y = np.moveaxis(f, axes[i], -1)
        if y.shape[-1] < edge_order + 1:
            raise ValueError('Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.')
        out = np.empty(y.shape, y.dtype)
        h = steps[i]
        if np.ndim(h) == 0:
            out[..., 1:-1] = (y[..., 2:] - y[..., :-2]) / (2.0 * h)
            if edge_order == 1:
                out[..., 0] = (y[..., 1] - y[..., 0]) / h
                out[..., -1] = (y[..., -1] - y[..., -2]) / h
            else:
                out[..., 0] = -1.5 / h * y[..., 0] + 2.0 / h * y[..., 1] - 0.5 / h * y[..., 2]
                out[..., -1] = 0.5 / h * y[..., -3] - 2.0 / h * y[..., -2] + 1.5 / h * y[..., -1]
        else:
            gaps = np.diff(np.asarray(h) * 1.0)
            one, two = gaps[:-1], gaps[1:]
            out[..., 1:-1] = -two / (one * (one + two)) * y[..., :-2] + (two - one) / (one * two) * y[..., 1:-1] + one / (two * (one + two)) * y[..., 2:]
            out[..., 0] = (y[..., 1] - y[..., 0]) / gaps[0]
            out[..., -1] = (y[..., -1] - y[..., -2]) / gaps[-1]
        results.append(np.moveaxis(out, -1, axes[i]))
    return results[0] if len(results) == 1 else tuple(results)


def trapezoid(y, x=None, dx=1.0, axis=-1):
    y = np.moveaxis(np.asarray(y), axis, -1)
    d = dx if x is None else np.diff(np.asarray(x))
    return np.sum(d * (y[..., 1:] + y[..., :-1]) / 2.0, -1)


def interp(x, xp=None, fp=None, left=None, right=None, period=None):
    xp, fp = np.asarray(xp) * 1.0, np.asarray(fp) * 1.0
    points = np.asarray(x) * 1.0
    if xp.size == 0:
        raise ValueError('array of sample points is empty')
    if xp.shape != fp.shape:
        raise ValueError('fp and xp are not of the same length.')
    if period is not None:
        points, xp = points % abs(period), xp % abs(period)
        order = np.argsort(xp)
        xp, fp = xp[order], fp[order]
        xp = np.concatenate((xp[-1:] - abs(period), xp, xp[:1] + abs(period)))
        fp = np.concatenate((fp[-1:], fp, fp[:1]))
    flat = np.ravel(points)
    at = np.searchsorted(xp, flat, 'right') - 1
    low = np.clip(at, 0, max(xp.size - 2, 0))
    high = np.clip(low + 1, 0, xp.size - 1)
    slope = (fp[high] - fp[low]) / np.where(xp[high] == xp[low], 1, xp[high] - xp[low])
    result = slope * (flat - xp[low]) + fp[low]
    result = np.where(flat == xp[np.clip(at, 0, xp.size - 1)], fp[np.clip(at, 0, xp.size - 1)], result)
    result = np.where(flat < xp[0], fp[0] if left is None else left, result)
    result = np.where(flat > xp[-1], fp[-1] if right is None else right, result)
    result = np.where(np.isnan(flat), flat, result).reshape(np.shape(points))
    return result if result.ndim else result.item()


def isclose(a, b=None, rtol=1e-05, atol=1e-08, equal_nan=False):
    x, y = np.asarray(a), np.asarray(b)
    near = np.less_equal(np.abs(np.subtract(x * 1.0, y * 1.0)), atol + rtol * np.abs(y * 1.0))
    result = np.where(np.logical_and(np.isfinite(x), np.isfinite(y)), near, np.equal(x, y))
    if equal_nan:
        result = np.logical_or(result, np.logical_and(np.isnan(x), np.isnan(y)))
    result = np.asarray(result)
    return result if result.ndim else bool(result)


def allclose(a, b=None, rtol=1e-05, atol=1e-08, equal_nan=False):
    return bool(np.all(np.isclose(a, b, rtol, atol, equal_nan)))


def array_equal(a1, a2=None, equal_nan=False):
    a, b = np.asarray(a1), np.asarray(a2)
    if a.shape != b.shape:
        return False
    same = np.equal(a, b)
    if equal_nan:
        same = np.logical_or(same, np.logical_and(np.isnan(a), np.isnan(b)))
    return bool(np.all(same))


def array_equiv(a1, a2=None):
    try:
        a, b = np.broadcast_arrays(a1, a2)
    except ValueError:
        return False
    return bool(np.all(np.equal(a, b)))


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    x = np.array(x)
    if x.dtype.kind in 'biu':
        return x[()]
    top = np.finfo(x.dtype).max if posinf is None else posinf
    bottom = np.finfo(x.dtype).min if neginf is None else neginf
    for part in ([x.real, x.imag] if x.dtype.kind == 'c' else [x]):
        bad, high, low = np.isnan(part), np.equal(part, np.inf), np.equal(part, -np.inf)
        np.copyto(part, nan, 'unsafe', bad)
        np.copyto(part, top, 'unsafe', high)
        np.copyto(part, bottom, 'unsafe', low)
    return x if x.ndim else x.item()


def isposinf(x):
    return np.equal(x, np.inf)


def isneginf(x):
    return np.equal(x, -np.inf)


def iscomplex(x):
    return np.not_equal(np.asarray(x).imag, 0)


def isreal(x):
    return np.equal(np.asarray(x).imag, 0)


def iscomplexobj(x):
    return np.asarray(x).dtype.kind == 'c'


def isrealobj(x):
    return np.asarray(x).dtype.kind != 'c'


def isscalar(element):
    return isinstance(element, (int, float, bool, str)) or type(element).__name__ == 'complex'


def real_if_close(a, tol=100):
    a = np.asarray(a)
    if a.dtype.kind == 'c' and np.all(np.abs(a.imag) < tol * np.finfo(a.dtype).eps):
        return a.real
    return a


def unwrap(p, discont=None, axis=-1, period=6.283185307179586):
    p = np.moveaxis(np.asarray(p), axis, -1)
    gap = np.diff(p)
    p = p * 1.0
    discont = period / 2 if discont is None else discont
    half = period / 2
    wrapped = (gap + half) % period - half
    wrapped = np.where(np.logical_and(wrapped == -half, gap > 0), half, wrapped)
    fixes = np.where(np.abs(gap) < discont, 0, wrapped - gap)
    result = p.copy()
    result[..., 1:] = p[..., 1:] + np.cumsum(fixes, -1)
    return np.moveaxis(result, -1, axis)


def sinc(x):
    x = np.asarray(x)
    y = np.pi * np.where(x == 0, 1.0e-20, x)
    return np.sin(y) / y


def _window(M, function):
    if M < 1:
        return np.array([], float)
    if M == 1:
        return np.ones(1)
    return function(np.arange(1 - M, M, 2) * 1.0)


def hanning(M):
    return _window(M, lambda n: 0.5 + 0.5 * np.cos(np.pi * n / (M - 1)))


def hamming(M):
    return _window(M, lambda n: 0.54 + 0.46 * np.cos(np.pi * n / (M - 1)))


def blackman(M):
    return _window(M, lambda n: 0.42 + 0.5 * np.cos(np.pi * n / (M - 1)) + 0.08 * np.cos(2.0 * np.pi * n / (M - 1)))


def bartlett(M):
    return _window(M, lambda n: np.where(n <= 0, 1 + n / (M - 1), 1 - n / (M - 1)))


def kaiser(M, beta=None):
    if M == 1:
        return np.ones(1)
    alpha = (M - 1) / 2.0
    return np.i0(beta * np.sqrt(1 - ((np.arange(0, M) - alpha) / alpha) ** 2.0)) / np.i0(np.asarray(beta) * 1.0)


# The modified Bessel function of order 0: its power series, or for large numbers the one in 1 / x.
def i0(x):
    x = np.asarray(x)
    if x.dtype.kind == 'c':
        raise TypeError('i0 not supported for complex values')
    x = np.abs(x.astype(float) if x.dtype.kind != 'f' else x)
    quarter = x * x / 4.0
    term = np.ones_like(x)
    total = np.ones_like(x)
    for k in range(1, 60):
        term = term * quarter / (k * k)
        total = total + term
    large = np.where(x > 30.0, x, 30.0)
    term = np.ones_like(x)
    series = np.ones_like(x)
    for k in range(1, 20):
        term = term * ((2 * k - 1) * (2 * k - 1)) / (8.0 * k * large)
        series = series + term
    far = np.exp(large) / np.sqrt(2 * np.pi * large) * series
    return np.asarray(np.where(x > 30.0, far, total))
