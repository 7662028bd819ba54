# all, any, sum, min, max, enumerate, zip, map, filter and sets: what they give, what they call, and what they refuse.
# expectation: CPython 3.14, because sum() of floats loses nothing since 3.12, and min([]) has another text.


class Count:
    """Counts up to a number; says how far it went."""

    def __init__(self, to):
        self.at, self.to = 0, to

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == self.to:
            raise StopIteration
        self.at += 1
        return self.at


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __lt__(self, other):
        return self.amount < other.amount

    def __add__(self, other):
        return Money(self.amount + other.amount)

    def __repr__(self):
        return f'Money({self.amount})'


class Fails:
    def __bool__(self):
        raise ValueError('no truth')

    def __lt__(self, other):
        raise ValueError('no order')


def told(function, *arguments, **named):
    try:
        return function(*arguments, **named)
    except (TypeError, ValueError, ZeroDivisionError, KeyError) as error:
        return type(error).__name__ + ': ' + str(error)


def kind(function, *arguments):
    """Of an error whose words are the operator's, which pocketpy quotes."""
    return str(told(function, *arguments)).split(':')[0]


print(all([]), all([1, 'a', [0]]), all((1, 0, 2)), all({}), all('ab'))
print(any([]), any([0, '', None]), any((0, 3)), any(range(2)), any(range(1)))
count = Count(9)
print(any(map(lambda x: x > 3, count)), count.at, all(Count(4)))
print(told(all, [1, Fails()]), told(any, [0, Fails()]), told(all, 5))

print(sum([]), sum([1, 2, 3]), sum((1.5, 2)), sum(range(101)), sum([0.1] * 10), sum([1, 2], 10), sum([[1], [2]], []))
print(sum([Money(3), Money(4)], Money(0)), sum([x * x for x in range(5)]), sum([True, True, 2.5]))
print(kind(sum, ['a']), told(sum, ['a'], ''), kind(sum, [1, None]), told(sum, 3))

print(min(3, 1, 2), max(3, 1, 2), min([3, 1, 2]), max((3, 1, 2)), min('hello'), max('hello'), max({1: 2, 5: 0}))
print(min(2.5, 1), max(1, 2.5), min(Count(4)), max(Count(4)), min([Money(4), Money(2)]), max(Money(4), Money(2)))
print(min(-3, 2, key=abs), max([-3, 2], key=abs), min(['bb', 'a', 'cc'], key=len), max(['bb', 'a', 'cc'], key=len))
print(min([], default=7), max((), default=None), min([4], default=0), max(iter([1, 9, 3])))
print(min([(2, 1), (1, 5), (1, 2)]), max((1, 'a'), (1, 'b')), min(1, 1.0), max(1.0, 1), max(0, 1))
print(told(min), told(max, []), told(min, 5), kind(max, 1, 'a'), told(min, 1, 2, default=0))
print(kind(lambda: max([1, 2], key=lambda x: 1 // 0)), told(min, [Fails(), Fails()]))

for pair in enumerate('abc'):
    print(pair, end=' ')
print(list(enumerate([])), list(enumerate('xy', 5)), list(enumerate(Count(2), start=-1)))
numbers = enumerate('ab')
print(iter(numbers) is numbers, next(numbers), next(numbers), next(numbers, 'end'), next(numbers, 'end'))
print(told(enumerate, 5))

print(list(zip()), list(zip('abc')), list(zip('abc', [1, 2])), list(zip(Count(3), range(9), 'xyz')))
print(dict(list(zip('ab', (1, 2)))), [a + b for a, b in zip((1, 2), (3, 4))], told(zip, 'a', 5))
first, second = iter('abcd'), iter('12')
print(list(zip(first, second)), list(first), list(zip(*[(1, 2), (3, 4)])))

print(list(map(str, [1, 2])), list(map(lambda a, b: a * b, [1, 2, 3], [4, 5])), list(map(len, ['', 'ab'])), sum(map(int, '123')))
print(list(map(Money, Count(2))), told(map, len), kind(list, map(lambda x: 1 // x, [1, 0])), told(map, len, 5))

print(list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x % 2, range(6))), list(filter(str, [])))
print(told(list, filter(None, [Fails()])), told(filter, None, 5))
print([list(filter(lambda x: x > 1, map(lambda x: x * 2, zip_part))) for zip_part in zip([0, 1], [2, 3])])

evens = {2, 4}
evens.add(6)
evens.update([8, 2])
evens.discard(4)
evens.discard(99)
print(sorted(evens), len(evens), 6 in evens, 4 in evens, told(evens.add, []) != None, told(lambda: [] in evens) != None)
print(sorted({x % 3 for x in range(9)}), len(set('hello')), sorted(set('hello') & set('world')), sorted({1, 2} | {2, 3}), sorted({1, 2} ^ {2, 3}))
print(sorted(set(Count(3))), set() == set([]), {1, 2} == {2, 1}, {1} != {2}, told(set, 5))


def nested(depth):
    values = [1, 2, 3]
    for _ in range(depth):
        values = map(lambda x: x + 1, values)
    return list(values)


print(nested(20))
