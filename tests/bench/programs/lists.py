SIZE = 144000  # quick: 300
# Lists: append, pop, index, slices, insert, reverse, `in`, concatenation.


def queue(count):
    items = []
    total = 0
    for i in range(count):
        items.append(i)
        if len(items) > 50:
            total += items.pop(0)
    while items:
        total += items.pop()
    return total


def rotated(items, turns):
    for turn in range(turns):
        at = turn % len(items)
        items = items[at:] + items[:at]
    return items


def swapped(items):
    low, high = 0, len(items) - 1
    while low < high:
        items[low], items[high] = items[high], items[low]
        low += 1
        high -= 1
    return items


def distinct(count):
    seen = []
    for i in range(count):
        value = i * i % 127
        if value not in seen:
            seen.insert(0, value)
    seen.reverse()
    return seen


numbers = rotated(list(range(200)), SIZE // 20)
print(queue(2 * SIZE), numbers[:3], swapped(list(range(3 * SIZE)))[SIZE], sum(distinct(SIZE // 4)))
