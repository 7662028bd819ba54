"""What programs of tests/python/numpy print their lines with; CPython and our interpreter import it from the working folder."""
import numpy as np


def text(x):
    """A value as it is compared: arrays with their type and shape."""
    if isinstance(x, np.ndarray):
        return repr(x) + ' ' + str(x.dtype) + ' ' + str(x.shape)
    if isinstance(x, tuple):
        return 'tuple ' + ' | '.join([text(i) for i in x])
    if isinstance(x, list):
        return 'list ' + ' | '.join([text(i) for i in x])
    if type(x).__name__ in ('complex', 'complex64', 'complex128'):
        return 'complex ' + str(float(x.real)) + ' ' + str(float(x.imag))
    return repr(x) if type(x).__name__ in ('poly1d', 'Polynomial') else str(x)


def error_text(error):
    """An exception as it is compared: NumPy's private classes by their public bases."""
    name = type(error).__name__
    if name[:6] == '_UFunc':
        name = 'TypeError'
    return name + ': ' + str(error).replace('_ArrayMemoryError', 'MemoryError')


def checks(scope):
    """check(lines) in the names of a program: runs lines that begin with `!`, prints what the others give or raise."""

    def check(lines):
        for line in lines.strip().split('\n'):
            try:
                if line[0] == '!':
                    exec(line[1:], scope)
                    continue
                print(line, '->', text(eval(line, scope)))
            except Exception as error:
                print(line, '->', error_text(error))

    return check
