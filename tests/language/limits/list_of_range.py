# limit: memory; ends: MemoryError
list(range(10 ** 9))
