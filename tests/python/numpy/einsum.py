import numpy as np


def text(x):
    if isinstance(x, np.ndarray):
        return repr(x) + ' ' + str(x.dtype) + ' ' + str(x.shape)
    if isinstance(x, tuple):
        return 'tuple ' + ' | '.join([text(i) for i in x])
    if isinstance(x, list):
        return 'list ' + ' | '.join([text(i) for i in x])
    if type(x).__name__ in ('complex', 'complex64', 'complex128'):
        return 'complex ' + str(float(x.real)) + ' ' + str(float(x.imag))
    return str(x)


def check(lines):
    for line in lines.strip().split('\n'):
        try:
            if line[0] == '!':
                exec(line[1:], globals())
                continue
            print(line, '->', text(eval(line, globals())))
        except Exception as error:
            name = type(error).__name__
            if name[:6] == '_UFunc':
                name = 'TypeError'
            print(line, '->', name + ':', str(error).replace('_ArrayMemoryError', 'MemoryError'))



a = np.arange(6).reshape(2, 3)
b = np.arange(12).reshape(3, 4)
c = np.arange(4.0)
m = np.arange(9).reshape(3, 3)
t = np.arange(24).reshape(2, 3, 4)

check("""
np.einsum('ij,jk->ik', a, b)
np.einsum('ij,jk', a, b)
np.einsum('ij->ji', a)
np.einsum('ij', a)
np.einsum('ji', a)
np.einsum('ii', m)
np.einsum('ii->i', m)
np.einsum('ij->', a)
np.einsum('ij->i', a)
np.einsum('ij->j', a)
np.einsum('i,i', c, c)
np.einsum('i,i->i', c, c)
np.einsum('i,j->ij', c, c)
np.einsum('i,j', c, c)
np.einsum('ij,ij->', a, a)
np.einsum('ij,ij->ij', a, a)
np.einsum('ijk->kji', t).shape
np.einsum('ijk,ikl->ijl', t, np.ones((2, 4, 5), int))[0]
np.einsum('...ij->...ji', t).shape
np.einsum('...', a)
np.einsum('i...->...', t)
np.einsum('...i,...i', t, t)
np.einsum('ij...,jk...->ik...', np.ones((2, 3, 4)), np.ones((3, 5, 4))).shape
np.einsum('ij,jk,kl->il', a, b, np.ones((4, 2), int))
np.einsum('i,i,i->', c, c, c)
np.einsum('ij,j->i', a, [1, 2, 3])
np.einsum('ii,ij->j', m, m)
np.einsum('iij->j', np.arange(12).reshape(2, 2, 3))
np.einsum('ijj->i', np.arange(12).reshape(3, 2, 2))
np.einsum(' i j , j k -> i k ', a, b)
np.einsum('iJ,Jk->ik', a, b)
np.einsum('Ab,bC', a, b)
np.einsum(a, [0, 1], b, [1, 2], [0, 2])
np.einsum(a, [0, 1])
np.einsum(a, [1, 0])
np.einsum(a, [..., 0], [0, ...])
np.einsum('ij,jk->ik', a, b, optimize=True)
np.einsum('ij,jk->ik', a.astype(np.float32), b)
np.einsum('ij,jk->ik', a, b * 1j)
np.einsum('ij->i', a, dtype=float)
np.einsum('ij->i', a, out=np.zeros(2, int))
np.einsum('i->', np.array([1.5, 2.5]))
np.einsum('i->', [])
np.einsum(',', 2, 3)
np.einsum('i,->i', c, 2)
np.einsum(',ij', 3, a)
np.einsum('ij,ij->i', np.ones((2, 3)), np.ones((1, 3)))
np.einsum('ij,kj->ik', a, np.ones((4, 1), int))
np.einsum('ij,jk->ik', a, a)
np.einsum('ijk', a)
np.einsum('i', a)
np.einsum('ij->ijk', a)
np.einsum('ij->ii', a)
np.einsum('ij,jk->ik', a)
np.einsum('ij', a, b)
np.einsum('i#', a)
np.einsum('ii', a)
np.einsum('i..', a)
np.einsum('i->j->k', c)
np.einsum('ij')
np.einsum(a, [0, 'x'])
np.einsum(a, [0, 60])
np.einsum('bij,bjk->bik', np.arange(8).reshape(2, 2, 2), np.arange(8).reshape(2, 2, 2))
np.einsum('ij,ji->', m, m)
np.einsum('nhwc,co->nhwo', np.ones((1, 2, 2, 3)), np.ones((3, 2))).shape
np.einsum('ij,i,j->', m, [1, 2, 3], [1, 2, 3])
np.einsum('ik,jk->ij', a, a)
np.einsum('ij,jk->ki', a, b)
np.einsum('i,ij,j', [1, 2], a, [1, 1, 1])
np.einsum('ab,cd->abcd', a, a).shape
np.einsum('i,i->', np.array([True, False]), np.array([True, True]))
""")
