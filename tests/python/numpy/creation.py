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
np.zeros(3)
np.zeros((2, 3), dtype=int)
np.zeros((2, 3), order='F').strides
np.ones(2, dtype=np.uint8)
np.ones((2, 2), dtype=complex)
np.empty((2, 0))
np.full(3, 7)
np.full((2, 2), 1.5)
np.full(2, 3, dtype=np.float32)
np.full((2, 2), [1, 2])
np.full(2, True)
np.zeros_like(np.arange(3, dtype=np.int8))
np.ones_like([[1, 2], [3, 4]], dtype=float)
np.full_like(np.arange(3.0), 9)
np.full_like(np.arange(3), 2.7)
np.zeros_like(np.zeros((2, 3), order='F')).strides
np.zeros_like(np.arange(3), shape=(2, 2))
np.arange(5)
np.arange(2, 5)
np.arange(2, 10, 3)
np.arange(10, 2, -3)
np.arange(5.0)
np.arange(0, 1, 0.1)
np.arange(1, 0)
np.arange(3, dtype=np.float32)
np.arange(0, 1, 0.25, dtype=complex)
np.arange(-3, 3)
np.arange(1.5, 5)
np.arange(5, dtype=np.uint8)
np.arange(0, 5, 0)
np.arange()
np.array([1, 2.5])
np.array([1, True])
np.array([True, 2.5])
np.array([1, 2j])
np.array([[1, 2], [3, 4]])
np.array(((1, 2), (3, 4)))
np.array([np.arange(3), [4, 5, 6]])
np.array([np.arange(3, dtype=np.int8), np.ones(3, dtype=np.float32)])
np.array([1, np.array(2.5)])
np.array(range(5))
np.array([1, 2, 3], dtype=np.float32)
np.array([1.9, -1.9], dtype=int)
np.array([300], dtype=np.uint8)
np.array([-1], dtype=np.uint16)
np.array([1, 2], dtype='f4')
np.array([1, 2], dtype='complex64')
np.array(['1', '2.5'], dtype=float)
np.array(['1', '2'], dtype=int)
np.array(['a'], dtype=float)
np.array([None, 1], dtype=float)
np.array([None], dtype=int)
np.array([1j], dtype=float)
np.array([np.nan], dtype=int)
np.array([np.inf], dtype=np.int8)
np.array([[1, 2], [3]])
np.array([[1, 2], 3])
np.array([1, [2, 3]])
np.array([[[1, 2], [3]]])
np.array([[], [1]])
np.array([])
np.array([[]])
np.array([[], []])
np.array(3, ndmin=2)
np.array([1, 2], ndmin=3)
np.array([1, 2], order='F')
np.array([[1, 2], [3, 4]], order='F').strides
np.array([1, 2], dtype='foo')
np.array([1, 2], order='X')
np.asarray([1, 2])
np.asarray([1, 2], dtype=float)
!a = np.arange(3)
np.asarray(a) is a
np.array(a) is a
np.array(a, copy=False) is a
np.asarray(a, dtype=float) is a
np.zeros(-1)
np.zeros((2, -3))
np.zeros('a')
np.zeros(1.5)
np.zeros((1.5, 2))
np.zeros([2, 2])
np.zeros(np.array([2, 3]))
np.zeros(())
np.ones(())
np.zeros([2] * 65)
np.zeros(2 ** 62)
np.zeros((2 ** 40, 2 ** 40))
np.array([True, False]).dtype
np.array([1, 2]).itemsize
np.array([1, 2]).nbytes
np.arange(6).reshape(2, 3).ndim
np.arange(6).reshape(2, 3).size
np.arange(6).reshape(2, 3).strides
np.float32(0.1)
np.int8(-5)
np.uint8(255)
np.uint8(256)
np.int32([1.5, 2])
np.float64(3)
np.int64(3.7)
np.complex64(1+2j)
''')
