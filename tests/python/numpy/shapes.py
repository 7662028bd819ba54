import numpy as np
from numpy_checks import checks

check = checks(globals())

check('''
!a = np.arange(12)
a.reshape(3, 4)
a.reshape((3, 4))
a.reshape(3, -1)
a.reshape(-1)
a.reshape([2, 6])
a.reshape(5, 2)
a.reshape(-1, -1)
a.reshape(5, -1)
a.reshape(3, 4, order='F')
a.reshape(2, 2, 3).shape
a.reshape(12, 1).shape
a.reshape(()).shape
np.array([5]).reshape(())
np.reshape(a, (4, 3))
np.reshape([1, 2, 3, 4], (2, 2))
a.reshape(3, 4).T.reshape(12)
a.reshape(3, 4).T.reshape(2, 6)
a.reshape(3, 4)[:, ::2].reshape(6)
a[::2].reshape(2, 3)
a[::2].reshape(2, 3).base is not None
a.reshape(3, 4).ravel()
a.reshape(3, 4).ravel(order='F')
a.reshape(3, 4).T.ravel()
a.reshape(3, 4).T.ravel(order='K')
a.reshape(3, 4).flatten()
a.reshape(3, 4).flatten('F')
a.ravel().base is a
a.flatten().base is None
np.ravel([[1, 2], [3, 4]])
a.reshape(2, 2, 3).transpose()
a.reshape(2, 2, 3).transpose(1, 0, 2).shape
a.reshape(2, 2, 3).transpose((2, 0, 1)).shape
a.reshape(2, 2, 3).transpose(0, 1)
a.reshape(2, 2, 3).transpose(0, 0, 1)
a.reshape(2, 2, 3).transpose(0, 1, 5)
np.transpose(a.reshape(3, 4)).shape
np.transpose([[1, 2], [3, 4]])
np.transpose(a.reshape(2, 2, 3), (0, 2, 1)).shape
!b = np.arange(6)
!b.shape = (2, 3)
b
!b.shape = (4, 2)
!b.shape = -1
b
!c = np.arange(6).reshape(2, 3).T
!c.shape = 6
a.reshape(3, 4).copy()
a.reshape(3, 4).T.copy().strides
a.reshape(3, 4).T.copy(order='K').strides
a.reshape(3, 4).copy(order='F').strides
a.reshape(3, 4).tolist()
np.array(5).tolist()
np.array([1.5, 2]).tolist()
np.array([True]).tolist()
a.item(3)
a.reshape(3, 4).item(1, 2)
a.reshape(3, 4).item((1, 2))
a.reshape(3, 4).item(7)
a.item()
np.array([7]).item()
a.item(100)
!d = np.zeros(3)
!d.fill(7)
d
np.array([1, 2], dtype=np.uint8).tobytes()
np.array([1, 256], dtype=np.int16).tobytes()
np.arange(4, dtype=np.int16).reshape(2, 2).tobytes(order='F')
np.array([1, 2], dtype=np.int16).view(np.uint8)
np.array([1.0]).view(np.int64)
np.arange(6, dtype=np.uint8).view(np.uint16)
np.arange(5, dtype=np.uint8).view(np.uint16)
np.arange(6)[::2].view(np.uint8)
np.array([1+2j]).real
np.array([1+2j]).imag
np.array([1.5]).imag
!z = np.array([1+2j, 3])
!z.real = 9
!z.imag = [1, 2]
z
np.arange(3).size
np.zeros((0, 5)).reshape(5, 0).shape
np.zeros((0, 5)).reshape(-1)
np.zeros((0, 5)).reshape(-1, 5).shape
np.zeros((0, 5)).reshape(0, -1)
''')
