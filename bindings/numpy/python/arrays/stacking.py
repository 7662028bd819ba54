# Arrays beside and on top of each other, apart, and turned: over the functions of shape.py.


def concat(arrays, axis=0, out=None, dtype=None, casting='same_kind'):
    return np.concatenate(arrays, axis, out, dtype, casting)


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
