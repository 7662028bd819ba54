# numpy.random: Generator and RandomState over the methods of methods.py.


class Generator(_Methods):
    _legacy = False
    _span_error = 'high - low range exceeds valid bounds'

    def __init__(self, bit_generator=...):
        if not isinstance(bit_generator, BitGenerator):
            raise TypeError('Bit generator must be an instance of BitGenerator')
        self._bit_generator = bit_generator

    @property
    def bit_generator(self):
        return self._bit_generator

    def __repr__(self):
        return 'Generator(' + type(self._bit_generator).__name__ + ')'

    def spawn(self, n_children):
        return [Generator(bits) for bits in self._bit_generator.spawn(n_children)]

    def _filled(self, kind, size, dtype, out, name):
        dtype = np.dtype(dtype)
        if dtype not in ('float64', 'float32'):
            raise TypeError('Unsupported dtype ' + repr(dtype) + ' for ' + name)
        if out is None:
            made = _fill(self, np.empty(_shape_of(size), dtype), kind)
            return made.item() if size is None else made
        if out.dtype != dtype:
            raise TypeError('Supplied output array has the wrong type. Expected ' + dtype.name + ', got ' + out.dtype.name)
        if size is not None and _shape_of(size) != out.shape:
            raise ValueError('size must match out.shape when used together')
        out[...] = _fill(self, np.empty(out.shape, dtype), kind)
        return out

    def random(self, size=None, dtype='float64', out=None):
        return self._filled('u', size, dtype, out, 'random')

    def standard_normal(self, size=None, dtype='float64', out=None):
        return self._filled('n', size, dtype, out, 'standard_normal')

    def standard_exponential(self, size=None, dtype='float64', method='zig', out=None):
        return self._filled('e' if method == 'zig' else 'i', size, dtype, out, 'standard_exponential')

    def standard_gamma(self, shape=..., size=None):
        return self._standard_gamma(shape, size)

    def integers(self, low=..., high=None, size=None, dtype='int64', endpoint=False):
        return _draw_integers(self, low, high, size, dtype, endpoint, False)

    def choice(self, a=..., size=None, replace=True, p=None, axis=0, shuffle=True):
        found = _population(a, size, axis)
        values = found[0]
        count = found[1]
        if p is not None:
            p = _probabilities(p, count)
        shape = _shape_of(size)
        wanted = 1
        for n in shape:
            wanted *= n
        if replace and p is None:
            index = np.asarray(self.integers(0, count, shape))
        elif replace:
            cdf = np.cumsum(p)
            index = np.asarray(np.searchsorted(cdf / cdf[-1], self.random(shape), 'right'))
        else:
            _check_sample(wanted, count, p, self._legacy)
            if p is not None:
                index = _different(self, p, shape, wanted)
            elif count > 10000 and wanted > count // (50 if shuffle else 20):
                index = _shuffle_tail(self, np.arange(count), max(count - wanted, 1))[count - wanted:].reshape(shape)
            else:
                index = _sample(self, count, wanted, shuffle).reshape(shape)
        return _chosen(values, index, size, axis)

    def permutation(self, x=..., axis=0):
        if isinstance(x, int):
            order = np.arange(x)
            self.shuffle(order)
            return order
        x = np.asarray(x)
        if x.ndim == 1:
            x = x.copy()
            _shuffle(self, x)
            return x
        if not -x.ndim <= axis < x.ndim:
            raise np.exceptions.AxisError('axis ' + str(axis) + ' is out of bounds for array of dimension ' + str(x.ndim))
        order = np.arange(x.shape[axis])
        self.shuffle(order)
        return x.take(order, axis)

    def permuted(self, x=..., axis=None, out=None):
        x = np.asarray(x)
        if out is None:
            out = x.copy()
        elif out.shape != x.shape:
            raise ValueError('out must have the same shape as x')
        else:
            np.copyto(out, x, 'safe')
        if axis is None:
            flat = out.ravel()
            _shuffle(self, flat)
            out[...] = flat.reshape(out.shape)
        else:
            _shuffle(self, np.moveaxis(out, axis, -1))
        return out


