# Files without a size, and reading past the end.
with open('/dev/urandom', 'rb') as file:
    first, second = file.read(16), file.read(16)
print(len(first), len(second), first != second)
with open('/dev/null', 'rb') as file:
    print(list(file.read(10)), list(file.read()))
with open('short.bin', 'wb') as file:
    file.write(bytes([1, 2, 3]))
with open('short.bin', 'rb') as file:
    print(list(file.read(2)), list(file.read(100)), list(file.read(100)), list(file.read()), list(file.read(0)))
import os
os.remove('short.bin')
