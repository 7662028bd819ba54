# exec and eval in an instance's __dict__, in globals(), in a dict, in a module's __dict__, and what is no namespace.
# expectation: CPython 3.14, because 3.14 names the type that is no dict.
class A:
    pass

a = A()
a.x = 1
exec('y = x + 1', a.__dict__)
print(a.y, eval('x', a.__dict__), sorted(name for name in a.__dict__ if name != '__builtins__'))
for refused in ['A.__dict__', 'a', '5']:
    try:
        exec('x', eval(refused))
        print('no error')
    except TypeError as e:
        print(e)

exec('z = 5', globals())
print(z)
names = {'k': 2}
exec('q = k * 2', names)
print(names['q'], eval('q + k', names))
import math
print(eval('floor(2.5)', math.__dict__))
