import numpy as np
from numpy_checks import checks

check = checks(globals())

check('''
!a = np.arange(24).reshape(2, 3, 4)
!b = np.arange(10)
a[0]
a[0, 1]
a[0, 1, 2]
a[-1, -1, -1]
a[1][2][3]
a[2]
a[0, 3]
a[0, 0, -5]
a[0, 0, 0, 0]
a[:, 1]
a[..., 1]
a[1, ...]
a[0, 1, 2, ...]
a[...]
a[..., ...]
a[None].shape
a[:, None, 1].shape
a[np.newaxis, ..., None].shape
b[2:5]
b[::2]
b[::-1]
b[5:2]
b[5:2:-1]
b[-3:]
b[:-3]
b[100:]
b[-100:3]
b[::-3]
b[8:-20:-2]
b[::0]
b[1:'a']
b[1.5]
b['a']
b[None, 2]
b[2:3].shape
a[:, 1:, ::2]
a[:, ::-1, 1]
a[0, :, 1:3][1]
b[[1, 3, 5]]
b[[-1, 0]]
b[[]]
b[[10]]
b[[-11]]
b[[1, 2], [3, 4]]
b[[[1, 2], [3, 4]]]
b[np.array([1, 2])]
b[np.array([[1], [2]])]
b[np.array([1.5])]
b[(1,)]
b[(1, 2)]
b[[True] * 5 + [False] * 5]
b[b > 5]
b[b > 50]
b[np.array([True, False])]
a[a % 5 == 0]
a[[0, 1], [1, 2]]
a[[0, 1], [1, 2], [2, 3]]
a[[0, 1], :, [2, 3]]
a[:, [0, 2], [1, 3]]
a[:, [0, 2]]
a[:, [[0], [2]], [1, 3]]
a[[0, 1], [1, 2, 0]]
a[0, [1, 2]]
a[0, :, [1, 2]]
a[[1, 0], 0]
a[..., [0, -1]]
a[np.array([True, False])]
a[:, np.array([True, False, True])]
a[np.array([[True, False, True], [False, True, False]])]
a[np.array([[True, False, True], [False, True, False]]), 1]
a[np.array([True, False, True])]
a[True].shape
a[False].shape
a[None, [0, 1]].shape
a[[0], None].shape
b[np.array(3)]
b[np.array([3], dtype=np.uint8)]
b[range(3)]
a[1:, [0, 1], 2:].shape
a[[0, 1], 1:, [0, 1]].shape
b[2:8][[0, 1]]
b[::-1][[0, 1]]
!c = np.zeros((3, 4), dtype=int)
!c[1] = 5
c
!c[:, 2] = [1, 2, 3]
c
!c[0, 0] = 9.7
c
!c[c == 5] = -1
c
!c[[0, 2], [1, 3]] = [100, 200]
c
!c[...] = 0
!c[::2, ::2] = [[1, 2], [3, 4]]
c
!c[[0, 0, 1]] = 7
c
!c[:, [1, 3]] = np.array([[1], [2], [3]])
c
!c[np.array([True, False, True])] = 0
c
!c[0] = [1, 2, 3]
!c[5] = 1
!c[0] = 'x'
!c[0, 0] = [1, 2]
!c[[0, 1]] = np.zeros((3, 4))
!c[c > 0] = [1, 2, 3, 4, 5, 6, 7]
!c[0:0] = 5
!c[0, 1] = np.nan
!c[0, 1] = 2.9
c
!d = np.arange(5)
!d[1:] = d[:-1]
d
!d = np.arange(6)
!d[::-1] = d
d
!d[[0, 0, 0]] += 1
d
!d[d > 2] *= 10
d
!e = np.zeros(3, dtype=np.uint8)
!e[0] = 300
!e[1] = -1
!e[2] = 255
e
!f = np.zeros((2, 2))
!f[0] = np.array([1, 2])
!f.T[0] = 8
f
!f[None] = 3
f
!f[1] = [[4, 5]]
f
!f[(0, 1)] = 6
f
!g = np.arange(12).reshape(3, 4)
!h = g[1:, ::2]
!h[...] = -1
g
h.base is g
g[[0, 1]].base is None
g[1].base is not None
g.T.base is g
!g.T[0, 0] = 77
g[0, 0]
len(g)
[int(x) for x in np.arange(3)]
[r.tolist() for r in np.arange(4).reshape(2, 2)]
list(np.arange(3.0))
np.array(5)[()]
np.array(5)[0]
len(np.array(5))
''')
