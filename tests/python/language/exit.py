# exit() and sys.exit() raise SystemExit, which can be caught, and nothing ends.
import sys

def leave(name, action):
    try:
        action()
        print(name, 'no error')
    except SystemExit as e:
        print(name, e.code)

leave('sys.exit()', lambda: sys.exit())
leave('sys.exit(0)', lambda: sys.exit(0))
leave('sys.exit(3)', lambda: sys.exit(3))
leave('sys.exit(text)', lambda: sys.exit('so long'))
leave('exit()', lambda: exit())
leave('exit(2)', lambda: exit(2))

def raises():
    raise SystemExit(5)

leave('raise', raises)

try:
    sys.exit(1)
except Exception:
    print('an Exception')
except BaseException as e:
    print('a BaseException', type(e).__name__)

try:
    try:
        sys.exit(4)
    except ValueError:
        print('wrong')
except SystemExit as e:
    print('through', e.code)
print('still here')
