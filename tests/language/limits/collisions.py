# limit: steps|time; ends: TimeoutError
class C:
    def __hash__(self): return 1
    def __eq__(self, other): return False
d = {}
while True: d[C()] = 1
