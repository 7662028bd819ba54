# The reference's nesting limits in both directions, and containers that contain themselves.
import msgpack

def loads_result(packed):
    try:
        value = msgpack.loads(packed)
    except ValueError as e:
        return 'ValueError'
    depth = 0
    while type(value) is list or type(value) is dict:
        depth = depth + 1
        if len(value) == 0:
            break
        value = value[0] if type(value) is list else value['k']
    return depth

def dumps_result(value):
    try:
        return len(msgpack.dumps(value))
    except ValueError as e:
        return 'ValueError ' + str(e)

def nest(depth, kind, value):
    for i in range(depth):
        if kind == 'list':
            value = [value]
        elif kind == 'tuple':
            value = (value,)
        else:
            value = {'k': value}
    return value

for depth in [1, 2, 100, 511, 512, 1022, 1023, 1024, 1025, 1026, 2000, 100000]:
    print(depth, loads_result(bytes([0x91] * depth + [0xc0])), loads_result(bytes([0x91] * (depth - 1) + [0x90])),
          loads_result(bytes([0x81, 0xa1, 0x6b] * depth + [0xc0])), loads_result(bytes([0x91] * depth)),
          loads_result(bytes([0xdc, 0, 1] * depth + [1])), loads_result(bytes([0xdf, 0, 0, 0, 1, 0xa1, 0x6b] * depth + [1])))

for depth in [1, 2, 100, 511, 512, 1022, 1023, 1024, 1025, 1026, 2000]:
    for kind in ['list', 'tuple', 'dict']:
        print(depth, kind, dumps_result(nest(depth, kind, None)), dumps_result(nest(depth, kind, [])),
              dumps_result(nest(depth, kind, {})))

itself = []
itself.append(itself)
print(dumps_result(itself))
itself = {'a': 1}
itself['self'] = itself
print(dumps_result(itself))
one = [1]
two = {'one': one, 'two': 2}
one.append((3, two))
print(dumps_result(one), dumps_result(two), dumps_result([[one]]))
twice = [1]
print(dumps_result([twice, [twice, {'t': twice}], twice]))
# (were each level to take a copy of this one, 1024 of them would not fit into a wasm memory)
big = {}
big['self'] = big
for i in range(60000):
    big['k' + str(i)] = i
print(dumps_result(big))

# deep inside a program as at its start
def below(levels):
    if levels == 0:
        return [dumps_result(nest(1025, 'dict', {})), loads_result(bytes([0x91] * 1024 + [0xc0])), dumps_result(itself)]
    return below(levels - 1)

print(below(900))
