# expectation: pocketpy only, because CPython has no module with this format.
# expectation: by hand, because the rule is ours: whatever is no size and block of exactly that size
# raises ValueError. (pocketpy's own module aborts or reads wild memory on several of these.)
import lz4

def refuse(packed):
    try:
        print('accepted!', list(lz4.decompress(packed)))
    except ValueError as e:
        print(e)

def refused(packed):
    try:
        lz4.decompress(packed)
        return False
    except ValueError:
        return True

# no room for a size and a block
refuse(b'')
refuse(b'\x01\x00\x00')
refuse(b'\x00\x00\x00\x00')

# sizes a block cannot reach, those that are negative as an int among them
refuse(bytes([255, 255, 255, 255, 0]))
refuse(bytes([254, 255, 255, 127, 0]))
refuse(bytes([255, 255, 255, 127, 0]))
refuse(bytes([0, 0, 0, 128, 0]))
refuse(bytes([0, 1, 0, 0, 0]))

# sizes that are not the block's
refuse(bytes([4, 0, 0, 0, 0x30, 97, 98, 99]))
refuse(bytes([2, 0, 0, 0, 0x30, 97, 98, 99]))
refuse(bytes([0, 0, 0, 0, 0x10, 97]))
refuse(bytes([1, 0, 0, 0, 0]))

# blocks that break off, copy from before the start or from nowhere
refuse(bytes([3, 0, 0, 0, 0x30, 97, 98]))
refuse(bytes([20, 0, 0, 0, 0x1a, 97, 2, 0, 0x50, 97, 97, 97, 97, 97]))
refuse(bytes([20, 0, 0, 0, 0x1a, 97]))
refuse(bytes([20, 0, 0, 0, 0xff, 255, 255]))
refuse(b'this is not LZ4 data at all, not even nearly')

# every cut, every other size and every trailing byte of a good one
state = 3
letters = []
for i in range(600):
    state = (state * 1103515245 + 12345) % 2147483648
    letters.append(97 + state // 65536 % 3)
packed = lz4.compress(bytes(letters))
cuts = [refused(packed[0:n]) for n in range(len(packed))]
sizes = [refused(bytes([n % 256, n // 256, 0, 0]) + packed[4:]) for n in range(1200) if n != 600]
tails = [refused(packed + bytes([n])) for n in range(256)]
print(False in cuts, False in sizes, False in tails, len(cuts) > 100)

# changed bytes: refused, or as many bytes as announced
wrong = 0
for i in range(5000):
    broken = list(packed)
    for j in range(1 + i % 3):
        state = (state * 1103515245 + 12345) % 2147483648
        broken[4 + state // 65536 % (len(broken) - 4)] = state // 256 % 256
    try:
        if len(lz4.decompress(bytes(broken))) != 600:
            wrong = wrong + 1
    except ValueError:
        pass
print(wrong)

def type_error(action, value):
    try:
        print('accepted!', action(value))
    except TypeError:
        print('TypeError')

for value in ['text', 1, None, [1]]:
    type_error(lz4.compress, value)
    type_error(lz4.decompress, value)
