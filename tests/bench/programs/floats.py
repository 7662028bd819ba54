SIZE = 320000  # quick: 800
# Arithmetic with floats: Simpson's rule, the logistic map, Newton's square roots.
import math


def simpson(first, last, steps):
    width = (last - first) / steps
    total = 0.0
    for i in range(steps):
        x = first + i * width
        middle = x + width / 2
        total += x * x / (1.0 + x) + 4.0 * middle * middle / (1.0 + middle)
        x += width
        total += x * x / (1.0 + x)
    return total * width / 6.0


def logistic(rate, steps):
    x = 0.5
    least = 1.0
    for _ in range(steps):
        x = rate * x * (1.0 - x)
        if x < least:
            least = x
    return least


def roots(count):
    total = 0.0
    for i in range(1, count):
        guess = i * 0.5
        for _ in range(4):
            guess = (guess + i / guess) * 0.5
        total += abs(guess - math.sqrt(i))
    return total


print(int(simpson(0.0, 3.0, SIZE) * 1e9), int(logistic(3.5, 2 * SIZE) * 1e9), int(roots(SIZE // 4)))
