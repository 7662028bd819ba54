SIZE = 72000  # quick: 200
# Generators: alone, one reading another, `yield from`, left early.


def count(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def evens(source):
    for value in source:
        if value % 2 == 0:
            yield value


def pairs(source):
    before = None
    for value in source:
        if before is not None:
            yield before * value % 1009
        before = value


def tree(depth):
    if depth > 0:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


def first_above(source, bound):
    for value in source:
        if value > bound:
            return value
    return None


total = 0
for value in pairs(evens(count(SIZE * 2))):
    total += value
depth = 3
while 2 ** (depth + 2) < SIZE:
    depth += 1
print(total, sum(list(tree(depth))), first_above(evens(count(SIZE * 9)), SIZE), len(list(count(SIZE))))
