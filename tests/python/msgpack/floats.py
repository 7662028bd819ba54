# Floats are always packed as float64, bit for bit; float32 is read too.
import math
import msgpack

def hexed(data):
    return "".join(["0123456789abcdef"[b >> 4] + "0123456789abcdef"[b & 15] for b in data])


inf = float('inf')
numbers = [0.0, -0.0, 1.0, -1.0, 0.5, 0.1, -0.1, 1.5, 2.0, 3.141592653589793, 1e100, -1e100, 1e-100,
           1e308, 1.7976931348623157e+308, 2.2250738585072014e-308, 5e-324, 9007199254740993.0, inf, -inf]
for number in numbers:
    packed = msgpack.dumps(number)
    back = msgpack.loads(packed)
    print(hexed(packed), back == number, type(back) is float, hexed(msgpack.dumps(back)) == hexed(packed))

for name in ['7ff8000000000000', 'fff8000000000000', '7ff8000000000001', 'ffffffffffffffff']:
    digits = '0123456789abcdef'
    octets = [digits.index(name[i]) * 16 + digits.index(name[i + 1]) for i in range(0, 16, 2)]
    back = msgpack.loads(bytes([0xcb] + octets))
    print('nan', name, math.isnan(back), hexed(msgpack.dumps(back)))

# (heads and bodies apart: pocketpy 2.2.0 takes bytes literals that differ only behind a zero byte for one)
singles = [[0, 0, 0, 0], [128, 0, 0, 0], [63, 128, 0, 0], [191, 192, 0, 0], [127, 128, 0, 0], [255, 128, 0, 0],
           [127, 127, 255, 255], [0, 0, 0, 1], [128, 0, 0, 1], [0, 128, 0, 0], [61, 204, 204, 205], [0, 127, 255, 255]]
for single in singles:
    packed = bytes([0xca] + single)
    print(hexed(packed), hexed(msgpack.dumps(msgpack.loads(packed))))
print(math.isnan(msgpack.loads(b'\xca\x7f\xc0\x00\x00')))
