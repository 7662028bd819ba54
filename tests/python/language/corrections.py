# Arguments with which plain pocketpy hangs or writes past an allocation.
print('abc'.replace('', 'x'), 'äö€😀'.replace('', '--'), ''.replace('', 'z'), 'abc'.replace('', ''))
print('aXbX'.replace('X', 'yy'), 'aXb'.replace('X', ''))
try:
    'a'.replace('', 5)
except TypeError:
    print('TypeError')

def asks_itself():
    yield next(generator)

generator = asks_itself()
try:
    next(generator)
except ValueError as e:
    print(e)

def loops_itself():
    yield 1
    for item in looping:
        yield item

looping = loops_itself()
try:
    print(list(looping))
except ValueError as e:
    print(e)

def plain():
    for i in range(3):
        yield i

print(list(plain()), sum([i for i in plain()]))
print('ab' * 3, 3 * 'xy', 'a' * -1, 'a' * 0)
