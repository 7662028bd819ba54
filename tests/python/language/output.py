# What print gives, byte for byte.
import sys

print('a', end='')
print('b', 'c', sep='-', end='|')
print()
print('', end='')
print('no newline yet', end='', flush=True)
print(' then one')
print('äöü', '→', '😀', '漢字')
print('tab\tquote\'"', 'back\\slash')
print('\n\ntwo empty lines above')
sys.stdout.write('written\n')
sys.stdout.flush()
print(1, 2.5, None, True, [1, 'a'], (1,), {'k': b'v'})
print('x' * 5000)
for i in range(3):
    print(i, end=' ')
print()
print('the end', end='')
