# expectation: pocketpy only, because CPython has no module with this format.
# expectation: by hand, because CPython has no lz4 of this format in its standard library. What short
# data looks like follows from the block format (a match needs 12 bytes after its start, so shorter data
# is literals: token, length bytes, data); everything else must come back as it was.
import lz4

def hexed(data):
    return "".join(["0123456789abcdef"[b >> 4] + "0123456789abcdef"[b & 15] for b in data])


for data in [b'', b'a', b'abc', b'abcdefghijkl', b'\x00\xff', b'0123456789abcde']:
    packed = lz4.compress(data)
    print(hexed(packed), lz4.decompress(packed) == data)

def show(name, data):
    packed = lz4.compress(data)
    print(name, len(data), len(packed) < len(data), lz4.decompress(packed) == data, hexed(packed[0:4]))

state = 1
noise = []
for i in range(70000):
    state = (state * 1103515245 + 12345) % 2147483648
    noise.append(state // 65536 % 256)
for n in [255, 256, 4096, 65535, 65536, 70000]:
    show('zeros', bytes([0] * n))
    show('noise', bytes(noise[0:n]))
    show('text', bytes([97 + i % 26 for i in range(n)]))

# 'a' 20 times by hand: literal 'a' and a match of 14 at offset 1, then 5 literals
print(lz4.decompress(b'\x14\x00\x00\x00\x1aa\x01\x00\x50aaaaa'))
# one length byte of 255 stands for 255 bytes of data: the best ratio there is
long = lz4.compress(bytes([0] * 1000000))
print(len(long) < 4000, lz4.decompress(long) == bytes([0] * 1000000))
