# limit: memory; ends: MemoryError
'abc' * 10 ** 9
