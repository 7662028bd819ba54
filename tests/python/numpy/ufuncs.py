import numpy as np


def text(x):
    if isinstance(x, np.ndarray):
        return repr(x) + ' ' + str(x.dtype) + ' ' + str(x.shape)
    if isinstance(x, tuple):
        return 'tuple ' + ' | '.join([text(i) for i in x])
    if isinstance(x, list):
        return 'list ' + ' | '.join([text(i) for i in x])
    if type(x).__name__ in ('complex', 'complex64', 'complex128'):
        return 'complex ' + str(float(x.real)) + ' ' + str(float(x.imag))
    return str(x)


def check(lines):
    for line in lines.strip().split('\n'):
        try:
            if line[0] == '!':
                exec(line[1:], globals())
                continue
            print(line, '->', text(eval(line, globals())))
        except Exception as error:
            name = type(error).__name__
            if name[:6] == '_UFunc':
                name = 'TypeError'
            print(line, '->', name + ':', str(error).replace('_ArrayMemoryError', 'MemoryError'))


check('''
!a = np.array([0.1, 0.5, 0.9])
!i = np.array([-3, 0, 5])
np.sqrt(np.array([4.0, 2.0, -1.0]))
np.sqrt(4)
np.sqrt(np.array([4, 9]))
np.sqrt(np.array([4, 9], dtype=np.int16))
np.sqrt(np.array([-1+0j]))
np.exp(a).round is not None
np.floor(np.array([1.5, -1.5]))
np.ceil(np.array([1.5, -1.5]))
np.trunc(np.array([1.5, -1.5]))
np.rint(np.array([0.5, 1.5, 2.5, -0.5]))
np.floor(i)
np.sign(i)
np.sign(np.array([-1.5, 0.0, np.nan]))
np.absolute(i)
np.fabs(i)
np.square(i)
np.negative(i)
np.positive(i)
np.reciprocal(np.array([2.0, 4.0]))
np.reciprocal(np.array([1, 2, -1]))
np.conjugate(np.array([1+2j]))
np.isnan(np.array([1.0, np.nan]))
np.isinf(np.array([1.0, -np.inf]))
np.isfinite(np.array([1.0, np.nan, np.inf]))
np.isnan(i)
np.isfinite(i)
np.signbit(np.array([-0.0, 0.0]))
np.maximum(i, 1)
np.minimum(i, 1)
np.maximum(np.array([1.0, np.nan]), np.array([np.nan, 1.0]))
np.fmax(np.array([1.0, np.nan]), np.array([np.nan, 1.0]))
np.minimum(np.array([True, False]), True)
np.logical_and(i, a)
np.logical_or(i, 0)
np.logical_not(i)
np.logical_xor(i, 1)
np.bitwise_and(i, 1)
np.bitwise_and(a, 1)
np.invert(i)
np.left_shift(i, 2)
np.gcd(np.array([12, 18]), 8)
np.lcm(np.array([4, 6]), 10)
np.copysign(1.0, np.array([-0.0, 1]))
np.hypot(3, 4)
np.arctan2(np.array([1.0, -1.0]), 0)
np.add(1, 2)
np.add([1, 2], [3, 4])
np.add(i, 1.5)
np.add(i)
!o = np.zeros(3)
np.add(i, 1, out=o)
o
np.add(i, 1, o) is o
!oi = np.zeros(3, dtype=int)
np.add(i, 1.5, out=oi)
np.add(i, 1.5, out=oi, casting='unsafe')
np.add(i, 1, out=np.zeros(2))
np.add(i, 1, out=np.zeros((2, 3)))
np.add(i, 1, out=(o,)) is o
np.add(i, 1, out=5)
np.add(i, 10, out=oi, where=np.array([True, False, True]))
np.add(i, 10, out=oi, where=i > 0)
np.add(i, 1, dtype=float)
np.add(a, 1, dtype=int)
np.add(a, 1, dtype=int, casting='unsafe')
np.sqrt(i, dtype=np.float32)
np.add(1, 2, dtype=np.int8)
np.multiply(i, i)
np.subtract(i, i)
np.divide(i, 2)
np.true_divide(i, 2)
np.floor_divide(i, 2)
np.remainder(i, 2)
np.fmod(i, 2)
np.mod(i, 2)
np.power(i, 2)
np.power(2, [1, 2, 3])
np.power(2.0, [1, 2, 3])
np.float_power(2, 3)
np.heaviside(np.array([-1.0, 0.0, 1.0]), 0.5)
np.degrees(np.pi)
np.radians(180.0)
np.deg2rad(np.array([0.0, 90.0]))
np.equal(i, 0)
np.not_equal(i, 0)
np.less(i, 0)
np.greater_equal(i, 0)
np.nextafter(1.0, 2.0)
np.spacing(1.0)
np.add.nin
np.add.identity
np.multiply.identity
np.maximum.identity
np.logical_and.identity
np.bitwise_and.identity
np.add.__name__
repr(np.add)
np.true_divide is np.divide
np.abs is np.absolute
np.add.reduce(i)
np.add.reduce(np.arange(6).reshape(2, 3))
np.add.reduce(np.arange(6).reshape(2, 3), axis=1)
np.add.reduce(np.arange(6).reshape(2, 3), axis=None)
np.multiply.reduce([1, 2, 3, 4])
np.subtract.reduce([10, 1, 2])
np.subtract.reduce(np.arange(6).reshape(2, 3), axis=(0, 1))
np.maximum.reduce(i)
np.maximum.reduce([])
np.add.reduce([])
np.logical_and.reduce([True, True, False])
np.logical_or.reduce([0, 0, 2])
np.bitwise_or.reduce([1, 2, 4])
np.bitwise_and.reduce(np.array([7, 6], dtype=np.uint8))
np.add.accumulate(i)
np.multiply.accumulate([1, 2, 3, 4])
np.maximum.accumulate([1, 3, 2, 5, 4])
np.add.accumulate(np.arange(6).reshape(2, 3))
np.add.accumulate(np.arange(6).reshape(2, 3), axis=1)
np.sqrt.reduce([1, 2])
np.floor_divide(np.array([7.0, -7.0, np.inf]), 2)
np.sin(np.array([0.0])).tolist()
np.cos(0)
np.log(np.array([1.0, 0.0, -1.0]))
np.log2(8)
np.log10(1000)
np.exp2(3)
np.cbrt(27.0)
np.expm1(0.0)
np.log1p(0.0)
np.bitwise_left_shift is np.left_shift
np.sqrt([[4, 9], [16, 25]])
np.add(np.zeros((2, 3)), np.zeros((3, 2)))
!v = np.arange(6)
!np.add(v[1:], v[:-1], out=v[1:]) is None
v
!np.multiply(v[::-1], 2, out=v) is None
v
np.reciprocal(np.array([0, 1, 2], dtype=np.int32))
np.reciprocal(np.array([0, 1, 2]))
np.reciprocal(np.array([0, 2], dtype=np.int8))
''')
