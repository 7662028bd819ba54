# Means, spreads, order statistics, with NaN and without.


def _count(a, axis):
    if axis is None:
        return a.size
    n = 1
    for i in _axes(axis, a.ndim):
        n *= a.shape[i]
    return n


def _axes(axis, ndim):
    axes = []
    for i in axis if isinstance(axis, tuple) else (axis,):
        if i < -ndim or i >= ndim:
            raise np.exceptions.AxisError('axis ' + str(i) + ' is out of bounds for array of dimension ' + str(ndim))
        if i % ndim in axes:
            raise ValueError('repeated axis')
        axes.append(i % ndim)
    return axes


def mean(a, axis=None, dtype=None, out=None, keepdims=False, where=True):
    a = np.asarray(a)
    kind = dtype
    if kind is None and a.dtype.kind in 'biu':
        kind = float
    total = np.sum(a, axis, kind, None, keepdims, where=where)
    count = _count(a, axis) if where is True else np.sum(np.broadcast_to(where, a.shape), axis, None, None, keepdims)
    if dtype is not None and np.dtype(dtype).kind in 'biu':
        return np.asarray(np.divide(total, count)).astype(dtype)[()]
    if isinstance(total, np.ndarray):
        return np.true_divide(total, count, out=out, casting='unsafe') if out is not None else (np.true_divide(total, count, dtype=total.dtype) if total.dtype.kind in 'fc' else total / count)
    return np.divide(total, count)


def var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, where=True):
    a = np.asarray(a)
    if a.dtype.kind in 'biu' and dtype is None:
        dtype = float
    center = np.mean(a, axis, dtype, None, True, where)
    gap = np.asarray(a - center)
    squares = np.multiply(gap, gap) if gap.dtype.kind != 'c' else np.real(np.multiply(gap, np.conjugate(gap)))
    total = np.sum(squares, axis, dtype, None, keepdims, where=where)
    count = _count(a, axis) if where is True else np.sum(np.broadcast_to(where, a.shape), axis, None, None, keepdims)
    result = np.divide(total, np.maximum(count - ddof, 0))
    if isinstance(total, np.ndarray) and isinstance(result, np.ndarray):
        result = result.astype(total.dtype)
    if out is not None:
        np.copyto(out, result, 'unsafe')
        return out
    return result


def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, where=True):
    result = np.sqrt(np.var(a, axis, dtype, None, ddof, keepdims, where))
    if out is not None:
        np.copyto(out, result, 'unsafe')
        return out
    return result


def ptp(a, axis=None, out=None, keepdims=False):
    gap = np.subtract(np.max(a, axis, None, True), np.min(a, axis, None, True))
    return gap if keepdims else np.max(gap, axis)


def average(a, axis=None, weights=None, returned=False, keepdims=False):
    a = np.asarray(a)
    if weights is None:
        result = np.mean(a, axis, None, None, keepdims)
        total = np.full(np.shape(result), _count(a, axis) * 1.0)
    else:
        weights = np.asarray(weights)
        if weights.shape != a.shape:
            if axis is None:
                raise TypeError('Axis must be specified when shapes of a and weights differ.')
            if weights.ndim != 1 or weights.shape[0] != a.shape[axis]:
                raise ValueError('Shape of weights must be consistent with shape of a along specified axis.')
            shape = [1 for _ in range(a.ndim)]
            shape[axis] = -1
            weights = np.broadcast_to(weights.reshape(tuple(shape)), a.shape)
        total = np.sum(weights * 1.0, axis, None, None, keepdims)
        if np.any(np.asarray(total) == 0.0):
            raise ZeroDivisionError("Weights sum to zero, can't be normalized")
        result = np.divide(np.sum(np.multiply(a, weights * 1.0), axis, None, None, keepdims), total)
    return (result, total) if returned else result


def _extreme(a, axis, keepdims, find, name):
    a = np.asarray(a)
    if axis is None:
        flat = a.ravel()
        if flat.size == 0:
            raise ValueError('attempt to get ' + name + ' of an empty sequence')
        index = int(_indices(flat, find))
        return index if not keepdims or a.ndim == 0 else np.full(tuple([1 for _ in a.shape]), index)
    if a.ndim == 0 and axis in (0, -1):
        return 0
    if axis < -a.ndim or axis >= a.ndim:
        raise np.exceptions.AxisError('axis ' + str(axis) + ' is out of bounds for array of dimension ' + str(max(a.ndim, 1)))
    if a.shape[axis] == 0:
        raise ValueError('attempt to get ' + name + ' of an empty sequence')
    a = np.moveaxis(a, axis, -1)
    n = a.shape[-1]
    result = _indices(a, find)
    return np.expand_dims(result, axis) if keepdims else result


