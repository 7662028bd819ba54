SIZE = 120000  # quick: 300
# Dictionaries with integers, strings and tuples as keys: put, get, change, delete, walk.


def squares(count):
    table = {}
    for i in range(count):
        table[i * 7] = i * i
    total = 0
    for i in range(count * 2):
        total += table.get(i, 0) % 1000
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


print(squares(SIZE), inventory(SIZE), grid(20 + SIZE // 8000))
