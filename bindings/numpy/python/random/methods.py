# What Generator and RandomState have in common, in NumPy's order of draws; runs in the same module after seeds.py.


# What size takes: None, an int, a sequence of ints.
def _shape_of(size):
    if size is None:
        return ()
    return (size,) if isinstance(size, int) else tuple([int(n) for n in size])


def _bounds_error(closed, low):
    if np.all(np.asarray(low) == 0):
        return ValueError('high < 0' if closed else 'high <= 0')
    return ValueError('low > high' if closed else 'low >= high')


_LIMITS = {'bool': (0, 1), 'uint64': (0, 0x7FFFFFFFFFFFFFFF), 'int64': (-0x7FFFFFFFFFFFFFFF - 1, 0x7FFFFFFFFFFFFFFF)}


def _limits(dtype):
    if dtype.name in _LIMITS:
        return _LIMITS[dtype.name]
    info = np.iinfo(dtype)
    return (info.min, info.max)


def _whole(value, name):
    a = np.asarray(value)
    if a.dtype.kind == 'f' and isinstance(value, float) or a.dtype.kind == 'b':
        a = a.astype('int64')
    if a.dtype.kind == 'f':
        if np.any(a != np.floor(a)):
            raise TypeError("Cannot cast array data from dtype('float64') to dtype('int64') according to the rule 'safe'")
        a = a.astype('int64')
    if a.dtype.kind not in 'iu':
        raise TypeError("'" + type(value).__name__ + "' object cannot be interpreted as an integer")
    return a if a.dtype == 'uint64' else a.astype('int64')


# Whole numbers from low to high; `closed` says whether high counts.
def _draw_integers(self, low, high, size, dtype, closed, masked):
    if high is None:
        high = low
        low = 0
    kind = np.dtype(dtype)
    if kind.kind not in 'iub':
        raise TypeError('Unsupported dtype ' + repr(kind) + ' for ' + ('randint' if masked else 'integers'))
    wanted = _shape_of(size)
    if 0 in wanted:
        return np.empty(wanted, kind)
    low = _whole(low, 'low')
    high = _whole(high, 'high')
    if low.dtype != high.dtype:
        low = low.astype('int64')
        high = high.astype('int64')
    limits = _limits(kind)
    if low.dtype != 'uint64' and np.any(low < limits[0]):
        raise ValueError('low is out of bounds for ' + kind.name)
    if not closed:
        if np.any(high == -0x7FFFFFFFFFFFFFFF - 1):
            raise _bounds_error(closed, low)
        high = np.asarray(high - 1, high.dtype)
    if low.dtype != 'uint64' and np.any(high > limits[1]):
        raise ValueError('high is out of bounds for ' + kind.name)
    if np.any(low > high):
        raise _bounds_error(closed, low)
    shape = np.broadcast_shapes(low.shape, high.shape)
    if size is not None:
        if np.broadcast_shapes(shape, wanted) != wanted:
            raise ValueError('Output size ' + str(wanted) + ' is not compatible with broadcast dimensions of inputs ' + str(shape) + '.')
        shape = wanted
    out = _integers(self, np.empty(shape, kind), low, high, masked)
    return out.item() if size is None and shape == () else out


def _probabilities(p, count):
    p = np.array(p, float)
    if p.ndim != 1:
        raise ValueError('p must be 1-dimensional')
    if p.size != count:
        raise ValueError('a and p must have same size')
    total = np.sum(p)
    if np.isnan(total):
        raise ValueError('Probabilities contain NaN')
    if np.any(p < 0):
        raise ValueError('Probabilities are not non-negative')
    if abs(total - 1.0) > 1.4901161193847656e-08:
        raise ValueError('Probabilities do not sum to 1. See Notes section of docstring for more information.')
    return p


# Different indices by their odds: draws anew for what came twice.
def _different(self, p, shape, count):
    found = np.zeros(count, int)
    have = 0
    while have < count:
        x = self.random(count - have)
        if have:
            p[found[:have]] = 0
        cdf = np.cumsum(p)
        cdf = cdf / cdf[-1]
        new = np.searchsorted(cdf, x, 'right')
        first = np.unique(new, return_index=True)[1]
        new = new[np.sort(first)]
        found[have:have + new.size] = new
        have += new.size
    return found.reshape(shape)


def _population(a, size, axis):
    values = np.asarray(a)
    if values.ndim == 0:
        if values.dtype.kind not in 'iub':
            raise ValueError('a must be a sequence or an integer, not ' + str(type(a)))
        count = values.item()
        if count <= 0 and np.prod(_shape_of(size)) != 0:
            raise ValueError('a must be a positive integer unless no samples are taken')
    else:
        count = values.shape[axis]
        if count == 0 and np.prod(_shape_of(size)) != 0:
            raise ValueError('a cannot be empty unless no samples are taken')
    return values, count


def _check_sample(count, population, p, is_legacy):
    if count > population:
        raise ValueError('Cannot take a larger sample than population when ' + ("'replace=False'" if is_legacy else 'replace is False'))
    if count < 0:
        raise ValueError('negative dimensions are not allowed')
    if p is not None and np.count_nonzero(p > 0) < count:
        raise ValueError('Fewer non-zero entries in p than size')


def _chosen(values, index, size, axis):
    if values.ndim == 0:
        return index.item() if size is None else index
    return values.take(index.item() if size is None else index, axis)


