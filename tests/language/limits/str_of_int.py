# limit: time; ends: TimeoutError|ValueError
x = 10 ** 4000
while True: str(x)
