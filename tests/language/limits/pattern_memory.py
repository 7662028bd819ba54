# limit: memory; ends: MemoryError
import _sre
# (?:(a)|b)*c
pattern = _sre.compile(None, 0, [14, 4, 0, 1, 4294967295, 23, 19, 0, 2147483647, 7, 9, 17, 0, 16, 97, 17, 1, 15, 7, 5, 16, 98, 15, 2, 0, 18, 16, 99, 1], 1, {}, (None, None))
while True:
    pattern.match('a' * 2_000_000)
