SIZE = 280  # quick: 25
# How many changes make one text out of another.


def distance(left, right):
    before = list(range(len(right) + 1))
    for i in range(len(left)):
        row = [i + 1]
        for j in range(len(right)):
            change = before[j]
            if left[i] != right[j]:
                change += 1
            row.append(min(change, before[j + 1] + 1, row[j] + 1))
        before = row
    return before[-1]


def text(length, seed):
    letters = []
    for _ in range(length):
        seed = (seed * 1103 + 12345) % 65536
        letters.append('acgt'[seed // 64 % 4])
    return ''.join(letters)


print(distance(text(SIZE, 1), text(SIZE, 2)), distance(text(SIZE, 3), text(SIZE // 2, 3)), distance('kitten', 'sitting'))
