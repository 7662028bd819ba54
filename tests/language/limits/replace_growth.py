# limit: memory; ends: MemoryError
x = 'a' * 10 ** 5
while True: x = x.replace('a', 'aa')
