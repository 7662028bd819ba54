# limit: steps; ends: TimeoutError
class Swallow:
    def __enter__(self): return self
    def __exit__(self, *what): return True
while True:
    with Swallow():
        while True: pass
