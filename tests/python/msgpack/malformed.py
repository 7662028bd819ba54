# Input that is not msgpack: unknown bytes, trailing data, huge announcements, bad UTF-8, keys that are no text.
import msgpack

def hexed(data):
    return "".join(["0123456789abcdef"[b >> 4] + "0123456789abcdef"[b & 15] for b in data])


def refuse(packed, show_message):
    try:
        print('accepted!', hexed(packed), msgpack.loads(packed))
    except ValueError as e:
        print(hexed(packed[0:24]), 'ValueError', str(e) if show_message else '')

# 0xc1 is no value, wherever it stands (the reference gives no message)
for packed in [b'\xc1', b'\x91\xc1', b'\x92\x01\xc1', b'\x81\xa1a\xc1', b'\x81\xc1\x01', b'\xc1\xc1']:
    refuse(packed, False)

# trailing data
for packed in [b'\x01\x02', b'\xc0\xc1', b'\x90\x90', b'\x80\x00', b'\xa1ab', b'\x91\x01\x01', b'\x81\xa1a\x01\xff',
               b'\xc4\x01ab', b'\xcb\x00\x00\x00\x00\x00\x00\x00\x00\x00', msgpack.dumps([1, 2]) + msgpack.dumps(3)]:
    refuse(packed, True)

# lengths that the input cannot hold
for packed in [b'\xdd\xff\xff\xff\xff', b'\xdf\xff\xff\xff\xff', b'\xdc\xff\xff', b'\xde\xff\xff',
               b'\xdd\x7f\xff\xff\xff\x01', b'\xdf\x80\x00\x00\x00\xa1a\x01', b'\xdd\x00\x00\x00\x05\x01',
               b'\x9f', b'\x8f', b'\x9f\x01\x02', b'\x83\xa1a\x01\xa1b', b'\xdb\xff\xff\xff\xff', b'\xdb\x7f\xff\xff\xffab',
               b'\xc6\xff\xff\xff\xff', b'\xc6\x80\x00\x00\x00ab', b'\xda\xff\xffab', b'\xc5\xff\xffab', b'\xd9\xffab',
               b'\xc4\xffab', b'\xbfab', b'', b'\x91\xdd\xff\xff\xff\xff', b'\x81\xa1a\xdf\xff\xff\xff\xff']:
    refuse(packed, True)

# str that is not UTF-8
for text in [b'\x80', b'\xbf', b'\xc0\x80', b'\xc1\xbf', b'\xc2', b'\xc2A', b'\xc3\xc3', b'\xdf', b'\xe0\x80\x80',
             b'\xe0\x9f\xbf', b'\xe0\xa0', b'\xe0\xa0A', b'\xe1', b'\xe1A', b'\xe1\x80', b'\xe1\x80A', b'\xed\xa0\x80',
             b'\xed\xbf\xbf', b'\xef\xbf', b'\xf0\x8f\xbf\xbf', b'\xf0\x90', b'\xf0\x90\x80', b'\xf0\x90\x80A',
             b'\xf0\x90A', b'\xf0A', b'\xf1\x80\x80', b'\xf4\x90\x80\x80', b'\xf4\x8f\xbf', b'\xf5\x80\x80\x80', b'\xff',
             b'\xfe', b'ok\xff', b'abcdefghijkl\xff', b'abcdefg\xc3', b'\xc3\xa9\xe2\x82', b'x\xf0\x9f\x98\x80\xf0\x9f']:
    refuse(bytes([0xa0 + len(text)]) + text, True)
    refuse(bytes([0x81, 0xd9, len(text)]) + text + b'\x01', True)
# wherever it stands, and where the bytes behind the str would complete it
for i in range(24):
    text = b'abcdefghijklmnopqrstuvwx'
    refuse(b'\xb8' + text[0:i] + bytes([0xff]) + text[i + 1:], True)
for packed in [b'\x92\xa1\xc2\x80', b'\x92\xa2\xe1\x80\x80', b'\x92\xa3\xf0\x90\x80\x80', b'\x92\xa1\xe1\x80\x80']:
    refuse(packed, True)
for text in [b'\xc2\x80', b'\xdf\xbf', b'\xe0\xa0\x80', b'\xed\x9f\xbf', b'\xee\x80\x80', b'\xef\xbf\xbf',
             b'\xf0\x90\x80\x80', b'\xf4\x8f\xbf\xbf']:
    print(hexed(msgpack.dumps(msgpack.loads(bytes([0xa0 + len(text)]) + text))))

# keys: str and bytes only
for packed in [b'\x81\x01\x02', b'\x81\xff\x02', b'\x81\xc0\x02', b'\x81\xc3\x02', b'\x81\xcb\x00\x00\x00\x00\x00\x00\x00\x00\x02',
               b'\x81\x90\x02', b'\x81\x91\x01\x02', b'\x81\x80\x02', b'\x82\xa1a\x01\x01\x02', b'\x91\x81\xcc\x80\x02',
               b'\x81\x01', b'\x81\xcd\x01', b'\x81\x01\x91\x02', b'\x81\x91']:
    refuse(packed, True)
print(msgpack.loads(b'\x82\xa1a\x01\xc4\x01b\x02'))
