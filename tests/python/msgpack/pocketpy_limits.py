# expectation: pocketpy only, because the reference unpacks integers up to 2**64-1, has extension types,
# gives FormatError and StackError no message, and CPython's str cannot hold bytes that are not UTF-8.
# Here an int has 64 bits including the sign; what it cannot hold, and every extension, is a ValueError.
import msgpack

def refuse(packed):
    try:
        print('accepted!', msgpack.loads(packed))
    except ValueError as e:
        print(e)

refuse(b'\xcf\x80\x00\x00\x00\x00\x00\x00\x00')
refuse(bytes([0x92, 1, 0xcf] + [255] * 8))
refuse(bytes([0x81, 0xcf] + [255] * 8 + [1]))

# extensions: fixext 1 to 16, ext 8 to 32, timestamps
for tag in [0xc7, 0xc8, 0xc9, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8]:
    refuse(bytes([tag] + [0] * 20))
refuse(b'\x92\x01\xd6\xff\x00\x00\x00\x00')
refuse(b'\xc7')

# faults the reference leaves without words
refuse(b'\xc1')
refuse(b'\x93\x01\x02\xc1')
refuse(bytes([0x91] * 2000))

# halves of a character outside the basic plane can be in a str, not in a packed one
def refuse_text(text):
    try:
        print('accepted!', msgpack.dumps(text))
    except ValueError as e:
        print(e)

refuse_text(chr(0xd800))
refuse_text({'a': [chr(0xdfff)]})

# ValueError cannot be subclassed, so the reference's names are ValueError itself
print(msgpack.ExtraData is ValueError, msgpack.FormatError is ValueError, msgpack.StackError is ValueError,
      msgpack.PackValueError is ValueError, msgpack.UnpackValueError is ValueError)
print(msgpack.dumps(None), msgpack.packb(None), msgpack.loads(b'\xc0'), msgpack.unpackb(b'\xc0'))
