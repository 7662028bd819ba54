# limit: steps; ends: TimeoutError
class H:
    def __hash__(self):
        while True: pass
{H(): 1}