def _indices(a, find):
    if a.dtype.kind != 'c':
        return np._arg_extreme(a, find is np.max)
    n = a.shape[-1]
    return np.where(_is_extreme(a, find(a, -1, None, True)), np.arange(n), n).min(axis=-1)


def _is_extreme(a, extreme):
    hit = np.equal(a, extreme)
    return np.logical_or(hit, np.isnan(a)) if a.dtype.kind in 'fc' else hit


def argmax(a, axis=None, out=None, keepdims=False):
    return _extreme(a, axis, keepdims, np.max, 'argmax')


def argmin(a, axis=None, out=None, keepdims=False):
    return _extreme(a, axis, keepdims, np.min, 'argmin')


def count_nonzero(a, axis=None, keepdims=False):
    return np.sum(np.asarray(a).astype(bool), axis, int, None, keepdims)


def _last(a, axis):
    a = np.asarray(a)
    if axis is None:
        return a.ravel()
    if isinstance(axis, tuple):
        axis = _axes(axis, a.ndim)
        rest = [i for i in range(a.ndim) if i not in axis]
        a = np.moveaxis(a, rest, tuple(range(len(rest))))
        n = 1
        for size in a.shape[len(rest):]:
            n *= size
        return a.reshape(list(a.shape[:len(rest)]) + [n])
    return np.moveaxis(a, axis, -1)


def _kept(result, a, axis):
    shape = list(np.shape(a))
    for i in range(len(shape)) if axis is None else (axis if isinstance(axis, tuple) else (axis,)):
        shape[i] = 1
    return np.reshape(result, tuple(shape))


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    rows = np.sort(_last(a, axis), -1)
    n = rows.shape[-1]
    half = n // 2
    result = np.mean(rows[..., half - 1 + n % 2:half + 1] if n else rows, -1, None, None, True)
    if rows.dtype.kind in 'fc' and n:
        result = np.where(np.isnan(rows[..., -1:]), rows[..., -1:], result)
    return _kept(result, a, axis) if keepdims else result[..., 0][()]


# Rows with weights: the least value at which the running weight reaches the part.
def _weighted_quantile(a, q, axis, method, keepdims, weights):
    if method != 'inverted_cdf':
        raise ValueError("Only method 'inverted_cdf' supports weights. Got: " + method + '.')
    a = np.asarray(a)
    weights = np.asarray(weights)
    if weights.shape != a.shape and axis is not None and not isinstance(axis, tuple):
        weights = np.moveaxis(np.broadcast_to(weights, np.moveaxis(a, axis, -1).shape), -1, axis)
    if weights.shape != a.shape:
        raise TypeError('Axis must be specified when shapes of a and weights differ.')
    if np.any(weights < 0):
        raise ValueError('Weights must be non-negative.')
    rows = _last(a, axis)
    order = np.argsort(rows, -1)
    ordered = np.take_along_axis(rows, order, -1)
    sums = np.cumsum(np.take_along_axis(_last(weights, axis), order, -1), -1)
    results = []
    for x in np.ravel(q).tolist():
        at = np.argmax(sums >= x * sums[..., -1:], -1)
        part = np.take_along_axis(ordered, np.asarray(at)[..., None], -1)[..., 0]
        results.append(_kept(part, a, axis) if keepdims else part)
    return results[0] if np.ndim(q) == 0 else np.stack([np.asarray(x) for x in results])


