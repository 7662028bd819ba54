SIZE = 36000  # quick: 200
# `sort` with and without key, `sorted`, and an own merge sort.


def scrambled(count, seed):
    values = []
    for i in range(count):
        seed = (seed * 1103 + 12345) % 65536
        values.append(seed * 1000 + i % 1000)
    return values


def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


def last_digits(value):
    return value % 10007


numbers = scrambled(SIZE, 1)
numbers.sort()
by_digits = sorted(numbers, key=last_digits)
words = ['k' + str(value) for value in scrambled(SIZE, 7)]
words.sort(reverse=True)
own = merge_sort(scrambled(SIZE // 3, 3))
print(numbers[SIZE // 2], last_digits(by_digits[SIZE // 3]), words[0], own == sorted(own), own[0])
