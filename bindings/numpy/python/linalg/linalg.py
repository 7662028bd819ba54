# Linear algebra: arguments, stacks of matrices, and what follows from the factorisations.


def _matrix(a, square=True):
    a = np.asarray(a)
    if a.ndim < 2:
        raise LinAlgError(str(a.ndim) + '-dimensional array given. Array must be at least two-dimensional')
    if square and a.shape[-1] != a.shape[-2]:
        raise LinAlgError('Last 2 dimensions of the array must be square')
    return a, a.astype('complex128' if a.dtype.kind == 'c' else 'float64'), a.dtype in ('float32', 'complex64')


def _narrow(x, single):
    if not single or not isinstance(x, np.ndarray):
        return x
    return x.astype('complex64' if x.dtype.kind == 'c' else 'float32')


def _each(function, a, *rest):
    lead = a.shape[:-2]
    if len(lead) == 0:
        return function(a, *rest)
    n = 1
    for i in lead:
        n *= i
    parts = [function(x, *rest) for x in a.reshape(n, a.shape[-2], a.shape[-1])]
    if len(parts) == 0:
        return None
    if isinstance(parts[0], tuple):
        return tuple([_stacked([p[k] for p in parts], lead) for k in range(len(parts[0]))])
    return _stacked(parts, lead)


def _stacked(parts, lead):
    whole = np.stack([np.asarray(p) for p in parts])
    return whole.reshape(list(lead) + list(whole.shape[1:]))


def inv(a):
    given, a, single = _matrix(a)
    if a.size == 0:
        return a
    return _narrow(_each(_inv, a), single)


def solve(a, b):
    given, a, single = _matrix(a)
    b = np.asarray(b)
    kind = 'complex128' if a.dtype.kind == 'c' or b.dtype.kind == 'c' else 'float64'
    single = single and b.dtype in ('float32', 'complex64')
    a = a.astype(kind)
    vector = b.ndim == 1
    columns = b.astype(kind).reshape(-1, 1) if vector else b.astype(kind)
    if columns.shape[-2] != a.shape[-1]:
        kinds = '(m,m),(m)->(m)' if vector else '(m,m),(m,n)->(m,n)'
        raise ValueError('solve' + ('1' if vector else '') + ': Input operand 1 has a mismatch in its core dimension 0, with gufunc signature ' + kinds + ' (size ' + str(columns.shape[-2]) + ' is different from ' + str(a.shape[-1]) + ')')
    if a.ndim == 2 and columns.ndim == 2:
        result = _solve(a, columns)
    else:
        lead = np.broadcast_shapes(a.shape[:-2], columns.shape[:-2])
        m, n = columns.shape[-2], columns.shape[-1]
        left = np.broadcast_to(a, list(lead) + [m, m]).reshape(-1, m, m)
        right = np.broadcast_to(columns, list(lead) + [m, n]).reshape(-1, m, n)
        result = np.stack([_solve(left[i], right[i]) for i in range(left.shape[0])]).reshape(list(lead) + [m, n])
    return _narrow(result[..., 0] if vector else result, single)


def det(a):
    given, a, single = _matrix(a)
    return _narrow(_each(_det, a), single)


def slogdet(a):
    given, a, single = _matrix(a)
    return _each(_slogdet, a)


def cholesky(a, upper=False):
    given, a, single = _matrix(a)
    return _narrow(_each(_cholesky, a, upper), single)


def qr(a, mode='reduced'):
    if mode not in ('reduced', 'complete', 'r', 'raw'):
        raise ValueError("Unrecognized mode '" + str(mode) + "'")
    given, a, single = _matrix(a, False)
    m, n = a.shape[-2], a.shape[-1]
    least = min(m, n)
    columns = {'reduced': least, 'complete': m, 'r': -1, 'raw': -1}[mode]
    if columns < 0:
        h, tau = _each(_qr_raw, a)
    else:
        h, tau, q = _each(_qr, a, columns)
    if mode == 'raw':
        return np.swapaxes(h, -1, -2), tau
    r = np.triu(h[..., :(m if mode == 'complete' else least), :])
    return _narrow(r, single) if mode == 'r' else (_narrow(q, single), _narrow(r, single))


