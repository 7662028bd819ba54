"""The expressions of the fuzz programs: each production returns source text and how near the two answers must be.

`exact`: bit for bit. `ulp`: within 2 units in the last place, for functions that no two libraries round alike. `near`: within the
rounding of a long sum, for products, transforms and decompositions. A mode that ends in `?` is of an expression in which two things
may be wrong at once: which of them is found first is not compared."""

from arrays import DTYPES, NUMBERS, Arrays

BINARY = ['+', '-', '*', '/', '//', '%', '**', '==', '!=', '<', '<=', '>', '>=', '&', '|', '^', '<<', '>>']
UNARY = ['negative', 'absolute', 'sign', 'square', 'floor', 'ceil', 'trunc', 'rint', 'isnan', 'isinf', 'isfinite', 'logical_not',
         'invert', 'conjugate', 'positive', 'signbit', 'fabs', 'spacing']
UNARY_ULP = ['sqrt', 'reciprocal', 'exp', 'exp2', 'expm1', 'log', 'log2', 'log10', 'log1p', 'sin', 'cos', 'tan', 'arcsin', 'arccos', 'arctan',
             'sinh', 'cosh', 'tanh', 'arcsinh', 'arccosh', 'arctanh', 'cbrt', 'degrees', 'radians', 'deg2rad', 'rad2deg']
COMPARISONS = ['equal', 'not_equal', 'less', 'less_equal', 'greater', 'greater_equal']
EXTREMES = ['maximum', 'minimum', 'fmax', 'fmin']
PAIRS = ['add', 'subtract', 'multiply', 'maximum', 'minimum', 'fmax', 'fmin', 'logical_and', 'logical_or', 'logical_xor',
         'bitwise_and', 'bitwise_or', 'bitwise_xor', *COMPARISONS,
         'floor_divide', 'remainder', 'fmod', 'copysign', 'gcd', 'lcm', 'left_shift', 'right_shift', 'heaviside', 'nextafter']
FLOAT_PAIRS = ['copysign', 'heaviside', 'nextafter']
PAIRS_ULP = ['divide', 'power', 'float_power', 'arctan2', 'hypot', 'logaddexp', 'logaddexp2']
REDUCED = ['add', 'multiply', 'maximum', 'minimum', 'logical_and', 'logical_or', 'bitwise_or', 'bitwise_and', 'bitwise_xor', 'fmax']


def is_single(text):
    """Whether NumPy may compute in float16 or float32, which is not seen in a result that is cast."""
    return any(repr(dtype) in text for dtype in ('bool', 'int8', 'uint8', 'int16', 'uint16', 'float32', 'complex64'))


def one_zero(text):
    """Which of two signed zeros is the minimum is unspecified."""
    return text.replace('-0.0', '2.0')


def is_complex_product(name, text):
    """Complex products may be contracted (FMA), which rounds once instead of twice."""
    return 'prod' in name and 'complex' in text


def mode_of(is_inexact, text):
    """Complex functions compose several real ones."""
    return ('near' if 'complex' in text or 'j' in text else 'ulp') if is_inexact else 'exact'


