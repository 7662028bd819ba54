def f():
    raise ExceptionGroup('eg', [ValueError(1), ExceptionGroup('inner', [TypeError('t'), KeyError('k')]), OSError('x')])
try:
    f()
except Exception as e:
    raise RuntimeError('outer')
