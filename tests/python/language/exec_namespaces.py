# expectation: pocketpy only, because CPython's instance __dict__ is a dict and pocketpy 2.2.0 reads wild memory there;
# here it must be refused, and every other namespace must work.
class A:
    pass

a = A()
a.x = 1
for source in ['y = 1', 'print(x)']:
    try:
        exec(source, a.__dict__)
        print('no error')
    except TypeError as e:
        print(e)
try:
    eval('x', a.__dict__)
except TypeError as e:
    print(e)

exec('z = 5', globals())
print(z)
names = {'k': 2}
exec('q = k * 2', names)
print(names['q'], eval('q + k', names))
import math
print(eval('floor(2.5)', math.__dict__))
