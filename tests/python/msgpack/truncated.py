# Every proper prefix of a valid document is refused with the reference's message.
import msgpack

documents = [
    1000, -1000, 70000, -70000, 5000000000, -5000000000, 1.5, 'short', 'x' * 40, 'y' * 300, b'abc', bytes([7] * 300),
    [1, 2, 3], [1, [2, [3, [4, 'five']]]], {'a': 1, 'b': [1.5, None]}, {'k': {'l': {'m': b'n'}}},
    list(range(20)), {'key' + str(i): i * 1000 for i in range(20)}, ['é€𝄞', 'x'], {b'bytes': 'key', 'ü': -1},
]
for document in documents:
    packed = msgpack.dumps(document)
    last = ''
    runs = []
    for n in range(len(packed)):
        try:
            msgpack.loads(packed[0:n])
            message = 'accepted!'
        except ValueError as e:
            message = str(e)
        if message != last:
            runs.append(str(n) + ': ' + message)
        last = message
    print(len(packed), runs)

# forms with wide heads, cut inside the head and inside the body
wide = [b'\xc5\x00\x02ab', b'\xc6\x00\x00\x00\x02ab', b'\xda\x00\x02ab', b'\xdb\x00\x00\x00\x02ab', b'\xd9\x02ab',
        b'\xdc\x00\x02\xcd\x01\x02\xa1x', b'\xdd\x00\x00\x00\x02\xc3\xc2', b'\xde\x00\x01\xa1a\xca\x00\x00\x00\x00',
        b'\xdf\x00\x00\x00\x01\xa1a\x01']
for packed in wide:
    messages = []
    for n in range(len(packed)):
        try:
            print('accepted!', msgpack.loads(packed[0:n]))
        except ValueError as e:
            messages.append(str(e))
    print(messages)
    print(msgpack.loads(packed))
