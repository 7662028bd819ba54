# Choosing, sorting, sets.


def _axis(axis, ndim):
    if axis < -ndim or axis >= ndim:
        raise np.exceptions.AxisError('axis ' + str(axis) + ' is out of bounds for array of dimension ' + str(ndim))
    return axis + ndim if axis < 0 else axis


def _castable(a, to, rule):
    if not np.can_cast(a.dtype, to, rule):
        what = 'scalar' if a.ndim == 0 else 'array data'
        raise TypeError('Cannot cast ' + what + " from dtype('" + a.dtype.name + "') to dtype('" + np.dtype(to).name + "') according to the rule '" + rule + "'")
    return a


def where(condition, x=None, y=None):
    if x is None and y is None:
        return np.nonzero(condition)
    if x is None or y is None:
        raise ValueError('either both or neither of x and y should be given')
    condition = np.asarray(condition)
    a, b = np.asarray(x), np.asarray(y)
    kind = np.result_type(x if np.isscalar(x) else a, y if np.isscalar(y) else b)
    try:
        shape = np.broadcast_shapes(condition.shape, a.shape, b.shape)
    except ValueError:
        texts = [str(s.shape).replace(' ', '') for s in (condition, a, b)]
        raise ValueError('operands could not be broadcast together with shapes ' + ' '.join(texts) + ' ')
    result = np.empty(shape, kind)
    result[...] = b
    np.copyto(result, a, 'unsafe', condition.astype(bool))
    return result


def argwhere(a):
    a = np.asarray(a)
    if a.ndim == 0:
        return np.zeros((1 if a else 0, 0), int)
    return np.transpose(np.asarray([index for index in np.nonzero(a)])) if a.ndim > 1 else np.nonzero(a)[0].reshape(-1, 1)


def flatnonzero(a):
    return np.nonzero(np.ravel(a))[0]


def take(a, indices=None, axis=None, out=None, mode='raise'):
    a = np.asarray(a)
    indices = np.asarray(indices) if isinstance(indices, np.ndarray) or np.asarray(indices).size else np.asarray(indices, int)
    indices = _castable(indices, int, 'same_kind').astype(int)
    if axis is None or a.ndim == 0:
        a = a.ravel()
        axis = 0 if axis is None else axis
    axis = _axis(axis, a.ndim)
    n = a.shape[axis]
    if 0 in a.shape[:axis]:
        return np.zeros(list(a.shape[:axis]) + list(indices.shape) + list(a.shape[axis + 1:]), a.dtype)
    if mode == 'wrap':
        indices = indices % n
    elif mode == 'clip':
        indices = np.clip(indices, 0, n - 1)
    elif mode != 'raise':
        raise ValueError("clipmode must be one of 'clip', 'raise', or 'wrap' (got '" + str(mode) + "')")
    result = a[tuple([slice(None, None, None) for _ in range(axis)] + [indices])]
    if out is not None:
        np.copyto(out, result)
        return out
    return result


def put(a, ind=None, v=None, mode='raise'):
    ind = np.ravel(ind)
    v = np.ravel(np.asarray(v, a.dtype) if np.isscalar(v) else np.asarray(v).astype(a.dtype))
    if a.size == 0 and ind.size:
        raise IndexError('cannot replace elements of an empty array')
    if mode == 'wrap':
        ind = ind % a.size
    elif mode == 'clip':
        ind = np.clip(ind, 0, a.size - 1)
    if v.size == 0 or ind.size == 0:
        return None
    bad = ind[(ind < -a.size) | (ind >= a.size)]
    if bad.size:
        raise IndexError('index ' + str(bad[0]) + ' is out of bounds for axis 0 with size ' + str(a.size))
    values = np.resize(v, ind.size)
    if a.ndim == 0:
        a[...] = values[-1]
    else:
        a[np.unravel_index(np.where(ind < 0, ind + a.size, ind), a.shape)] = values


def unravel_index(indices, shape=None, order='C'):
    shape = tuple(shape) if isinstance(shape, (tuple, list)) else (shape,)
    rest = np.asarray(indices)
    size = 1
    for n in shape:
        size *= n
    if np.any(rest < 0) or np.any(rest >= size):
        bad = rest if rest.ndim == 0 else rest[(rest < 0) | (rest >= size)][0]
        raise ValueError('index ' + str(bad) + ' is out of bounds for array with size ' + str(size))
    parts = []
    for n in reversed(list(shape)) if order == 'C' else shape:
        parts.append(rest % n)
        rest = rest // n
    return tuple(reversed(parts)) if order == 'C' else tuple(parts)


def ravel_multi_index(multi_index, dims=None, mode='raise', order='C'):
    result = 0
    step = 1
    n = len(dims)
    for i in range(n - 1, -1, -1) if order == 'C' else range(n):
        part = np.asarray(multi_index[i])
        if mode == 'raise' and (np.any(part < 0) or np.any(part >= dims[i])):
            raise ValueError('invalid entry in coordinates array')
        result = part * step + result
        step *= dims[i]
    return result


