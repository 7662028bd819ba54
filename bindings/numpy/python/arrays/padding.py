# np.pad: more elements on both sides of each axis.


def _pairs(value, ndim, kind):
    value = np.asarray(value)
    if kind == 'width':
        if value.dtype.kind not in 'iu':
            raise TypeError('`pad_width` must be of integral type.')
        if np.any(value < 0):
            raise ValueError("index can't contain negative values")
    return np.broadcast_to(value, (ndim, 2)).tolist()


def _block(array, axis, size):
    shape = list(array.shape)
    shape[axis] = size
    return tuple(shape)


def _slice(array, axis, start, stop):
    key = [slice(None, None, None) for _ in array.shape]
    key[axis] = slice(start, stop, None)
    return array[tuple(key)]


# Indices into the axis for modes that repeat what is there.
def _places(n, before, after, mode):
    at = np.arange(-before, n + after)
    if mode == 'edge':
        return np.clip(at, 0, n - 1)
    if mode == 'wrap':
        return at % n
    if mode == 'symmetric':
        at = at % (2 * n)
        return np.where(at >= n, 2 * n - 1 - at, at)
    period = max(2 * n - 2, 1)
    at = at % period
    return np.where(at >= n, period - at, at)


# Values mirrored and turned around at the edge, again and again.
def _odd(array, axis, before, after, mode):
    edge = 1 if mode == 'reflect' else 0
    while before > 0 or after > 0:
        n = array.shape[axis]
        most = max(n - edge, 1) if n > 1 or edge == 0 else n
        if n == 1 and edge:
            return np.concatenate((np.repeat(array, before, axis), array, np.repeat(array, after, axis)), axis)
        left = min(before, most)
        right = min(after, most)
        parts = []
        first = _slice(array, axis, 0, 1)
        last = _slice(array, axis, n - 1, n)
        if left:
            parts.append(np.flip(2 * first - _slice(array, axis, edge, edge + left), axis))
        parts.append(array)
        if right:
            parts.append(np.flip(2 * last - _slice(array, axis, n - edge - right, n - edge), axis))
        array = np.concatenate(tuple(parts), axis)
        before -= left
        after -= right
    return array


_STATISTICS = {'maximum': 'max', 'minimum': 'min', 'mean': 'mean', 'median': 'median'}


def _statistic(array, axis, size, length, is_right, mode):
    n = array.shape[axis]
    length = n if length is None else min(length, n)
    if length == 0:
        if mode in ('maximum', 'minimum'):
            raise ValueError('stat_length of 0 yields no value for padding')
    chunk = _slice(array, axis, n - length if is_right else 0, n if is_right else length)
    value = getattr(np, _STATISTICS[mode])(chunk, axis=axis, keepdims=True)
    if mode in ('mean', 'median') and array.dtype.kind in 'iu':
        value = np.rint(value)
    return np.broadcast_to(np.asarray(value).astype(array.dtype), _block(array, axis, size))


def _ramp(array, axis, size, end, is_right):
    n = array.shape[axis]
    edge = _slice(array, axis, n - 1 if is_right else 0, n if is_right else 1)
    edge = np.moveaxis(edge, axis, 0)[0]
    steps = np.linspace(end, edge, size, endpoint=False, axis=0)
    if array.dtype.kind in 'iu':
        steps = np.floor(steps)
    steps = np.moveaxis(steps.astype(array.dtype), 0, axis)
    return np.flip(steps, axis) if is_right else steps


def _check(mode, options):
    legal = {'constant': ['constant_values'], 'linear_ramp': ['end_values'], 'reflect': ['reflect_type'], 'symmetric': ['reflect_type'], 'edge': [], 'wrap': [], 'empty': []}
    if mode not in legal and mode not in _STATISTICS:
        raise ValueError("mode '" + str(mode) + "' is not supported")
    unknown = [name for name in options if name not in legal.get(mode, ['stat_length'])]
    if unknown:
        raise ValueError("unsupported keyword arguments for mode '" + mode + "': {" + ', '.join([repr(name) for name in unknown]) + '}')


def pad(array, pad_width=None, mode='constant', **options):
    array = np.asarray(array)
    if isinstance(pad_width, dict):
        widths = [(0, 0) for _ in array.shape]
        for axis in pad_width:
            width = pad_width[axis]
            widths[axis] = (width, width) if isinstance(width, int) else width
        pad_width = widths
    widths = _pairs(pad_width, array.ndim, 'width')
    if callable(mode):
        return _by_function(array, widths, mode, options)
    _check(mode, options)
    constants = _pairs(options.get('constant_values', options.get('end_values', 0)), array.ndim, 'value')
    lengths = options.get('stat_length', None)
    if lengths is not None:
        lengths = _pairs(lengths, array.ndim, 'value')
    for axis in range(array.ndim):
        before = widths[axis][0]
        after = widths[axis][1]
        n = array.shape[axis]
        if n == 0 and before + after > 0 and mode not in ('constant', 'empty'):
            raise ValueError("can't extend empty axis " + str(axis) + " using modes other than 'constant' or 'empty'")
        if mode in ('constant', 'empty'):
            sides = [np.full(_block(array, axis, widths[axis][k]), constants[axis][k]).astype(array.dtype) for k in range(2)]
        elif mode == 'linear_ramp':
            sides = [_ramp(array, axis, widths[axis][k], constants[axis][k], k == 1) for k in range(2)]
        elif mode in _STATISTICS:
            sides = [_statistic(array, axis, widths[axis][k], None if lengths is None else lengths[axis][k], k == 1, mode) for k in range(2)]
        elif options.get('reflect_type', 'even') == 'odd':
            array = _odd(array, axis, before, after, mode)
            continue
        else:
            array = array.take(_places(n, before, after, mode), axis)
            continue
        array = np.concatenate((sides[0], array, sides[1]), axis)
    return array


def _by_function(array, widths, function, options):
    for axis in range(array.ndim):
        zeros = [np.zeros(_block(array, axis, widths[axis][k]), array.dtype) for k in range(2)]
        array = np.concatenate((zeros[0], array, zeros[1]), axis)
    for axis in range(array.ndim):
        rows = np.moveaxis(array, axis, -1)
        for index in np.ndindex(rows.shape[:-1]):
            function(rows[index], tuple(widths[axis]), axis, options)
    return array
