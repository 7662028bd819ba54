# Histograms of one and several axes, and spreads between variables.


def bincount(x, weights=None, minlength=0):
    x = np.asarray(x) if isinstance(x, np.ndarray) else np.asarray(x, int)
    if x.dtype.kind not in 'biu':
        raise TypeError("Cannot cast array data from dtype('" + x.dtype.name + "') to dtype('int64') according to the rule 'safe'")
    if x.ndim != 1:
        raise ValueError('object of too small depth for desired array' if x.ndim == 0 else 'object too deep for desired array')
    if x.size == 0:
        return np.zeros(minlength, int if weights is None else float)
    if int(x.min()) < 0:
        raise ValueError("'list' argument must have no negative elements")
    n = max(int(x.max()) + 1, minlength)
    order = np.argsort(x)
    ends = np.searchsorted(x[order], np.arange(n), 'right')
    if weights is None:
        return np.diff(np.concatenate(([0], ends)))
    result = np.zeros(n)
    weights = np.asarray(weights, float)
    for i in range(x.size):
        result[int(x[i])] += float(weights[i])
    return result


def _as_numbers(a):
    a = np.ravel(a)
    return a.astype('uint8') if a.dtype.kind == 'b' else a


# The width of a bin by the rule of that name; 0 where it says nothing.
def _width(x, rule):
    n = x.size
    spread = float(np.ptp(x))
    if rule == 'sqrt':
        return spread / np.sqrt(n)
    if rule == 'sturges':
        return spread / (np.log2(n) + 1.0)
    if rule == 'rice':
        return spread / (2.0 * n ** (1.0 / 3))
    if rule == 'scott':
        return (24.0 * np.pi ** 0.5 / n) ** (1.0 / 3.0) * np.std(x)
    if rule == 'fd':
        quarters = np.percentile(x, [75, 25])
        return 2.0 * (quarters[0] - quarters[1]) * n ** (-1.0 / 3.0)
    if rule == 'auto':
        return min(max(_width(x, 'fd'), _width(x, 'sqrt') / 2), _width(x, 'sturges'))
    if rule == 'doane':
        sigma = np.std(x)
        if n <= 2 or sigma == 0:
            return 0.0
        skew = np.mean(((x - np.mean(x)) / sigma) ** 3)
        return spread / (1.0 + np.log2(n) + np.log2(1.0 + abs(skew) / np.sqrt(6.0 * (n - 2) / ((n + 1.0) * (n + 3)))))
    if rule != 'stone':
        raise ValueError(repr(rule) + ' is not a valid estimator for `bins`')
    best = 0
    least = np.inf
    for bins in np.arange(1, max(100, int(np.sqrt(n))) + 1).tolist() if spread else []:
        part = np.histogram(x, bins)[0] / n
        loss = (2 - (n + 1) * np.dot(part, part)) / (spread / bins)
        if loss < least:
            least = loss
            best = spread / bins
    return best


def _estimated(a, rule, range, weights):
    if weights is not None:
        raise TypeError('Automated estimation of the number of bins is not supported for weighted data')
    if range is not None:
        a = a[(a >= range[0]) & (a <= range[1])]
    if a.size == 0:
        _width(np.zeros(1), rule)
        return 1
    width = _width(a, rule)
    if a.dtype.kind in 'iu' and 0 < width < 1:
        width = 1
    low, high = (a.min(), a.max()) if range is None else range
    return max(int(np.ceil((high - low) / width)), 1) if width else 1


def histogram_bin_edges(a, bins=10, range=None, weights=None):
    a = _as_numbers(a)
    if isinstance(bins, str):
        bins = _estimated(a, bins, range, weights)
    if not isinstance(bins, int):
        edges = np.asarray(bins)
        if np.any(edges[:-1] > edges[1:]):
            raise ValueError('`bins` must increase monotonically, when an array')
        return edges
    if bins < 1:
        raise ValueError('`bins` must be positive, when an integer')
    if range is not None:
        low, high = range
        if low > high:
            raise ValueError('max must be larger than min in range parameter.')
    elif a.size == 0:
        low, high = 0, 1
    else:
        low, high = a.min(), a.max()
    if low == high:
        low, high = low - 0.5, high + 0.5
    edges = np.linspace(low, high, bins + 1, dtype=a.dtype if a.dtype.kind == 'f' else float)
    if np.any(edges[:-1] >= edges[1:]):
        raise ValueError('Too many bins for data range. Cannot create ' + str(bins) + ' finite-sized bins.')
    return edges


def histogram(a, bins=10, range=None, density=None, weights=None):
    a = _as_numbers(a)
    edges = np.histogram_bin_edges(a, bins, range, weights)
    if weights is None:
        ordered = np.sort(a)
        left = np.searchsorted(ordered, edges[:-1], 'left')
        counts = np.concatenate((left, np.searchsorted(ordered, edges[-1:], 'right')))
        counts = np.diff(counts)
    else:
        weights = np.ravel(weights)
        order = np.argsort(a)
        sums = np.concatenate((np.zeros(1, weights.dtype), np.cumsum(weights[order])))
        places = np.concatenate((np.searchsorted(a[order], edges[:-1], 'left'), np.searchsorted(a[order], edges[-1:], 'right')))
        counts = np.diff(sums[places])
    if density:
        return counts / np.diff(edges) / counts.sum(), edges
    return counts, edges