def _qr_raw(a):
    return _qr(a, -1)[:2]


def svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    given, a, single = _matrix(a, False)
    if not compute_uv:
        return _narrow(_each(_svd, a, full_matrices, False), single)
    u, s, vh = _each(_svd, a, full_matrices, True)
    return (_narrow(u, single), _narrow(s, single), _narrow(vh, single))


def svdvals(x):
    return svd(x, True, False)


def eigh(a, UPLO='L'):
    if UPLO.upper() not in ('L', 'U'):
        raise ValueError("UPLO argument must be 'L' or 'U'")
    given, a, single = _matrix(a)
    values, vectors = _each(_eigh, a, UPLO.upper() == 'U', True)
    return (_narrow(values, single), _narrow(vectors, single))


def eigvalsh(a, UPLO='L'):
    given, a, single = _matrix(a)
    return _narrow(_each(_eigh, a, UPLO.upper() == 'U', False), single)


def _finite(a):
    if not np.all(np.isfinite(a)):
        raise LinAlgError('Array must not contain infs or NaNs')


def eig(a):
    given, a, single = _matrix(a)
    _finite(a)
    values, vectors = _each(_eig, a, True)
    if a.dtype.kind != 'c' and np.all(values.imag == 0):
        values, vectors = values.real.copy(), vectors.real.copy()
    return (_narrow(values, single), _narrow(vectors, single))


def eigvals(a):
    given, a, single = _matrix(a)
    _finite(a)
    values = _each(_eig, a, False)
    return _narrow(values.real.copy() if a.dtype.kind != 'c' and np.all(values.imag == 0) else values, single)


def lstsq(a, b, rcond=None):
    given, a, single = _matrix(a, False)
    b = np.asarray(b)
    kind = 'complex128' if a.dtype.kind == 'c' or b.dtype.kind == 'c' else 'float64'
    vector = b.ndim == 1
    columns = b.astype(kind).reshape(-1, 1) if vector else b.astype(kind)
    m, n = a.shape
    if columns.shape[0] != m:
        raise LinAlgError('Incompatible dimensions')
    rcond = np.finfo(float).eps * max(m, n) if rcond is None else rcond
    x, residuals, rank, s = _lstsq(a.astype(kind), columns, rcond * 1.0)
    if rank != n or m <= n:
        residuals = np.array([], float)
    return (x[:, 0] if vector else x), residuals, rank, s


def pinv(a, rcond=None, hermitian=False, rtol=None):
    given, a, single = _matrix(a, False)
    rcond = rtol if rcond is None else rcond
    rcond = 1e-15 if rcond is None else rcond
    u, s, vt = svd(np.conjugate(a), False)
    cutoff = rcond * np.max(s, axis=-1, keepdims=True)
    large = s > cutoff
    s = np.where(large, np.divide(1, np.where(large, s, 1)), 0)
    return _narrow(np.matmul(np.swapaxes(vt, -1, -2), s[..., None] * np.swapaxes(u, -1, -2)), single)


def matrix_rank(A, tol=None, hermitian=False, rtol=None):
    A = np.asarray(A)
    if A.ndim < 2:
        return int(not np.all(A == 0))
    if A.size == 0:
        return np.zeros(A.shape[:-2], int)[()]
    s = svd(A, False, False)
    if tol is None:
        tol = np.max(s, axis=-1, keepdims=True) * (max(A.shape[-2], A.shape[-1]) * np.finfo(s.dtype).eps if rtol is None else rtol)
    return np.count_nonzero(s > tol, axis=-1)


def matrix_power(a, n):
    a = np.asarray(a)
    _matrix(a)
    if not isinstance(n, int):
        raise TypeError('exponent must be an integer')
    if n == 0:
        result = np.zeros_like(a)
        result[...] = np.eye(a.shape[-1], dtype=a.dtype)
        return result
    if n < 0:
        a = inv(a)
        n = -n
    result = None
    while n > 0:
        if n % 2:
            result = a if result is None else np.matmul(result, a)
        a = np.matmul(a, a)
        n = n // 2
    return result


