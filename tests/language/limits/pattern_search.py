# limit: time; ends: TimeoutError
import _sre
# a*b, from every place of a text without b
pattern = _sre.compile(None, 0, [24, 6, 0, 2147483647, 16, 97, 1, 16, 98, 1], 0, {}, (None,))
try:
    pattern.search('a' * 3_000_000)
except:
    pass
