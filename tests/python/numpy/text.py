import numpy as np
from numpy_checks import checks

check = checks(globals())

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
