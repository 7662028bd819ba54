"""Sets and dicts that a comparison empties while a method of sets goes through them."""
import gc
class E:
    def __init__(self, v): self.v = v
    def __hash__(self): return 1
    def __eq__(self, o):
        act()
        return False
    def __repr__(self): return f"E{self.v}"
def mk(n): return [E(i) for i in range(n)]
act = lambda: None
def kinds(name):
    """issubset notices a dict that changes since CPython 3.14 only."""
    return ("set", "list") if name == "issubset" else ("set", "dict", "list")
def run(name, make):
    global act
    for kind in kinds(name):
        act = lambda: None
        a = set(mk(3))
        b = {"set": lambda: set(mk(5)), "dict": lambda: dict.fromkeys(mk(5)), "list": lambda: mk(5)}[kind]()
        def hit():
            b.clear(); gc.collect(); [bytes_ for bytes_ in [[0]*50 for _ in range(30)]]
        act = hit
        try: r = make(a, b)
        except Exception as e: r = repr(e)
        act = lambda: None
        print(name, kind, type(r).__name__)
for n in "update difference intersection intersection_update symmetric_difference symmetric_difference_update issubset issuperset union".split():
    run(n, lambda a, b: getattr(a, n)(b))
def clear_a(n):
    global act
    for kind in kinds(n):
        act = lambda: None
        a = set(mk(3))
        b = {"set": lambda: set(mk(5)), "dict": lambda: dict.fromkeys(mk(5)), "list": lambda: mk(5)}[kind]()
        def hit():
            a.clear(); gc.collect(); [bytes_ for bytes_ in [[0]*50 for _ in range(30)]]
        act = hit
        try: r = getattr(a, n)(b)
        except Exception as e: r = repr(e)
        act = lambda: None
        print(n, kind, type(r).__name__)
for n in "update difference intersection intersection_update symmetric_difference symmetric_difference_update issubset issuperset union".split():
    clear_a(n)
