# Every boundary between two integer forms, and its neighbours, packs as the reference does and comes back.
import msgpack

def hexed(data):
    return "".join(["0123456789abcdef"[b >> 4] + "0123456789abcdef"[b & 15] for b in data])


boundaries = [0, 31, 32, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 2147483647, 2147483648,
              4294967295, 4294967296, 9007199254740992, 4611686018427387904]
numbers = []
for boundary in boundaries:
    for offset in [-2, -1, 0, 1, 2]:
        numbers.append(boundary + offset)
        numbers.append(-(boundary + offset))
largest = 9223372036854775807
numbers = numbers + [largest, largest - 1, -largest, -largest - 1]

for number in numbers:
    packed = msgpack.dumps(number)
    back = msgpack.loads(packed)
    print(number, hexed(packed), back == number, type(back) is int)

print(hexed(msgpack.dumps(True)), hexed(msgpack.dumps(False)), hexed(msgpack.dumps(None)))
print(msgpack.loads(b'\xc3'), msgpack.loads(b'\xc2'), msgpack.loads(b'\xc0'))
