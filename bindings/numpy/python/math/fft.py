# Discrete Fourier transforms of any length, over any axes.


def _factor(n, norm, inverse):
    if norm is None or norm == 'backward':
        return 1.0 / n if inverse else 1.0
    if norm == 'ortho':
        return 1.0 / np.sqrt(n)
    if norm == 'forward':
        return 1.0 if inverse else 1.0 / n
    raise ValueError('Invalid norm value ' + str(norm) + '; should be "backward","ortho" or "forward".')


def _fitted(a, n, axis, kind):
    a = np.moveaxis(np.asarray(a), axis, -1)
    if n < 1:
        raise ValueError('Invalid number of FFT data points (' + str(n) + ') specified.')
    if a.shape[-1] >= n:
        return np.array(a[..., :n], kind, order='C')
    result = np.zeros(list(a.shape[:-1]) + [n], kind)
    result[..., :a.shape[-1]] = a
    return result


def _single(a):
    return np.asarray(a).dtype in ('float32', 'complex64')


def _transform(a, n, axis, norm, inverse):
    n = np.asarray(a).shape[axis] if n is None else n
    single = _single(a)
    result = np.moveaxis(_complex(_fitted(a, n, axis, 'complex128'), inverse, _factor(n, norm, inverse) * 1.0), -1, axis)
    return result.astype('complex64') if single else result


def fft(a, n=None, axis=-1, norm=None):
    return _transform(a, n, axis, norm, False)


def ifft(a, n=None, axis=-1, norm=None):
    return _transform(a, n, axis, norm, True)


def rfft(a, n=None, axis=-1, norm=None):
    if np.asarray(a).dtype.kind == 'c':
        raise TypeError("ufunc 'rfft_n_even' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''")
    n = np.asarray(a).shape[axis] if n is None else n
    single = _single(a)
    result = np.moveaxis(_real(_fitted(a, n, axis, 'float64'), n, False, _factor(n, norm, False) * 1.0), -1, axis)
    return result.astype('complex64') if single else result


def irfft(a, n=None, axis=-1, norm=None):
    n = 2 * (np.asarray(a).shape[axis] - 1) if n is None else n
    if n < 1:
        raise ValueError('Invalid number of FFT data points (' + str(n) + ') specified.')
    single = _single(a)
    result = np.moveaxis(_real(_fitted(a, n // 2 + 1, axis, 'complex128'), n, True, _factor(n, norm, True) * 1.0), -1, axis)
    return result.astype('float32') if single else result


def hfft(a, n=None, axis=-1, norm=None):
    swapped = {'None': 'forward', 'backward': 'forward', 'ortho': 'ortho', 'forward': 'backward'}[str(norm)]
    return irfft(np.conjugate(a), n, axis, swapped)


def ihfft(a, n=None, axis=-1, norm=None):
    swapped = {'None': 'forward', 'backward': 'forward', 'ortho': 'ortho', 'forward': 'backward'}[str(norm)]
    return np.conjugate(rfft(a, n, axis, swapped))


def _each(a, s, axes):
    a = np.asarray(a)
    if axes is None:
        axes = list(range(a.ndim)) if s is None else list(range(a.ndim - len(s), a.ndim))
    s = [a.shape[i] for i in axes] if s is None else list(s)
    if len(s) != len(axes):
        raise ValueError('Shape and axes have different lengths.')
    return [(axes[i], s[i]) for i in range(len(axes))]


def fftn(a, s=None, axes=None, norm=None):
    for pair in reversed(_each(a, s, axes)):
        a = fft(a, pair[1], pair[0], norm)
    return a


def ifftn(a, s=None, axes=None, norm=None):
    for pair in reversed(_each(a, s, axes)):
        a = ifft(a, pair[1], pair[0], norm)
    return a


def fft2(a, s=None, axes=(-2, -1), norm=None):
    return fftn(a, s, axes, norm)


def ifft2(a, s=None, axes=(-2, -1), norm=None):
    return ifftn(a, s, axes, norm)


def rfftn(a, s=None, axes=None, norm=None):
    pairs = _each(a, s, axes)
    a = rfft(a, pairs[-1][1], pairs[-1][0], norm)
    for pair in reversed(pairs[:-1]):
        a = fft(a, pair[1], pair[0], norm)
    return a


def irfftn(a, s=None, axes=None, norm=None):
    pairs = _each(a, s, axes)
    last = pairs[-1][1] if s is not None else 2 * (pairs[-1][1] - 1)
    for pair in pairs[:-1]:
        a = ifft(a, pair[1], pair[0], norm)
    return irfft(a, last, pairs[-1][0], norm)


def rfft2(a, s=None, axes=(-2, -1), norm=None):
    return rfftn(a, s, axes, norm)


def irfft2(a, s=None, axes=(-2, -1), norm=None):
    return irfftn(a, s, axes, norm)


def fftfreq(n, d=1.0):
    half = (n - 1) // 2 + 1
    return np.concatenate((np.arange(0, half), np.arange(-(n // 2), 0))) * (1.0 / (n * d))


def rfftfreq(n, d=1.0):
    return np.arange(0, n // 2 + 1) * (1.0 / (n * d))


def _shift(x, axes, sign):
    x = np.asarray(x)
    axes = list(range(x.ndim)) if axes is None else ([axes] if isinstance(axes, int) else list(axes))
    return np.roll(x, [x.shape[i] // 2 if sign > 0 else -(x.shape[i] // 2) for i in axes], axes)


def fftshift(x, axes=None):
    return _shift(x, axes, 1)


def ifftshift(x, axes=None):
    return _shift(x, axes, -1)
