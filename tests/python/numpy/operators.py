import numpy as np
from numpy_checks import checks

check = checks(globals())

check('''
!a = np.array([1, 2, 3, 4])
!f = np.array([1.5, -2.0, 0.0, 4.0])
!z = np.array([1+2j, -1j, 3.0, 0.5+0.5j])
!t = np.array([True, False, True, False])
a + 1
1 + a
a - f
2 - a
a * a
a / 2
7 / a
a // 2
7 // a
a % 3
10 % a
-7 // np.array([2, -2, 3])
np.array([-7, 7]) % np.array([3, -3])
f // 0.7
f % 0.7
np.array([1.0, -1.0, 0.0]) // 0.0
np.array([1, 0]) // 0
np.array([1, 0]) % 0
np.array([5.0, -5.0]) % np.inf
a ** 2
a ** 0.5
2 ** a
a ** -1
a ** np.array([1, -1, 0, 2])
f ** 2
f ** -1
f ** 0.5
f ** 3
np.array([2, 3], dtype=np.int8) ** 7
-a
-f
-t
abs(np.array([-1, 2, -3]))
abs(z)
abs(np.array([-128], dtype=np.int8))
~a
~t
~f
a & 1
a | 8
a ^ 3
t & True
t | np.array([False, False, True, True])
t ^ t
a << 2
a >> 1
a << 100
np.array([-8]) >> 70
1 << a
f & 1
a < 3
a <= f
a > 2
a >= a
a == [1, 0, 3, 0]
a != 2
a == 'x'
a != None
a == None
3 < a
3 >= a
t < True
z == z
z < 1
z * z
z / (1+1j)
z + 1
z - f
z ** 2
1 / np.array([0.0, -0.0, np.nan])
np.array([0.0]) / 0.0
np.array([1]) / 0
divmod(a, 3)
divmod(np.array([-7.5]), 2)
divmod(7, a)
[1, 2, 3, 4] + a
a + (1, 1, 1, 1)
[1, 2] * np.array([3, 4])
a + [1, 2]
a + np.ones((2, 1))
np.ones((3, 1)) * np.ones(4)
np.ones((3, 2)) + np.ones((2, 3))
np.ones((2, 3)) + np.ones((3, 1, 3))
np.zeros((0, 3)) + 1
np.zeros((1, 3)) + np.zeros((0, 1))
np.array(3) + np.array(4)
np.array(3) + 4
np.array([1, 2]) + np.array(4.5)
np.array(2, dtype=np.int8) + np.array([200], dtype=np.uint8)
t + t
t - t
t * t
t / t
t // t
t ** t
np.array([127], dtype=np.int8) + np.array([1], dtype=np.int8)
np.array([2**62]) * 4
np.array([0], dtype=np.uint8) - np.array([1], dtype=np.uint8)
np.array([-2**63]) // -1
np.array([-2**63]) % -1
bool(np.array([1]))
bool(np.array([]))
bool(np.array([1, 2]))
bool(np.array(0.0))
a.T
np.arange(6).reshape(2, 3).T
np.arange(6).reshape(2, 3) + np.arange(6).reshape(2, 3).T.reshape(2, 3)
np.arange(6).reshape(2, 3)[:, ::-1] * 2
np.arange(10)[::2] + np.arange(10)[1::2]
np.arange(10)[::-1] - np.arange(10)
(np.ones((2, 3), order='F') + 1).strides
''')
