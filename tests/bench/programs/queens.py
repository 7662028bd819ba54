SIZE = 10  # quick: 5
# Ways to put queens on a board so that none attacks another, by trying.


def place(row, columns, rising, falling, size):
    if row == size:
        return 1
    ways = 0
    for column in range(size):
        up, down = row + column, row - column + size
        if columns[column] or rising[up] or falling[down]:
            continue
        columns[column] = rising[up] = falling[down] = True
        ways += place(row + 1, columns, rising, falling, size)
        columns[column] = rising[up] = falling[down] = False
    return ways


def queens(size):
    return place(0, [False] * size, [False] * (2 * size), [False] * (2 * size + 1), size)


print([queens(size) for size in range(1, SIZE + 1)])