class RandomState(_Methods):
    _legacy = True
    _span_error = 'Range exceeds valid bounds'

    def __init__(self, seed=None):
        if isinstance(seed, BitGenerator):
            self._bit_generator = seed
            return
        self._bit_generator = MT19937(0)
        self.seed(seed)

    def __repr__(self):
        return 'RandomState(' + type(self._bit_generator).__name__ + ')'

    def seed(self, seed=None):
        self._bit_generator._legacy_seeding(seed)

    def get_state(self, legacy=True):
        return tuple(['MT19937'] + list(_state(self._bit_generator)))

    def set_state(self, state):
        if len(state) < 3 or state[0] != 'MT19937':
            raise ValueError('set_state can only be used with legacy MT19937 state instances.')
        more = list(state[3:]) or [0, 0.0]
        _set_state(self._bit_generator, np.array(state[1], np.uint32), state[2], more[0], more[1] * 1.0)

    def random_sample(self, size=None):
        made = _fill(self, np.empty(_shape_of(size)), 'u')
        return made.item() if size is None else made

    def random(self, size=None):
        return self.random_sample(size)

    def rand(self, *shape):
        return self.random_sample(shape or None)

    def randn(self, *shape):
        return self._standard_normal(shape or None)

    def standard_normal(self, size=None):
        return self._standard_normal(size)

    def standard_exponential(self, size=None):
        return self._standard_exponential(size)

    def standard_gamma(self, shape=..., size=None):
        return self._standard_gamma(shape, size)

    def randint(self, low=..., high=None, size=None, dtype='int64'):
        return _draw_integers(self, low, high, size, dtype, False, True)

    def random_integers(self, low=..., high=None, size=None):
        return self.randint(1, low + 1, size) if high is None else self.randint(low, high + 1, size)

    def choice(self, a=..., size=None, replace=True, p=None):
        if np.ndim(a) > 1:
            raise ValueError('a must be 1-dimensional')
        found = _population(a, size, 0)
        values = found[0]
        count = found[1]
        if p is not None:
            p = _probabilities(p, count)
        shape = _shape_of(size)
        wanted = 1
        for n in shape:
            wanted *= n
        if replace and p is None:
            index = np.asarray(self.randint(0, count, shape))
        elif replace:
            cdf = np.cumsum(p)
            index = np.asarray(np.searchsorted(cdf / cdf[-1], self.random_sample(shape), 'right'))
        else:
            _check_sample(wanted, count, p, self._legacy)
            index = _different(self, p, shape, wanted) if p is not None else self.permutation(count)[:wanted].reshape(shape)
        return _chosen(values, index, size, 0)

    def permutation(self, x=...):
        if isinstance(x, int):
            order = np.arange(x)
            _shuffle(self, order)
            return order
        x = np.array(x)
        if x.ndim < 1:
            raise IndexError('x must be an integer or at least 1-dimensional')
        if x.ndim == 1:
            _shuffle(self, x)
            return x
        order = np.arange(x.shape[0])
        _shuffle(self, order)
        return x[order]


_bind(Generator, False)
_bind(RandomState, True)


def default_rng(seed=None):
    if isinstance(seed, Generator):
        return seed
    if isinstance(seed, RandomState):
        return Generator(seed._bit_generator)
    return Generator(seed if isinstance(seed, BitGenerator) else PCG64(seed))


_rand = RandomState()
_names = 'beta binomial bytes chisquare choice dirichlet exponential f gamma geometric get_state gumbel laplace logistic lognormal multinomial'
_names += ' multivariate_normal normal pareto permutation poisson power rand randint randn random random_integers random_sample rayleigh'
_names += ' seed set_state shuffle standard_cauchy standard_exponential standard_gamma standard_normal standard_t triangular uniform weibull'
for _name in _names.split():
    globals()[_name] = getattr(_rand, _name)
ranf = sample = random_sample


def get_bit_generator():
    return _rand._bit_generator
