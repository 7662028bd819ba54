# Arrays by rule: ranges, grids, diagonals, triangles.


def linspace(start, stop=None, num=50, endpoint=True, retstep=False, dtype=None, axis=0):
    if num < 0:
        raise ValueError('Number of samples, ' + str(num) + ', must be non-negative.')
    parts = num - 1 if endpoint else num
    start = np.asarray(start) * 1.0
    stop = np.asarray(stop) * 1.0
    delta = np.asarray(stop - start)
    steps = np.arange(0, num, dtype=delta.dtype if delta.dtype.kind == 'c' else float)
    steps = steps.reshape([num] + [1 for _ in range(delta.ndim)])
    step = delta / parts if parts > 0 else np.asarray(np.nan)
    if parts > 0:
        values = steps / parts * delta if np.any(step == 0) else steps * step
    else:
        values = steps * delta
    values = np.asarray(values + start)
    if endpoint and num > 1:
        values[-1] = stop
    if axis != 0:
        values = np.moveaxis(values, 0, axis)
    if dtype is not None:
        values = np.floor(values).astype(dtype) if np.dtype(dtype).kind in 'iu' else values.astype(dtype)
    if retstep:
        return values, (step if delta.ndim else float(np.asarray(step).item()))
    return values


def logspace(start, stop=None, num=50, endpoint=True, base=10.0, dtype=None, axis=0):
    values = np.power(base, np.linspace(start, stop, num, endpoint, axis=axis))
    return values if dtype is None else values.astype(dtype)


def geomspace(start, stop=None, num=50, endpoint=True, dtype=None, axis=0):
    if start == 0 or stop == 0:
        raise ValueError('Geometric sequence cannot include zero')
    sign = -1.0 if start < 0 and stop < 0 else 1.0
    values = np.logspace(np.log10(start * sign), np.log10(stop * sign), num, endpoint, 10.0)
    if num > 0:
        values[0] = start * sign
        if num > 1 and endpoint:
            values[-1] = stop * sign
    values = values * sign
    return values if dtype is None else values.astype(dtype)


def eye(N, M=None, k=0, dtype='float64', order='C'):
    M = N if M is None else M
    result = np.zeros((N, M), dtype, order)
    rows = np.arange(N)
    rows = rows[(rows + k >= 0) & (rows + k < M)]
    result[rows, rows + k] = 1
    return result


def identity(n, dtype=None):
    return np.eye(n, dtype=float if dtype is None else dtype)


def diag(v, k=0):
    v = np.asarray(v)
    if v.ndim == 1:
        n = v.shape[0] + abs(k)
        result = np.zeros((n, n), v.dtype)
        index = np.arange(v.shape[0])
        result[index + max(-k, 0), index + max(k, 0)] = v
        return result
    if v.ndim == 2:
        return np.diagonal(v, k).copy()
    raise ValueError('Input must be 1- or 2-d.')


def diagflat(v, k=0):
    return np.diag(np.ravel(v), k)


def diagonal(a, offset=0, axis1=0, axis2=1):
    a = np.asarray(a)
    if a.ndim < 2:
        raise ValueError('diag requires an array of at least two dimensions')
    a = np.moveaxis(a, (axis1, axis2), (-2, -1))
    rows, columns = a.shape[-2], a.shape[-1]
    first = max(-offset, 0)
    count = max(min(rows - first, columns - max(offset, 0)), 0)
    index = np.arange(count)
    return a[..., index + first, index + max(offset, 0)]


def trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    return np.diagonal(a, offset, axis1, axis2).sum(axis=-1, dtype=dtype, out=out)


def tri(N, M=None, k=0, dtype='float64'):
    M = N if M is None else M
    return np.greater_equal(np.arange(N).reshape(N, 1) + k, np.arange(M)).astype(dtype)


def _at_least_row(m):
    m = np.asarray(m)
    return np.broadcast_to(m, (m.shape[0], m.shape[0])) if m.ndim == 1 else m


def tril(m, k=0):
    m = _at_least_row(m)
    return np.where(np.tri(m.shape[-2], m.shape[-1], k, bool), m, np.zeros(1, m.dtype))


def triu(m, k=0):
    m = _at_least_row(m)
    return np.where(np.tri(m.shape[-2], m.shape[-1], k - 1, bool), np.zeros(1, m.dtype), m)


def vander(x, N=None, increasing=False):
    x = np.asarray(x)
    if x.ndim != 1:
        raise ValueError('x must be a one-dimensional array or sequence.')
    N = len(x) if N is None else N
    powers = np.arange(N)
    result = np.ones((len(x), N), np.promote_types(x.dtype, int))
    for i in range(1, N):
        result[:, i] = result[:, i - 1] * x
    return result if increasing else result[:, ::-1]


def meshgrid(*xi, copy=True, sparse=False, indexing='xy'):
    if indexing not in ('xy', 'ij'):
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
    n = len(xi)
    outs = []
    for i in range(n):
        shape = [1 for _ in range(n)]
        shape[i] = -1
        outs.append(np.asarray(xi[i]).reshape(tuple(shape)))
    if indexing == 'xy' and n > 1:
        outs[0] = np.swapaxes(outs[0], 0, 1)
        outs[1] = np.swapaxes(outs[1], 0, 1)
    if not sparse:
        outs = np.broadcast_arrays(*outs)
    if copy:
        outs = [x.copy() for x in outs]
    return tuple(outs)


def indices(dimensions, dtype='int64', sparse=False):
    dimensions = tuple(dimensions)
    n = len(dimensions)
    parts = []
    for i in range(n):
        shape = [1 for _ in range(n)]
        shape[i] = dimensions[i]
        parts.append(np.arange(dimensions[i], dtype=dtype).reshape(tuple(shape)))
    if sparse:
        return tuple(parts)
    result = np.empty([n] + list(dimensions), dtype)
    for i in range(n):
        result[i] = parts[i]
    return result


def fromfunction(function, shape=None, dtype='float64'):
    return function(*[part for part in np.indices(shape, dtype)])


def fromiter(iter, dtype=None, count=-1):
    values = []
    for value in iter:
        if count >= 0 and len(values) == count:
            break
        values.append(value)
    if len(values) < count:
        raise ValueError('iterator too short: Expected ' + str(count) + ' but iterator had only ' + str(len(values)) + ' items.')
    return np.array(values, dtype)


def copy(a, order='K', subok=False):
    return np.array(a, order=order)


def ascontiguousarray(a, dtype=None):
    a = np.asarray(a, dtype, 'C')
    return a.reshape(1) if a.ndim == 0 else a


def asfortranarray(a, dtype=None):
    return np.asarray(a, dtype, 'F')
