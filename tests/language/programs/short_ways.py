# Operators in the loop's short ways and superinstructions: the same values as by special methods.
ints = [0, 1, -1, 2, -2, 3, 7, -7, 62, 63, 64, 65, 2**31 - 1, -(2**31), 2**32, 2**53, 2**53 + 1, -(2**53) - 1, 2**62, 2**63 - 1, -(2**63)]
floats = [0.0, -0.0, 0.5, -0.5, 1.0, 3.0, -7.5, 9007199254740992.0, 9007199254740994.0, 1e308, -1e308, 5e-324, float('inf'), float('-inf'), float('nan')]
texts = ['', 'a', 'b', 'ab', 'é', 'a\x00']


def attempt(f, a, b):
    try:
        return f(a, b)
    except Exception as e:
        return type(e).__name__


def add(a, b): return a + b
def sub(a, b): return a - b
def mul(a, b): return a * b
def div(a, b): return a / b
def floor(a, b): return a // b
def mod(a, b): return a % b
def power(a, b): return a ** b
def left(a, b): return a << b
def right(a, b): return a >> b
def both(a, b): return a & b
def either(a, b): return a | b
def one(a, b): return a ^ b
def comparisons(a, b): return (a < b, a <= b, a == b, a != b, a > b, a >= b)


def with_small(a, b):
    return (a + 3, a - 3, a * 3, a % 3, a // 3, a < 3, a <= 3, a == 3, a != 3, a > 3, a >= 3)


def jumps(a, b):
    found = []
    if a < b: found.append('<')
    if a <= b: found.append('<=')
    if not a == b: found.append('!=')
    while a > b: found.append('>'); break
    return ''.join(found) if a >= b or a < 2 else found


def digest(value):
    if isinstance(value, float): return value.hex()
    return repr(value) if not isinstance(value, int) or -10**6 < value < 10**6 else hex(value)


for f in (add, sub, mul, div, floor, mod, both, either, one, comparisons, with_small, jumps):
    out = [digest(attempt(f, a, b)) for a in ints + floats for b in ints + floats]
    total = 0
    for text in out:
        for c in text: total = (total * 31 + ord(c)) % 1000000007
    print(f.__name__, len(out), total, *out[100:1100:97])
for f in (left, right):
    print(f.__name__, *[digest(attempt(f, a, b)) for a in ints[:14] for b in (-1, 0, 1, 31, 62, 63, 64, 65)])
print('power', *[digest(attempt(power, a, b)) for a in (0, 1, -1, 2, -3, 10, 0.0, -0.0, 1.0, 4.0, -8.0, 1e300) for b in (0, 1, 2, 3, 20, 62, 63, 64, -1, -2, 0.5, 2.0, -0.5)])
for a in texts:
    print(repr(a), [comparisons(a, b) for b in texts], [add(a, b) for b in texts], attempt(add, a, 1), attempt(comparisons, a, 1))


class Text(str):
    def __add__(self, other): return 'added'
    def __radd__(self, other): return 'radded'
    def __eq__(self, other): return 'equal'
    def __hash__(self): return 1


class Number(int):
    def __add__(self, other): return 'added'
    def __rmul__(self, other): return 'multiplied'
    def __lt__(self, other): return 'less'


print(Text('a') + 'b', 'b' + Text('a'), Text('a') == 'x', 'x' == Text('a'))
print(Number(1) + 1, 2 * Number(1), Number(1) < 2, 2 > Number(1), True + True, True < 2, True + 0.5, 3 - True)


def places(sequence, i):
    try:
        return sequence[i]
    except (IndexError, KeyError, TypeError) as e:
        return str(e)


for sequence in ([1, 2, 3], (1, 2, 3), 'añb', {0: 'x', -1: 'y', 1.0: 'z', 'k': 'w', (1,): 't'}, b'abc', range(5)):
    print([places(sequence, i) for i in (0, 1, 2, 3, -1, -3, -4, True, 1.0, 'k', (1,))])


def walk():
    a, b = 1, 2
    a, b = b, a
    seen = []
    for i in range(3):
        for j in [i, 5]:
            k = j
            seen.append((i, k))
    for c in 'aé€':
        seen.append(c)
    for key in {'p': 1, 'q': 2}:
        seen.append(key)
    i = j = 7
    del i
    try:
        return i + 1
    except UnboundLocalError as e:
        seen.append(str(e))
    return a, b, seen, [*reversed('aé€')], f'{j}{-5}{2**70}{True}'


print(walk())
d = {}
for i in range(3):
    d[i] = d.get(i - 1, 0) + i
    d['k'] = i
d[1.0] = 'float'
d[True] = 'bool'
print(d, 1 in d, 1.0 in d, 'k' in d, 'x' in 'xyz', 'é' in 'aé', 2 in {1, 2}, [] in [[]], 5 in (1, 5))
try:
    1 in 'a'
except TypeError as e:
    print(e)
for e in (lambda: 1 + 'a', lambda: 'a' + 1, lambda: 1 < 'a', lambda: 2 ** 'x', lambda: 1 @ 2):
    try:
        e()
    except TypeError as error:
        print(error)
