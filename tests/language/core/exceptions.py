def err(f, *a, **k):
    try:
        r = f(*a, **k)
        print('no error', r)
    except BaseException as e:
        print(type(e).__name__, e, e.args)
e = ValueError('a', 2)
print(repr(e), str(e), e.args)
print(repr(ValueError()), str(ValueError()), repr(ValueError('x')), str(KeyError('k')), repr(KeyError('k')), str(KeyError(1, 2)))
print(StopIteration(3).value, StopIteration().value, SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code)
i = ImportError('m', name='n', path='p'); print(i.name, i.path, i.msg, i)
err(ImportError, 'x', foo=1)
err(ValueError, x=1)
n = NameError('m', name='n'); print(n.name, n)
a = AttributeError('m', name='n', obj=3); print(a.name, a.obj, a)
s = SyntaxError('msg', ('f.py', 3, 4, 'text', 3, 6)); print(s, s.filename, s.lineno, s.offset, s.text, s.end_lineno, s.end_offset, s.msg, s.print_file_and_line)
u = UnicodeDecodeError('utf-8', b'abc\xff', 3, 4, 'invalid'); print(u, u.start, u.end, u.reason, u.encoding)
u = UnicodeEncodeError('ascii', 'abc', 1, 3, 'nope'); print(u)
err(UnicodeDecodeError, 1)
err(UnicodeDecodeError, 'a', 'b', 1, 2, 'c')
u = UnicodeTranslateError('abc', 1, 2, 'r'); print(u)
# chaining
try:
    try: 1/0
    except ZeroDivisionError as z: raise KeyError('k') from z
except KeyError as k:
    print(repr(k.__cause__), repr(k.__context__), k.__suppress_context__)
try:
    try: 1/0
    except ZeroDivisionError: raise KeyError('k')
except KeyError as k:
    print(repr(k.__cause__), repr(k.__context__), k.__suppress_context__)
try:
    try: 1/0
    except ZeroDivisionError: raise KeyError('k') from None
except KeyError as k:
    print(repr(k.__cause__), repr(k.__context__), k.__suppress_context__)
def r(x, *c):
    if c: raise x from c[0]
    raise x
err(r, 3)
err(r, ValueError)
err(r, ValueError('q'), 3)
err(r, ValueError('q'), KeyError)
class E1(Exception):
    def __init__(self, a, b): self.a = a
print(repr(E1(1, 2)), E1(1, 2).args)
class E2(Exception):
    def __new__(cls, *a): return 3
err(r, E2)
class E3(ValueError):
    def __str__(self): return 'E3!'
print(E3('x'), repr(E3('x')))
e = ValueError('v'); e.add_note('n1'); e.add_note('n2'); print(e.__notes__)
err(e.add_note, 3)
e.foo = 3; print(e.__dict__)
err(setattr, e, '__cause__', 3)
err(setattr, e, '__traceback__', 3)
err(delattr, e, 'args')
e.args = [1, 2]; print(e.args, e)
print(e.with_traceback(None) is e)
# groups
g = ExceptionGroup('eg', [ValueError(1), TypeError('t'), ExceptionGroup('in', [KeyError('k'), ValueError(2)])])
print(g, repr(g), g.message, g.exceptions)
m, rest = g.split(ValueError)
print(repr(m), repr(rest))
print(repr(g.subgroup(lambda e: isinstance(e, KeyError))), g.subgroup(OSError))
err(ExceptionGroup, 'x', [])
err(ExceptionGroup, 'x', [1])
err(ExceptionGroup, 1, [ValueError()])
err(ExceptionGroup, 'x')
err(ExceptionGroup, 'x', 3)
err(ExceptionGroup, 'x', [KeyboardInterrupt()])
print(type(BaseExceptionGroup('x', [ValueError()])), type(BaseExceptionGroup('x', [KeyboardInterrupt()])), ExceptionGroup.__mro__)
err(g.split, 3)
try:
    try:
        raise ExceptionGroup('eg', [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError as e: print('VE', repr(e))
    except* TypeError as e: print('TE', repr(e)); raise RuntimeError('new')
except BaseException as e: print(repr(e), [repr(x) for x in e.exceptions])
try:
    try: raise ValueError('plain')
    except* ValueError as e: print(repr(e))
except BaseException as e: print('no')
try:
    try: raise ValueError('plain')
    except* TypeError as e: print(repr(e))
except BaseException as e: print(repr(e))
print(BaseException.__subclasses__()[:3])
class EX(Exception): x = 1
print(EX.__mro__, EX.__module__)
print(issubclass(FileNotFoundError, OSError), IOError is OSError, EnvironmentError is OSError)
err(lambda: {}['k'])
err(lambda: [][1])
err(lambda: undefined_name)
def ub():
    print(q)
    q = 1
err(ub)
def deep(n): return deep(n + 1)

