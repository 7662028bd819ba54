# limit: time; ends: TimeoutError
max(iter(int, 1))
