# limit: time|memory; ends: TimeoutError|MemoryError
list(iter(int, 1))
