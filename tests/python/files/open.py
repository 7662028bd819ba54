# open: read, write, append, text and bytes.
with open('letters.txt', 'w') as file:
    file.write('one\n')
    file.write('zwei ä\n')
with open('letters.txt') as file:
    print(repr(file.read()))
with open('letters.txt', 'a') as file:
    file.write('three')
with open('letters.txt', 'r') as file:
    print(file.read().split('\n'))
with open('letters.txt', 'rb') as file:
    print(list(file.read()))
with open('bytes.bin', 'wb') as file:
    file.write(bytes([0, 1, 254, 255]))
with open('bytes.bin', 'rb') as file:
    print(list(file.read()))

try:
    open('missing.txt')
    print('no error')
except OSError:
    print('OSError')
try:
    open('no/such/folder.txt', 'w')
    print('no error')
except OSError:
    print('OSError')

import os
print(os.path.exists('letters.txt'), os.path.exists('missing.txt'))
os.remove('letters.txt')
os.remove('bytes.bin')
print(os.path.exists('letters.txt'))
