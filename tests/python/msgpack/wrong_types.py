# What cannot be packed or unpacked raises TypeError; nothing is left behind by a refusal.
import msgpack

class Thing:
    pass

class Words(dict):
    pass

def function():
    pass

def refuse(action, value):
    try:
        print('accepted!', action(value))
    except TypeError as e:
        print('TypeError', e)

for value in [object(), Thing(), function, range(3), int, [object()], {'a': Thing()}, {'a': 1, 'b': [1, (2, range(1))]},
              [[], {}, Thing], (1, 2, ...), NotImplemented, set([1])]:
    refuse(msgpack.dumps, value)
    refuse(msgpack.packb, value)
for value in ['text', 1, 1.5, None, [1], (1,), {}, True, Thing()]:
    refuse(msgpack.loads, value)
    refuse(msgpack.unpackb, value)

words = Words()
words['a'] = 1
words['b'] = Words()
print(list(msgpack.dumps(words)), list(msgpack.dumps([words, words])))

def count_of_arguments(action):
    try:
        action()
        print('accepted!')
    except TypeError:
        print('TypeError')

count_of_arguments(lambda: msgpack.dumps())
count_of_arguments(lambda: msgpack.dumps(1, 2))
count_of_arguments(lambda: msgpack.loads())
count_of_arguments(lambda: msgpack.loads(b'\xc0', 1))
count_of_arguments(lambda: msgpack.dumps(1, no_such_option=True))
print(list(msgpack.dumps([1, 'after'])), msgpack.loads(b'\x92\x01\xa5after'))
try:
    msgpack.dumps(['ok', chr(0xd800)])
except ValueError:
    print('a lone surrogate is a ValueError')
try:
    msgpack.loads(b'\x01\x02')
except msgpack.ExtraData as e:
    print('ExtraData', e)
