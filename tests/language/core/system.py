import sys
print(sys.version_info, sys.version_info.major, sys.version_info >= (3, 8), sys.version_info[:2])
print(sys.float_info.max, sys.int_info, sys.flags.optimize)
sys.stdout.write('hello\n')
print(sys.getrecursionlimit())
try: sys.exit(3)
except SystemExit as e: print(e.code)
def f(): return sys._getframe().f_code.co_name, sys._getframe(1).f_lineno
print(sys.exc_info())
try: 1/0
except ZeroDivisionError: print(sys.exc_info()[0], sys.exception())
class Cap:
    def __init__(s): s.t=[]
    def write(s,x): s.t.append(x)
    def flush(s): pass
old=sys.stdout; sys.stdout=c=Cap(); print('x',1); sys.stdout=old; print(c.t)
class V(tuple): pass
print(sys.version_info.__reduce__()[1][0] if 0 else '', sys.version_info == (3,14,2,'final',0), len(sys.version_info), hash(sys.version_info)==hash((3,14,2,'final',0)))
try: type(sys.version_info)((1,2,3,4,5))
except TypeError as e: print(e)
try: sys.version_info.major = 3
except Exception as e: print(type(e).__name__, e)
print(sys.get_asyncgen_hooks())
print(sys.get_asyncgen_hooks())
sys.setrecursionlimit(500)
def r(n): return r(n+1)
try: r(0)
except RecursionError as e: print(e)
def loc():
    a=1; b='x'
    return sys._getframe().f_locals
print(loc())
