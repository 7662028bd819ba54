import json
def f():
    d = [{'id': i, 'name': 'item%d' % i, 'v': [i, i*1.5, None, True], 'n': {'a': 'b', 'c': [1, 2, 3]}} for i in range(800)]
    for i in range(3):
        s = json.dumps(d)
        e = json.loads(s)
    return e == d
f()
