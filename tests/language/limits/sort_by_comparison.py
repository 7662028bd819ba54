# limit: steps; ends: TimeoutError
class Slow:
    def __lt__(self, other):
        for _ in range(10 ** 6): pass
        return True
sorted([Slow() for _ in range(1000)])
