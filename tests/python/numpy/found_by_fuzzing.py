# Answers that were wrong until random expressions were compared with NumPy's.
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

def set_one(index, value):
    a = np.zeros((2, 2))
    a[index] = value
    return a


check('''
np.sin(np.array([4294967295.0, 1e22, 1e9, 2147483648.0])).round(9)
np.cos(np.array([1e300, -3e7])).round(9)
np.tan(np.array([1e7, 1e15])).round(7)
np.nextafter(np.array([1, 2.5, -0.0], 'float32'), np.array([2, 0, 0], 'float32'))
np.spacing(np.array([3, -3, 0, np.inf], 'float32'))
np.spacing(np.array([-0.0, 1e300]))
np.divmod(np.array([1e8, 7], 'float32'), 1.5)
np.isnan(np.array([1, 2]), dtype='int32')
np.isnan(np.array([1, 2]), dtype='bool')
np.equal(np.array([1, 2]), np.array([1.5, 2]), dtype='bool')
np.less(np.array([1, 2]), 1.5, dtype='int8')
np.logical_or(np.array([1, 0]), 0, dtype='float32')
np.logical_and.accumulate(np.array([1, 0]), dtype='float32')
np.log(np.array([1, 2]), dtype='int8')
np.log2(np.array([1, 2]), casting='no')
np.fmax(np.array([1], 'uint32'), np.array([1], 'int16'), casting='no')
np.add(np.array([1], 'int64'), 1.5, dtype='int64')
np.minimum(np.array([True]), 100, dtype='bool')
np.sign(np.array([True, False]))
np.sign(np.array([True, False]), dtype='float64')
np.bitwise_or(np.array([1 + 0j, 2]), np.array([1, 2, 3]))
np.float_power(np.array([1, 2], 'float32'), 2)
np.float_power(np.array([1j, 2]), 2).round(12)
np.float_power(np.array([2]), 2, dtype='int8')
np.log1p(np.array([0, 1, -2 + 1j])).round(12)
np.expm1(np.array([0, 1, -2 + 1j])).round(12)
np.arctanh(np.array([3 + 0j, -3 + 0j, 0.5])).round(12)
np.arccosh(np.array([249 + 0j, -2, 1e16 + 1e16j])).round(11)
np.arcsin(np.array([3 + 0j, 1e10, 0.5 - 2j])).round(11)
np.arccosh(np.array([-32768, 0.5, 1], 'float32'))
np.array([0j, 1]) ** (2 - 1j)
np.heaviside(np.array([1, 0], 'int8'), np.array([1, 2], 'uint16'))
np.array([5e-324, 1.0])
np.array([-7.0, 5e-324])
np.array([1e-40, 3.0], 'float32')
np.array([3, 11, 8], 'float32') * 1e-5
np.array([2147483648, 4], 'float32') * 2
np.sort(np.array([complex(0.1, np.nan), complex(np.inf, 0.1), complex(-1, 2), complex(np.nan, 1), complex(0.1, 3)]))
np.copyto(np.zeros(2, 'int32'), 2.5)
np.copyto(np.zeros(2, bool), 7)
np.result_type(np.array([1], 'uint16'), np.array([1], 'int16'), np.array([1], 'complex64'))
np.min(np.zeros((0, 0, 1)), axis=0)
np.array([True, False]).conj()
np.array(3, 'int8').conj()
np.zeros((1, 4, 2))[::-1].strides
np.cumsum(np.array(2.5), axis=0)
np.mean(np.array([7, 8, 9]), dtype='uint8')
np.mean(np.ones((2, 3)), axis=0, dtype='int16')
np.ptp(np.array([127, 0, -128], 'int8'))
np.median(np.array([[1, 2], [3, 4]]), axis=(0, 0))
np.median(np.array([1, 2]), axis=(0, 1))
np.median(np.array([1, 2], 'complex64'), keepdims=True)
np.quantile(np.array([3, 1, 2], 'int16'), [0.1, 0.5], method='nearest')
np.quantile(np.array([[3, 1, 2]], 'float32'), [0.1, 0.5])
np.percentile(np.array([True, False]), 50, method='lower')
np.average(np.array([1j, 2]), weights=[1, 3])
np.nanvar(np.array([1j, 2, np.nan]))
np.nanmax(np.array([[1, 2]]), keepdims=True)
np.angle(np.array([1, -1]))
np.angle(np.array([True, False]))
np.clip(np.array([0, 5], 'uint16'), -1, 3)
np.clip(np.array([0, 5], 'int8'), None, -129)
np.vdot(np.array([True]), np.array([6], 'uint64'))
np.tensordot(np.array([1, 2]), np.array([3, 4]), axes=1)
np.tensordot(np.zeros((2, 0)), np.zeros((0, 3)), axes=1)
np.kron(np.array(2), 1j)
np.cross(np.array([1, 2, 3], 'int32'), np.array([4, 5, 6], 'int32'))
np.diff(np.array([3, 5], 'uint8'), prepend=1)
np.diff(np.array([[3, 5]]), append=[[9]])
np.convolve(np.array([65533, 65535], 'uint16'), [1, 2])
np.convolve(np.array([0.1, 0.2], 'float32'), [1, 2, 0.5])
np.correlate(np.array([65533, 65535], 'uint16'), [1, 2], 'full')
np.convolve([[1, 2]], [1])
np.unwrap(np.array([253, 0, 2], 'uint8'))
np.nan_to_num(np.array(3))
np.cov(np.ones((2, 2, 2)))
np.cov(np.array([[1, 2], [2, 4]], 'float32'))
np.min_scalar_type(1j)
np.concatenate([np.array([1], 'int8')], dtype='uint64')
np.concatenate([np.array([1j])], axis=None, dtype='bool')
np.vsplit(np.arange(4), 2)
np.dsplit(np.zeros((2, 2)), 2)
np.hsplit(np.array(1), 1)
np.trim_zeros(np.array([[0, 0, 0], [0, 1, 0]]))
np.size(np.zeros((2, 3)), 5)
np.size(np.zeros((2, 3)), (0, 1))
np.pad(np.array([1, 2]), -1)
np.take(np.array([1, 2]), np.array([0.0]))
np.take(np.array(5), [0, -1], axis=-1)
np.take(np.array([1, 2]), [0], axis=-3)
np.take(np.array([1, 2]), np.array([], 'float32'))
np.put(np.array([1, 2]), [5], 1)
np.put(np.zeros(0), [0], 1)
np.choose(np.array([0, 1], 'uint64'), [1, 2])
np.choose([0, 1], [2, np.array([5, 6], 'uint8')])
np.select([np.array([True, False])], [np.array([1, 2], 'int16')], 7)
np.putmask(np.array([1], 'int16'), [True], np.array([1.5]))
np.partition(np.array([1, 2]), 2)
np.partition(np.array([[1, 2]]), [0, -3])
np.isin(np.array(2), [1], invert=True)
np.take_along_axis(np.array(1), np.array(0), 0)
np.linalg.matrix_rank(np.zeros((0, 0)))
np.histogram(np.array([True, False]), bins=2)
np.bincount(np.array([True, False, True]))
np.around(np.array([True]), 1)
np.around(np.array([1.65 + 2.35j]), 1)
True >> np.array([1, 2])
np.nanmedian(np.zeros((0, 2), 'float32'), axis=0, keepdims=True)
''')
check('''
set_one((0, 0), np.array([1]))
set_one((0, 0, ...), np.array([1]))
set_one((0, 0), np.array(1))
set_one(0, np.array([1]))
''')
