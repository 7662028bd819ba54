SIZE = 85  # quick: 10
# Products of matrices that are lists of lists, and a determinant by elimination.


def make(size, seed):
    return [[(i * seed + j * 3) % 17 - 8.0 for j in range(size)] for i in range(size)]


def product(a, b):
    size = len(a)
    columns = [[row[j] for row in b] for j in range(size)]
    result = []
    for row in a:
        line = []
        for column in columns:
            total = 0.0
            for k in range(size):
                total += row[k] * column[k]
            line.append(total)
        result.append(line)
    return result


def determinant(matrix):
    size = len(matrix)
    rows = [row[:] for row in matrix]
    result = 1.0
    for i in range(size):
        pivot = rows[i][i]
        result *= pivot
        for k in range(i + 1, size):
            factor = rows[k][i] / pivot
            for j in range(i, size):
                rows[k][j] -= factor * rows[i][j]
    return result


a, b = make(SIZE, 5), make(SIZE, 11)
c = product(product(a, b), a)
near_one = [[1.0 if i == j else 0.5 / (1 + i + j) for j in range(SIZE)] for i in range(SIZE)]
print(int(sum([sum(row) for row in c])), int(c[1][2]), int(determinant(near_one) * 1e9))
