# limit: time; ends: TimeoutError|MemoryError|OverflowError
x = 7
while True: x = x ** 3
