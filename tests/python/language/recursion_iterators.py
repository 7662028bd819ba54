# expectation: pocketpy only, because CPython's own C stack overflows on such iterators and ends the process
# Iterators over iterators, deeper than any stack.


def outcome(name, make, depth):
    values = iter([1, 2, 3])
    for _ in range(depth):
        values = make(values)
    try:
        print(name, len(list(values)))
    except RecursionError:
        print(name, 'RecursionError')


makers = [
    ('enumerate', enumerate),
    ('zip', zip),
    ('map', lambda values: map(lambda value: value, values)),
    ('filter', lambda values: filter(None, values)),
]
for name, make in makers:
    outcome(name, make, 30)
    outcome(name, make, 100000)
