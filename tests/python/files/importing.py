# import of modules that were written into the file system.
import os
import sys
sys.path.insert(0, '.') if hasattr(sys, 'path') else None

with open('a_module.py', 'w') as file:
    file.write('value = 41\ndef add(n):\n    return value + n\n')
with open('broken_module.py', 'w') as file:
    file.write('def broken(:\n')
with open('failing_module.py', 'w') as file:
    file.write('1 / 0\n')

import a_module
print(a_module.value, a_module.add(1))
from a_module import add
print(add(2))
import a_module as again
print(again is a_module)

for name in ['no_such_module', 'broken_module', 'failing_module']:
    try:
        __import__(name)
        print(name, 'no error')
    except ImportError:
        print(name, 'ImportError')
    except SyntaxError:
        print(name, 'SyntaxError')
    except ZeroDivisionError:
        print(name, 'ZeroDivisionError')

for path in ['a_module.py', 'broken_module.py', 'failing_module.py']:
    os.remove(path)
print('done')
