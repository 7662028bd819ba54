# The same elements in another arrangement.


def _axis(axis, ndim, what=''):
    if axis < -ndim or axis >= ndim:
        raise np.exceptions.AxisError(what + 'axis ' + str(axis) + ' is out of bounds for array of dimension ' + str(ndim))
    return axis + ndim if axis < 0 else axis


def _axes(axis, ndim, what=''):
    given = axis if isinstance(axis, (tuple, list)) else (axis,)
    axes = [_axis(i, ndim, what) for i in given]
    for i in axes:
        if axes.count(i) > 1:
            raise ValueError('repeated axis')
    return axes


def _key(axis, index):
    return tuple([slice(None, None, None) for _ in range(axis)] + [index])


def _resized(a, axis, size):
    return [size if i == axis else a.shape[i] for i in range(a.ndim)]


def swapaxes(a, axis1=None, axis2=None):
    a = np.asarray(a)
    order = list(range(a.ndim))
    axis1, axis2 = _axis(axis1, a.ndim, 'axis1: '), _axis(axis2, a.ndim, 'axis2: ')
    order[axis1], order[axis2] = order[axis2], order[axis1]
    return a.transpose(tuple(order))


def moveaxis(a, source=None, destination=None):
    a = np.asarray(a)
    source = _axes(source, a.ndim, 'source: ')
    destination = _axes(destination, a.ndim, 'destination: ')
    if len(source) != len(destination):
        raise ValueError('`source` and `destination` arguments must have the same number of elements')
    order = [i for i in range(a.ndim) if i not in source]
    for to, at in sorted([(destination[i], source[i]) for i in range(len(source))], key=lambda pair: pair[0]):
        order.insert(to, at)
    return a.transpose(tuple(order))


def rollaxis(a, axis=None, start=0):
    a = np.asarray(a)
    axis = _axis(axis, a.ndim)
    start = start + a.ndim if start < 0 else start
    return np.moveaxis(a, axis, start - 1 if axis < start else start)


def expand_dims(a, axis=None):
    a = np.asarray(a)
    given = axis if isinstance(axis, (tuple, list)) else (axis,)
    axes = _axes(given, a.ndim + len(given))
    shape = list(a.shape)
    for i in sorted(axes):
        shape.insert(i, 1)
    return a.reshape(tuple(shape))


def squeeze(a, axis=None):
    a = np.asarray(a)
    if a.ndim == 0 and axis in (0, -1):
        return a
    axes = list(range(a.ndim)) if axis is None else _axes(axis, a.ndim)
    for i in axes:
        if axis is not None and a.shape[i] != 1:
            raise ValueError('cannot select an axis to squeeze out which has size not equal to one')
    return a.reshape(tuple([a.shape[i] for i in range(a.ndim) if not (i in axes and a.shape[i] == 1)]))


def broadcast_shapes(*args):
    shapes = [shape if isinstance(shape, tuple) else (shape,) for shape in args]
    ndim = max([0] + [len(shape) for shape in shapes])
    result = [1 for _ in range(ndim)]
    for shape in shapes:
        for i in range(len(shape)):
            at = ndim - len(shape) + i
            if result[at] == 1:
                result[at] = shape[i]
            elif shape[i] != 1 and shape[i] != result[at]:
                raise ValueError('shape mismatch: objects cannot be broadcast to a single shape.')
    return tuple(result)


def broadcast_arrays(*args):
    arrays = [np.asarray(x) for x in args]
    shape = np.broadcast_shapes(*[x.shape for x in arrays])
    return tuple([np.broadcast_to(x, shape) for x in arrays])