def _all_indices(indices, axis):
    shape = indices.shape
    key = []
    for i in range(indices.ndim):
        if i == axis:
            key.append(indices)
        else:
            key.append(np.arange(shape[i]).reshape(tuple([-1 if k == i else 1 for k in range(indices.ndim)])))
    return tuple(key)


def take_along_axis(arr, indices=None, axis=-1):
    arr = np.asarray(arr)
    if axis is None:
        return arr.ravel()[indices]
    return arr[_all_indices(np.asarray(indices), _axis(axis, arr.ndim))]


def put_along_axis(arr, indices=None, values=None, axis=None):
    arr[_all_indices(np.asarray(indices), axis + arr.ndim if axis < 0 else axis)] = values


def choose(a, choices=None, out=None, mode='raise'):
    a = _castable(np.asarray(a), int, 'safe')
    n = len(choices)
    kind = np.result_type(*[x if np.isscalar(x) else np.asarray(x) for x in choices])
    if mode == 'wrap':
        a = a % n
    elif mode == 'clip':
        a = np.clip(a, 0, n - 1)
    elif np.any(a < 0) or np.any(a >= n):
        raise ValueError('invalid entry in choice array')
    choices = np.broadcast_arrays(a, *choices)
    result = np.empty(choices[0].shape, kind)
    for i in range(n):
        np.copyto(result, choices[i + 1], 'unsafe', choices[0] == i)
    return result[()]


def select(condlist, choicelist=None, default=0):
    if len(condlist) != len(choicelist):
        raise ValueError('list of cases must be same length as list of conditions')
    result = np.asarray(default)
    kind = np.result_type(*[x if np.isscalar(x) else np.asarray(x) for x in list(choicelist) + [default]])
    for i in range(len(condlist) - 1, -1, -1):
        result = np.where(condlist[i], choicelist[i], result)
    return np.asarray(result, kind)


def compress(condition, a=None, axis=None, out=None):
    if isinstance(condition, np.ndarray) and condition.dtype.kind != 'b' and not isinstance(a, (list, tuple)) and np.ndim(a) == 0:
        condition, a = a, condition
    index = np.flatnonzero(condition)
    return np.take(a, index, axis)


def extract(condition, arr=None):
    return np.take(np.ravel(arr), np.flatnonzero(condition))


def place(arr, mask=None, vals=None):
    mask = np.asarray(mask, bool)
    vals = np.ravel(vals)
    n = int(np.sum(mask))
    if n and vals.size == 0:
        raise ValueError('Cannot insert from an empty array!')
    if n:
        arr[mask] = np.resize(vals, n)


def putmask(a, mask=None, values=None):
    if np.isscalar(values):
        values = np.asarray(values, a.dtype)
    else:
        values = _castable(np.asarray(values), a.dtype, 'safe')
    if values.size == 0:
        return None
    values = np.resize(values, a.size).reshape(a.shape)
    np.copyto(a, values, 'unsafe', mask)


def fill_diagonal(a, val=None, wrap=False):
    if a.ndim < 2:
        raise ValueError('array must be at least 2-d')
    n = min([int(x) for x in a.shape])
    index = np.arange(n)
    a[tuple([index for _ in range(a.ndim)])] = val if np.ndim(val) == 0 else np.resize(val, n)


def sort(a, axis=-1, kind=None, order=None, stable=None):
    a = np.asarray(a)
    if axis is None:
        return np._sort_last(a.ravel())
    if a.ndim == 0:
        raise np.exceptions.AxisError('axis ' + str(axis) + ' is out of bounds for array of dimension 0')
    return np.moveaxis(np._sort_last(np.moveaxis(a, axis, -1)), -1, axis)


def argsort(a, axis=-1, kind=None, order=None, stable=None):
    a = np.asarray(a)
    if axis is None:
        return np._argsort_last(a.ravel())
    if a.ndim == 0:
        return np.zeros(1, int)
    return np.moveaxis(np._argsort_last(np.moveaxis(a, axis, -1)), -1, axis)


def _check_kth(a, kth, axis):
    n = np.size(a) if axis is None else np.shape(a)[_axis(axis, np.ndim(a))]
    for k in np.ravel(kth).tolist():
        if np.size(a) and (k < -n or k >= n):
            raise ValueError('kth(=' + str(k + n if k < 0 else k) + ') out of bounds (' + str(n) + ')')


def partition(a, kth=None, axis=-1, kind='introselect', order=None):
    _check_kth(a, kth, axis)
    return np.sort(a, axis)


def argpartition(a, kth=None, axis=-1, kind='introselect', order=None):
    _check_kth(a, kth, axis)
    return np.argsort(a, axis)


