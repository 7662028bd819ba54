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


def stack(arrays, axis=0, out=None, dtype=None, casting='same_kind'):
    arrays = [np.asarray(x) for x in arrays]
    if len(arrays) == 0:
        raise ValueError('need at least one array to stack')
    for x in arrays:
        if x.shape != arrays[0].shape:
            raise ValueError('all input arrays must have the same shape')
    return np.concatenate([np.expand_dims(x, axis) for x in arrays], _axis(axis, arrays[0].ndim + 1), out, dtype, casting)


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
