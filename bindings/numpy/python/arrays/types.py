# What element types can hold.


class iinfo:
    def __init__(self, type):
        self.dtype = np.asarray(type).dtype if isinstance(type, (int, np.ndarray)) else np.dtype(type)
        self.kind = self.dtype.kind
        if self.kind not in 'iu':
            raise ValueError("Invalid integer data type '" + self.kind + "'.")
        self.bits = self.dtype.itemsize * 8
        self.min = 0 if self.kind == 'u' else -(2 ** (self.bits - 1))
        if self.bits == 64:
            self.max = 9223372036854775807
        else:
            self.max = 2 ** (self.bits - (0 if self.kind == 'u' else 1)) - 1

    def __repr__(self):
        return 'iinfo(min=' + str(self.min) + ', max=' + str(self.max) + ', dtype=' + self.dtype.name + ')'


class finfo:
    def __init__(self, dtype):
        dtype = np.asarray(dtype).dtype if isinstance(dtype, (float, np.ndarray)) else np.dtype(dtype)
        if dtype.kind not in 'fc':
            raise ValueError("data type <class 'numpy." + dtype.name + "'> not inexact")
        single = dtype in ('float32', 'complex64')
        self.dtype = np.dtype('float32' if single else 'float64')
        self.bits = 32 if single else 64
        self.eps = 2.0 ** (-23 if single else -52)
        self.epsneg = self.eps / 2
        self.max = float(np.float32(3.4028234663852886e+38)) if single else 1.7976931348623157e+308
        self.min = -self.max
        self.tiny = 2.0 ** (-126 if single else -1022)
        self.smallest_normal = self.tiny
        self.smallest_subnormal = 2.0 ** (-149 if single else -1074)
        self.precision = 6 if single else 15
        self.resolution = 1e-06 if single else 1e-15
        self.nmant = 23 if single else 52


def issubdtype(arg1, arg2=None):
    kind = np.dtype(arg1).kind
    groups = {'integer': 'iu', 'signedinteger': 'i', 'unsignedinteger': 'u', 'floating': 'f', 'complexfloating': 'c', 'inexact': 'fc', 'number': 'iufc', 'generic': 'biufc'}
    name = getattr(arg2, '__name__', '')
    if name in groups and isinstance(arg2, type):
        return kind in groups[name]
    return np.dtype(arg1) == np.dtype(arg2)


class generic:
    pass


class number(generic):
    pass


class integer(number):
    pass


class signedinteger(integer):
    pass


class unsignedinteger(integer):
    pass


class inexact(number):
    pass


class floating(inexact):
    pass


class complexfloating(inexact):
    pass


def isdtype(dtype, kind=None):
    kinds = {'bool': 'b', 'signed integer': 'i', 'unsigned integer': 'u', 'integral': 'iu', 'real floating': 'f', 'complex floating': 'c', 'numeric': 'iufc'}
    for k in kind if isinstance(kind, tuple) else (kind,):
        if isinstance(k, str):
            if k not in kinds:
                raise ValueError('kind argument is a string, but ' + repr(k) + ' is not a known kind name.')
            if np.dtype(dtype).kind in kinds[k]:
                return True
        elif np.dtype(dtype) == np.dtype(k):
            return True
    return False


def min_scalar_type(a):
    if isinstance(a, bool):
        return np.dtype(bool)
    if isinstance(a, int):
        for name in ('uint8', 'uint16', 'uint32', 'uint64') if a >= 0 else ('int8', 'int16', 'int32', 'int64'):
            info = np.iinfo(name)
            if a >= info.min and a <= info.max:
                return np.dtype(name)
    if isinstance(a, float):
        return np.dtype('float32' if np.isfinite(np.float32(a)) or not np.isfinite(a) else 'float64')
    if np.isscalar(a) and np.asarray(a).dtype.kind == 'c':
        return np.dtype('complex64' if np.isfinite(np.complex64(a)) or not np.isfinite(a) else 'complex128')
    return np.asarray(a).dtype
