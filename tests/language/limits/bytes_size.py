# limit: memory; ends: MemoryError|OverflowError
bytes(10 ** 12)
