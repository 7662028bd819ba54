# Seeds and streams of numpy.random over those of random.c; runs in the same module before methods.py and random.py.


def _words_of(value):
    if isinstance(value, np.ndarray) and value.dtype == np.uint32:
        return value.ravel()
    words = []
    for n in np.asarray(value).ravel().tolist() if isinstance(value, (list, tuple, range, np.ndarray)) else [value]:
        if not isinstance(n, int):
            raise TypeError('SeedSequence expects int or sequence of ints for entropy not ' + str(value))
        if n < 0:
            raise ValueError('expected non-negative integer')
        words.append(n & 0xFFFFFFFF)
        if n >> 32:
            words.append(n >> 32)
    return np.array(words, np.uint32)


class SeedSequence:
    def __init__(self, entropy=None, spawn_key=None, pool_size=4, n_children_spawned=0):
        if pool_size < 4:
            raise ValueError('The size of the entropy pool should be at least 4')
        if entropy is None:
            entropy = [_entropy() for _ in range(4)]
        self.entropy = entropy
        self.spawn_key = tuple(spawn_key or [])
        self.pool_size = pool_size
        self.n_children_spawned = n_children_spawned
        words = _words_of(entropy)
        if self.spawn_key:
            missing = max(pool_size - words.size, 0)
            words = np.concatenate((words, np.zeros(missing, np.uint32), _words_of(self.spawn_key)))
        self._mixed = words

    def __repr__(self):
        text = 'SeedSequence(\n    entropy=' + repr(self.entropy) + ',\n'
        if self.spawn_key:
            text += '    spawn_key=' + repr(self.spawn_key) + ',\n'
        if self.pool_size != 4:
            text += '    pool_size=' + repr(self.pool_size) + ',\n'
        if self.n_children_spawned:
            text += '    n_children_spawned=' + repr(self.n_children_spawned) + ',\n'
        return text + ')'

    @property
    def pool(self):
        raise AttributeError('SeedSequence.pool is not shown here; use generate_state')

    def generate_state(self, n_words, dtype=None):
        dtype = np.dtype('uint32' if dtype is None else dtype)
        if dtype == 'uint32':
            return _words(self._mixed, self.pool_size, n_words)
        if dtype == 'uint64':
            return _words(self._mixed, self.pool_size, 2 * n_words).view('uint64')
        raise ValueError('only support uint32 or uint64')

    def spawn(self, n_children):
        first = self.n_children_spawned
        self.n_children_spawned += n_children
        return [SeedSequence(self.entropy, list(self.spawn_key) + [first + i], self.pool_size) for i in range(n_children)]


class _Seeded(BitGenerator):
    def __init__(self, seed=None):
        if not isinstance(seed, SeedSequence):
            seed = SeedSequence(seed)
        self.seed_seq = seed
        _start(self, seed.generate_state(self._count))

    def spawn(self, n_children):
        return [type(self)(seed) for seed in self.seed_seq.spawn(n_children)]


class PCG64(_Seeded):
    _count = 8


class MT19937(_Seeded):
    _count = 624

    def _legacy_seeding(self, seed):
        if seed is None:
            _start(self, SeedSequence().generate_state(624))
            return
        key = np.asarray(seed)
        if key.size == 0:
            raise ValueError('Seed must be non-empty')
        if key.dtype.kind not in 'iu':
            raise TypeError('Cannot cast ' + ('array data' if key.ndim else 'scalar') + " from dtype('" + str(key.dtype) + "') to dtype('int64') according to the rule 'safe'")
        if np.any(key > 0xFFFFFFFF) or np.any(key < 0):
            raise ValueError('Seed must be between 0 and 2**32 - 1')
        if isinstance(seed, int) or (isinstance(seed, np.ndarray) and seed.size == 1):
            _seed(self, key.item())
        elif key.ndim != 1:
            raise ValueError('Seed array must be 1-d')
        else:
            _seed(self, key.astype(np.uint32))

    @property
    def state(self):
        found = _state(self)
        return {'bit_generator': 'MT19937', 'state': {'key': found[0], 'pos': found[1]}}

    @state.setter
    def state(self, value):
        _set_state(self, np.array(value['state']['key'], np.uint32), value['state']['pos'], 0, 0.0)
