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
!a = np.array([[3, 1, 2], [9, 7, 8]])
!f = np.array([2.5, np.nan, -1.0, 0.0])
np.where(a > 2, a, 0)
np.where(a > 2, 1.5, a)
np.where([True, False], [1, 2], [3.5, 4])
np.where(a > 5)
np.where(True, 1, 2)
np.where([True, False], 1)
np.where(a > 2, [1, 2], 0)
np.argwhere(a > 2)
np.flatnonzero([0, 1, 0, 2])
np.nonzero([[0, 1], [2, 0]])
np.nonzero(5)
a.nonzero()
np.count_nonzero(a > 2)
np.count_nonzero(a > 2, axis=0)
np.take(a, [0, 2])
np.take(a, [0, 2], axis=1)
np.take(a, 1, axis=0)
np.take(a, [7])
np.take([1, 2, 3], [5, -1], mode='wrap')
np.take([1, 2, 3], [5, -1], mode='clip')
a.take([1, 1])
!b = np.arange(5)
!np.put(b, [0, 4], [-1, -2])
b
np.take_along_axis(a, np.argsort(a, axis=1), axis=1)
np.choose([0, 1, 1], [[1, 2, 3], [4, 5, 6]])
np.choose([0, 2], [[1, 2], [3, 4]])
np.select([a > 8, a > 2], [a * 10, a], -1)
np.compress([True, False], a, axis=0)
np.extract(a > 2, a)
!np.place(b, b > 1, [7, 8])
b
!np.putmask(b, b > 5, 0)
b
!np.copyto(b, 3, where=[True, False, True, False, True])
b
!np.copyto(b, [1.5] * 5)
!np.copyto(b, [1, 2])
!m = np.zeros((3, 3), dtype=int)
!np.fill_diagonal(m, 5)
m
np.sort(a)
np.sort(a, axis=0)
np.sort(a, axis=None)
np.sort(f)
np.sort([True, False, True])
np.sort(np.array([3, 1, 2], dtype=np.uint8))
np.sort([1+2j, 1-1j, 0j])
np.sort(5)
np.argsort(a)
np.argsort(a, axis=0)
np.argsort(f)
np.argsort([2, 1, 2, 1])
!d = np.array([3, 1, 2])
!d.sort()
d
a.argsort()
np.lexsort(([1, 0, 1, 0], [2, 2, 1, 1]))
np.searchsorted([1, 2, 2, 3], 2)
np.searchsorted([1, 2, 2, 3], 2, side='right')
np.searchsorted([1, 2, 3], [0, 2.5, 9])
np.searchsorted([1, 2], 1, side='x')
np.unique([3, 1, 2, 1, 3])
np.unique([3, 1, 2, 1, 3], return_index=True)
np.unique([3, 1, 2, 1, 3], return_inverse=True)
np.unique([3, 1, 2, 1, 3], return_counts=True)
np.unique([[2, 1], [1, 2]], return_index=True, return_inverse=True, return_counts=True)
np.unique([np.nan, 1, np.nan])
np.unique([])
np.isin([1, 2, 3], [2, 5])
np.isin([1, 2, 3], [2, 5], invert=True)
np.isin(a, [])
np.intersect1d([1, 2, 3], [2, 3, 4])
np.union1d([1, 2], [2, 3])
np.setdiff1d([1, 2, 3], [2])
np.setxor1d([1, 2], [2, 3])
np.argmax(a)
np.argmax(a, axis=0)
np.argmax(a, axis=1, keepdims=True)
np.argmin(a, axis=1)
np.argmax(f)
np.argmin([])
np.argmax([2, 3, 3])
a.argmin()
np.digitize([0.5, 1.5, 2.5], [0, 1, 2])
np.digitize([1, 2], [1, 2], right=True)
np.digitize([0.5, 5], [3, 2, 1])
np.bincount([0, 1, 1, 3])
np.bincount([0, 1, 1], weights=[0.5, 1, 2])
np.bincount([1], minlength=4)
np.bincount([-1])
np.bincount([1.5])
np.histogram([1, 2, 1, 4])
np.histogram([1, 2, 1], bins=[0, 1, 2, 3])
np.histogram([0.1, 0.4, 0.9], bins=2, range=(0, 1))
np.histogram([1, 2, 1], bins=2, density=True)
np.histogram([1, 2, 1], bins=2, weights=[1, 2, 3])
np.histogram([1], bins=0)
np.unravel_index(5, (2, 3))
np.unravel_index([1, 5], (2, 3))
np.unravel_index(6, (2, 3))
np.ravel_multi_index((1, 2), (2, 3))
np.argsort(np.array(3))
np.argmax(np.zeros((2, 0)), axis=1)
''')
