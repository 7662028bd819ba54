# limit: memory; ends: MemoryError|OverflowError
1 << (10 ** 12)
