# 400 generated documents: same bytes as the reference (by checksum), and they come back.
import msgpack

state = [20240229]

def below(n):
    state[0] = (state[0] * 1103515245 + 12345) % 2147483648
    return (state[0] // 65536) % n

def whole():
    bits = below(63)
    number = 0
    for i in range(bits):
        number = number * 2 + below(2)
    return number if below(2) else -number - 1

def text():
    letters = 'abcdefghij KLMNOP0123456789_-é€ß𝄞日本\n\x00'
    return ''.join([letters[below(len(letters))] for i in range(below(3) * below(3) * below(30))])

def scalar():
    kind = below(8)
    if kind == 0:
        return None
    if kind == 1:
        return below(2) == 1
    if kind == 2:
        return (below(20001) - 10000) / (1 + below(64))
    if kind == 3:
        return bytes([below(256) for i in range(below(3) * below(150))])
    if kind == 4 or kind == 5:
        return text()
    return whole()

def document(depth):
    kind = below(10) if depth > 0 else 9
    if kind < 2:
        return [document(depth - 1) for i in range(below(12))]
    if kind < 5:
        pairs = {}
        for i in range(below(12)):
            key = text() if below(5) else bytes([below(256), below(256)])
            pairs[key] = document(depth - 1)
        return pairs
    return scalar()

def checksum(seed, data):
    a = seed
    for octet in data:
        a = (a * 31 + octet) % 4294967291
    return a

total = 0
same = 0
running = 1
for i in range(400):
    value = document(4)
    packed = msgpack.dumps(value)
    total = total + len(packed)
    running = checksum(running, packed)
    if msgpack.loads(packed) == value:
        same = same + 1
    if i % 20 == 0:
        print(i, len(packed), running)
print(total, same, running)
