import numpy as np
from numpy_checks import checks, text

check = checks(globals())

a = np.arange(6).reshape(2, 3)
tricks = np.lib.stride_tricks


def seen(it):
    return [text(x) for x in it]


check("""
np.mgrid[0:3]
np.mgrid[0:3, 0:2]
np.mgrid[0:1:3j]
np.mgrid[0:1:3j, 0:2]
np.mgrid[1:4:2, -1:1:0.5]
np.mgrid[0:2, 0:2, 0:2].shape
np.ogrid[0:3]
np.ogrid[0:3, 0:2]
np.ogrid[0:1:3j, 0:2]
np.s_[1:3]
np.s_[1:3, ::2]
np.s_[0]
np.index_exp[1:3]
np.index_exp[1, 2]
np.r_[1, 2, 3]
np.r_[1:4, 0, 4]
np.r_[np.array([1, 2, 3]), 0, 0, np.array([4, 5])]
np.r_[-1:1:6j, [0] * 3, 5, 6]
np.r_['-1', a, a]
np.r_['0,2', [1, 2, 3], [4, 5, 6]]
np.r_['0,2,0', [1, 2, 3], [4, 5, 6]]
np.r_['1,2,0', [1, 2, 3], [4, 5, 6]]
np.r_[a, a]
np.r_[1.5, 2]
np.r_[0:4:2]
np.r_[1, 'x']
np.c_[[1, 2, 3], [4, 5, 6]]
np.c_[a, [7, 8]]
np.c_[[[1, 2, 3]], 0, 0, [[4, 5, 6]]]
np.c_[1:3, 3:5]
np.broadcast([1, 2, 3], [[4], [5]]).shape
np.broadcast([1, 2, 3], [[4], [5]]).size, np.broadcast([1], [2]).ndim, np.broadcast([1], [2]).nd
list(np.broadcast([1, 2], [[3], [4]]))
np.broadcast([1, 2], [1, 2, 3])
!b = np.broadcast([1, 2], [[3], [4]]); next(b)
b.index
seen(np.nditer(a))
seen(np.nditer(a.T))
seen(np.nditer(a.T, order='C'))
seen(np.nditer(np.asfortranarray(a)))
seen(np.nditer([a, [10, 20, 30]]))
seen(np.nditer(5))
seen(np.nditer(np.zeros(0)))
seen(np.nditer(np.zeros(0), flags=['zerosize_ok']))
seen(np.nditer(a, flags=['external_loop']))
!it = np.nditer(a, flags=['multi_index']); found = [(int(x), it.multi_index) for x in it]
found
!it = np.nditer(a, flags=['multi_index'])
!z = []
!exec("while not it.finished:\\n z.append((int(it[0]), it.multi_index))\\n it.iternext()", globals())
z
!x = a.copy(); it = np.nditer(x, op_flags=['readwrite'])
!exec("for v in it:\\n v[...] = 2 * v", globals())
x
np.nditer(a, flags=['nothing'])
np.nditer(a).itersize, np.nditer([a, a]).nop
np.nditer(a, flags=['c_index']).index
list(np.ndindex(2, 2))
list(np.ndenumerate([[1, 2]]))
""")

v = np.arange(8)
check("""
tricks.as_strided(v, (3, 2), (16, 8))
tricks.as_strided(v, shape=(4,), strides=(16,))
tricks.as_strided(v, (2, 2), (8, 8), writeable=False).flags.writeable
tricks.sliding_window_view(v, 3)
tricks.sliding_window_view(v, 3)[:, ::2]
tricks.sliding_window_view(a, (2, 2))
tricks.sliding_window_view(a, 2, axis=1)
tricks.sliding_window_view(a, 2)
tricks.sliding_window_view(v, 9)
tricks.sliding_window_view(v, -1)
tricks.sliding_window_view(a, (2, 2), axis=0)
tricks.sliding_window_view(v, 3).flags.writeable
tricks.sliding_window_view(v, 3).sum(axis=1)
tricks.broadcast_to([1, 2], (2, 2))
np.frombuffer(b'\\x01\\x02\\x03', np.uint8)
np.frombuffer(b'\\x01\\x00\\x02\\x00', np.int16)
np.frombuffer(b'\\x01\\x00\\x02\\x00', np.int16, count=1, offset=2)
np.frombuffer(b'\\x00\\x00\\x00\\x00\\x00\\x00\\xf0?')
np.frombuffer(b'123', np.int16)
np.frombuffer(b'12', np.int16, 2)
np.frombuffer(b'12', np.int16, offset=5)
np.frombuffer(b'12', np.uint8).flags.writeable
np.frombuffer(np.arange(2), np.uint8)[:3]
np.fromstring('1 2 3', sep=' ')
np.fromstring('1, 2, 3', dtype=int, sep=',')
np.fromstring('1 2 3', dtype=int, count=2, sep=' ')
np.fromstring('1.5;2.5', sep=';')
""")