class _Methods:
    def uniform(self, low=0.0, high=1.0, size=None):
        span = np.subtract(np.asarray(high, float), np.asarray(low, float))
        if not np.all(np.isfinite(span)):
            raise OverflowError('Range exceeds valid bounds' if np.ndim(span) else self._span_error)
        if not self._legacy and np.any(np.signbit(span)):
            raise ValueError('high - low < 0')
        return self._uniform(low, span, size)

    def triangular(self, left=..., mode=..., right=..., size=None):
        if np.any(np.asarray(left) > mode):
            raise ValueError('left > mode')
        if np.any(np.asarray(mode) > right):
            raise ValueError('mode > right')
        if np.any(np.equal(left, right)):
            raise ValueError('left == right')
        return self._triangular(left, mode, right, size)

    def bytes(self, length):
        words = _draw_integers(self, 0, 4294967296, (length - 1) // 4 + 1, 'uint32', False, self._legacy)
        return words.tobytes()[:length]

    def shuffle(self, x, axis=0):
        if isinstance(x, np.ndarray):
            if not -x.ndim <= axis < x.ndim:
                raise np.exceptions.AxisError('axis ' + str(axis) + ' is out of bounds for array of dimension ' + str(x.ndim))
            if x.ndim == 1:
                _shuffle(self, x)
                return
            if x.size == 0:
                return
            order = np.arange(x.shape[axis])
            _shuffle(self, order)
            x[...] = x.take(order, axis)
            return
        if axis != 0:
            raise NotImplementedError('Axis argument is only supported on ndarray objects')
        for i in reversed(range(1, len(x))):
            j = _interval(self, i)
            kept = x[i]
            x[i] = x[j]
            x[j] = kept

    def multivariate_normal(self, mean=..., cov=..., size=None, check_valid='warn', tol=1e-8, method='svd'):
        if method not in ('eigh', 'svd', 'cholesky'):
            raise ValueError("method must be one of {'eigh', 'svd', 'cholesky'}")
        mean = np.array(mean)
        cov = np.array(cov, float)
        if mean.ndim != 1:
            raise ValueError('mean must be 1 dimensional')
        if cov.ndim != 2 or cov.shape[0] != cov.shape[1]:
            raise ValueError('cov must be 2 dimensional and square')
        if mean.shape[0] != cov.shape[0]:
            raise ValueError('mean and cov must have same length')
        shape = list(_shape_of(size)) + [mean.shape[0]]
        x = self.standard_normal(shape).reshape(-1, mean.shape[0])
        factor = _factor_of(cov, check_valid, tol, method, self._legacy)
        return (mean + (np.dot(x, factor) if self._legacy else x @ factor.T)).reshape(tuple(shape))

    def multinomial(self, n=..., pvals=..., size=None):
        p = np.array(pvals, float, order='C')
        if p.ndim == 0 or (self._legacy and p.ndim != 1):
            raise ValueError('pvals must have at least 1 dimension and the last dimension of pvals must be greater than 0.')
        if np.any(p < 0) or np.any(p > 1) or np.any(np.isnan(p)):
            raise ValueError('pvals < 0, pvals > 1 or pvals contains NaNs')
        if np.any(np.sum(p[..., :-1], -1) > 1.0 + 1e-12):
            raise ValueError('sum(pvals[:-1]) > 1.0' if p.ndim == 1 else 'sum(pvals[...,:-1]) > 1.0')
        counts = np.array(n, np.int64)
        if np.any(counts < 0):
            raise ValueError('n < 0')
        rows = np.broadcast_shapes(counts.shape, p.shape[:-1])
        if size is not None:
            rows = np.broadcast_shapes(_shape_of(size), rows)
        if p.ndim > 1:
            p = np.array(np.broadcast_to(p, list(rows) + [p.shape[-1]]), order='C')
        if counts.ndim:
            counts = np.array(np.broadcast_to(counts, rows), order='C')
        return _multinomial(self, np.zeros(list(rows) + [p.shape[-1]], np.int64), counts, p, self._legacy)

    def dirichlet(self, alpha=..., size=None):
        alpha = np.array(alpha, float, order='C')
        if alpha.ndim != 1:
            raise ValueError('object too deep for desired array' if alpha.ndim > 1 else 'object of too small depth for desired array')
        if np.any(alpha <= 0 if self._legacy else alpha < 0):
            raise ValueError('alpha <= 0' if self._legacy else 'alpha < 0')
        out = np.zeros(list(_shape_of(size)) + [alpha.size])
        if alpha.size == 0 or np.sum(alpha) == 0:
            return out
        return _dirichlet(self, out, alpha, 'l' if self._legacy else ('b' if np.max(alpha) < 0.1 else 'g'))


def _factor_of(cov, check_valid, tol, method, is_legacy):
    if check_valid not in ('ignore', 'warn', 'raise'):
        raise ValueError("check_valid must equal 'warn', 'raise', or 'ignore'")
    if method == 'cholesky':
        return np.linalg.cholesky(cov)
    if method == 'eigh':
        found = np.linalg.eigh(cov)
        s = found[0]
        u = found[1]
        valid = np.all(s >= -tol)
    else:
        found = np.linalg.svd(cov)
        s = found[1]
        u = found[0]
        valid = np.allclose(np.dot(found[2].T * s, found[2]), cov, tol, tol)
    if not valid and check_valid == 'raise':
        raise ValueError('covariance is not symmetric positive-semidefinite.')
    return np.sqrt(s)[:, None] * found[2] if is_legacy else u * np.sqrt(s if method == 'svd' else np.abs(s))
