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
!a = np.arange(12).reshape(3, 4)
!f = np.array([[1.5, np.nan, -2.0], [0.1, 0.2, 0.3]])
a.sum()
a.sum(axis=0)
a.sum(axis=1)
a.sum(axis=-1)
a.sum(axis=(0, 1))
a.sum(axis=())
a.sum(axis=2)
a.sum(axis=(0, 0))
a.sum(keepdims=True)
a.sum(axis=1, keepdims=True)
a.sum(dtype=float)
a.sum(axis=0, dtype=np.int8)
a.sum(initial=100)
a.sum(axis=0, initial=1.5)
a.sum(where=a > 5)
a.sum(axis=0, where=[True, False, True, False])
a.prod()
a.prod(axis=1)
a.min()
a.min(axis=0)
a.max(axis=1)
a.max(initial=50)
a.min(where=a > 5)
a.min(where=a > 5, initial=99)
a.any()
a.all()
a.any(axis=0)
a.all(axis=1)
a.all(axis=1, keepdims=True)
np.sum(a)
np.sum([1, 2, 3])
np.sum([[1, 2], [3, 4]], axis=0)
np.sum(5)
np.sum([])
np.sum(np.zeros((0, 3)), axis=0)
np.sum(np.zeros((3, 0)), axis=0)
np.prod([])
np.max([])
np.min(np.zeros((0, 3)), axis=0)
np.max(np.zeros((0, 3)), axis=1)
np.max(f)
np.min(f, axis=1)
np.sum(f)
np.sum(f, axis=0)
np.any([0, 0, 1])
np.all([])
np.any([])
np.amax([1, 5, 2])
np.amin([1, 5, 2])
np.cumsum([1, 2, 3])
np.cumsum(a)
np.cumsum(a, axis=0)
np.cumprod([1, 2, 3, 4])
a.cumsum(axis=1)
np.cumsum([1.5, 2.5], dtype=int)
np.sum(np.array([True, True, False]))
np.sum(np.array([200, 100], dtype=np.uint8))
np.sum(np.array([200, 100], dtype=np.uint8)).dtype == np.uint64 or True
np.prod(np.array([100, 100], dtype=np.int8))
np.sum(np.array([0.1] * 10))
np.sum(np.array([0.1] * 1000))
np.sum(np.array([0.1] * 1001)[::-1])
np.sum(np.arange(10000) * 0.1)
np.sum((np.arange(10000) * 0.1).reshape(100, 100), axis=0)[:5].tolist()
np.sum((np.arange(10000) * 0.1).reshape(100, 100), axis=1)[:5].tolist()
np.sum((np.arange(10000) * 0.1).reshape(100, 100).T, axis=0)[:5].tolist()
np.sum((np.arange(9000) * 0.1).reshape(10, 30, 30), axis=(0, 2))[:5].tolist()
np.sum((np.arange(9000) * 0.1).reshape(10, 30, 30)[:, ::2, ::-1]).tolist()
np.sum((np.arange(9000) * 0.1).astype(np.float32)).tolist()
np.sum((np.arange(20000) * 0.1).astype(np.float32), dtype=float).tolist()
np.sum(np.arange(20000) * 7, dtype=float).tolist()
np.sum(np.array([-0.0]))
np.sum(np.array([1+2j, 3-1j]))
np.prod(np.array([1+2j, 3-1j]))
!o = np.zeros(4, dtype=int)
np.sum(a, axis=0, out=o) is o
o
np.sum(a * 1.5, axis=0, out=o)
np.maximum.reduce(a, axis=0)
np.sum(a[::2, ::-1])
np.sum(a.T, axis=0)
np.sum(a, axis='x')
np.sum(a, axis=1.5)
np.max(np.array([True, False]))
np.max(np.array([1+2j, 1+3j]))
np.min(np.array([3, 1, 2], dtype=np.uint64))
np.sum(np.ones((2, 3, 4)), axis=(0, 2))
np.sum(np.ones((2, 3, 4)), axis=(0, -1), keepdims=True).shape
np.logical_and.reduce(np.array([[1, 0], [1, 1]]))
np.array(5).sum(axis=0)
np.array(5).max(axis=-1)
np.array(5).sum(axis=1)
np.array(5).argmax(axis=0)
np.array([1, 2]).argmin(axis=1)
''')
