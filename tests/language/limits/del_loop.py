# limit: steps; ends: TimeoutError
import gc
class Bad:
    def __del__(self):
        while True: pass
def make(): Bad()
make()
gc.collect()
while True: make()
