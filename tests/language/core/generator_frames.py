def g():
    x = 1
    yield x
    y = 2
    yield y
a = g()
print(a.gi_frame.f_lineno, a.gi_frame.f_locals, a.gi_frame.f_back)
next(a)
print(a.gi_frame.f_lineno, a.gi_frame.f_locals, a.gi_code.co_name, a.gi_suspended)
next(a); print(a.gi_frame.f_lineno, a.gi_frame.f_locals)
try: next(a)
except StopIteration: pass
print(a.gi_frame, a.gi_code.co_name)
b = g()
try: b.throw(ValueError('x'))
except ValueError as e: print(e, b.gi_frame, b.gi_code.co_name, b.gi_running)
c = g(); c.close(); print(c.gi_frame, c.gi_code.co_name)
async def co(): pass
k = co(); print(k.cr_frame.f_lineno, k.cr_await, k.cr_code.co_name); k.close(); print(k.cr_frame)
async def ag(): yield
m = ag(); print(m.ag_frame.f_lineno)
