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


check('''
!a = np.arange(12).reshape(3, 4)
!c = np.arange(24).reshape(2, 3, 4)
np.swapaxes(c, 0, 2).shape
c.swapaxes(0, 1).shape
np.moveaxis(c, 0, -1).shape
np.moveaxis(c, (0, 1), (2, 0)).shape
np.moveaxis(c, 5, 0)
np.rollaxis(c, 2).shape
np.expand_dims(a, 0).shape
np.expand_dims(a, (0, 3)).shape
np.squeeze(np.zeros((1, 3, 1))).shape
np.squeeze(np.zeros((1, 3, 1)), 0).shape
np.squeeze(np.zeros((1, 3, 1)), 1)
np.broadcast_to([1, 2, 3], (2, 3))
np.broadcast_to(5, (2, 2))
np.broadcast_to([1, 2, 3], (2, 2))
np.broadcast_shapes((1, 2), (3, 1))
np.broadcast_arrays([1, 2], [[1], [2]])
np.concatenate(([1, 2], [3]))
np.concatenate((a, a), axis=1)
np.concatenate((a, [[1.5, 2, 3, 4]]))
np.concatenate((a, a), axis=None)
np.concatenate(([1], [[2]]))
np.concatenate((a, np.zeros((2, 3))))
np.concatenate([])
np.concatenate((1, 2))
np.stack([[1, 2], [3, 4]])
np.stack([[1, 2], [3, 4]], axis=1)
np.stack([[1, 2], [3, 4]], axis=-1)
np.stack([[1, 2], [3]])
np.vstack(([1, 2], [3, 4]))
np.hstack(([1, 2], [3, 4]))
np.hstack((a, a)).shape
np.dstack(([1, 2], [3, 4]))
np.column_stack(([1, 2], [3, 4]))
np.block([[np.eye(2), np.zeros((2, 2))], [np.ones((1, 4))]])
np.block([1, 2, 3])
np.split(np.arange(6), 3)
np.split(np.arange(7), 3)
np.split(np.arange(7), [2, 5])
np.array_split(np.arange(7), 3)
np.vsplit(a, 3)
np.hsplit(a, 2)
np.tile([1, 2], 3)
np.tile([1, 2], (2, 2))
np.tile(a, (1, 2)).shape
np.repeat([1, 2, 3], 2)
np.repeat([1, 2, 3], [1, 0, 2])
np.repeat(a, 2, axis=0).shape
np.repeat(a, 2, axis=1)[0]
a.repeat(2)[:6]
np.roll(np.arange(5), 2)
np.roll(np.arange(5), -1)
np.roll(a, 1)
np.roll(a, 1, axis=0)
np.roll(a, (1, 2), axis=(0, 1))
np.flip(a)
np.flip(a, 0)
np.fliplr(a)
np.flipud(a)
np.rot90(a)
np.rot90(a, 2)
np.rot90(a, 3)
np.rot90(a, -1)
np.resize([1, 2, 3], (2, 4))
np.append([1, 2], [3, 4])
np.append(a, [[9, 9, 9, 9]], axis=0)
np.delete(np.arange(5), 1)
np.delete(np.arange(5), [0, -1])
np.delete(a, 1, axis=0)
np.delete(a, slice(0, 2, None), axis=1)
np.delete(np.arange(5), 7)
np.insert([1, 2, 3], 1, 9)
np.insert([1, 2, 3], [0, 2], [8, 9])
np.insert(a, 1, 0, axis=1)
np.insert([1, 2, 3], -1, [7, 8])
np.trim_zeros(np.array([0, 0, 1, 2, 0]))
np.atleast_1d(3)
np.atleast_2d([1, 2])
np.atleast_3d([1, 2]).shape
np.pad([1, 2, 3], 2)
np.pad([1, 2, 3], (1, 2), mode='edge')
np.pad([1, 2, 3], 4, mode='wrap')
np.pad([1, 2, 3], 4, mode='reflect')
np.pad([1, 2, 3], 4, mode='symmetric')
np.pad(np.ones((2, 2)), ((1, 0), (0, 1)), constant_values=5)
np.ndim(a)
np.shape([[1, 2]])
np.size(a, 1)
np.linspace(0, 1, 5)
np.linspace(1, 10, 4, endpoint=False)
np.linspace(0, 1, 5, retstep=True)
np.linspace(0, 10, 5, dtype=int)
np.linspace(5, 5, 3)
np.linspace(0, 1, 1)
np.linspace(0, 1, 0)
np.linspace([0, 1], [10, 11], 3)
np.linspace(0, 1, -1)
np.linspace(0, 1, 50)
np.logspace(0, 3, 4)
np.logspace(0, 3, 4, base=2)
np.geomspace(1, 1000, 4)
np.eye(3)
np.eye(2, 3, k=1)
np.eye(3, k=-1, dtype=int)
np.identity(2)
np.diag([1, 2, 3])
np.diag([1, 2], k=1)
np.diag([1, 2], k=-1)
np.diag(a)
np.diag(a, 1)
np.diagflat([[1, 2], [3, 4]])
np.diagonal(c).shape
np.trace(a)
a.trace(offset=1)
np.tri(3)
np.tril(a)
np.triu(a, 1)
np.tril(a, -1)
np.vander([1, 2, 3])
np.vander([1, 2, 3], 2, increasing=True)
np.meshgrid([1, 2], [3, 4, 5])
np.meshgrid([1, 2], [3, 4, 5], indexing='ij')
np.meshgrid([1, 2], [3, 4], sparse=True)
np.indices((2, 3))
np.fromfunction(lambda i, j: i + j, (2, 2))
np.fromiter([1, 2, 3], dtype=float)
np.ascontiguousarray(a.T).shape
np.tril(np.array([1, 2]))
np.triu(np.array([1, 2]))
np.rot90(np.arange(3))
np.rot90(a, axes=(0, 0))
np.swapaxes(a, 0, 5)
''')
