import numpy as np
from numpy_checks import checks

check = checks(globals())

a = np.arange(6).reshape(2, 3)
b = np.array([1, 2, 3])
f = np.array([1.5, -2.25, np.inf, -np.inf, np.nan, 0.0, -0.0])

check("""
np.add.outer([1, 2], [10, 20, 30])
np.multiply.outer(a, b)
np.subtract.outer(5, b)
np.less.outer(b, b)
np.maximum.outer(b, [2])
np.add.outer([], [1])
np.negative.outer(b, b)
np.power.outer(b, b, dtype=float)
np.add.reduceat(np.arange(8), [0, 4, 1, 5])
np.add.reduceat(np.arange(8), [0, 4, 1, 5, 2, 6, 3, 7])[::2]
np.add.reduceat(a, [0, 1], axis=1)
np.add.reduceat(a, [0], axis=0)
np.multiply.reduceat(np.arange(1, 9), [0, 3])
np.maximum.reduceat([3, 1, 4, 1, 5], [0, 2])
np.add.reduceat([True, True, False], [0, 2])
np.add.reduceat(np.arange(4), [0, 9])
np.add.reduceat(np.arange(4), [-1])
np.add.reduceat(np.arange(4), [])
np.add.reduceat(5, [0])
np.add.reduceat(np.arange(4.0), [0, 2], dtype=int)
np.negative.reduceat(b, [0])
!x = np.zeros(4); np.add.at(x, [0, 0, 2], 1)
x
!x = np.zeros(4, int); np.add.at(x, [0, 0, 2], [1, 2, 3])
x
!x = np.arange(6).reshape(2, 3); np.add.at(x, (0, [0, 0, 1]), 10)
x
!x = np.arange(6).reshape(2, 3); np.multiply.at(x, np.array([[True, False, True], [False, True, False]]), 2)
x
!x = np.array([1, 2, 3]); np.negative.at(x, [0, 0, 1])
x
!x = np.arange(4.0); np.maximum.at(x, slice(0, 2, None), 3)
x
!x = np.arange(5); np.subtract.at(x, [1, 1, 1], 1)
x
np.add.at(np.zeros(3, int), [0], 1.5)
np.add.at([1, 2], [0], 1)
np.add.at(np.zeros(3), [5], 1)
np.add.at(np.zeros(3), [0])
np.negative.at(np.zeros(3), [0], 1)
np.add.at(np.zeros(3), [0, 1], [1, 2, 3])
!x = np.zeros(3, np.float32); np.add.at(x, [0, 0], [0.1, 0.2])
x
np.modf(3.75)
np.modf(-3.75)
np.modf([1.5, -2.25, 3.0])
np.modf(f)
np.modf(np.array([1.5], np.float32))
np.modf([1, 2])
np.frexp([0.5, 1, 3, -10.0, 0])
np.frexp(f)
np.frexp(8.0)
np.frexp(np.array([3], np.float32))
np.ldexp([0.5, 1.5], [2, 3])
np.ldexp(5, 2)
np.ldexp(1.0, [-1074, 1023, 2000])
np.ldexp(np.array([1.5], np.float32), 3)
np.ldexp(1.0, 1.5)
np.bitwise_count([0, 1, 7, 255, -1, -8])
np.bitwise_count(np.array([255, 128], np.uint8))
np.bitwise_count(1023)
np.bitwise_count([1.5])
np.bitwise_count(np.array([-128, 127], np.int8))
np.bitwise_count([True, False])
np.vecdot([1, 2, 3], [4, 5, 6])
np.vecdot(a, a)
np.vecdot([1j, 2], [1j, 3])
np.vecdot(a, a, axis=0)
np.matvec(a, b)
np.vecmat([1, 2], a)
np.vecmat([1j, 2], a)
np.cumulative_sum([1, 2, 3])
np.cumulative_sum([1, 2, 3], include_initial=True)
np.cumulative_sum(a, axis=1)
np.cumulative_sum(a)
np.cumulative_sum(a, axis=0, include_initial=True)
np.cumulative_prod([1, 2, 3, 4])
np.cumulative_prod([1.5, 2], include_initial=True)
np.add.nin, np.add.nout, np.add.nargs
""")

