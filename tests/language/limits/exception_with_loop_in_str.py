# limit: steps; ends: TimeoutError
class E(Exception):
    def __str__(self):
        while True: pass
str(E())
