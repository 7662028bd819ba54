name='Bob'; x=3.14159
t = t"hello {name} and {x:.2f} {name!r} {x=}"
print(t)
print(t.strings, t.values)
for i in t: print(repr(i))
i = t.interpolations[0]
print(i.value, i.expression, i.conversion, i.format_spec)
print(type(t), type(i), t"" , t"".strings, list(t""))
print((t"a{1}b" + t"c{2}").strings)
try: t + 'x'
except TypeError as e: print(e)
try: 'x' + t
except TypeError as e: print(e)
w = '>10'
print(t"{x:{w}}".interpolations)
T=type(t); I=type(i)
print(T('a','b', I(3,'y'), I(4), 'c'))
print(I(3), I(1,'e','r','s'))
try: I(1,'e','q')
except ValueError as e: print(e)
try: I(1,'e',5)
except TypeError as e: print(e)
try: T(1)
except TypeError as e: print(e)
print(I.__match_args__, T.__iter__ is not None, t == t, t"x" == t"x")
match i:
    case I(v, e): print(v, e)
try: T(x=1)
except TypeError as e: print(e)
try: i.value = 3
except AttributeError as e: print(e)
try: I()
except TypeError as e: print(e)
it = iter(t); print(type(it), next(it))
print(i.__reduce__()[1:], I[int])
print(t"{name}" t"x" .strings)
