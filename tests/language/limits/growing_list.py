# limit: memory; ends: MemoryError
x = []
while True: x.append([1] * 100)