def concatenate(arrays, axis=0, out=None, dtype=None, casting='same_kind'):
    arrays = [np.asarray(x) for x in arrays]
    if len(arrays) == 0:
        raise ValueError('need at least one array to concatenate')
    if axis is None:
        arrays = [x.ravel() for x in arrays]
        axis = 0
    first = arrays[0]
    if first.ndim == 0:
        raise ValueError('zero-dimensional arrays cannot be concatenated')
    axis = _axis(axis, first.ndim)
    length = 0
    for i in range(len(arrays)):
        x = arrays[i]
        if x.ndim != first.ndim:
            raise ValueError('all the input arrays must have same number of dimensions, but the array at index 0 has ' + str(first.ndim) + ' dimension(s) and the array at index ' + str(i) + ' has ' + str(x.ndim) + ' dimension(s)')
        for k in range(first.ndim):
            if k != axis and x.shape[k] != first.shape[k]:
                raise ValueError('all the input array dimensions except for the concatenation axis must match exactly, but along dimension ' + str(k) + ', the array at index 0 has size ' + str(first.shape[k]) + ' and the array at index ' + str(i) + ' has size ' + str(x.shape[k]))
        length += x.shape[axis]
    if out is None:
        kind = np.result_type(*arrays) if dtype is None else np.dtype(dtype)
        for x in arrays:
            if not np.can_cast(x.dtype, kind, casting):
                raise TypeError("Cannot cast array data from dtype('" + x.dtype.name + "') to dtype('" + kind.name + "') according to the rule '" + casting + "'")
        out = np.empty(_resized(first, axis, length), kind)
    at = 0
    for x in arrays:
        out[_key(axis, slice(at, at + x.shape[axis], None))] = x
        at += x.shape[axis]
    return out


def concat(arrays, axis=0, out=None, dtype=None, casting='same_kind'):
    return np.concatenate(arrays, axis, out, dtype, casting)


def stack(arrays, axis=0, out=None, dtype=None, casting='same_kind'):
    arrays = [np.asarray(x) for x in arrays]
    if len(arrays) == 0:
        raise ValueError('need at least one array to stack')
    for x in arrays:
        if x.shape != arrays[0].shape:
            raise ValueError('all input arrays must have the same shape')
    return np.concatenate([np.expand_dims(x, axis) for x in arrays], _axis(axis, arrays[0].ndim + 1), out, dtype, casting)


def atleast_1d(*args):
    results = [np.asarray(x).reshape(1) if np.asarray(x).ndim == 0 else np.asarray(x) for x in args]
    return results[0] if len(results) == 1 else tuple(results)


def atleast_2d(*args):
    results = []
    for x in args:
        x = np.asarray(x)
        results.append(x.reshape(1, 1) if x.ndim == 0 else (x[None] if x.ndim == 1 else x))
    return results[0] if len(results) == 1 else tuple(results)


def atleast_3d(*args):
    results = []
    for x in args:
        x = np.asarray(x)
        results.append(x.reshape(1, 1, 1) if x.ndim == 0 else (x[None, :, None] if x.ndim == 1 else (x[:, :, None] if x.ndim == 2 else x)))
    return results[0] if len(results) == 1 else tuple(results)


def vstack(tup, dtype=None, casting='same_kind'):
    return np.concatenate([np.atleast_2d(x) for x in tup], 0, None, dtype, casting)


def hstack(tup, dtype=None, casting='same_kind'):
    arrays = [np.atleast_1d(x) for x in tup]
    return np.concatenate(arrays, 0 if arrays and arrays[0].ndim == 1 else 1, None, dtype, casting)


def dstack(tup, dtype=None, casting='same_kind'):
    return np.concatenate([np.atleast_3d(x) for x in tup], 2, None, dtype, casting)


def column_stack(tup):
    arrays = [np.asarray(x) for x in tup]
    return np.concatenate([x if x.ndim > 1 else x.reshape(-1, 1) for x in arrays], 1)


def block(arrays):
    def depth(x):
        return 1 + depth(x[0]) if isinstance(x, list) else 0

    def ndim(x):
        return max([ndim(i) for i in x]) if isinstance(x, list) else np.asarray(x).ndim

    def build(x, level, total):
        if not isinstance(x, list):
            x = np.asarray(x)
            return x.reshape([1 for _ in range(total - x.ndim)] + list(x.shape)) if x.ndim < total else x
        return np.concatenate([build(i, level - 1, total) for i in x], -level)

    levels = depth(arrays)
    return build(arrays, levels, max(levels, ndim(arrays)))


def array_split(ary, indices_or_sections=None, axis=0):
    ary = np.asarray(ary)
    axis = _axis(axis, ary.ndim)
    total = ary.shape[axis]
    if isinstance(indices_or_sections, int):
        sections = indices_or_sections
        if sections <= 0:
            raise ValueError('number sections must be larger than 0.')
        each, more = total // sections, total % sections
        cuts = [0]
        for i in range(sections):
            cuts.append(cuts[-1] + each + (1 if i < more else 0))
    else:
        cuts = [0] + [int(i) for i in indices_or_sections] + [total]
    return [ary[_key(axis, slice(cuts[i], cuts[i + 1], None))] for i in range(len(cuts) - 1)]


