# What a fuzz program begins with; it runs under CPython with NumPy and under pocketpy, so it is bound by pocketpy's limits.
# Each expression gives one line: its index, a tab, and what it gave, piece by piece.
import numpy as np


def put(a, where, value):
    a = a.copy()
    a[where] = value
    return a


def call(method, a, *args):
    a = a.copy()
    result = getattr(a, method)(*args)
    return [a, result]


def number(x):
    name = type(x).__name__
    if name[:7] == 'complex':
        return str(x.real) + ' ' + str(x.imag)
    return str(x)


def numbers(a):
    if a.dtype.kind == 'c':
        a = a.astype('complex128')
        return numbers(a.real) + [';'] + numbers(a.imag)
    if a.dtype.kind == 'f':
        a = a.astype('float64')
    return [str(x) for x in a.ravel().tolist()]


def array(a):
    return ['array', a.dtype.name, str(a.shape), ' '.join(numbers(a)), repr(a).replace('\n', '~')]


def pieces(x):
    if isinstance(x, np.ndarray):
        return ['#'.join(array(x))]
    if isinstance(x, tuple) or isinstance(x, list):
        found = ['list#' + str(len(x))]
        for item in x:
            found.extend(pieces(item))
        return found
    if isinstance(x, str):
        return ['text#' + x.replace('\n', '~')]
    if isinstance(x, np.dtype):
        return ['dtype#' + str(x)]
    return ['scalar#' + type(x).__name__ + '#' + number(x)]


def failure(error):
    name = type(error).__name__
    if name[:6] == '_UFunc' or name[:5] == 'UFunc':
        name = 'TypeError'  # NumPy has no public name for these
    if name == '_ArrayMemoryError':
        name = 'MemoryError'
    return 'error#' + name + '#' + str(error).replace('\n', '~')


def run(program):
    for line in program.strip().split('\n'):
        index, mode, expression = line.split('\t')
        try:
            print(index + '\t' + '|'.join(pieces(eval(expression, globals()))))
        except Exception as error:
            print(index + '\t' + failure(error))


