try:
    a = {}['x']
except KeyError:
    raise ValueError('bad') from None