check("""
np.tril_indices(3)
np.tril_indices(3, 1)
np.tril_indices(3, -1, 4)
np.triu_indices(3)
np.triu_indices(3, 1, 2)
np.tril_indices_from(np.ones((2, 3)))
np.triu_indices_from(np.ones((3, 2)))
np.diag_indices(3)
np.diag_indices(2, 3)
np.diag_indices_from(np.ones((3, 3)))
np.diag_indices_from(np.ones(3))
np.diag_indices_from(np.ones((3, 2)))
np.mask_indices(3, np.triu)
np.mask_indices(3, np.tril, -1)
np.ix_([0, 1], [2, 0])
a[np.ix_([0, 1], [2, 0])]
a[np.ix_([True, False], [0, 2])]
np.ix_([[1]])
np.ix_([])
np.unstack(a)
np.unstack(a, axis=1)
np.unstack(np.array(5))
np.matrix_transpose(a)
np.matrix_transpose(b)
np.permute_dims(np.zeros((2, 3, 4)), (2, 0, 1)).shape
np.permute_dims(a)
a.mT
b.mT
np.zeros((2, 3, 4)).mT.shape
a.device
a.to_device('cpu') is a
a.to_device('gpu')
""")

g = np.asfortranarray(a)
check("""
a.flags
g.flags
a[:, ::2].flags
np.broadcast_to(b, (2, 3)).flags.writeable
a.flags.c_contiguous
a.flags['C']
a.flags['C_CONTIGUOUS']
a.flags['WRITEABLE']
a.flags['nothing']
g.flags.fnc, g.flags.forc, a.flags.fnc, a.flags.forc
a.flags.owndata, a.copy().flags.owndata, a.T.flags.owndata
a.flags.contiguous, a.flags.fortran, a.flags.aligned, a.flags.behaved, a.flags.carray, g.flags.farray
np.isfortran(g), np.isfortran(a), np.isfortran(b)
!x = np.arange(3); x.flags.writeable = False
x[0] == 0
!x[0] = 5
!y = np.arange(3); y.setflags(write=False)
!np.add(y, 1, out=y)
!y[:] = 0
!y.setflags(write=True); y[0] = 9
y
!z = np.arange(3); z.flags['WRITEABLE'] = False
z.flags.writeable
z.copy().flags.writeable
!x.sort()
!x.fill(3)
""")

check("""
a.flat[4]
a.flat[-1]
a.flat[1:4]
a.flat[[0, 2, 5]]
a.flat[np.array([True, False, True, False, False, False])]
a.flat[6]
a.flat[0, 1]
len(a.flat)
list(a.flat)
[int(i) for i in a.T.flat]
a.flat.copy()
a.flat.base is a
a.flat.index
a.flat.coords
!it = a.flat; next(it); next(it)
it.index, it.coords
next(it)
!x = a.copy(); x.flat[2] = 99
x
!x = a.copy(); x.flat[1:4] = [7, 8]
x
!x = a.copy(); x.flat = 5
x
!x = a.copy(); x.flat = [1, 2]
x
!x = a.copy().T; x.flat[[0, 1]] = -1
x
!x = a.copy(); x.flat[9] = 1
np.array(list(a.flat))
type(a.flat).__name__
max(a.flat)
""")

c = np.array([3, 1, 2])
d = np.array([5, 3, 1, 4])
check("""
!d.partition(1)
d[1]
d[:2].max() <= d[2:].min()
!c.put([0, 1], [7, 8])
c
!c.put([5], 1)
!c.put([-1, 3], [1, 2], mode='wrap')
c
np.array([1, 256], np.int16).byteswap()
np.array([1.0]).byteswap()
np.array([1 + 2j]).byteswap().byteswap()
np.array([1, 2], np.uint8).byteswap()
!x = np.array([1, 2], np.int32); x.byteswap(inplace=True)
x
np.shares_memory(a, a[::2])
np.shares_memory(a[:, 0], a[:, 1])
np.may_share_memory(a[:, 0], a[:, 1])
np.shares_memory(a, a.copy())
np.may_share_memory(a, b)
np.shares_memory(np.zeros(0), np.zeros(0))
np.iterable([1]), np.iterable(2), np.iterable('a'), np.iterable(a)
np.astype(b, float)
np.astype([1], float)
np.require(a, requirements='F').flags.fortran
np.require(a, float, ['C', 'O']).dtype
np.require(np.broadcast_to(b, (2, 3)), requirements=['W']).flags.writeable
np.require(a, requirements=['Z'])
np.asarray_chkfinite([1, 2])
np.asarray_chkfinite([1, np.nan])
np.asarray_chkfinite([1.0, np.inf])
np.typename('d'), np.typename('l'), np.typename('?')
np.common_type(b) == np.float64
np.common_type(np.float32(1) * np.ones(2, np.float32)).__name__
np.common_type(np.ones(2, np.complex64)).__name__
np.common_type(np.array([True]))
""")