def norm(x, ord=None, axis=None, keepdims=False):
    x = np.asarray(x)
    if x.dtype.kind in 'biu':
        x = x.astype(float)
    if axis is None and (ord is None or (ord in ('f', 'fro') and x.ndim == 2) or (ord == 2 and x.ndim == 1)):
        flat = x.ravel(order='K')
        total = np.dot(flat, flat) if x.dtype.kind != 'c' else np.dot(flat.real, flat.real) + np.dot(flat.imag, flat.imag)
        result = np.sqrt(total)
        return np.full([1 for _ in range(x.ndim)], result) if keepdims else result
    axes = list(range(x.ndim)) if axis is None else ([axis] if isinstance(axis, int) else list(axis))
    if len(axes) == 1:
        return _vector_norm(x, ord, axes[0], keepdims)
    if len(axes) == 2:
        return _matrix_norm(x, ord, axes[0] % x.ndim, axes[1] % x.ndim, keepdims)
    raise ValueError('Improper number of dimensions to norm.')


def _vector_norm(x, ord, axis, keepdims):
    size = np.abs(x)
    if ord == np.inf:
        return size.max(axis=axis, keepdims=keepdims)
    if ord == -np.inf:
        return size.min(axis=axis, keepdims=keepdims)
    if ord == 0:
        return (x != 0).astype(size.dtype).sum(axis=axis, keepdims=keepdims)
    if ord == 1:
        return np.add.reduce(size, axis=axis, keepdims=keepdims)
    if ord is None or ord == 2:
        return np.sqrt(np.add.reduce(size * size, axis=axis, keepdims=keepdims))
    if isinstance(ord, str):
        raise ValueError("Invalid norm order '" + ord + "' for vectors")
    return np.add.reduce(size ** ord, axis=axis, keepdims=keepdims) ** (1.0 / ord)


def _matrix_norm(x, ord, row, column, keepdims):
    if row == column:
        raise ValueError('Duplicate axes given.')
    y = np.moveaxis(x, (row, column), (-2, -1))
    if ord in (2, -2, 'nuc'):
        s = svd(y, False, False)
        result = np.max(s, axis=-1) if ord == 2 else (np.min(s, axis=-1) if ord == -2 else np.sum(s, axis=-1))
    elif ord in (1, -1):
        sums = np.add.reduce(np.abs(y), axis=-2)
        result = np.max(sums, axis=-1) if ord == 1 else np.min(sums, axis=-1)
    elif ord in (np.inf, -np.inf):
        sums = np.add.reduce(np.abs(y), axis=-1)
        result = np.max(sums, axis=-1) if ord == np.inf else np.min(sums, axis=-1)
    elif ord is None or ord in ('fro', 'f'):
        size = np.abs(y)
        result = np.sqrt(np.sum(size * size, axis=(-2, -1)))
    else:
        raise ValueError('Invalid norm order for matrices.')
    if keepdims:
        shape = list(x.shape)
        shape[row] = 1
        shape[column] = 1
        return np.reshape(result, shape)
    return result


def cond(x, p=None):
    x = np.asarray(x)
    if x.size == 0:
        raise LinAlgError('cond is not defined on empty arrays')
    if p is None or p == 2 or p == -2:
        s = svd(x, True, False)
        return s[..., -1] / s[..., 0] if p == -2 else s[..., 0] / s[..., -1]
    return norm(x, p, (-2, -1)) * norm(inv(x), p, (-2, -1))


def multi_dot(arrays, out=None):
    result = arrays[0]
    for a in arrays[1:]:
        result = np.dot(result, a)
    return result


def matmul(x1, x2):
    return np.matmul(x1, x2)


def outer(x1, x2):
    return np.outer(x1, x2)


def matrix_transpose(x):
    return np.swapaxes(np.asarray(x), -1, -2)


def trace(x, offset=0, dtype=None):
    return np.trace(x, offset, -2, -1, dtype)
