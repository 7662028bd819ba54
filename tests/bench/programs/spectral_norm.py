SIZE = 140  # quick: 10
# The largest singular value of an infinite matrix's corner, by the power method.
import math


def entry(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    result = []
    for i in range(len(vector)):
        total = 0.0
        for j in range(len(vector)):
            total += entry(i, j) * vector[j]
        result.append(total)
    return result


def times_transposed(vector):
    result = []
    for i in range(len(vector)):
        total = 0.0
        for j in range(len(vector)):
            total += entry(j, i) * vector[j]
        result.append(total)
    return result


def dot(left, right):
    total = 0.0
    for a, b in zip(left, right):
        total += a * b
    return total


u = [1.0] * SIZE
for _ in range(8):
    v = times_transposed(times(u))
    u = times_transposed(times(v))
print(int(math.sqrt(dot(u, v) / dot(v, v)) * 1e9))
