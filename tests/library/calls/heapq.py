import _heapq

names_of(_heapq)


class Odd:
    def __init__(self, value, heap=None): self.value, self.heap = value, heap
    def __lt__(self, other):
        if self.heap is not None: self.heap.clear()
        return self.value < other.value
    def __repr__(self): return f"Odd({self.value!r})"

def numbers(count, spread, seed=7):
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2**31
        yield seed // 65536 % spread

class Sub(list): pass

for name in ["heappush", "heappop", "heapreplace", "heappushpop", "heapify", "heappush_max", "heappop_max", "heapreplace_max", "heappushpop_max", "heapify_max"]:
    f = getattr(_heapq, name)
    takes = () if name.startswith(("heappop", "heapify")) and "push" not in name else (5,)
    call(name, f)
    call(name, f, [1, 2], 3, 4)
    call(name, f, heap=[])
    for make in [list, lambda: [1], lambda: [3, 1, 2], lambda: (1, 2), lambda: None, lambda: "abc", lambda: [1, "a"], lambda: [None, 1, "x"], lambda: Sub([4, 2]), lambda: {1: 2}, lambda: [1.5, float("nan"), 0], lambda: [[1], [0]],
                 lambda: list(numbers(30, 10)), lambda: list(numbers(100, 1000)), lambda: list(numbers(3000, 100))]:
        heap = make()
        call(name, f, heap, *takes)
        if type(heap) in (list, Sub): note(name, str(digest([repr(heap)])))
        note(name, show(heap) if type(heap) is not list or len(heap) < 40 else str(len(heap)))
    def shrinks():
        heap = [Odd(3), Odd(2), Odd(1), Odd(0)]
        for item in heap: item.heap = heap
        return f(heap, *(Odd(1),) * len(takes))
    call(name, shrinks)
def sort(push, pop, items):
    heap = []
    for item in items: push(heap, item)
    return [pop(heap) for _ in range(len(heap))]
for items in [[], [1], [2, 1], list(numbers(50, 20)), ["b", "a", "c"], [(1, "z"), (1, "a"), (0, "b")], list(numbers(500, 10000))]:
    call("sort", sort, _heapq.heappush, _heapq.heappop, items)
    call("sort", sort, _heapq.heappush_max, _heapq.heappop_max, items)
finish()
