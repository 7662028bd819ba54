# What an array gives as objects of their own: flags, flat; and its rarer methods.


class flagsobj:
    def __init__(self, array):
        found = np._flags(array)
        self._array = array
        self.c_contiguous = found[0]
        self.f_contiguous = found[1]
        self.contiguous = self.c_contiguous
        self.fortran = self.f_contiguous
        self.owndata = found[2]
        self.aligned = True
        self.writebackifcopy = False
        self.forc = self.c_contiguous or self.f_contiguous
        self.fnc = self.f_contiguous and not self.c_contiguous
        self.behaved = found[3]
        self.carray = self.behaved and self.c_contiguous
        self.farray = self.behaved and self.f_contiguous and not self.c_contiguous

    @property
    def writeable(self):
        return np._flags(self._array)[3]

    @writeable.setter
    def writeable(self, value):
        self._array.setflags(value)

    def __getitem__(self, key):
        short = {'C': 'c_contiguous', 'F': 'f_contiguous', 'O': 'owndata', 'W': 'writeable', 'A': 'aligned', 'X': 'writebackifcopy', 'CA': 'carray', 'FA': 'farray', 'B': 'behaved'}
        if not isinstance(key, str) or (key not in short and key != key.upper()) or not hasattr(self, short.get(key, key.lower())):
            raise KeyError('Unknown flag')
        return getattr(self, short.get(key, key.lower()))

    def __setitem__(self, key, value):
        if key not in ('W', 'WRITEABLE'):
            raise KeyError('Unknown flag')
        self.writeable = value

    def __repr__(self):
        names = ['C_CONTIGUOUS', 'F_CONTIGUOUS', 'OWNDATA', 'WRITEABLE', 'ALIGNED', 'WRITEBACKIFCOPY']
        return ''.join(['  ' + name + ' : ' + str(self[name]) + '\n' for name in names])


def _get_flags(array):
    return flagsobj(array)


def setflags(a, write=None, align=None, uic=None):
    if write is not None:
        if write and isinstance(a.base, np.ndarray) and not a.base.flags.writeable:
            raise ValueError('cannot set WRITEABLE flag to True of this array')
        np._set_writeable(a, bool(write))


class flatiter:
    def __init__(self, array=...):
        self.base = array
        self.index = 0

    @property
    def coords(self):
        return tuple(np.unravel_index(self.index, self.base.shape)) if self.index < self.base.size else None

    def _positions(self, key):
        return np.arange(self.base.size)[key]

    def __len__(self):
        return self.base.size

    def __iter__(self):
        return self

    def __next__(self):
        if self.index >= self.base.size:
            raise StopIteration
        self.index += 1
        return self[self.index - 1]

    def __getitem__(self, key):
        if isinstance(key, tuple) and len(key) > 1:
            raise IndexError('too many indices for flat iterator: flat iterator is 1-dimensional, but ' + str(len(key)) + ' were indexed')
        if isinstance(key, int):
            n = self.base.size
            if not -n <= key < n:
                raise IndexError('index ' + str(key) + ' is out of bounds for size ' + str(n))
            return self.base[np.unravel_index(key % n, self.base.shape)]
        return self.base.ravel()[key].copy()

    def __setitem__(self, key, value):
        if isinstance(key, int) and not -self.base.size <= key < self.base.size:
            raise IndexError('index ' + str(key) + ' is out of bounds for size ' + str(self.base.size))
        places = self._positions(key)
        values = np.asarray(value).ravel()
        if isinstance(places, int):
            self.base[np.unravel_index(places, self.base.shape)] = values[0]
            return
        if values.size == 0:
            if places.size:
                raise ValueError('Error setting single item of array.')
            return
        self.base[np.unravel_index(places, self.base.shape)] = np.resize(values, places.shape)

    def copy(self):
        return self.base.flatten()


def _get_flat(array):
    return flatiter(array)


def _set_flat(array, value):
    flatiter(array)[:] = value


def _get_mT(array):
    if array.ndim < 2:
        raise ValueError('matrix transpose with ndim < 2 is undefined')
    return np.matrix_transpose(array)