class Expressions(Arrays):
    """One production a method; `draw` picks one."""

    def draw(self):
        return self.choice(PRODUCTIONS)(self)

    def operator(self):
        operator = self.choice(BINARY)
        self.is_finite = operator == '**'
        left, right = self.pair()
        if self.chance(0.3):
            left, right = right, left
        if operator == '!=' and 'j' in left[-3:]:
            operator = '=='  # `!=` of pocketpy's complex is not reflected
        if operator == '**' and ("'bool'" in left + right or any(number in (left, right) for number in ('1e10', '100', '300', '2147483648', 'np.inf', 'np.nan'))):
            operator = '*'  # NumPy squares bools as int8; and a huge power of a complex number is ill-conditioned
        return f'({left}) {operator} ({right})', mode_of(operator in ('**', '/') or (operator == '*' and 'complex' in left + right), left + right) + '?' * (operator == '**')

    def unary_operator(self):
        return f'{self.choice(["-", "~", "abs"])}({self.array()})', 'ulp'

    def options(self, shape_of):
        """Keywords of a ufunc; the output is uncast or of any type."""
        words = ''
        if self.chance(0.2):
            words += f', dtype={self.dtype()!r}'
        if self.chance(0.2):
            words += f', out=np.full(np.shape({shape_of}), 1, {self.dtype()!r})'
            if self.chance(0.5):
                words += f', where=np.resize([{self.choice(["True, False", "False", "False, False, True"])}], np.shape({shape_of}))'
        if self.chance(0.1):
            # casting NaN and infinity to an unsigned integer is undefined behaviour in C
            words += f', casting={self.choice(["safe", "same_kind"] + ["unsafe"] * ("uint" not in words))!r}'
        return words

    def unary(self):
        name = self.choice(UNARY + UNARY_ULP)
        dtype = self.choice(DTYPES[9:]) if name == 'reciprocal' else self.dtype()  # so is casting the reciprocal of the int 0
        self.is_finite = dtype.startswith('complex')  # the angle of huge complex numbers is ill-conditioned
        a = self.array(dtype=dtype)
        words = '' if name == 'absolute' or name in UNARY_ULP + ['spacing'] and is_single(a) else self.options(a)
        return f'np.{name}({a}{words})', mode_of(name in UNARY_ULP or name in ('absolute', 'sign'), a + words)

    def binary(self):
        name = self.choice(PAIRS + PAIRS + PAIRS_ULP)
        self.is_finite = 'power' in name  # C does not specify powers of non-finite complex numbers
        a, b = self.pair()
        # power checks exponents that `where` masks too, and `dtype` after the exponents.
        # NumPy casts a complex literal into any type, where pocketpy's complex gives no int; and 2.4.6 itself crashes where an int beyond the type is compared into an `out` of another type
        is_half = 'power' in name or name in PAIRS_ULP + FLOAT_PAIRS and is_single(a + b)
        words = '' if is_half or (b in NUMBERS and (name in COMPARISONS or 'j' in b)) else self.options(a)
        # complex products may be contracted (FMA), which rounds once instead of twice
        mode = mode_of(name in PAIRS_ULP or (name == 'multiply' and 'complex' in a + b), a + b + words)
        if 'power' in name:
            b = '3' if b in NUMBERS or ('complex' in a and 'uint' in b) else b  # the angle of a huge power of a complex number is ill-conditioned
        text = f'np.{name}({a}, {b}{words})'
        return one_zero(text) if name in EXTREMES else text, mode + '?' if words else mode

    def divmod(self):
        a, b = self.pair()
        return f'{self.choice(["np.divmod", "divmod"])}({a}, {b})', 'exact'

    def overlapping(self):
        """Input and output share memory."""
        name = self.choice(['add', 'subtract', 'multiply', 'maximum'])
        views = ['a[1:]', 'a[:-1]', 'a[::-1][1:]', 'a[::-1][:-1]', 'a[1:][::-1]', 'a[:1]']
        x, y, out = self.choice(views), self.choice(views), self.choice(views[:5])
        a = self.array(ndim_min=1)
        if self.chance(0.3):
            return f'(lambda a: [np.copyto({out}, {x}), a])({a})', 'exact'
        return f'(lambda a: [np.{name}({x}, {y}, out={out}), a])({a})', 'near' if name == 'multiply' else 'exact'

    def setting_overlap(self):
        targets = ['slice(1, None, None)', 'slice(None, -1, None)', 'slice(None, None, -1)', '[0, 0]', '...', '[1, 0]']
        a = self.array(ndim_min=1)
        values = self.choice(['a[1:]', 'a[:-1]', 'a[::-1]', 'a[:1]', 'a.T', 'a'])
        return f'(lambda a: [a.__setitem__({self.choice(targets)}, {values}), a])({a})', 'exact?'

    def accumulate(self):
        words = self.choice(['', f', axis={self.plain_axis()}', f', dtype={self.dtype()!r}'])
        self.is_finite = 'dtype' in words  # out-of-range casts to integers are undefined behaviour in C, and NumPy does not always warn
        return f'np.{self.choice(REDUCED)}.{self.choice(["accumulate", "reduce"])}({self.array(ndim_min=1)}{words})', 'near'

    def reduction_words(self):
        words = []
        if self.chance(0.6):
            words.append(f'axis={self.axis()}')
        if self.chance(0.25):
            words.append(f'keepdims={self.choice(["True", "False"])}')
        return words

    def reduction(self):
        name = self.choice(['sum', 'prod', 'min', 'max', 'any', 'all', 'mean', 'std', 'var', 'ptp', 'amax', 'amin'])
        is_cast = name in ('sum', 'prod', 'mean') and self.chance(0.2)
        self.is_finite = is_cast
        a, words = self.array(), self.reduction_words()
        if name in ('sum', 'prod', 'min', 'max') and self.chance(0.25):
            words.append(f'initial={self.choice(["1", "0", "5", "-2", "1.5"])}')
        if name in ('sum', 'prod', 'min', 'max', 'any', 'all', 'mean', 'std', 'var') and self.chance(0.15):
            words.append(f'where=np.resize([True, False, True], np.shape({a}))')
        if is_cast and 'where' not in str(words):
            # the mean of no elements is NaN, whose cast to an unsigned integer is undefined behaviour in C
            words.append(f'dtype={self.choice([d for d in DTYPES[:8] + DTYPES[9:] if name != "mean" or d[0] != "u"])!r}')
        if name in ('std', 'var') and self.chance(0.3):
            words.append(f'ddof={self.choice(["1", "0", "2", "0.5"])}')
        if 'iinfo' in a and name == 'mean':
            name = 'max'  # the extremes of a type cancel, and leave rounding errors
        # NumPy sums in memory order, and unmasked elements in separate runs
        is_inexact = 'where' in str(words) or name in ('std', 'var', 'mean') or is_complex_product(name, a) or (name in ('sum', 'prod') and ('::' in a or 'complex' in a))
        return one_zero(f'np.{name}({", ".join([a] + words)})'), 'near' if is_inexact else 'exact'

    def method(self):
        name = self.choice(['sum', 'prod', 'min', 'max', 'mean', 'any', 'all'])
        a = self.array()
        is_inexact = name == 'mean' or is_complex_product(name, a) or (name in ('sum', 'prod') and ('::' in a or 'complex' in a))
        return one_zero(f'({a}).{name}({", ".join(self.reduction_words())})'), 'near' if is_inexact else 'exact'

    def running(self):
        name = self.choice(['np.cumsum', 'np.cumprod', 'np.nancumsum', 'np.nancumprod'])
        words = self.choice(['', f', axis={self.plain_axis()}', ', axis=None', f', dtype={self.dtype()!r}'])
        self.is_finite = 'dtype' in words
        a = self.array()
        return f'{name}({a}{words})', 'near' if is_complex_product(name, a + words) else 'exact'

    def arg_extremum(self):
        name = self.choice(['argmax', 'argmin', 'nanargmax', 'nanargmin'])
        words = self.choice(['', f', axis={self.plain_axis()}', ', axis=None', ', axis=0, keepdims=True', ', keepdims=True'])
        return f'np.{name}({self.array()}{words})', 'exact'

    def nan_reduction(self):
        name = self.choice(['nansum', 'nanprod', 'nanmax', 'nanmin', 'nanmean', 'nanstd', 'nanvar', 'nanmedian'])
        near = name in ('nanmean', 'nanstd', 'nanvar', 'nanmedian', 'nanprod', 'nansum')
        return one_zero(f'np.{name}({", ".join([self.array()] + self.reduction_words())})'), 'near' if near else 'exact'

    def order_statistic(self):
        self.is_finite = True
        name, where = self.choice([('percentile', '[0, 25, 50, 99]'), ('quantile', '0.3'), ('quantile', '[0.1, 0.5]'), ('percentile', '50')])
        methods = ['linear', 'lower', 'higher', 'midpoint', 'nearest', 'inverted_cdf', 'averaged_inverted_cdf', 'closest_observation',
                   'interpolated_inverted_cdf', 'hazen', 'weibull', 'median_unbiased', 'normal_unbiased']
        words = self.reduction_words() + ([f'method={self.choice(methods)!r}'] if self.chance(0.5) else [])
        return f'np.{name}({", ".join([self.real(), where] + words)})', 'near?'

    def median(self):
        return f'np.median({", ".join([self.array()] + self.reduction_words())})', 'near'

    def average(self):
        a = self.array()
        words = self.choice(['', ', axis=0', f', weights=np.ones(np.shape({a}))', f', axis=-1, weights=np.arange(np.shape({a})[-1]) + 1'])
        return f'np.average({a}{words})', 'near?'

    def get(self):
        return f'({self.array()})[{self.index()}]', 'exact'

    def put(self):
        small = self.shaped(self.choice([[], [], [1, 2], [2], [3], [2, 1]]), self.dtype())
        value = self.choice([small, self.choice(NUMBERS)])
        return f'put({self.array()}, {self.index_value()}, {value})', 'exact?'

    def cast(self):
        words = self.choice(['', '', f', casting={self.choice(["no", "safe", "same_kind", "unsafe"])!r}', ', copy=False', ', order="F"'])
        return f'({self.array()}).astype({self.dtype()!r}{words})', 'exact'

    def strides(self):
        change = self.choice(['.T', '[..., None]', '[::-1]', '.copy()', '.copy("F")', '.reshape(-1)', '.swapaxes(0, -1)',
                              '[1:]'])
        return f'(lambda a: [a.strides, a.shape, a.nbytes, a.itemsize] if a.size > 1 else 0)(({self.array()}){change})', 'exact'

    def in_shape(self):
        return self.choice(ONE_ARRAY) % self.array(), 'ulp'

    def reshape(self):
        shapes = ['-1', '(-1, 1)', '(1, -1)', '(2, -1)', '(-1, 2)', '(3, 2)', '(0,)', '(0, -1)', '(-1, -1)', '4', '(2, 2)', '()', '(1, 1, -1)']
        words = self.choice(['', '', ', order="F"', ', order="A"', ', order="C"'])
        return f'np.reshape({self.array()}, {self.choice(shapes)}{words})', 'exact'

    def along_axis(self):
        name, more = self.choice([('flip', ''), ('expand_dims', None), ('squeeze', ''), ('roll', '1, '), ('roll', '-3, '), ('repeat', '2, '),
                                  ('take', '[0, -1], '), ('delete', '0, '), ('delete', '[0, -1], '), ('delete', 'slice(None, None, 2), '),
                                  ('insert', '1, 7, '), ('insert', '[0, 1], 3.5, '), ('append', None), ('diff', '1, '), ('diff', '2, '),
                                  ('moveaxis', None), ('compress', None)])
        a, axis = self.array(), self.plain_axis()
        if name == 'append':
            return f'np.append({a}, {self.array()}, axis={self.choice([axis, "None"])})', 'exact'
        if name == 'moveaxis':
            return f'np.moveaxis({a}, {axis}, {self.plain_axis()})', 'exact'
        if name == 'compress':
            return f'np.compress([True], {a}, axis={self.choice([axis, "None"])})', 'exact'
        return f'np.{name}({a}, {more or ""}axis={self.choice([axis, axis, "None"])})', 'exact'

    def pad(self):
        widths = self.choice(['1', '2', '(1, 2)', '(0, 3)', '((1, 0),)', '((1, 2), (0, 1))', '-1'])
        mode = self.choice(['constant', 'edge', 'reflect', 'symmetric', 'wrap', 'maximum', 'minimum', 'mean', 'median', 'linear_ramp'])
        return f'np.pad({self.array()}, {widths}, mode={mode!r})', 'near'

    def joined(self):
        parts = [self.array() for _ in range(self.choice([1, 2, 2, 3]))]
        if self.chance(0.6):
            shape = self.shape()
            parts = [self.shaped(shape, self.dtype()) for _ in parts]
        name = self.choice(['concatenate', 'stack', 'vstack', 'hstack', 'dstack', 'column_stack', 'concatenate', 'block'])
        joined = f'[{", ".join(parts)}]'
        words = f', axis={self.choice([self.plain_axis(), "None"])}' if name == 'concatenate' and self.chance(0.6) else ''
        words += f', axis={self.plain_axis()}' if name == 'stack' and self.chance(0.6) else ''
        words += f', dtype={self.dtype()!r}' if name in ('concatenate', 'stack') and self.chance(0.1) else ''
        return f'np.{name}({joined}{words})', 'exact'

    def split(self):
        name = self.choice(['split', 'array_split', 'vsplit', 'hsplit', 'dsplit'])
        where = self.choice(['2', '1', '3', '[1]', '[0, 2]', '[1, 9]', '0'])
        words = f', axis={self.plain_axis()}' if name in ('split', 'array_split') and self.chance(0.5) else ''
        return f'np.{name}({self.array()}, {where}{words})', 'exact'

    def repeated(self):
        many = self.choice(['(2,)', '2', '(2, 1)', '(1, 3)', '0', '(0, 2)', '()', '(2, 1, 2)'])
        name = self.choice(['np.tile(%s, %s)', 'np.resize(%s, %s)', 'np.broadcast_to(%s, %s)'])
        return name % (self.array(), many), 'exact'

    def sorting(self):
        name = self.choice(['sort', 'argsort', 'sort', 'sort'])
        words = self.choice(['', f', axis={self.plain_axis()}', ', axis=None', ', kind="stable"'])
        words = ', kind="stable"' if name == 'argsort' else words  # only a stable sort specifies the order of equal elements
        return one_zero(f'np.{name}({self.array()}{words})'), 'exact'

    def partition(self):
        return f'np.sort(np.partition({self.array(ndim_min=1)}, {self.choice(["0", "1", "-1", "[0, 1]"])}) + 0, axis=-1)', 'exact'

    def lexsort(self):
        count = self.choice([1, 2, 3, 5])
        keys = ', '.join(self.shaped([count], self.choice(DTYPES[:11])) for _ in range(self.choice([1, 2, 3])))
        return f'np.lexsort(({keys},))', 'exact'

    def searchsorted(self):
        name = self.choice(['np.searchsorted([1, 2, 2, 3.5], %s%s)', 'np.digitize(%s, [0, 1, 2]%s)'])
        side = self.choice(['', ', side="right"', ', side="left"']) if 'search' in name else self.choice(['', ', right=True'])
        return name % (self.real(), side), 'exact'

    def sets(self):
        self.is_finite = True  # which of two signed zeros is kept is unspecified
        name = self.choice(['intersect1d', 'union1d', 'setdiff1d', 'setxor1d', 'isin'])
        words = ', invert=True' if name == 'isin' and self.chance(0.3) else ''
        return f'np.{name}({self.array()}, {self.array()}{words})', 'exact'

    def unique(self):
        words = self.choice(['', ', return_index=True', ', return_inverse=True', ', return_counts=True', ', True, True, True', ', axis=0',
                             ', axis=-1, return_counts=True', ', equal_nan=False'])
        self.is_finite = self.chance(0.5)
        return f'np.unique({self.array() if self.is_finite else self.real()}{words})', 'exact'

    def chosen(self):
        a, b = self.pair()
        return self.choice([
            f'np.where({self.array()}, {a}, {b})', one_zero(f'np.clip({self.real()}, {self.choice(["0", "-1.5", "1", "-129"])}, {self.choice(["2", "300", "1.5"])})'),
            f'np.select([({a}) == 1, ({a}) != 0], [{a.replace("uint", "int")}, {b}], {self.choice(["0", "7", "1.5"])})', f'np.choose({a}, [{b}, {self.array()}], mode="clip")',
            f'np.take({a}, {self.indices()}, mode={self.choice(["wrap", "clip", "raise"])!r})', f'np.extract({a}, {b})', f'np.array_equal({a}, {b})',
            f'np.copyto({a}, {self.choice(NUMBERS)})', f'np.allclose({a}, {b})', f'np.isclose({a}, {b})', f'np.array_equiv({a}, {b})',
            f'(lambda a: [np.putmask(a, a == 1, {b}), a])({a})', f'(lambda a: [np.place(a, a == 1, [7, 8]), a])({a})',
            f'(lambda a: [np.put(a, [0, -1], {b}), a])({a})', f'np.broadcast_arrays({a}, {b})',
            f'np.take_along_axis({a}, np.zeros_like({a}, "int64"), 0)',
        ]), 'exact?'

    def counted(self):
        self.is_finite = True
        a = self.real()
        return self.choice([
            f'np.bincount({a})', f'np.bincount(np.abs({a}).astype("int64").ravel() % 5, minlength=4)', f'np.histogram({a}, bins=3)',
            f'np.histogram({a}, bins=[0, 1, 2.5, 4])', f'np.histogram({a}, bins=4, range=(0, 5), density=True)', f'np.interp({a}, [0, 1, 3], [1.5, -1, 2])',
            f'np.gradient({a})', f'np.trapezoid({a})', f'np.convolve({a}, [1, 2, 0.5])', f'np.correlate({a}, [1, 2], "full")',
            f'np.nan_to_num({a})', f'np.ediff1d({a})', f'np.unwrap({a})', f'np.sinc({a})', f'np.corrcoef({a})', f'np.cov({a})',
            f'np.around({a}, {self.choice(["1", "0", "-1", "2"])})', f'np.cross({a}, {a})', f'np.vander({a}, 3)', f'np.diff({a}, prepend=1)',
        ]), 'near?'

    def product(self):
        self.is_finite = True
        a, b = self.pair()
        name = self.choice(['dot', 'matmul', 'inner', 'outer', 'vdot', 'kron', 'tensordot'])
        if name in ('dot', 'matmul') and self.chance(0.6):
            inner = self.choice([1, 2, 3, 0])
            a = self.shaped([self.choice([1, 2, 3]), inner], self.dtype())
            b = self.shaped([inner, self.choice([1, 2, 4])], self.dtype())
        words = ', axes=1' if name == 'tensordot' else ''
        return f'np.{name}({a}, {b}{words})', 'near?'

    def linear_algebra(self):
        self.is_finite = True
        size = self.choice([1, 2, 3, 0])
        square = self.shaped(self.choice([[size, size], [size, size], [2, size, size], [size], [size, size + 1]]), self.dtype())
        name = self.choice(['det', 'inv', 'norm', 'matrix_rank', 'eigvalsh', 'trace', 'matrix_power'])
        if name == 'trace':
            return f'np.trace({square})', 'near'
        if name in ('det', 'inv'):
            square = f'({square} + 9 * np.eye({size}))'
        return f'np.linalg.{name}({square}{", 2" if name == "matrix_power" else ""})', 'near'

    def transform(self):
        self.is_finite = True
        name = self.choice(['fft', 'ifft', 'rfft', 'fftshift', 'ifftshift', 'fft2', 'irfft', 'hfft', 'fftn'])
        return f'np.fft.{name}({self.array()})', 'near?'

    def created(self):
        n = lambda: self.choice(['0', '1', '2', '3', '5', '-1', '0.5', '7.5', '-2', '10'])
        dtype = self.choice(['', f', dtype={self.dtype()!r}'])
        dtype_of_range = dtype.replace('bool', 'int8')
        size = self.choice(['0', '1', '3', '(2, 2)', '(0, 2)', '4', '()'])
        return self.choice([
            f'np.arange({n()}{dtype_of_range})', f'np.arange({n()}, {n()})', f'np.arange({n()}, {n()}, {n()})', f'np.linspace({n()}, {n()}, 5{dtype})',
            f'np.linspace({n()}, {n()}, 4, endpoint=False)', f'np.zeros({size}{dtype})', f'np.ones({size}{dtype})', f'np.full({size}, {n()}{dtype})',
            f'np.eye(3, 2, {self.choice(["0", "1", "-1"])}{dtype})', f'np.tri(3, 4, {self.choice(["0", "1", "-1"])})', f'np.identity(2{dtype})',
            f'np.logspace({n()}, {n()}, 3)', f'np.geomspace(1, {n()}, 4)', f'np.full_like({self.array()}, {n()}{dtype})', f'np.zeros_like({self.array()}{dtype})',
            f'np.array([[{n()}, {n()}], [{n()}, {self.choice(NUMBERS)}]]{dtype})', f'np.array([{self.array(ndim_max=1)}, {self.array(ndim_max=1)}])',
            f'np.meshgrid({self.array(ndim_max=1)}, [1, 2])', f'np.indices((2, {self.choice(["0", "1", "3"])}))',
        ]), 'ulp'

    def types(self):
        a, b = self.dtype(), self.dtype()
        return self.choice([
            f'np.result_type({a!r}, {self.choice([repr(b), "1", "1.5", "1j", "True"])})', f'np.can_cast({a!r}, {b!r}, {self.choice(["safe", "same_kind", "no"])!r})',
            f'np.promote_types({a!r}, {b!r})', f'np.result_type({self.array()}, {self.array()})', f'np.issubdtype({a!r}, np.integer)',
            f'np.min_scalar_type({self.choice(NUMBERS)})',
        ]), 'exact'

    def printed(self):
        text = self.choice(['repr', 'str'])
        kind = self.choice(['float64', 'float32', 'complex128', 'complex64', 'float64'])
        scale = self.choice(['1', '1e-5', '1e-3', '1e3', '1e7', '1e15', '1e17', '1e-12', '0.1', '1/3', '1e100', '123456.789'])
        if kind[-2:] == '32' or kind == 'complex64':
            scale = self.choice(['1', '1e-5', '1e7', '0.1', '1/3', '1e20'])
        count = self.choice([1, 2, 3, 7, 12, 30, 1001, 1200])
        source = f'(np.arange({count}) * 31 % 17 - {self.choice(["0", "3", "8"])}).astype({kind!r}) * {scale}'
        if self.chance(0.2):
            source = f'np.append({source}, {self.choice(["np.nan", "np.inf", "1e-20", "-0.0", "1e6"])})'
        if self.chance(0.3) and count in (12, 30, 1200):
            source = f'({source})[:12].reshape({self.choice(["(3, 4)", "(2, 2, 3)", "(1, 12)", "(12, 1)"])})'
        return f'{text}({source})', 'exact'

    def layered(self):
        """One function on the result of another; a scalar between them would forget its type here."""
        self.ndim_least = 1
        outer = self.choice(ONE_ARRAY + ['np.sum(%s, axis=0)', 'np.cumsum(%s)', '(%s) * 2', '(%s)[..., 0]', 'np.abs(%s)', 'np.sort(%s)'])
        inner = self.choice([lambda: self.joined()[0], lambda: self.reshape()[0], lambda: self.along_axis()[0], lambda: self.cast()[0]])()
        return outer % f'np.atleast_1d({inner})', 'ulp?'


