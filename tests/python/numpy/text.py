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



c = np.char
words = ['hello', 'World', 'a1']


def plain(x):
    x = x.tolist() if hasattr(x, 'tolist') else x
    return x


check("""
plain(c.upper(words))
plain(c.lower(words))
plain(c.capitalize(words))
plain(c.title(['hello world', 'it is']))
plain(c.add(words, ['!', '?', '.']))
plain(c.multiply(words, 2))
plain(c.multiply(['a', 'b'], [1, 3]))
plain(c.strip(['  a ', 'b  ']))
plain(c.lstrip(['  a ', 'b  '])) == ['a ', 'b  '] or plain(c.lstrip(['  a ', 'b  ']))
plain(c.strip(['xxaxx'], 'x'))
plain(c.split(['a b', 'c']))
plain(c.split(['a,b'], ','))
plain(c.join('-', ['abc', 'de']))
plain(c.replace(words, 'l', 'L'))
plain(c.center(['a', 'abc'], 6))
plain(c.center(['a', 'ab'], 5, '*'))
plain(c.ljust(['a'], 3, '.'))
plain(c.rjust(['a'], 3, '.'))
plain(c.zfill(['5', '-5', '+12'], 4))
plain(c.find(words, 'l'))
plain(c.count(words, 'l'))
plain(c.str_len(words))
plain(c.startswith(words, 'h'))
plain(c.endswith(words, '1'))
plain(c.isdigit(['12', 'a1', '']))
plain(c.isalpha(['ab', 'a1', '']))
plain(c.isspace([' ', 'a', '']))
plain(c.isupper(['AB', 'Ab', '1']))
plain(c.islower(['ab', 'Ab', '1']))
plain(c.equal(['a', 'b'], ['a', 'c']))
plain(c.not_equal(['a', 'b'], ['a', 'c']))
plain(c.upper([['a', 'b'], ['c', 'd']]))
""")
