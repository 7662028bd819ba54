# limit: memory; ends: MemoryError|TimeoutError
set(range(10 ** 9))
