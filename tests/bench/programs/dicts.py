SIZE = 120000  # quick: 300
# Dictionaries with integers, strings and tuples as keys: put, get, change, delete, walk.


def scattered(count):
    table = {}
    key = 1
    for i in range(count):
        key = (key * 1103 + 12345) % 65536
        table[key] = i
    total = 0
    for key in range(count):
        total += table.get(key, 0) % 1000
    return total


def inventory(count):
    stock = {}
    for i in range(count):
        name = 'item' + str(i % 257)
        if name in stock:
            stock[name] += i % 13
        else:
            stock[name] = 1
    return sum(stock.values()), len(stock)


def grid(side):
    cells = {}
    for x in range(side):
        for y in range(side):
            cells[(x, y)] = x ^ y
    for x in range(0, side, 2):
        for y in range(side):
            del cells[(x, y)]
    total = 0
    for place, value in cells.items():
        total += place[0] * value
    return total


print(scattered(SIZE), inventory(SIZE), grid(20 + SIZE // 8000))
