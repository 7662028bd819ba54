# limit: steps, time; ends: TimeoutError
import _sre
# (a+)+b
pattern = _sre.compile(None, 0, [14, 4, 0, 2, 4294967295, 23, 14, 1, 2147483647, 17, 0, 24, 6, 1, 2147483647, 16, 97, 1, 17, 1, 18, 16, 98, 1], 1, {}, (None, None))
try:
    pattern.match('a' * 60 + 'c')
except:
    pass
