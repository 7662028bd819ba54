# limit: memory; ends: MemoryError
x = 'a' * 10 ** 3
while True: x = x.replace('a', 'a' * 1000)
