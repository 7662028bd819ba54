# limit: steps|time; ends: TimeoutError|MemoryError
class Ones:
    def __iter__(self): return self
    def __next__(self): return 1
list(Ones())
