# What universal functions do beyond being called, and functions of their kind with two results.


def _outer(ufunc, a, b, **options):
    if ufunc.nin != 2:
        raise ValueError('outer product only supported for binary functions')
    a = np.asarray(a)
    b = np.asarray(b)
    return ufunc(a.reshape(list(a.shape) + [1 for _ in b.shape]), b, **options)


def _reduceat(ufunc, array, indices, axis=0, dtype=None, out=None):
    if ufunc.nin != 2:
        raise ValueError('reduceat only supported for binary functions')
    array = np.asarray(array)
    if array.ndim == 0:
        raise TypeError('cannot reduceat on a scalar')
    indices = np.asarray(indices)
    if indices.dtype.kind not in 'iu' and indices.size:
        raise TypeError("Cannot cast array data from dtype('" + str(indices.dtype) + "') to dtype('int64') according to the rule 'safe'")
    if not -array.ndim <= axis < array.ndim:
        raise np.exceptions.AxisError('axis ' + str(axis) + ' is out of bounds for array of dimension ' + str(array.ndim))
    rows = np.moveaxis(array, axis, 0)
    places = indices.tolist()
    for i in places:
        if not 0 <= i < rows.shape[0]:
            raise IndexError('index ' + str(i) + ' out-of-bounds in ' + ufunc.__name__ + '.reduceat [0, ' + str(rows.shape[0]) + ')')
    kind = np.asarray(ufunc.reduce(rows[:1], 0, dtype)).dtype
    result = np.empty([len(places)] + list(rows.shape[1:]), kind)
    for k in range(len(places)):
        start = places[k]
        stop = places[k + 1] if k + 1 < len(places) else rows.shape[0]
        result[k] = ufunc.reduce(rows[start:stop], 0, dtype) if start < stop else rows[start]
    result = np.moveaxis(result, 0, axis)
    if out is None:
        return result
    out[...] = result
    return out


def _at(ufunc, a, indices, b=None):
    if not isinstance(a, np.ndarray):
        raise TypeError('first operand must be array')
    if (b is None) != (ufunc.nin == 1):
        raise ValueError('second operand needed for ufunc' if b is None else 'second operand provided when ufunc is unary')
    places = np.asarray(np.arange(a.size).reshape(a.shape)[indices])
    if not a.flags.writeable:
        raise ValueError('array is read-only')
    none = a.ravel()[:0]
    values = None
    if b is not None:
        try:
            values = np.broadcast_to(b, places.shape)
        except ValueError:
            raise ValueError('array is not broadcastable to correct shape')
    kind = (ufunc(none) if b is None else ufunc(none, values.ravel()[:0] if np.ndim(b) else b)).dtype
    work = a.astype(kind).ravel()
    np._apply_at(ufunc, work, places.ravel(), None if b is None else np.ascontiguousarray(values.ravel(), kind))
    a[...] = work.reshape(a.shape).astype(a.dtype)


def modf(x, out=None):
    x = np.asarray(x)
    whole = np.trunc(x if x.dtype.kind == 'f' else x.astype(float))
    part = np.where(np.isinf(whole), 0.0, x - whole).astype(np.asarray(whole).dtype)
    part = np.copysign(part, whole)
    return (part if np.ndim(part) else np.asarray(part).item(), whole)


def frexp(x, out=None):
    return (np._frexp_mantissa(x), np.asarray(np._frexp_exponent(x)).astype('int32') if np.ndim(x) else int(np._frexp_exponent(x)))


def ldexp(x1, x2, out=None):
    exponents = np.asarray(x2)
    if exponents.dtype.kind not in 'biu':
        raise TypeError("ufunc 'ldexp' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''")
    kind = np.asarray(x1).dtype
    kind = kind if kind == 'float32' else 'float64'
    return np._ldexp(np.asarray(x1, kind), exponents.astype(kind), out=out)


def bitwise_count(x, out=None):
    x = np.asarray(x)
    if x.dtype.kind not in 'biu':
        raise TypeError("ufunc 'bitwise_count' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''")
    bits = (x if x.dtype.kind in 'bu' else np.abs(x)).astype('uint64')
    count = np.zeros(x.shape, 'uint8')
    for i in range(x.itemsize * 8):
        count = count + (bits >> np.array(i, 'uint64') & np.array(1, 'uint64')).astype('uint8')
    return count if x.ndim else int(count)


def vecdot(x1, x2, axis=-1):
    return np.sum(np.conjugate(np.moveaxis(np.asarray(x1), axis, -1)) * np.moveaxis(np.asarray(x2), axis, -1), -1)


def matvec(x1, x2):
    return np.matmul(x1, np.asarray(x2)[..., None])[..., 0]


def vecmat(x1, x2):
    return np.matmul(np.conjugate(np.asarray(x1))[..., None, :], x2)[..., 0, :]


def cumulative_sum(x, axis=None, dtype=None, out=None, include_initial=False):
    return _cumulative(np.cumsum, np.asarray(x), axis, dtype, out, include_initial, 0)


def cumulative_prod(x, axis=None, dtype=None, out=None, include_initial=False):
    return _cumulative(np.cumprod, np.asarray(x), axis, dtype, out, include_initial, 1)


def _cumulative(function, x, axis, dtype, out, include_initial, initial):
    if axis is None:
        if x.ndim > 1:
            raise ValueError('For arrays which have more than one dimension ``axis`` argument is required.')
        axis = 0
    if x.ndim == 0:
        x = x.reshape(1)
    result = function(x, axis, dtype, out)
    if not include_initial:
        return result
    shape = list(x.shape)
    shape[axis] = 1
    return np.concatenate((np.full(shape, initial, result.dtype), result), axis)


def tril_indices(n, k=0, m=None):
    return np.nonzero(np.tri(n, m, k, bool))


def triu_indices(n, k=0, m=None):
    return np.nonzero(np.logical_not(np.tri(n, m, k - 1, bool)))


def tril_indices_from(arr, k=0):
    return tril_indices(arr.shape[-2], k, arr.shape[-1])


def triu_indices_from(arr, k=0):
    return triu_indices(arr.shape[-2], k, arr.shape[-1])


def diag_indices(n, ndim=2):
    return tuple([np.arange(n) for _ in range(ndim)])


def diag_indices_from(arr):
    if arr.ndim < 2:
        raise ValueError('input array must be at least 2-d')
    if any([n != arr.shape[0] for n in arr.shape]):
        raise ValueError('All dimensions of input must be of equal length')
    return diag_indices(arr.shape[0], arr.ndim)


def mask_indices(n, mask_func, k=0):
    return np.nonzero(mask_func(np.ones((n, n), int), k) != 0)


def ix_(*args):
    result = []
    for i in range(len(args)):
        a = np.asarray(args[i])
        if a.ndim != 1:
            raise ValueError('Cross index must be 1 dimensional')
        if a.size == 0:
            a = a.astype(int)
        if a.dtype == bool:
            a = np.nonzero(a)[0]
        result.append(a.reshape([-1 if k == i else 1 for k in range(len(args))]))
    return tuple(result)


def unstack(x, axis=0):
    x = np.asarray(x)
    if x.ndim == 0:
        raise ValueError('Input array must be at least 1-d.')
    return tuple(list(np.moveaxis(x, axis, 0)))
