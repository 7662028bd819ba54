# limit: memory; ends: MemoryError
[0] * 10 ** 9
