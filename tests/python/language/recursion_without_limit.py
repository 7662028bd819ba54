# Lifting the limit must not let anything reach the end of the native stack.
# expectation: pocketpy only, because CPython crashes when its limit is lifted like this. Pickling keeps its own stack on the heap.
import json
import sys

class Shown:
    def __repr__(self):
        return repr(self)

def forever(n):
    return forever(n + 1) + 1

def outcome(name, action):
    try:
        action()
        print(name, 'no error')
    except RecursionError:
        print(name, 'RecursionError')

sys.setrecursionlimit(1000000000)
outcome('call', lambda: forever(0))
outcome('repr', lambda: repr(Shown()))

x = ()
for _ in range(100000):
    x = (x,)
outcome('hash', lambda: hash(x))
outcome('dict key', lambda: {x: 1})
outcome('isinstance', lambda: isinstance(1, x))
outcome('pickle', lambda: __import__('pickle').dumps(x))
x = []
for _ in range(100000):
    x = [x]
outcome('json', lambda: json.dumps(x))
outcome('json text', lambda: json.loads('[' * 100000))
print(1 + 1)
