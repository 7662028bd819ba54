# limit: memory; ends: MemoryError
d = {}
i = 0
while True: i += 1; d[i] = str(i)
