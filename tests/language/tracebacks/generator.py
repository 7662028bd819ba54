def gen():
    yield 1
    raise ValueError('in gen')
for i in gen():
    pass