ONE_ARRAY = [
    'np.flip(%s)', 'np.fliplr(%s)', 'np.flipud(%s)', 'np.ravel(%s)', 'np.ravel(%s, "F")', 'np.transpose(%s)', 'np.nonzero(%s)', 'np.diff(%s)',
    'np.atleast_1d(%s)', 'np.atleast_2d(%s)', 'np.atleast_3d(%s)', 'np.squeeze(%s)', 'np.roll(%s, 1)', 'np.roll(%s, (1, 2), (0, 1))', 'np.repeat(%s, 2)',
    'np.triu(%s)', 'np.tril(%s, -1)', 'np.diag(%s)', 'np.diag(%s, 1)', 'np.diagflat(%s)', 'np.diagonal(%s)', 'np.copy(%s)', 'np.ones_like(%s)',
    'np.count_nonzero(%s)', 'np.count_nonzero(%s, axis=0)', '(%s).astype("int64").tolist()', '(%s).flatten()', '(%s).flatten("F")', '(%s).real', '(%s).imag', 'np.iscomplex(%s)',
    'np.isreal(%s)', 'np.concatenate((%s, [1]))', 'np.argwhere(%s)', 'np.flatnonzero(%s)', 'np.rot90(%s)', 'np.rot90(%s, 2)', 'np.swapaxes(%s, 0, 1)',
    'np.where(%s)', 'np.trim_zeros(%s)', 'np.rollaxis(%s, -1)', 'np.ascontiguousarray(%s)', 'np.asarray(%s, "float64")', 'np.shape(%s)', 'np.size(%s, 0)', 'np.ndim(%s)',
    'len(%s)', 'bool(%s)', '[i for i in %s]', '(%s).astype("int64").item()', '(%s).astype("int64").item(0)', 'np.angle(%s)', '(%s).view("uint8")', '(%s).nbytes',
    'np.permute_dims(%s)', 'np.vstack([%s])', '(%s).T', '(%s).conj()', '(%s).round(1)', '(%s).dtype', 'np.iscomplexobj(%s)',
]
PRODUCTIONS = 7 * [Expressions.operator] + 5 * [Expressions.unary] + 7 * [Expressions.binary] + 5 * [Expressions.reduction] + 6 * [Expressions.get] \
    + 4 * [Expressions.put] + 5 * [Expressions.in_shape] + 2 * [Expressions.joined, Expressions.along_axis, Expressions.chosen, Expressions.layered,
                                                                Expressions.cast, Expressions.overlapping, Expressions.printed] + [
    Expressions.unary_operator, Expressions.divmod, Expressions.setting_overlap, Expressions.accumulate, Expressions.method, Expressions.running,
    Expressions.arg_extremum, Expressions.nan_reduction, Expressions.order_statistic, Expressions.median, Expressions.average, Expressions.strides,
    Expressions.reshape, Expressions.pad, Expressions.split, Expressions.repeated, Expressions.sorting, Expressions.partition, Expressions.lexsort,
    Expressions.searchsorted, Expressions.sets, Expressions.unique, Expressions.counted, Expressions.product, Expressions.linear_algebra,
    Expressions.transform, Expressions.created, Expressions.types]
