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


def dot(a, b=None, out=None):
    a, b = np.asarray(a), np.asarray(b)
    if a.ndim == 0 or b.ndim == 0:
        return np.multiply(a, b, out=out)
    if a.shape[-1] != b.shape[-2 if b.ndim > 1 else 0]:
        k = b.ndim - 2 if b.ndim > 1 else 0
        texts = [str(x.shape).replace(' ', '') for x in (a, b)]
        raise ValueError('shapes ' + texts[0] + ' and ' + texts[1] + ' not aligned: ' + str(a.shape[-1]) + ' (dim ' + str(a.ndim - 1) + ') != ' + str(b.shape[k]) + ' (dim ' + str(k) + ')')
    if a.ndim <= 2 and b.ndim <= 2:
        result = np._matmul(a, b)
    else:
        result = np.tensordot(a, b, ((a.ndim - 1,), (b.ndim - 2 if b.ndim > 1 else 0,)))
    if out is not None:
        np.copyto(out, result)
        return out
    return result


def matmul(x1, x2=None, out=None):
    result = np._matmul(x1, x2)
    if out is not None:
        np.copyto(out, result)
        return out
    return result


def vdot(a, b=None):
    a = np.ravel(a)
    return np.dot(np.conjugate(a) if a.dtype.kind == 'c' else a, np.ravel(b))


def inner(a, b=None):
    a, b = np.asarray(a), np.asarray(b)
    if a.ndim == 0 or b.ndim == 0:
        return np.multiply(a, b)
    return np.tensordot(a, b, ((a.ndim - 1,), (b.ndim - 1,)))[()]


def outer(a, b=None, out=None):
    return np.multiply(np.ravel(a)[:, None], np.ravel(b)[None, :], out=out)


def tensordot(a, b=None, axes=2):
    a, b = np.asarray(a), np.asarray(b)
    if isinstance(axes, int):
        first, second = list(range(a.ndim - axes, a.ndim)), list(range(axes))
    else:
        first = [axes[0]] if isinstance(axes[0], int) else list(axes[0])
        second = [axes[1]] if isinstance(axes[1], int) else list(axes[1])
    first = [i % a.ndim for i in first]
    second = [i % b.ndim for i in second]
    for i in range(len(first)):
        if len(first) != len(second) or a.shape[first[i]] != b.shape[second[i]]:
            raise ValueError('shape-mismatch for sum')
    rest_a = [i for i in range(a.ndim) if i not in first]
    rest_b = [i for i in range(b.ndim) if i not in second]
    left = a.transpose(tuple(rest_a + first)).reshape(_size(a, rest_a), _size(a, first))
    right = b.transpose(tuple(second + rest_b)).reshape(_size(b, second), _size(b, rest_b))
    shape = tuple([a.shape[i] for i in rest_a] + [b.shape[i] for i in rest_b])
    return np._matmul(left, right).reshape(shape)


def _size(a, axes):
    n = 1
    for i in axes:
        n *= a.shape[i]
    return n


def kron(a, b=None):
    a, b = np.asarray(a), np.asarray(b)
    ndim = a.ndim if a.ndim > b.ndim else b.ndim
    a = a.reshape([1 for _ in range(ndim - a.ndim)] + list(a.shape))
    b = b.reshape([1 for _ in range(ndim - b.ndim)] + list(b.shape))
    left, right, whole = [], [], []
    for i in range(ndim):
        left += [a.shape[i], 1]
        right += [1, b.shape[i]]
        whole.append(a.shape[i] * b.shape[i])
    return np.asarray(a.reshape(tuple(left)) * b.reshape(tuple(right))).reshape(tuple(whole))[()]


def cross(a, b=None, axis=-1):
    a, b = np.moveaxis(np.asarray(a), axis, -1), np.moveaxis(np.asarray(b), axis, -1)
    if a.shape[-1] == 2 and b.shape[-1] == 2:
        return (a[..., 0:1] * b[..., 1:] - a[..., 1:] * b[..., 0:1])[..., 0]
    if a.shape[-1] != 3 or b.shape[-1] != 3:
        raise ValueError('Both input arrays must be (arrays of) 3-dimensional vectors, but they are ' + str(a.shape[-1]) + ' and ' + str(b.shape[-1]) + ' dimensional instead.')
    a, b = [[v[..., i:i + 1] for i in range(3)] for v in (a, b)]
    parts = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
    return np.moveaxis(np.concatenate(parts, -1), -1, axis)


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