def digitize(x, bins=None, right=False):
    bins = np.asarray(bins)
    if len(bins) > 1 and np.any(np.diff(bins) < 0):
        if np.any(np.diff(bins) > 0):
            raise ValueError('bins must be monotonically increasing or decreasing')
        return len(bins) - np.searchsorted(bins[::-1], x, 'left' if not right else 'right')
    return np.searchsorted(bins, x, 'left' if right else 'right')


def _frequencies(weights, count, name):
    weights = np.asarray(weights)
    if name == 'fweights' and np.any(weights != np.around(weights)):
        raise TypeError('fweights must be integer')
    if weights.ndim > 1:
        raise RuntimeError('cannot handle multidimensional ' + name)
    if weights.shape[0] != count:
        raise RuntimeError('incompatible numbers of samples and ' + name)
    if np.any(weights < 0):
        raise ValueError(name + ' cannot be negative')
    return weights


def cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, dtype=None):
    if ddof is not None and ddof != int(ddof):
        raise ValueError('ddof must be integer')
    if np.ndim(m) > 2 or (y is not None and np.ndim(y) > 2):
        raise ValueError(('m' if np.ndim(m) > 2 else 'y') + ' has more than 2 dimensions')
    m = np.atleast_2d(np.asarray(m))
    m = m.astype(np.result_type(m, 'float64'))
    if not rowvar and m.shape[0] != 1:
        m = m.T
    if y is not None:
        y = np.atleast_2d(np.asarray(y) * 1.0)
        m = np.concatenate((m, y if rowvar or y.shape[0] == 1 else y.T))
    ddof = (0 if bias else 1) if ddof is None else ddof
    weights = None
    if fweights is not None:
        weights = _frequencies(fweights, m.shape[1], 'fweights') * 1.0
    if aweights is not None:
        more = _frequencies(aweights, m.shape[1], 'aweights') * 1.0
        weights = more if weights is None else weights * more
    if weights is None:
        gap = m - m.mean(axis=1, keepdims=True)
        count = m.shape[1] - ddof
        other = gap
    else:
        total = np.sum(weights)
        gap = m - np.average(m, 1, weights)[:, None]
        count = total - ddof if ddof == 0 or aweights is None else total - ddof * np.sum(weights * aweights) / total
        other = gap * weights
    result = np.dot(gap, np.conjugate(other.T)) * np.true_divide(1, max(count, 0))
    result = np.squeeze(result)
    return result if dtype is None else np.asarray(result).astype(dtype)


def corrcoef(x, y=None, rowvar=True):
    c = np.cov(x, y, rowvar)
    if np.ndim(c) == 0:
        return c / c
    spread = np.sqrt(np.diag(c).real)
    return np.clip(c / spread[:, None] / spread[None, :], -1, 1)


def histogramdd(sample, bins=10, range=None, density=None, weights=None):
    if isinstance(sample, np.ndarray):
        points = np.atleast_2d(sample) if sample.ndim > 1 else sample.reshape(-1, 1)
    else:
        points = np.atleast_2d(sample).T
    n = points.shape[0]
    d = points.shape[1]
    bins = [bins for _ in np.arange(d)] if isinstance(bins, int) else list(bins)
    if len(bins) != d:
        raise ValueError('The dimension of bins must be equal to the dimension of the sample x.')
    if range is not None and len(range) != d:
        raise ValueError('range argument must have one entry per dimension')
    edges = []
    place = np.zeros(n, int)
    inside = np.ones(n, bool)
    for i in np.arange(d).tolist():
        if isinstance(bins[i], int) and bins[i] < 1:
            raise ValueError('`bins[' + str(i) + ']` must be positive, when an integer')
        if not isinstance(bins[i], int) and np.any(np.diff(bins[i]) < 0):
            raise ValueError('`bins[' + str(i) + ']` must be monotonically increasing, when an array')
        edge = np.histogram_bin_edges(points[:, i], bins[i], None if range is None else range[i])
        at = np.searchsorted(edge, points[:, i], 'right')
        at = np.where(points[:, i] == edge[-1], at - 1, at)
        inside = inside & (at > 0) & (at < len(edge))
        place = place * (len(edge) - 1) + at - 1
        edges.append(edge)
    shape = [len(edge) - 1 for edge in edges]
    chosen = None if weights is None else np.asarray(weights)[inside]
    counts = np.bincount(place[inside], chosen, int(np.prod(shape))).astype(float).reshape(shape)
    if density:
        for i in np.arange(d).tolist():
            counts = counts / np.diff(edges[i]).reshape([-1 if k == i else 1 for k in np.arange(d).tolist()])
        counts = counts / (n if weights is None else np.sum(weights))
    return counts, edges


def histogram2d(x, y=None, bins=10, range=None, density=None, weights=None):
    if len(x) != len(y):
        raise ValueError('x and y must have the same length.')
    if not isinstance(bins, int) and len(bins) not in (1, 2):
        bins = [bins, bins]
    found = np.histogramdd([x, y], bins, range, density, weights)
    return found[0], found[1][0], found[1][1]
