SIZE = 1400  # quick: 40
# Nested loops with integers: `for` over ranges, `while`, `break` and `continue`.


def triples(limit):
    found = 0
    for a in range(1, limit // 4):
        for b in range(a, limit // 2):
            c = limit - a - b
            if c < b:
                break
            if a * a + b * b == c * c:
                found += a * b
    return found


def collatz(limit):
    longest, at = 0, 0
    for start in range(1, limit):
        value, steps = start, 0
        while value != 1:
            if value % 2 == 0:
                value //= 2
            else:
                value = 3 * value + 1
            steps += 1
        if steps <= longest:
            continue
        longest, at = steps, start
    return longest, at


print(triples(2 * SIZE), collatz(6 * SIZE))
