import numpy as np
from numpy_checks import checks, text

check = checks(globals())

a = np.array([[1.5, 2.0], [3.25, -4.0]])
i = np.arange(6).reshape(2, 3)


def write(name, text):
    f = open(name, 'w')
    f.write(text)
    f.close()


def lines(name):
    f = open(name)
    text = f.read()
    f.close()
    return text


def data(name):
    f = open(name, 'rb')
    found = f.read()
    f.close()
    return list(found)


write('plain.txt', '# head\n1 2 3\n4 5 6\n\n7 8 9 # tail\n')
write('comma.csv', 'x,y\n1.5, 2\n3,4e2\n')
write('holes.csv', '1,,3\n4,x,6\n7,8,9\n')
write('ragged.txt', '1 2\n3 4 5\n')
write('one.txt', '5\n')
write('empty.txt', '')

check("""
np.loadtxt('plain.txt')
np.loadtxt('plain.txt', dtype=int)
np.loadtxt('plain.txt', usecols=(0, 2))
np.loadtxt('plain.txt', usecols=1)
np.loadtxt('plain.txt', usecols=-1)
np.loadtxt('plain.txt', unpack=True)
np.loadtxt('plain.txt', max_rows=1)
np.loadtxt('plain.txt', skiprows=2)
np.loadtxt('comma.csv', delimiter=',', skiprows=1)
np.loadtxt('comma.csv', delimiter=',')
np.loadtxt('one.txt')
np.loadtxt('one.txt', ndmin=1)
np.loadtxt('one.txt', ndmin=2)
np.loadtxt('ragged.txt')
np.loadtxt('ragged.txt', usecols=(0, 1))
np.loadtxt(['1 2', '3 4'])
np.loadtxt(['1;2', '3;4'], delimiter=';', dtype=np.int32)
np.loadtxt(['1 2', '3 4'], converters={0: lambda s: float(s) * 10})
np.loadtxt(['1 2', '3 4'], usecols=5)
np.loadtxt(['a b'])
np.loadtxt(['% x', '1 2'], comments='%')
np.loadtxt(['1 2'], ndmin=3)
np.loadtxt(['nan inf', '1e3 -2'])
np.loadtxt(['1 2', '3 4'], dtype=np.float32)
np.genfromtxt('plain.txt')
np.genfromtxt('holes.csv', delimiter=',')
np.genfromtxt('holes.csv', delimiter=',', filling_values=0)
np.genfromtxt('holes.csv', delimiter=',', missing_values='x', filling_values=-9)
np.genfromtxt('comma.csv', delimiter=',', skip_header=1)
np.genfromtxt('plain.txt', usecols=(0, 1))
np.genfromtxt('plain.txt', skip_footer=1)
np.genfromtxt('plain.txt', max_rows=2)
np.genfromtxt('plain.txt', dtype=int)
np.genfromtxt(['1 2', '3 4'], unpack=True)
np.genfromtxt('one.txt')
!np.savetxt('out.txt', a)
lines('out.txt')
np.loadtxt('out.txt')
!np.savetxt('out.txt', a, fmt='%.2f', delimiter=',')
lines('out.txt')
!np.savetxt('out.txt', i, fmt='%d')
lines('out.txt')
!np.savetxt('out.txt', i, fmt='%5d|')
lines('out.txt')
!np.savetxt('out.txt', i, fmt=['%d', '%.1f', '%e'])
lines('out.txt')
!np.savetxt('out.txt', i, fmt='%d-%d-%d')
lines('out.txt')
!np.savetxt('out.txt', [1.5, 2.5], fmt='%g', header='a b', footer='end')
lines('out.txt')
!np.savetxt('out.txt', [1, 2], fmt='%x', header='two\\nlines', comments='// ', newline=';')
lines('out.txt')
!np.savetxt('out.txt', a, fmt='%s')
lines('out.txt')
!np.savetxt('out.txt', i, fmt='%d-%d')
!np.savetxt('out.txt', np.zeros((2, 2, 2)))
!np.savetxt('out.txt', 5)
!np.savetxt('out.txt', i, fmt=['%d'])
!a.tofile('raw.bin')
data('raw.bin')[:10]
np.fromfile('raw.bin')
np.fromfile('raw.bin', count=2)
np.fromfile('raw.bin', np.uint8)[:8]
np.fromfile('raw.bin', offset=8)
!i.tofile('raw.txt', sep=',')
lines('raw.txt')
np.fromfile('raw.txt', dtype=int, sep=',')
!a.tofile('raw.txt', sep=' ', format='%.1f')
lines('raw.txt')
""")

for kind in ['bool', 'int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64', 'complex64', 'complex128']:
    np.save('x_' + kind, np.array([[0, 1, 2], [3, 4, 5]]).astype(kind))
    print(kind, data('x_' + kind + '.npy'))
    print(kind, text(np.load('x_' + kind + '.npy')))

check("""
!np.save('f.npy', np.asfortranarray(a))
data('f.npy')
np.load('f.npy')
np.load('f.npy').flags.f_contiguous
!np.save('z.npy', np.array(5))
data('z.npy')
np.load('z.npy')
!np.save('e.npy', np.zeros((0, 3)))
np.load('e.npy')
!np.save('long.npy', np.zeros((1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)))
len(data('long.npy'))
np.load('long.npy').shape
!np.savez('two.npz', a, i)
!np.savez('named', x=a, y=i)
np.load('two.npz').files
np.load('two.npz')['arr_0']
np.load('two.npz')['arr_1']
np.load('named.npz').files
np.load('named.npz')['y']
np.load('named.npz')['q']
'x' in np.load('named.npz'), len(np.load('named.npz')), list(np.load('named.npz').keys())
!np.savez_compressed('small.npz', v=i)
np.load('small.npz')['v']
np.load('missing.npy') if False else 0
np.load('empty.txt')
np.load('f.npy', mmap_mode=None)
""")
