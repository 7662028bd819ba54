# Objects that make arrays and indices by being indexed: mgrid, r_, s_; and iteration over several arrays.


def _axis_values(part, is_open):
    start = 0 if part.start is None else part.start
    step = 1 if part.step is None else part.step
    if isinstance(step, (int, float)):
        return np.arange(start, part.stop, step)
    return np.linspace(start, part.stop, int(round(np.abs(step))))


class _Grid:
    def __init__(self, is_open):
        self._is_open = is_open

    def __getitem__(self, key):
        if not isinstance(key, tuple):
            return _axis_values(key, True)
        parts = [_axis_values(part, True) for part in key]
        kind = np.result_type(*parts)
        result = []
        for i in range(len(parts)):
            shape = [1 for _ in parts]
            shape[i] = -1
            result.append(parts[i].astype(kind).reshape(tuple(shape)))
        if self._is_open:
            return tuple(result)
        shape = tuple([part.size for part in parts])
        return np.stack([np.broadcast_to(part, shape) for part in result])


class _Index:
    def __init__(self, makes_tuple):
        self._makes_tuple = makes_tuple

    def __getitem__(self, key):
        return (key,) if self._makes_tuple and not isinstance(key, tuple) else key


class _Concatenator:
    def __init__(self, axis, ndmin, trans1d):
        self._axis = axis
        self._ndmin = ndmin
        self._trans1d = trans1d

    def __getitem__(self, key):
        if not isinstance(key, tuple):
            key = (key,)
        axis = self._axis
        ndmin = self._ndmin
        trans1d = self._trans1d
        parts = []
        for item in key:
            if isinstance(item, str):
                if len(parts):
                    raise ValueError('special directives must be the first entry.')
                if item in ('r', 'c'):
                    raise ValueError('matrices are not supported')
                numbers = [int(x) for x in item.split(',')]
                axis = numbers[0]
                ndmin = numbers[1] if len(numbers) > 1 else ndmin
                trans1d = numbers[2] if len(numbers) > 2 else trans1d
                continue
            own = 0
            if isinstance(item, slice):
                part = _axis_values(item, True)
            else:
                part = np.asarray(item)
                own = part.ndim
                if own == 0:
                    part = part.reshape(1)
            missing = ndmin - part.ndim
            if missing > 0:
                part = part.reshape([1 for _ in range(missing)] + list(part.shape))
                if trans1d != -1:
                    k = trans1d + (missing + part.ndim - missing + 1 if trans1d < 0 else 0)
                    order = list(range(missing))
                    old = list(range(missing, part.ndim))
                    part = np.transpose(part, order[:k] + old + order[k:])
            parts.append(part)
        return np.concatenate(tuple(parts), axis)


mgrid = _Grid(False)
ogrid = _Grid(True)
s_ = _Index(False)
index_exp = _Index(True)
r_ = _Concatenator(0, 1, -1)
c_ = _Concatenator(-1, 2, 0)


class broadcast:
    def __init__(self, *arrays):
        self._arrays = [np.asarray(a) for a in arrays]
        self.shape = ()
        for k in range(len(arrays)):
            try:
                self.shape = np.broadcast_shapes(self.shape, self._arrays[k].shape)
            except ValueError:
                raise ValueError('shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape ' + str(self._arrays[0].shape) + ' and arg ' + str(k) + ' with shape ' + str(self._arrays[k].shape) + '.')
        self.nd = len(self.shape)
        self.ndim = self.nd
        self.numiter = len(arrays)
        self.size = int(np.prod(self.shape))
        self.index = 0

    @property
    def iters(self):
        return tuple([np.broadcast_to(a, self.shape).flat for a in self._arrays])

    def reset(self):
        self.index = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.index >= self.size:
            raise StopIteration
        at = np.unravel_index(self.index, self.shape)
        self.index += 1
        return tuple([np.broadcast_to(a, self.shape)[at] for a in self._arrays])


class nditer:
    def __init__(self, op=..., flags=None, op_flags=None, op_dtypes=None, order='K', casting='safe'):
        self._single = not isinstance(op, (list, tuple))
        given = [op] if self._single else list(op)
        arrays = [np.asarray(a) for a in given]
        flags = list(flags or [])
        for flag in flags:
            if flag not in ('multi_index', 'c_index', 'f_index', 'external_loop', 'buffered', 'refs_ok', 'zerosize_ok', 'copy_if_overlap', 'grow_inner', 'ranged', 'delay_bufalloc', 'common_dtype', 'reduce_ok'):
                raise ValueError('Unexpected iterator global flag "' + str(flag) + '"')
        op_flags = [] if op_flags is None else op_flags
        writes = [isinstance(f, str) and f in ('readwrite', 'writeonly') or (not isinstance(f, str) and ('readwrite' in f or 'writeonly' in f)) for f in op_flags]
        self._writeable = len(writes) > 0 and any(writes)
        self.shape = np.broadcast_shapes(*[a.shape for a in arrays])
        self.operands = tuple(arrays)
        self.ndim = len(self.shape)
        self.nop = len(arrays)
        self.itersize = int(np.prod(self.shape))
        if self.itersize == 0 and 'zerosize_ok' not in flags:
            raise ValueError('Iteration of zero-sized operands is not enabled')
        self._views = [np.broadcast_to(a, self.shape) if a.shape != self.shape else a for a in arrays]
        order = 'F' if order == 'F' or (order == 'K' and all([a.flags.fnc for a in self._views])) else 'C'
        self._places = np.arange(self.itersize).reshape(self.shape, order='C')
        self._places = self._places.ravel() if order == 'C' else self._places.T.ravel()
        self._is_outer = 'external_loop' in flags
        self._has_index = 'multi_index' in flags
        self.iterindex = 0
        self._begun = False

    def _at(self):
        return np.unravel_index(int(self._places[self.iterindex]), self.shape) if self.ndim else ()

    @property
    def multi_index(self):
        if not self._has_index:
            raise ValueError('Iterator is not tracking a multi-index')
        return tuple([int(i) for i in self._at()])

    @property
    def index(self):
        return int(self._places[self.iterindex])

    @property
    def finished(self):
        return self.iterindex >= self.itersize

    @property
    def value(self):
        return self._value()

    # Elements as arrays without axes, which share memory with their array.
    def _value(self):
        if self._is_outer:
            found = [view.ravel()[self._places] for view in self._views]
        else:
            at = self._at()
            found = [view[tuple([slice(i, i + 1, None) for i in at])].reshape(()) for view in self._views]
        return found[0] if len(found) == 1 else tuple(found)

    def __getitem__(self, i):
        return self._value() if self.nop == 1 else self._value()[i]

    def iternext(self):
        self.iterindex += self.itersize if self._is_outer else 1
        return not self.finished

    def reset(self):
        self.iterindex = 0
        self._begun = False

    def __iter__(self):
        return self

    def __next__(self):
        if self._begun:
            self.iternext()
        self._begun = True
        if self.finished:
            raise StopIteration
        return self._value()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None

    def close(self):
        return None
