"""What the fuzz programs compute with: random arrays, numbers, axes and indices, as source text."""

DTYPES = ['bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64', 'complex64',
          'complex128']
SIZES = [0, 1, 1, 2, 2, 3, 4, 5]
NUMBERS = ['0', '1', '2', '-1', '3', '7', '100', '300', '-129', 'True', 'False', '0.5', '1.5', '-2.5', '1e10', '1j', '(2-1j)',
           'np.inf', 'np.nan', '2147483648']
SPECIAL = ['0.0', '-0.0', 'np.nan', 'np.inf', '-np.inf', '1.5', '-2.25', '0.1', '1e300', '5e-324', '3.0', '-7.0', '1e16']
SPECIAL_SINGLE = ['0.0', '-0.0', 'np.nan', 'np.inf', '-np.inf', '1.5', '-2.25', '0.1', '1e30', '1e-40', '3.0', '-7.0', '1e8']


class Arrays:
    """Draws from one random generator, so that an expression is told by seed and index alone."""

    def __init__(self, random):
        self.random = random
        self.choice = random.choice
        self.is_finite = False
        self.ndim_least = 0

    def chance(self, probability):
        return self.random.random() < probability

    def dtype(self):
        return self.choice(DTYPES)

    def shape(self, ndim_max=3):
        ndim = min(self.choice([0, 1, 1, 1, 2, 2, 3]), ndim_max)
        return [self.choice(SIZES) for _ in range(ndim)]

    def values(self, count, dtype):
        """An expression for `count` elements in one axis that are `dtype` without a cast out of range."""
        if dtype.startswith(('float', 'complex')) and not self.is_finite and self.chance(0.3):
            return self.special(count, dtype)
        if dtype.startswith(('int', 'uint')) and dtype != 'uint64' and not self.is_finite and self.chance(0.15):
            limits = f'np.iinfo({dtype!r})'
            return f'np.resize(np.array([{limits}.max, 0, {limits}.min, 1], {dtype!r}), {count})'
        natural = [f'np.arange({count})', f'(np.arange({count}) * 37 % 11)', f'np.zeros({count})', f'(np.arange({count}) * 5 % 7 / 3)']
        if dtype == 'uint64':
            return self.choice(natural)  # what is above int64 is no int of pocketpy
        return self.choice(natural + [
            f'(np.arange({count}) * 3 - {self.random.randint(0, 9)})', f'(np.arange({count}) * 0.5 - 1)',
            f'(np.arange({count}) % 2)', f'np.linspace(-3, 4.7, {count})'])

    def special(self, count, dtype):
        source = SPECIAL_SINGLE if dtype in ('float32', 'complex64') else SPECIAL
        drawn = [self.choice(source) for _ in range(5)]
        if dtype.startswith('complex'):
            drawn = [f'complex({value}, {self.choice(source)})' for value in drawn]
        return f'np.resize(np.array([{", ".join(drawn)}], {dtype!r}), {count})'

    def shaped(self, shape, dtype):
        """An array of exactly this shape in C order."""
        count = 1
        for size in shape:
            count *= size
        if not shape:
            single = self.choice(['3', '0', '2.5', '1', '-1.5', '200'])
            return f'np.array({single}).astype({dtype!r})'
        values = f'{self.values(count, dtype)}.astype({dtype!r})'
        return values if len(shape) == 1 else f'{values}.reshape({tuple(shape)})'

    def layout(self, text, ndim):
        """The same elements, or some of them, elsewhere in memory."""
        if ndim and self.chance(0.25):
            text += self.choice(['.T', '[::-1]', '[..., ::-1]', '[1:]', '[::2]', '[None]', '[..., None]', '[:-1]', '[..., 1:]'])
        if ndim and self.chance(0.1):
            text = f'np.asfortranarray({text})'
        return text

    def array(self, ndim_max=3, dtype=None, ndim_min=0):
        shape = self.shape(ndim_max)
        while len(shape) < max(ndim_min, self.ndim_least):
            shape.append(self.choice(SIZES))
        return self.layout(self.shaped(shape, dtype or self.dtype()), len(shape))

    def real(self, **more):
        return self.array(dtype=self.choice(DTYPES[:11]), **more)

    def pair(self):
        """Two operands that mostly broadcast."""
        if self.chance(0.25):
            return self.array(), self.choice(NUMBERS)
        if self.chance(0.2):
            return self.array(), self.array()
        shape = self.shape()
        other = [size if self.chance(0.7) else 1 for size in shape][self.choice([0, 0, 1]):]
        return self.shaped(shape, self.dtype()), self.shaped(other, self.dtype())

    def axis(self):
        return self.choice(['0', '-1', '1', 'None', '0', '-2', '(0, 1)', '(-1,)', '()', '2', '(0, 0)', '1.5'])

    def plain_axis(self):
        return self.choice(['0', '-1', '1', '0', '-1', '-2', '2', '-3'])

    def slice(self):
        part = lambda: self.choice(['', '', '0', '1', '2', '-1', '-2', '5', '-9'])
        step = self.choice(['', '', ':1', ':2', ':-1', ':-2', ':3'])
        return f'{part()}:{part()}{step}'

    def index_part(self):
        return self.choice([
            self.slice, self.slice, lambda: self.choice(['0', '-1', '1', '2', '-2', '7']), lambda: '...', lambda: 'None',
            lambda: self.choice(['[0]', '[0, 0]', '[0, -1]', '[[0], [-1]]', '[]', '[1, 5]', 'np.array([0, 1])', 'np.array(0)']),
            lambda: self.choice(['[True]', '[True, False]', '[False, True, True]', 'True', 'np.array(False)',
                                 'np.zeros((2, 2), bool)']),
        ])()

    def index(self):
        count = self.choice([1, 1, 1, 2, 2, 3])
        return ', '.join(self.index_part() for _ in range(count))

    def indices(self):
        return self.choice(['0', '-1', '[0, 1]', '[]', '[[0, -1]]', '7', '[-3, 5]', f'np.array([1, 0], {self.choice(DTYPES[1:9])!r})', 'np.array([0.5])'])

    def index_value(self):
        """An index as a value, for calls that take one."""
        return self.choice(['0', '-1', '...', 'None', 'slice(None, None, -1)', 'slice(1, None, None)', '[0]', '[0, 0]', '[]',
                            '(0, 0)', '(..., 0)', '(None, 0)', '(slice(None, None, 2), 0)', '([0], slice(None, None, None))',
                            'np.array([[0]])', '([0, 0], [0, 0])', '9', '[True]', 'np.array(True)', '(0, ..., 0)'])