def quantile(a, q=None, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, weights=None):
    if weights is not None:
        return _weighted_quantile(a, np.asarray(q) * 1.0, axis, method, keepdims, weights)
    q = np.asarray(q) * 1.0
    if np.any(q < 0) or np.any(q > 1):
        raise ValueError('Quantiles must be in the range [0, 1]')
    rows = np.sort(_last(a, axis), -1)
    n = rows.shape[-1]
    is_discrete = method in ('lower', 'higher', 'nearest', 'inverted_cdf', 'closest_observation')
    if rows.dtype.kind == 'b' and not is_discrete:
        raise TypeError('numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.')
    if n == 0 and rows.dtype.kind != 'f':
        raise IndexError('index 0 is out of bounds for axis 0 with size 0')
    if rows.dtype.kind in 'iu' and not is_discrete:
        rows = rows.astype(float)
    kind = rows.dtype if is_discrete or np.ndim(q) == 0 else np.dtype(float)
    results = [_one_quantile(rows, n, float(x), method, kind) for x in np.ravel(q).tolist()]
    results = [_kept(x, a, axis) if keepdims else x[..., 0] for x in results]
    if np.ndim(q) == 0:
        return results[0] if keepdims else results[0][()]
    whole = np.stack([np.asarray(x, kind) for x in results])
    return whole.reshape(list(np.shape(q)) + list(whole.shape[1:]))


def _virtual_index(n, q, method):
    if method == 'linear':
        return (n - 1) * q
    if method == 'lower':
        return np.floor((n - 1) * q)
    if method == 'higher':
        return np.ceil((n - 1) * q)
    if method == 'nearest':
        return np.rint((n - 1) * q)
    if method == 'midpoint':
        at = (n - 1) * q
        return at if at % 1 == 0 else np.floor(at) + 0.5
    table = {'weibull': (0.0, 0.0), 'hazen': (0.5, 0.5), 'interpolated_inverted_cdf': (0.0, 1.0), 'median_unbiased': (1 / 3.0, 1 / 3.0), 'normal_unbiased': (3 / 8.0, 3 / 8.0)}
    if method in table:
        alpha, beta = table[method]
        return n * q + (alpha + q * (1 - alpha - beta)) - 1
    if method == 'inverted_cdf':
        return np.ceil(n * q) - 1
    if method == 'averaged_inverted_cdf':
        at = n * q
        return at - 0.5 if at % 1 == 0 else np.ceil(at) - 1
    if method == 'closest_observation':
        at = n * q - 1.5
        low = np.floor(at)
        return low if at == low and low % 2 == 1 else low + 1
    raise ValueError("'" + str(method) + "' is not a valid method. Use one of: 'inverted_cdf', 'averaged_inverted_cdf', 'closest_observation', 'interpolated_inverted_cdf', 'hazen', 'weibull', 'linear', 'median_unbiased', 'normal_unbiased', 'lower', 'higher', 'midpoint', 'nearest'")


def _one_quantile(rows, n, q, method, kind):
    if n == 0 and rows.dtype.kind == 'f':
        return np.full(list(rows.shape[:-1]) + [1], np.nan, rows.dtype)
    at = min(max(_virtual_index(n, q, method), 0), n - 1)
    low = int(np.floor(at))
    part = at - low
    high = min(low + 1, n - 1)
    a, b = rows[..., low:low + 1], rows[..., high:high + 1]
    result = a
    if part > 0:
        gap = (b - a).astype(kind)
        result = b - gap * (1 - part) if part >= 0.5 else a + gap * part
    return np.where(np.isnan(rows[..., -1:]), np.nan, result) if rows.dtype.kind == 'f' else result


def percentile(a, q=None, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, weights=None):
    q = np.asarray(q) / 100
    if np.any(q < 0) or np.any(q > 1):
        raise ValueError('Percentiles must be in the range [0, 100]')
    return np.quantile(a, q, axis, out, overwrite_input, method, keepdims, weights)


def _without_nan(a, value):
    a = np.asarray(a)
    return a if a.dtype.kind in 'biu' else np.where(np.isnan(a), np.asarray(value, a.dtype), a)


def nansum(a, axis=None, dtype=None, out=None, keepdims=False):
    return np.sum(_without_nan(a, 0), axis, dtype, out, keepdims)


def nanprod(a, axis=None, dtype=None, out=None, keepdims=False):
    return np.prod(_without_nan(a, 1), axis, dtype, out, keepdims)


def nancumsum(a, axis=None, dtype=None, out=None):
    return np.cumsum(_without_nan(a, 0), axis, dtype, out)


def nancumprod(a, axis=None, dtype=None, out=None):
    return np.cumprod(_without_nan(a, 1), axis, dtype, out)


def _nan_extreme(ufunc, a, axis, out, keepdims):
    a = np.asarray(a)
    return ufunc.reduce(a, tuple(range(a.ndim)) if axis is None else axis, None, out, keepdims)


