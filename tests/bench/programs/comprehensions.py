SIZE = 500  # quick: 5
# Comprehensions of lists, sets and dictionaries, `zip`, `enumerate`, `map`, `sum`, `min`, `any`.


def primes(limit):
    return [n for n in range(2, limit) if not any([n % d == 0 for d in range(2, int(n ** 0.5) + 1)])]


def double(value):
    return value * 2


total = 0
for turn in range(SIZE):
    numbers = [n * turn % 101 for n in range(200)]
    odd = {n for n in numbers if n % 2 == 1}
    places = {n: i for i, n in enumerate(numbers)}
    sums = [a + b for a, b in zip(numbers, reversed(numbers))]
    total += len(odd) + sum(places.values()) + max(sums) - min(sums)
    total += sum(list(map(double, numbers))) + sum([len(row) for row in [numbers[i:i + 10] for i in range(0, 200, 10)]])
print(total, primes(SIZE * 4)[-1])
