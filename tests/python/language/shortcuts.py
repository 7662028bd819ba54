# What the bytecode loop does itself, beside the cases that it leaves to methods: operators, items of lists, loops, conditions, texts.


def attempt(action):
    try:
        return action()
    except Exception as error:
        return type(error).__name__


numbers = [0, 1, -1, 2, -3, 7, -8, 2147483647, 2147483648, -2147483648, 4294967295, 4294967296, 9007199254740993]
for left in numbers:
    for right in numbers:
        print(left, right, attempt(lambda: left % right), attempt(lambda: left // right), left & right, left ^ right)
        print(attempt(lambda: left / right < 1))
    print(left >> 0, left >> 1, left >> 40)
for left in [0.0, 1.5, -2.25, 3]:
    for right in [0.0, 0, 2, -0.5]:
        print(attempt(lambda: left / right))

items = [10, 20, 30]
for index in [0, 2, -1, -3, 3, -4, 'x', 1.0, None]:
    print(attempt(lambda: items[index]))


def put(index):
    items[index] = index
    return items


for index in [0, 2, -1, -3, 3, -4, 'x', 1.0]:
    print(attempt(lambda: put(index)))
print(items, (1, 2)[-1], attempt(lambda: (1, 2)[2]), [1, 2, 3][1:], [][:1])


class Shelf:
    def __init__(self):
        self.things = {}

    def __getitem__(self, key):
        return self.things[key]

    def __setitem__(self, key, value):
        self.things[key] = value

    def __truediv__(self, other):
        return 'half'

    def __rmod__(self, other):
        return 'rest'

    def __eq__(self, other):
        return 'same'

    def __ne__(self, other):
        return 'other'

    def __bool__(self):
        return False


shelf = Shelf()
shelf[1] = 2
print(shelf[1], shelf / 1, 5 % shelf, shelf == 'a', shelf != 'a', not shelf, 'yes' if shelf else 'no')

texts = ['', 'a', 'ab', 'a' * 15, 'a' * 16, 'ä', 'a' * 40 + 'b', 'a' * 40 + 'c']
print([[left == right for right in texts] for left in texts])
print([[left != right for right in texts] for left in texts])
print('a' == 1, 1 != 'a', None == 'a')

for step in [1, 2, -1, -3]:
    print(list(range(-4, 4, step)), [number for number in range(4, -4, step)])
numbers = iter(range(2))
print(next(numbers), next(numbers), attempt(lambda: next(numbers)))

for value in [0, 1, 0.0, -0.5, '', 'a', [], [0], None, True, False, {}, ()]:
    print(not value, 'yes' if value else 'no', bool(value and 1), bool(value or 0))

mixed = 'abcdefghijklmnopqrstuvwxyz äöü ' + '€' * 9 + ' 😀 the end of it, which is plain again'
print(len(mixed), [mixed[index] for index in range(len(mixed))], mixed[-1], mixed[5:50:3])
print([mixed[:size] for size in range(25, 34)])