def nanmin(a, axis=None, out=None, keepdims=False):
    return _nan_extreme(np.fmin, a, axis, out, keepdims)


def nanmax(a, axis=None, out=None, keepdims=False):
    return _nan_extreme(np.fmax, a, axis, out, keepdims)


def _like(result, total):
    if not isinstance(result, np.ndarray):
        return result
    return result.astype(total.dtype) if isinstance(total, np.ndarray) else result[()]


def nanmean(a, axis=None, dtype=None, out=None, keepdims=False):
    a = np.asarray(a)
    if a.dtype.kind in 'biu':
        return np.mean(a, axis, dtype, out, keepdims)
    total = np.nansum(a, axis, dtype, None, keepdims)
    return _like(np.divide(total, np.sum(np.logical_not(np.isnan(a)), axis, None, None, keepdims)), total)


def nanvar(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    a = np.asarray(a)
    if a.dtype.kind in 'biu':
        return np.var(a, axis, dtype, out, ddof, keepdims)
    known = np.asarray(np.logical_not(np.isnan(a)))
    gap = np.asarray(np.where(known, a - np.nanmean(a, axis, dtype, None, True), np.asarray(0, a.dtype)))
    count = np.subtract(np.sum(known, axis, None, None, keepdims), ddof)
    squares = np.real(np.multiply(gap, np.conjugate(gap)))
    total = np.sum(squares, axis, dtype, None, keepdims)
    return _like(np.divide(total, np.where(np.less_equal(count, 0), np.nan, count)), total)


def nanstd(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False):
    return np.sqrt(np.nanvar(a, axis, dtype, None, ddof, keepdims))


# function(values that are no NaN) for each row, or `empty` where there are none.
def _rows_without_nan(a, axis, keepdims, function, empty):
    rows = _last(a, axis)
    flat = rows.reshape(-1, rows.shape[-1]) if rows.size else np.zeros((int(np.prod(rows.shape[:-1])), 0))
    results = []
    for row in flat:
        row = row[~np.isnan(row)]
        results.append(np.asarray(function(row) if row.size else empty))
    inner = list(results[0].shape) if results else []
    whole = np.array([r.tolist() for r in results], rows.dtype if rows.dtype.kind in 'fc' else float).reshape(list(rows.shape[:-1]) + inner)
    for _ in inner:
        whole = np.moveaxis(whole, -1, 0)
    if keepdims:
        shape = [1 for _ in np.shape(a)] if axis is None else list(np.shape(a))
        for i in ([] if axis is None else (axis if isinstance(axis, tuple) else (axis,))):
            shape[i] = 1
        return whole.reshape(inner + shape)
    return whole.item() if whole.ndim == 0 else whole


def nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    a = np.asarray(a)
    if a.size == 0:
        return np.nanmean(a, axis, None, None, keepdims)
    if a.dtype.kind in 'biu':
        return np.median(a, axis, None, False, keepdims)
    return _rows_without_nan(a, axis, keepdims, np.median, np.nan)


def nanquantile(a, q=None, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, weights=None):
    a = np.asarray(a)
    if a.dtype.kind in 'biu':
        return np.quantile(a, q, axis, None, False, method, keepdims, weights)
    np.quantile([0.0], q, method=method)
    return _rows_without_nan(a, axis, keepdims, lambda row: np.quantile(row, q, None, None, False, method), np.full(np.shape(q), np.nan))


def nanpercentile(a, q=None, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, weights=None):
    q = np.asarray(q) / 100
    if np.any(q < 0) or np.any(q > 1):
        raise ValueError('Percentiles must be in the range [0, 100]')
    return np.nanquantile(a, q, axis, out, overwrite_input, method, keepdims, weights)


def _nan_place(a, axis, keepdims, find, worst):
    a = np.asarray(a)
    if a.dtype.kind in 'fc':
        missing = np.isnan(a)
        if np.any(np.all(missing, axis)):
            raise ValueError('All-NaN slice encountered')
        a = np.where(missing, np.asarray(worst, a.dtype), a)
    return find(a, axis, None, keepdims)


def nanargmin(a, axis=None, out=None, keepdims=False):
    return _nan_place(a, axis, keepdims, np.argmin, np.inf)


def nanargmax(a, axis=None, out=None, keepdims=False):
    return _nan_place(a, axis, keepdims, np.argmax, -np.inf)
