# Functions of the user over arrays, and iteration over indices.


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