def matrix_transpose(x):
    x = np.asarray(x)
    if x.ndim < 2:
        raise ValueError('Input array must be at least 2-dimensional, but it is ' + str(x.ndim))
    return np.swapaxes(x, -1, -2)


def permute_dims(a, axes=None):
    return np.transpose(a, axes)


def _partition_in_place(a, kth, axis=-1):
    a[...] = np.partition(a, kth, axis)


def _put_in_place(a, indices, values, mode='raise'):
    np.put(a, indices, values, mode)


def byteswap(a, inplace=False):
    swapped = np.frombuffer(a.tobytes(), 'uint8').reshape(-1, a.itemsize)
    if a.dtype.kind == 'c':
        swapped = swapped.reshape(-1, a.itemsize // 2)
    swapped = np.frombuffer(swapped[:, ::-1].tobytes(), a.dtype).reshape(a.shape)
    if not inplace:
        return swapped.copy()
    a[...] = swapped
    return a


def to_device(a, device, stream=None):
    if device != 'cpu':
        raise ValueError('Unsupported device: ' + str(device) + ". Only 'cpu' is accepted.")
    return a


def shares_memory(a=..., b=..., max_work=None):
    return np._overlap(np.asarray(a), np.asarray(b), True)


def may_share_memory(a=..., b=..., max_work=None):
    return np._overlap(np.asarray(a), np.asarray(b), False)


def isfortran(a):
    return a.flags.fnc


def iterable(y):
    try:
        iter(y)
        return True
    except TypeError:
        return False


def astype(x, dtype, copy=True, device=None):
    if not isinstance(x, np.ndarray):
        raise TypeError('Input should be a NumPy array or scalar. It is a ' + str(type(x)) + ' instead.')
    return x.astype(dtype, copy=copy)


def require(a=..., dtype=None, requirements=None):
    wanted = [str(r).upper() for r in ([requirements] if isinstance(requirements, str) else (requirements or []))]
    for name in wanted:
        if name not in ('C', 'C_CONTIGUOUS', 'CONTIGUOUS', 'F', 'F_CONTIGUOUS', 'FORTRAN', 'A', 'ALIGNED', 'W', 'WRITEABLE', 'O', 'OWNDATA', 'E', 'ENSUREARRAY'):
            raise KeyError(name)
    order = 'F' if any([name[0] == 'F' for name in wanted]) else ('C' if any([name in ('C', 'C_CONTIGUOUS', 'CONTIGUOUS') for name in wanted]) else 'K')
    result = np.asarray(a, dtype, order=order)
    owned = any([name in ('O', 'OWNDATA') for name in wanted]) and not result.flags.owndata
    written = any([name in ('W', 'WRITEABLE') for name in wanted]) and not result.flags.writeable
    return result.copy() if owned or written else result


def asarray_chkfinite(a=..., dtype=None, order=None):
    a = np.asarray(a, dtype, order=order or 'K')
    if a.dtype.kind in 'fc' and not np.all(np.isfinite(a)):
        raise ValueError('array must not contain infs or NaNs')
    return a


def typename(char):
    names = {'S1': 'character', '?': 'bool', 'B': 'unsigned char', 'D': 'complex double precision', 'F': 'complex single precision', 'I': 'unsigned integer', 'H': 'unsigned short', 'L': 'unsigned long integer', 'Q': 'unsigned long long integer', 'b': 'signed char', 'd': 'double precision', 'f': 'single precision', 'h': 'short', 'i': 'integer', 'l': 'long integer', 'q': 'long long integer'}
    return names[char]


def common_type(*arrays):
    kinds = [np.asarray(a).dtype for a in arrays]
    for kind in kinds:
        if kind.kind == 'b':
            raise TypeError("can't get common type for non-numeric array")
    double = any([kind.kind in 'iu' or kind.itemsize == (16 if kind.kind == 'c' else 8) for kind in kinds])
    if any([kind.kind == 'c' for kind in kinds]):
        return np.complex128 if double else np.complex64
    return np.float64 if double else np.float32


def seterr(all=None, divide=None, over=None, under=None, invalid=None):
    return geterr()


def geterr():
    return {'divide': 'ignore', 'over': 'ignore', 'under': 'ignore', 'invalid': 'ignore'}
