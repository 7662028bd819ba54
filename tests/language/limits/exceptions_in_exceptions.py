# limit: steps; ends: TimeoutError|RecursionError|MemoryError
def f():
    while True:
        try: raise ValueError
        except ValueError:
            try: f()
            except BaseException: raise
f()
