# limit: time; ends: TimeoutError
sum(range(10 ** 12))