def lexsort(keys, axis=-1):
    keys = [np.asarray(key) for key in keys]
    order = np.argsort(keys[0], axis)
    for key in keys[1:]:
        order = np.take_along_axis(order, np.argsort(np.take_along_axis(key, order, axis), axis), axis)
    return order


def sort_complex(a):
    return np.sort(np.asarray(a) * (1 + 0j))


def searchsorted(a, v=None, side='left', sorter=None):
    a = np.asarray(a)
    if sorter is not None:
        a = a[sorter]
    if side not in ('left', 'right'):
        raise ValueError("search side must be 'left' or 'right' (got '" + str(side) + "')")
    if a.ndim != 1:
        raise ValueError('object too deep for desired array' if a.ndim > 1 else 'object of too small depth for desired array')
    v = np.asarray(v)
    result = np._search(a, v.ravel(), side == 'right').reshape(v.shape)
    return int(result.item()) if v.ndim == 0 else result


def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, equal_nan=True):
    ar = np.asarray(ar)
    if axis is not None and ar.ndim != 1:
        return _unique_rows(ar, axis, return_index, return_inverse, return_counts)
    flat = ar.ravel()
    order = np.argsort(flat)
    ordered = flat[order]
    first = np.ones(flat.size, bool)
    if flat.size > 1:
        first[1:] = ordered[1:] != ordered[:-1]
        if flat.dtype.kind in 'fc' and equal_nan:
            first[1:] = first[1:] & ~(np.isnan(ordered[1:]) & np.isnan(ordered[:-1]))
    result = [ordered[first]]
    if return_index:
        result.append(order[first])
    if return_inverse:
        inverse = np.empty(flat.size, int)
        inverse[order] = np.cumsum(first) - 1
        result.append(inverse.reshape(ar.shape))
    if return_counts:
        result.append(np.diff(np.concatenate((np.flatnonzero(first), [flat.size]))))
    return result[0] if len(result) == 1 else tuple(result)


# Of slices along an axis, in the order of their elements.
def _unique_rows(ar, axis, return_index, return_inverse, return_counts):
    if not -ar.ndim <= axis < ar.ndim:
        raise np.exceptions.AxisError('axis ' + str(axis) + ' is out of bounds for array of dimension ' + str(ar.ndim))
    slices = np.moveaxis(ar, axis, 0)
    rows = slices.reshape(slices.shape[0], int(np.prod(slices.shape[1:])))
    order = np.lexsort(rows.T[::-1]) if rows.shape[1] else np.arange(rows.shape[0])
    ordered = rows[order]
    first = np.ones(rows.shape[0], bool)
    first[1:] = np.any(ordered[1:] != ordered[:-1], 1)
    result = [np.moveaxis(slices[order[first]], 0, axis)]
    if return_index:
        result.append(order[first])
    if return_inverse:
        inverse = np.empty(rows.shape[0], int)
        inverse[order] = np.cumsum(first) - 1
        result.append(inverse)
    if return_counts:
        result.append(np.diff(np.concatenate((np.flatnonzero(first), [rows.shape[0]]))))
    return result[0] if len(result) == 1 else tuple(result)


def unique_values(x):
    return np.unique(x, equal_nan=False)


def unique_counts(x):
    return np.unique(x, return_counts=True, equal_nan=False)


def unique_inverse(x):
    return np.unique(x, return_inverse=True, equal_nan=False)


def unique_all(x):
    return np.unique(x, True, True, True, None, False)


def isin(element, test_elements=None, assume_unique=False, invert=False):
    element = np.asarray(element)
    tests = np.unique(np.ravel(test_elements))
    if tests.size == 0:
        hit = np.zeros(element.shape, bool)
    else:
        places = np.searchsorted(tests, element.ravel())
        places = np.where(places == tests.size, 0, places)
        hit = (tests[places] == element.ravel()).reshape(element.shape)
    return np.logical_not(hit, out=hit) if invert else hit


def intersect1d(ar1, ar2=None, assume_unique=False, return_indices=False):
    if not return_indices:
        a, b = np.unique(ar1), np.unique(ar2)
        return a[np.isin(a, b)].astype(np.promote_types(a.dtype, b.dtype))
    a, at = np.unique(ar1, return_index=True)
    b, where = np.unique(ar2, return_index=True)
    hit = np.isin(a, b)
    common = a[hit].astype(np.promote_types(a.dtype, b.dtype))
    return common, at[hit], where[np.isin(b, a)]


def union1d(ar1, ar2=None):
    return np.unique(np.concatenate((np.ravel(ar1), np.ravel(ar2))))


def setdiff1d(ar1, ar2=None, assume_unique=False):
    a = np.unique(ar1)
    return a[~np.isin(a, ar2)]


def setxor1d(ar1, ar2=None, assume_unique=False):
    a, b = np.unique(ar1), np.unique(ar2)
    return np.sort(np.concatenate((a[~np.isin(a, b)], b[~np.isin(b, a)])))
