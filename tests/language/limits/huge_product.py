# limit: time; ends: TimeoutError|MemoryError|OverflowError
x = 3 ** 100000
while True: x = x * x
