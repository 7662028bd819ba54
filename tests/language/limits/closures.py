# limit: memory; ends: MemoryError
f = None
while True:
    def f(g=f, data=[0] * 1000): return g
