# Python code that calls itself, directly and through C: RecursionError, and all is well afterwards.
import sys

def outcome(name, action):
    try:
        action()
        print(name, 'no error')
    except RecursionError:
        print(name, 'RecursionError')

def forever(n):
    return forever(n + 1) + 1

class Shown:
    def __repr__(self):
        return repr(self)

class ShownInList:
    def __repr__(self):
        return repr([self])

class Text:
    def __str__(self):
        return f'{self}'

class Equal:
    def __eq__(self, other):
        return self == other

    def __ne__(self, other):
        return not self == other

class Less:
    def __lt__(self, other):
        return self < other

class Missing:
    def __getattr__(self, name):
        return getattr(self, name + '_')

class Computed:
    @property
    def value(self):
        return self.value

class Makes:
    def __init__(self):
        Makes()

class Called:
    def __call__(self):
        return self()

class Sized:
    def __len__(self):
        return len(self)

class Indexed:
    def __getitem__(self, key):
        return self[key]

class Hashed:
    def __hash__(self):
        return hash(self)

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

class Added:
    def __add__(self, other):
        return self + other

class Entered:
    def __enter__(self):
        with self:
            return self

    def __exit__(self, kind, error, trace):
        pass

def enter():
    with Entered():
        pass

def key(n):
    return sorted([1, 2], key=key)

def generate(n):
    yield n
    for item in generate(n + 1):
        yield item

def mapped(n):
    return list(map(mapped, [n]))

def evaluated():
    return eval('evaluated()')

outcome('call', lambda: forever(0))
outcome('repr', lambda: repr(Shown()))
outcome('repr in list', lambda: repr(ShownInList()))
outcome('str', lambda: str(Text()))
outcome('eq', lambda: Equal() == Equal())
outcome('lt', lambda: Less() < Less())
outcome('getattr', lambda: Missing().x)
outcome('property', lambda: Computed().value)
outcome('init', Makes)
outcome('call operator', lambda: Called()())
outcome('len', lambda: len(Sized()))
outcome('getitem', lambda: Indexed()[0])
outcome('hash', lambda: hash(Hashed()))
outcome('add', lambda: Added() + 1)
outcome('with', enter)
outcome('sort key', lambda: key(1))
outcome('generators', lambda: list(generate(0)))
outcome('map', lambda: mapped(1))
outcome('eval', evaluated)

def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)

print(depth(900))
for _ in range(50):
    try:
        forever(0)
    except RecursionError:
        pass
print(depth(900), sys.getrecursionlimit())
