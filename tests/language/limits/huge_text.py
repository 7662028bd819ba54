# limit: memory; ends: MemoryError
x = 'x' * 1000
while True: x = x + x
