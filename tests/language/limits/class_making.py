# limit: memory|steps; ends: MemoryError|TimeoutError
keep = []
while True: keep.append(type('C', (), {}))
