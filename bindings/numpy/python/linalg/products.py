# Products of arrays with several axes.


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