def split(ary, indices_or_sections=None, axis=0):
    ary = np.asarray(ary)
    if isinstance(indices_or_sections, int) and ary.shape[axis] % indices_or_sections != 0:
        raise ValueError('array split does not result in an equal division')
    return np.array_split(ary, indices_or_sections, axis)


def _split_at(name, ary, cuts, ndim, axis):
    if np.ndim(ary) < ndim:
        raise ValueError(name + ' only works on arrays of ' + str(ndim) + ' or more dimensions')
    return np.split(ary, cuts, axis)


def vsplit(ary, indices_or_sections=None):
    return _split_at('vsplit', ary, indices_or_sections, 2, 0)


def hsplit(ary, indices_or_sections=None):
    return _split_at('hsplit', ary, indices_or_sections, 1, 0 if np.ndim(ary) == 1 else 1)


def dsplit(ary, indices_or_sections=None):
    return _split_at('dsplit', ary, indices_or_sections, 3, 2)


def tile(A, reps=None):
    A = np.asarray(A)
    reps = tuple(reps) if isinstance(reps, (tuple, list)) else (reps,)
    ndim = max(len(reps), A.ndim)
    reps = [1 for _ in range(ndim - len(reps))] + list(reps)
    A = A.reshape([1 for _ in range(ndim - A.ndim)] + list(A.shape))
    spread = []
    whole = []
    for i in range(ndim):
        spread.append(1)
        spread.append(A.shape[i])
        whole.append(reps[i])
        whole.append(A.shape[i])
    return np.broadcast_to(A.reshape(tuple(spread)), tuple(whole)).reshape(tuple([reps[i] * A.shape[i] for i in range(ndim)])).copy()


def repeat(a, repeats=None, axis=None):
    a = np.asarray(a)
    if axis is None or a.ndim == 0:
        a = a.ravel()
        axis = 0 if axis is None else axis
    axis = _axis(axis, a.ndim)
    repeats = np.asarray(repeats)
    n = a.shape[axis]
    if np.any(repeats < 0):
        raise ValueError('repeats may not contain negative values.')
    if repeats.size == 1:
        index = np.arange(n * int(repeats.item())) // max(int(repeats.item()), 1)
    elif repeats.size == n:
        ends = np.cumsum(repeats)
        index = np.searchsorted(ends, np.arange(int(ends[-1]) if n else 0), 'right')
    else:
        raise ValueError('operands could not be broadcast together with shape (' + str(n) + ',) (' + str(repeats.size) + ',)')
    return a[_key(axis, index)]


def roll(a, shift=None, axis=None):
    a = np.asarray(a)
    if axis is None:
        return np.roll(a.ravel(), shift, 0).reshape(a.shape)
    shifts = shift if isinstance(shift, (tuple, list)) else (shift,)
    axes = axis if isinstance(axis, (tuple, list)) else (axis,)
    if len(shifts) == 1:
        shifts = [shifts[0] for _ in axes]
    elif len(axes) == 1:
        axes = [axes[0] for _ in shifts]
    for i in range(len(shifts)):
        n = a.shape[_axis(axes[i], a.ndim)]
        if n:
            a = a[_key(_axis(axes[i], a.ndim), (np.arange(n) - shifts[i]) % n)]
    return a.copy()


def flip(m, axis=None):
    m = np.asarray(m)
    axes = list(range(m.ndim)) if axis is None else _axes(axis, m.ndim)
    return m[tuple([slice(None, None, -1) if i in axes else slice(None, None, None) for i in range(m.ndim)])]


def fliplr(m):
    m = np.asarray(m)
    if m.ndim < 2:
        raise ValueError('Input must be >= 2-d.')
    return m[:, ::-1]


def flipud(m):
    m = np.asarray(m)
    if m.ndim < 1:
        raise ValueError('Input must be >= 1-d.')
    return m[::-1]


