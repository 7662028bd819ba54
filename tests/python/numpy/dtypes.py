import numpy as np
from numpy_checks import checks

check = checks(globals())

check('''
np.dtype('float64')
np.dtype(float)
np.dtype(int)
np.dtype(bool)
np.dtype(complex)
np.dtype('i4').name
np.dtype('<u2').name
np.dtype('f').itemsize
np.dtype('d').kind
np.dtype(np.int16).char
np.dtype(np.uint32).str
np.dtype('?').str
np.dtype('int8').byteorder
np.dtype('int64').byteorder
np.dtype('complex64').alignment
np.dtype('float32').num
np.dtype('int64') == 'int64'
np.dtype('int64') == int
np.dtype('int64') == np.int64
np.dtype('int64') != float
np.dtype('int64') == 'nonsense'
np.dtype(None)
np.dtype('nonsense')
np.dtype(5)
np.dtype(np.dtype('f4'))
str(np.dtype('f4'))
repr(np.dtype('c16'))
np.arange(3).dtype == np.int64
np.arange(3).dtype.type is np.int64
hash(np.dtype('f4')) == hash(np.dtype(np.float32))
np.promote_types('i1', 'u1')
np.promote_types('i1', 'u2')
np.promote_types('i8', 'u8')
np.promote_types('i4', 'f4')
np.promote_types('i2', 'f4')
np.promote_types('u2', 'f4')
np.promote_types('u4', 'f4')
np.promote_types('?', 'i1')
np.promote_types('f4', 'c8')
np.promote_types('f8', 'c8')
np.promote_types('i8', 'c8')
np.promote_types('i2', 'c8')
np.result_type(np.int8, 3)
np.result_type(np.int8, 3.5)
np.result_type(np.float32, 3.5)
np.result_type(np.float32, 1j)
np.result_type(3, 4)
np.result_type(3, 4.5)
np.result_type(np.arange(3, dtype='i2'), np.float32)
np.result_type()
np.can_cast('i4', 'f8')
np.can_cast('i8', 'f4')
np.can_cast('i4', 'i2')
np.can_cast('i4', 'i2', casting='same_kind')
np.can_cast('f4', 'i2', casting='same_kind')
np.can_cast('i4', 'u4', casting='same_kind')
np.can_cast('u4', 'i2', casting='same_kind')
np.can_cast('f4', 'i2', casting='unsafe')
np.can_cast('f4', 'f4', casting='no')
np.can_cast('f4', 'f8', casting='equiv')
np.can_cast('?', 'u1')
np.can_cast(3, 'u1')
np.can_cast('i4', 'f8', casting='foo')
np.arange(3).astype(float)
np.arange(3).astype('u1')
np.array([1.9, -1.9, 300.7, -300.7]).astype(np.int8)
np.array([1.9, -1.9, 70000.7]).astype(np.int16)
np.array([1e20, -1e20, np.nan, np.inf]).astype(np.int64)
np.array([1e20, -1e20, np.nan, 3e9]).astype(np.int32)
np.array([300, -300, 65]).astype(np.uint8)
np.array([-1, 2**40]).astype(np.uint32)
np.array([-1.0, 3.7]).astype(np.uint8)
np.array([0, 1, 2, -1]).astype(bool)
np.array([0.0, 0.5, np.nan]).astype(bool)
np.array([1+2j, 0j]).astype(bool)
np.array([True, False]).astype(float)
np.array([2**53 + 1]).astype(float)
np.array([16777217]).astype(np.float32)
np.array([-1]).astype(np.uint64)
np.array([-1]).astype(np.uint64).astype(float)
np.array([1e19]).astype(np.uint64)
np.array([0.1]).astype(np.float32).astype(float)
np.array([1.5]).astype(complex)
np.array([1, 2]).astype('f8', casting='safe')
np.array([1.5]).astype('i8', casting='safe')
np.array([1.5]).astype('i8', casting='same_kind')
np.array([1, 2]).astype('i8', copy=False) is not None
np.array([1, 2], dtype=np.int8) + np.array([1, 2], dtype=np.uint8)
np.array([1, 2], dtype=np.int8) + 1
np.array([1, 2], dtype=np.int8) + 1.0
np.array([1, 2], dtype=np.float32) + 1.0
np.array([1, 2], dtype=np.float32) + np.array([1.0])
np.array([1, 2], dtype=np.float32) * 1j
np.array([1, 2], dtype=np.uint8) + 300
np.array([1, 2], dtype=np.uint8) - 3
np.array([250], dtype=np.uint8) + np.array([10], dtype=np.uint8)
np.array([True]) + True
np.array([True]) + 1
np.array([True]) * 1.5
np.array([1], dtype=np.uint64) + np.array([1])
np.array([1], dtype=np.uint64) + 1
np.array([1, 2], dtype=np.int8) == 300
np.array([1, 2], dtype=np.uint8) < -1
np.array([1, 2], dtype=np.uint8) > -1
''')
