"""The limits of C's types; all else skips the method that uses it."""

from pending import stand_in

INT_MAX, INT_MIN, UINT_MAX = (1 << 31) - 1, -(1 << 31), (1 << 32) - 1
LONG_MAX = LLONG_MAX = PY_SSIZE_T_MAX = (1 << 63) - 1
LONG_MIN = LLONG_MIN = PY_SSIZE_T_MIN = -(1 << 63)
ULONG_MAX = ULLONG_MAX = (1 << 64) - 1
SHRT_MAX, SHRT_MIN, USHRT_MAX = (1 << 15) - 1, -(1 << 15), (1 << 16) - 1
FLT_MAX, FLT_MIN, DBL_MAX, DBL_MIN = 3.4028234663852886e38, 1.1754943508222875e-38, 1.7976931348623157e308, 2.2250738585072014e-308
__getattr__ = stand_in("_testcapi")
