def f():
    try:
        [][0]
    except IndexError as e:
        raise ValueError('bad') from e
try:
    f()
except ValueError:
    int + 1