def rot90(m, k=1, axes=(0, 1)):
    m = np.asarray(m)
    k = k % 4
    if len(axes) != 2:
        raise ValueError('len(axes) must be 2.')
    if axes[0] == axes[1] or abs(axes[0] - axes[1]) == m.ndim:
        raise ValueError('Axes must be different.')
    if m.ndim < 2:
        raise ValueError('Axes=' + str(tuple(axes)) + ' out of range for array of ndim=' + str(m.ndim) + '.')
    if k == 0:
        return m[...]
    if k == 2:
        return np.flip(np.flip(m, axes[0]), axes[1])
    order = list(range(m.ndim))
    order[axes[0]], order[axes[1]] = order[axes[1]], order[axes[0]]
    return np.transpose(np.flip(m, axes[1]), tuple(order)) if k == 1 else np.flip(np.transpose(m, tuple(order)), axes[1])


def resize(a, new_shape=None):
    new_shape = tuple(new_shape) if isinstance(new_shape, (tuple, list)) else (new_shape,)
    a = np.ravel(a)
    total = 1
    for n in new_shape:
        total *= n
        if n < 0:
            raise ValueError('all elements of `new_shape` must be non-negative')
    if a.size == 0 or total == 0:
        return np.zeros(new_shape, a.dtype)
    return a[np.arange(total) % a.size].reshape(new_shape)


def append(arr, values=None, axis=None):
    if axis is None:
        return np.concatenate((np.ravel(arr), np.ravel(values)))
    return np.concatenate((arr, values), axis)


def delete(arr, obj=None, axis=None):
    arr = np.asarray(arr)
    if axis is None:
        arr = arr.ravel()
        axis = 0
    axis = _axis(axis, arr.ndim)
    n = arr.shape[axis]
    keep = np.ones(n, bool)
    if isinstance(obj, int) and (obj < -n or obj >= n):
        raise IndexError('index ' + str(obj) + ' is out of bounds for axis ' + str(axis) + ' with size ' + str(n))
    index = obj if isinstance(obj, (int, slice)) else np.asarray(obj)
    if isinstance(index, np.ndarray) and index.size == 0:
        return arr.copy()
    keep[index] = False
    return arr[_key(axis, keep)]


def insert(arr, obj=None, values=None, axis=None):
    arr = np.asarray(arr)
    if axis is None:
        arr = arr.ravel()
        axis = 0
    axis = _axis(axis, arr.ndim)
    n = arr.shape[axis]
    values = np.asarray(values)
    index = np.asarray(obj)
    if index.ndim == 0:
        at = int(index.item())
        if at < -n or at > n:
            raise IndexError('index ' + str(at) + ' is out of bounds for axis ' + str(axis) + ' with size ' + str(n))
        values = np.array(values, arr.dtype, ndmin=arr.ndim)
        values = np.moveaxis(values, 0, axis)
        count = values.shape[axis]
        places = np.arange(count) + (at + n if at < 0 else at)
    else:
        index = np.where(index < 0, index + n, index)
        order = np.argsort(index)
        places = np.empty(index.size, int)
        places[order] = index[order] + np.arange(index.size)
        count = index.size
    result = np.empty(_resized(arr, axis, n + count), arr.dtype)
    old = np.ones(n + count, bool)
    old[places] = False
    result[_key(axis, places)] = values
    result[_key(axis, old)] = arr
    return result


def trim_zeros(filt, trim='fb', axis=None):
    values = np.asarray(filt)
    found = np.argwhere(values)
    axes = list(range(values.ndim)) if axis is None else _axes(axis, values.ndim)
    key = []
    for i in range(values.ndim):
        first, last = 0, values.shape[i]
        if i in axes and len(found) == 0:
            last = 0
        elif i in axes:
            first = int(found[:, i].min()) if 'f' in trim.lower() else 0
            last = int(found[:, i].max()) + 1 if 'b' in trim.lower() else last
        key.append(slice(first, last, None))
    return filt[key[0]] if isinstance(filt, (list, tuple)) else (values[tuple(key)] if key else values)


def ndim(a):
    return np.asarray(a).ndim


def shape(a):
    return np.asarray(a).shape


def size(a, axis=None):
    a = np.asarray(a)
    result = 1
    for i in range(a.ndim) if axis is None else _axes(axis, a.ndim):
        result *= a.shape[i]
    return result
