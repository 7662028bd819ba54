# Every boundary between two length forms of str, bytes, list, tuple and dict.
import msgpack

def hexed(data):
    return "".join(["0123456789abcdef"[b >> 4] + "0123456789abcdef"[b & 15] for b in data])


def checksum(data):
    a = 1
    b = 0
    for octet in data:
        a = (a + octet) % 65521
        b = (b + a) % 65521
    return b * 65536 + a

def show(kind, n, value, expected_back):
    packed = msgpack.dumps(value)
    back = msgpack.loads(packed)
    print(kind, n, len(packed), hexed(packed[0:8]), checksum(packed), back == expected_back, type(back).__name__)

for n in [0, 1, 15, 16, 17, 30, 31, 32, 33, 254, 255, 256, 257, 65534, 65535, 65536, 65537]:
    text = 'x' * n
    show('str', n, text, text)
    data = bytes([i % 256 for i in range(n)])
    show('bytes', n, data, data)
    items = [i % 7 for i in range(n)]
    show('list', n, items, items)
    show('tuple', n, tuple(items), items)
    pairs = {}
    for i in range(n):
        pairs['k' + str(i)] = i
    show('dict', n, pairs, pairs)

# the length of a str is that of its UTF-8
for n in [10, 11, 15, 16, 85, 86, 127, 128, 21845, 21846]:
    show('2-byte', n, 'é' * n, 'é' * n)
    show('3-byte', n, '€' * n, '€' * n)
    show('4-byte', n, '𝄞' * n, '𝄞' * n)
