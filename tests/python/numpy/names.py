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



x = np.array([0.1, 0.5, 0.9])

check("""
np.empty_like([1, 2]).shape
np.asanyarray([1, 2])
np.logaddexp(1.0, 2.0), np.logaddexp(-np.inf, 1.0)
np.logaddexp2([1.0, 2.0], 3.0)
np.arccos(x)
np.arctan(x)
np.sinh(x)
np.cosh(x)
np.tanh(x)
np.arcsinh(x)
np.arccosh([1.0, 2.0])
np.arctanh(x)
np.rad2deg([0, np.pi])
np.deg2rad([0.0, 180.0])
np.degrees(x), np.radians(x)
np.right_shift([8, 16], 2)
np.left_shift([1, 2], 3)
np.greater([1, 2], [2, 1])
np.less_equal([1, 2], [1, 1])
np.fmin([1, np.nan], [np.nan, 2])
np.fmax([1, np.nan], [np.nan, 2])
!a = np.zeros((2, 3), int); np.put_along_axis(a, np.array([[1], [2]]), 9, axis=1)
a
sorted([int(i) for i in np.argpartition([3, 1, 2], 1)])
np.sort_complex([3, 1, 2])
np.sort_complex([1 + 2j, 1 - 1j])
np.real_if_close([1 + 1e-16j, 2])
np.real_if_close([1 + 1j])
np.sinc([0, 0.5, 1.5])
np.iscomplex([1 + 1j, 1])
np.isreal([1 + 1j, 1])
np.isrealobj([1]), np.iscomplexobj([1j])
np.isscalar(3), np.isscalar([3]), np.isscalar('a')
np.isdtype(np.dtype('float64'), 'real floating'), np.isdtype(np.dtype('int8'), ('integral', 'bool'))
np.zeros(2, np.bool)
np.zeros(2, np.complex128)
np.zeros(2, np.intp).dtype
np.e, np.euler_gamma, np.pi
np.isneginf([-np.inf, 1]), np.isposinf([np.inf, 1])
np.fft.ifftn(np.fft.fftn(np.arange(4.0).reshape(2, 2))).real.round(9)
np.fft.rfftn(np.arange(8.0).reshape(2, 4)).round(9)
np.fft.irfftn(np.fft.rfftn(np.arange(8.0).reshape(2, 4))).round(9)
np.expm1([1e-10, 1.0]), np.log1p([1e-10, 1.0])
np.exp2([1, 2]), np.log2([1, 8]), np.log10([1, 1000])
np.cbrt([8.0, -27.0])
np.heaviside([-1.0, 0.0, 1.0], 0.5)
np.nextafter(1.0, 2.0), np.spacing(1.0)
np.copysign([1.0, 2.0], [-1.0, 1.0]), np.signbit([-1.0, 1.0])
np.bitwise_and([6], [3]), np.bitwise_or([6], [3]), np.bitwise_xor([6], [3]), np.invert([6])
np.float_power([2], [3]), np.fmod([-7], [3]), np.remainder([-7], [3])
np.gcd([12], [18]), np.lcm([4], [6])
np.hypot([3.0], [4.0]), np.arctan2([1.0], [1.0])
np.trunc([-1.7]), np.rint([2.5]), np.fix([-1.7]), np.ceil([1.2]), np.floor([-1.2])
""")

with np.errstate(divide='ignore'):
    print(np.log(np.array([1.0, 2.0])))