def convolve(a, v=None, mode='full'):
    a, v = np.atleast_1d(a), np.atleast_1d(v)
    if a.size == 0 or v.size == 0:
        raise ValueError(('a' if a.size == 0 else 'v') + ' cannot be empty')
    if a.ndim > 1 or v.ndim > 1:
        raise ValueError('object too deep for desired array')
    if v.size > a.size:
        a, v = v, a
    n, m = a.size, v.size
    full = np.zeros(n + m - 1, np.result_type(a, v))
    a, v = a.astype(full.dtype), v.astype(full.dtype)
    for i in range(m):
        full[i:i + n] += v[i] * a
    if mode == 'full':
        return full
    if mode == 'same':
        return full[(m - 1) // 2:(m - 1) // 2 + n]
    if mode == 'valid':
        return full[m - 1:n]
    raise ValueError("mode must be one of 'valid', 'same', or 'full' (got '" + str(mode) + "')")


def correlate(a, v=None, mode='valid'):
    a, v = np.asarray(a), np.asarray(v)
    if a.ndim == 0 or v.ndim == 0:
        raise ValueError('object of too small depth for desired array')
    return np.convolve(a, (np.conjugate(v) if v.dtype.kind == 'c' else v)[::-1], mode)


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


def apply_over_axes(func, a=None, axes=None):
    result = np.asarray(a)
    for axis in [axes] if isinstance(axes, int) else axes:
        axis = axis + np.ndim(a) if axis < 0 else axis
        part = np.asarray(func(result, axis))
        if part.ndim != result.ndim:
            part = np.expand_dims(part, axis)
        if part.ndim != result.ndim:
            raise ValueError('function is not returning an array of the correct shape')
        result = part
    return result


def apply_along_axis(func1d, axis, arr, *args, **kwargs):
    arr = np.moveaxis(np.asarray(arr), axis, -1)
    rows = arr.reshape(-1, arr.shape[-1])
    results = [np.asarray(func1d(row, *args, **kwargs)) for row in rows]
    whole = np.stack(results).reshape(list(arr.shape[:-1]) + list(results[0].shape))
    return np.moveaxis(whole, -1, axis) if results[0].ndim else whole


def piecewise(x, condlist=None, funclist=None):
    x = np.asarray(x)
    y = np.zeros_like(x)
    conditions = [np.asarray(c, bool) for c in condlist]
    if len(funclist) == len(conditions) + 1:
        rest = np.ones(x.shape, bool)
        for c in conditions:
            rest = rest & ~c
        conditions.append(rest)
    for i in range(len(conditions)):
        f = funclist[i]
        y[conditions[i]] = f(x[conditions[i]]) if callable(f) else f
    return y


class vectorize:
    def __init__(self, pyfunc, otypes=None):
        self.pyfunc = pyfunc
        self.otypes = otypes

    def __call__(self, *args):
        arrays = np.broadcast_arrays(*args)
        flat = [a.ravel().tolist() for a in arrays]
        values = [self.pyfunc(*[column[i] for column in flat]) for i in range(len(flat[0]))]
        result = np.array(values, None if self.otypes is None else self.otypes[0]).reshape(arrays[0].shape)
        return result


class errstate:
    def __init__(self, **kwargs):
        self.kwargs = kwargs

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


def ndindex(*shape):
    if len(shape) == 1 and isinstance(shape[0], tuple):
        shape = shape[0]
    n = 1
    for size in shape:
        n *= size
    for i in range(n):
        index = []
        for size in reversed(list(shape)):
            index.append(i % size)
            i = i // size
        yield tuple(reversed(index))


def ndenumerate(arr):
    arr = np.asarray(arr)
    for index in np.ndindex(arr.shape):
        yield index, arr[index]
