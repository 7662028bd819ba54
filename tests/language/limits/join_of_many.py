# limit: memory; ends: MemoryError
x = 'x' * 10 ** 6
while True: x = ','.join([x, x, x])
