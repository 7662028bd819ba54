# Containers in containers, all types mixed, shared and empty ones.
import msgpack

def hexed(data):
    return "".join(["0123456789abcdef"[b >> 4] + "0123456789abcdef"[b & 15] for b in data])


shared = [1, 2]
documents = [
    [], {}, '', b'', [[]], [{}], {'': {}}, [[], [], {}], ((), ((),)), {'a': []},
    [None, True, False, 0, -1, 300, 'text', b'\x00\xff', [1, [2, [3]]]],
    {'compact': True, 'schema': 0},
    {'list': [1, {'deep': ('tuple', {'deeper': [None, {}]})}], 'after': 'x', 'bytes': b'abc'},
    [shared, shared, {'again': shared}],
    (1, 2, (3, 4), [5, (6,)]),
    {7: 'int', -1: 'negative', 'str': 1, b'bytes': 2, True: 3, 2.5: 4, (1, 'x'): 5},
    {'a': {'b': {'c': {'d': {'e': {}}}}}},
    ['nul\x00inside', 'ünïcode', '日本語', '👍🏽', 'a' * 40],
    [{'id': i, 'name': 'n' + str(i), 'tags': ['x', 'y'][:i % 3]} for i in range(20)],
    {'x': [], 'y': {}, 'z': (), 'w': [[], {'v': {}}]},
]
for document in documents:
    packed = msgpack.packb(document)
    print(hexed(packed))
    try:
        back = msgpack.unpackb(packed)
        print(back)
        print(hexed(msgpack.packb(back)) == hexed(packed))
    except ValueError as e:
        print('ValueError', e)

# a wide dict before, between and after others: each pair stays with its dict
wide = {}
for i in range(100):
    wide['k' + str(i)] = {'a': i, 'b': [], 'c': {}, 'd': {'e': [i, {'f': i}]}}
wide['end'] = 1
packed = msgpack.dumps([wide, {'x': wide, 'y': 2}])
print(len(packed), msgpack.loads(packed) == [wide, {'x': wide, 'y': 2}])
