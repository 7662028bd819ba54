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
np.array([1, 2, 3])
np.array([1.0, 2.5, -3.25])
np.array([1e10, 1.0])
np.array([1e16, 1.0])
np.array([1e-5, 1.0])
np.array([1e-4, 0.5])
np.array([0.1, 0.2, 0.30000000000000004])
np.array([1/3, 2/3])
np.array([1e300, 1e-300])
np.array([np.nan, 1.0, np.inf, -np.inf])
np.array([np.nan, np.nan])
np.array([np.inf])
np.array([-np.inf, 1])
np.array([1e100])
np.array([123456789.123456789, 1.0])
np.array([0.0, -0.0])
np.array([], dtype=float)
np.array([], dtype=int)
np.zeros((0, 3))
np.zeros((2, 0, 3), dtype=np.int8)
np.array(5)
np.array(5.5)
np.array(True)
np.array([True, False])
np.array([[True, False], [False, True]])
np.arange(1001)
np.arange(1000)
np.arange(1200).reshape(30, 40)
np.arange(100)
np.arange(100) * 1.5
np.arange(24).reshape(2, 3, 4)
np.arange(24.0).reshape(2, 3, 4) / 7
np.arange(16).reshape(2, 2, 2, 2)
np.array([1, 2], dtype=np.int8)
np.array([1, 2], dtype=np.uint64)
np.array([1.5, 2], dtype=np.float32)
np.array([0.1, 0.2], dtype=np.float32)
np.array([1/3, 1e-7], dtype=np.float32)
np.array([16777216.0, 1], dtype=np.float32)
np.array([1+2j, 3-4j])
np.array([1+2j, 3-4j], dtype=np.complex64)
np.array([0.1+1e10j, -3.5j])
np.array([complex(np.nan, 1), complex(1, np.inf)])
np.array([-1, 100, -1000])
np.array([[1, -2], [300, 4]])
np.array([[1.5, -2.25], [300.0, 4]])
str(np.array([1, 2, 3]))
str(np.array([1.5, 2, 3]))
str(np.arange(24).reshape(2, 3, 4))
str(np.array(5.5))
str(np.array([[1.0, 2], [3, 4]]))
str(np.arange(2000))
str(np.array([True, False]))
np.array([1.0000000000000002, 1.0])
np.array([5e-324, 1.7976931348623157e308])
np.array([0.00001234, 123.0])
np.array([100000000.0, 0.1])
np.array([99999999.99999999])
np.array([1e15, 1e14])
np.array([123456.789, 0.001])
np.array([[1e-10, 1], [2, 3e10]])
np.arange(30) / 3
np.array([1.23456789012345, 2.5])
np.array([12345678.9, 1e-3])
np.array([-1.5, np.nan, 3])
np.linspace is not None
np.array([2**63 - 1, -2**63])
np.full((3, 3), 0.5)
np.full((2, 600), 7)
np.zeros((1001, 2))
np.zeros((3, 1001), dtype=np.int16)
np.array([[[1]]])
np.array([[[]]])
np.array([1e5, 1e-5, 1])
np.array([1234.5678, 0.00012345])
np.array([3.0, 4.0]) / 0.7
np.array([1.0, 10.0, 100.0, 1000.0])
np.array([0.5, 0.25, 0.125, 0.0625])
np.array([999999.5, 0.5])
np.array([1e3 + 0.1, 1e-3])
''')
